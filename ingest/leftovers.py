"""The lines of a source text that no node of its tree covers, and why, where it can be told."""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from ingest.announce import is_label, label_patterns
from ingest.contents import has_leaders, without_contents
from ingest.folding import fold, fold_spaces
from ingest.given import REASON as GIVEN
from ingest.layout import Block, blocks, clean
from ingest.parsers.labels import is_navigation
from ingest.records import Document
from ingest.vocabulary import load

_REPEATED = 3
_MIN_WORDS = 3


class Why(StrEnum):
    """Why a line is not in the tree."""

    CONTENTS = "table des matières"
    NAVIGATION = "navigation du site"
    FURNITURE = "en-tête ou pied de page répété"
    PAGE_NUMBER = "numéro de page ou filet"
    LABEL = "étiquette sans intitulé"
    ATTRIBUTE = "champ d'une fiche ou d'un tableau"
    REPEATED = "répète un élément de l'arbre"
    UNKNOWN = "sans explication"


@dataclass(frozen=True, slots=True)
class Leftover:
    """Lines of the source that no node covers, for one reason.

    Attributes:
        why: The reason.
        lines: Their numbers, from 1.
        sample: The words of the first ones.
    """

    why: Why
    lines: tuple[int, ...]
    sample: tuple[str, ...]


def leftovers(document: Document) -> tuple[Leftover, ...]:
    """The lines that hold words and belong to no node, grouped by reason, those without one first.

    A plan that its file gave line by line has none: its text is made from its nodes and their fields.
    """
    if document.nodes and all(node.reason == GIVEN for node in document.nodes):
        return ()
    covered = _covered(document)
    reasons = _Reasons(document)
    found: dict[Why, list[tuple[int, str]]] = {}
    for number, line in enumerate(document.text.split("\n"), start=1):
        if number not in covered and line.strip():
            words = clean(line)
            found.setdefault(reasons.why(number, words), []).append((number, words))
    order = [Why.UNKNOWN, *Why]
    return tuple(
        Leftover(why, tuple(number for number, _ in lines), tuple(words for _, words in lines))
        for why, lines in sorted(found.items(), key=lambda item: order.index(item[0]))
    )


def _covered(document: Document) -> set[int]:
    starts = [0, *(match.end() for match in re.finditer("\n", document.text))]
    lines: set[int] = set()
    for node in document.nodes:
        lines.update(range(node.line, node.end_line + 1))
        lines.update(_lines(starts, node.start, node.end))
        if node.dps_priority:
            lines.update(_lines(starts, node.dps_priority.start, node.dps_priority.end))
    return lines


def _lines(starts: list[int], start: int, end: int) -> range:
    return range(bisect_right(starts, start), bisect_right(starts, max(start, end - 1)) + 1)


class _Reasons:
    """What tells why a line was left out; most documents need little of it.

    Args:
        document: The line's document.
    """

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _blocks(self) -> list[Block]:
        return blocks(self._document.text)

    @cached_property
    def _contents(self) -> set[int]:
        kept = {block.line for block in without_contents(self._blocks)}
        dropped = [block for block in self._blocks if block.line not in kept]
        return {line for block in dropped for line in range(block.line, block.end_line + 1)}

    @cached_property
    def _navigation(self) -> set[int]:
        return {block.line for block in self._blocks if is_navigation(block)}

    @cached_property
    def _nodes(self) -> set[str]:
        return {_key(node.text) for node in self._document.nodes}

    @cached_property
    def _repeats(self) -> Counter[str]:
        return Counter(_shape(line) for line in self._document.text.split("\n") if line.strip())

    @cached_property
    def _values(self) -> set[str]:
        return {_key(value) for node in self._document.nodes for _, value in node.attributes}

    @cached_property
    def _words(self) -> str:
        return " ".join(sorted(self._values))

    @cached_property
    def _fields(self) -> set[str]:
        columns = load("columns")
        names = [*columns["levels"].values(), *columns["fields"].values()]
        return {_key(name) for words in names for name in words}

    def why(self, number: int, words: str) -> Why:
        """Why a line is in no node."""
        if not re.search(r"[^\W\d_]", words):
            return Why.PAGE_NUMBER
        if self._is_label(words):
            return Why.LABEL
        key = _key(words)
        if number in self._contents or has_leaders(words):
            return Why.CONTENTS
        if number in self._navigation:
            return Why.NAVIGATION
        if self._is_attribute(words, key):
            return Why.ATTRIBUTE
        if key in self._nodes or self._holds_node(key):
            return Why.REPEATED
        return Why.FURNITURE if self._repeats[_shape(words)] >= _REPEATED else Why.UNKNOWN

    def _is_label(self, words: str) -> bool:
        matches = (pattern.match(fold(words)) for _, pattern in label_patterns())
        return any(match and is_label(match) and not match.group("title").strip(" :.*_") for match in matches)

    def _is_attribute(self, words: str, key: str) -> bool:
        pieces = [_key(piece) for piece in re.split(r"\s\|\s|\t|\s:\s|:\s", words)]
        known = [piece for piece in pieces if not piece or piece in self._fields or piece in self._values]
        return len(known) == len(pieces) or (len(key.split()) >= _MIN_WORDS and key in self._words)

    def _holds_node(self, key: str) -> bool:
        """Whether the line is a node's words with a number or a label before them."""
        words = key.split()
        return any(" ".join(words[skip:]) in self._nodes for skip in range(1, min(6, len(words) - 1)))


def _key(text: str) -> str:
    """Words as they are compared: folded, without marks."""
    return " ".join(re.findall(r"[\w']+", fold_spaces(text)))


def _shape(line: str) -> str:
    """A line as running headers repeat it: the page number aside."""
    return re.sub(r"\d+", "#", _key(line))
