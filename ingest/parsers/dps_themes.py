"""Déclarations without labels: themes over numbered intentions, over lists, or over plain prose."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ingest.folding import fold
from ingest.layout import Block
from ingest.parsers.builder import Draft, TreeBuilder
from ingest.parsers.labels import Label, is_back_matter
from ingest.parsers.prose import ProseWriter, is_heading
from ingest.parsers.series import goes_on
from ingest.parsers.shapes import Form, mark_of
from ingest.parsers.unmarked import is_amount_row
from ingest.records import Level, Node
from ingest.vocabulary import load

_LETTER = re.compile(r"(?P<letter>[A-Z])[.)]\s+")
_MIN_THEMES = 3
_MIN_NUMBERED = 3
_SURE = {"romain": 0.9, "titre": 0.85, "gras": 0.8, "decimal": 0.85, "texte": 0.7}


@dataclass(frozen=True, slots=True)
class Themes:
    """The blocks that head the themes of a declaration.

    Attributes:
        heads: Their indexes.
        ends: The indexes of headings that end a theme without opening one: « Conclusion ».
        confidence: How sure it is that they do; `reason` in words.
        labels: The labels of those that have one: « Chapitre 2 – … ».
    """

    heads: frozenset[int]
    ends: frozenset[int]
    confidence: float
    reason: str
    labels: Mapping[int, Label] = field(default_factory=dict)


def find_themes(blocks: Sequence[Block]) -> Themes | None:
    """The headings of one form that the declaration is divided by.

    Of the forms that head content several times, the one marked most as a heading and heading most of the text wins.

    Args:
        blocks: The blocks of a declaration without labelled axes.

    Returns:
        The themes, or None where nothing divides the text.
    """
    outer = {index for index, block in enumerate(blocks) if _is_outer(block)}
    after = next((index for index in sorted(outer) if is_back_matter(blocks[index])), len(blocks))
    members: dict[Form, list[int]] = {}
    for index, block in enumerate(blocks[:after]):
        following = next((one for one in blocks[index + 1 :] if not is_amount_row(one.text)), None)
        if index not in outer and following is not None and _heads(block, following):
            members.setdefault(_form(block), []).append(index)
    weights = Counter(
        {
            form: _weight(blocks, form, found)
            for form, found in members.items()
            if len(found) >= _MIN_THEMES and not _starts_again(blocks, found)
        }
    )
    if not weights or max(weights.values()) <= 0:
        return None
    form = max(weights, key=lambda one: weights[one])
    heads = frozenset(members[form])
    first = min(heads)
    ends = frozenset(index for index in outer if index > first)
    mark = str(form[0])
    return Themes(heads, ends, _SURE.get(mark, 0.7), f"intitulé de même forme que {len(heads) - 1} autres")


def labelled_themes(blocks: Sequence[Block], labels: Sequence[Label | None]) -> Themes | None:
    """The labelled axes of a declaration that has no labels for what stands under them, else None."""
    heads = {index: label for index, label in enumerate(labels) if label is not None and label.level is Level.AXE}
    if len(heads) < sum(label is not None for label in labels):
        return None
    first = min(heads)
    ends = {index for index, block in enumerate(blocks) if index > first and _is_outer(block)}
    return Themes(frozenset(heads), frozenset(ends - set(heads)), 1.0, "libellé imprimé", heads)


def parse_themes(document: str, text: str, blocks: Sequence[Block], themes: Themes) -> tuple[Node, ...]:
    """Build the tree of a declaration by themes.

    Under a theme, numbered items are its intentions where the document numbers them, its paragraphs otherwise, else the
    items of its lists; a list below an intention holds that intention's objectifs.

    Args:
        document: The document's id.
        text: The source text.
        blocks: Its blocks.
        themes: Their headings.
    """
    builder = TreeBuilder(document, text)
    prose = ProseWriter(builder)
    numbered = _is_numbered(blocks, themes)
    axe: Draft | None = None
    intention: Draft | None = None
    lettered = ""
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if index in themes.heads:
            label = themes.labels.get(index)
            axe = builder.add(
                Level.AXE,
                block,
                None,
                start=label.start if label else None,
                number=(label.number if label else None) or block.number,
                confidence=themes.confidence,
                reason=themes.reason,
            )
            intention, lettered = None, ""
        elif index in themes.ends or block.after_rule or axe is None:
            axe, intention = None, None
            prose.add(block, None, following)
        elif is_amount_row(block.text):
            prose.add(block, axe)
        elif block.bullet and intention is not None and intention.node.level is Level.INTENTION and not intention.item:
            builder.add(
                Level.OBJECTIF, block, intention, confidence=themes.confidence, reason="puce sous une intention"
            )
        elif block.number or not numbered or _letter(text, block, lettered):
            if _is_subheading(block, following, numbered):
                prose.add(block, axe)
                continue
            reason = "numéro" if block.number else "puce sous un thème" if block.bullet else "paragraphe sous un thème"
            letter = _letter(text, block, lettered)
            lettered = letter.group("letter") if letter else lettered
            goes_on = intention is not None and intention.item and not block.number and not block.blank_before
            intention = builder.add(
                Level.INTENTION,
                block,
                axe,
                start=letter.end() if letter else None,
                number=block.number or (letter.group("letter") if letter else None),
                confidence=themes.confidence - 0.1,
                reason=reason,
            )
            intention.item = bool(block.bullet) or goes_on  # an item that lost its bullet
        else:
            prose.add(block, axe)
    return builder.build()


def _letter(text: str, block: Block, before: str) -> re.Match[str] | None:
    """The letter that a block is listed by: the first, or the one after the last (« M. Dupont » is a name)."""
    match = _LETTER.match(text, block.start)
    return match if match and (match.group("letter") == "A" or goes_on(before, match.group("letter"))) else None


def _is_subheading(block: Block, following: Block | None, numbered: bool) -> bool:
    """A heading inside a theme is no intention."""
    return (
        not block.bullet
        and not (numbered and block.number)
        and bool(block.heading or block.bold)
        and is_heading(block, following)
    )


def _is_numbered(blocks: Sequence[Block], themes: Themes) -> bool:
    first = min(themes.heads)
    items = [block for index, block in enumerate(blocks) if index > first and index not in themes.heads]
    return sum(bool(block.number) and block.number[0].isdigit() for block in items) >= _MIN_NUMBERED


def _heads(block: Block, following: Block) -> bool:
    """Whether a block can head a theme: marked as a heading, or a short title over something that is none."""
    if is_amount_row(block.text):
        return False
    if block.bullet or block.text.endswith((".", ";", ",", ":")):
        return bool(block.heading) and not block.bullet
    if mark_of(block) == "texte" and not (
        following.bullet or following.number or following.text.endswith((".", ":", ";", "»", "?", "!"))
    ):
        return False  # the lines of a title page
    return is_heading(block, following) and not (following.heading and not block.heading)


def _starts_again(blocks: Sequence[Block], found: Sequence[int]) -> bool:
    """Whether numbers are those of the first items of lists, 1 and 1 and 1, and not of themes in a series."""
    numbers = [blocks[index].number for index in found if blocks[index].number]
    return len(set(numbers)) < len(numbers) / 2


def _form(block: Block) -> Form:
    mark = mark_of(block)
    if mark == "titre":
        return (mark, block.heading)
    return (mark, block.depth if block.number and mark == "decimal" else 0, int(block.text.isupper()))


def _weight(blocks: Sequence[Block], form: Form, heads: Sequence[int]) -> float:
    """How much of the text stands straight below headings of a form, and how plainly it is one."""
    marks = {"romain": 3.0, "titre": 2.5, "gras": 2.0, "decimal": 2.0, "texte": 1.0}
    inside = sum(len(block.text) for block in blocks[min(heads) :])
    total = sum(len(block.text) for block in blocks) or 1
    known = set(heads)
    empty = sum(1 for index in heads if index + 1 in known)
    return marks.get(str(form[0]), 0.0) * (inside / total) * (1 - empty / len(heads))


def _is_outer(block: Block) -> bool:
    """A heading of the introduction or of the end: « Préambule », « Conclusion »."""
    return is_back_matter(block) or (not block.bullet and fold(block.text).strip(" .:") in _front_matter())


@lru_cache(maxsize=1)
def _front_matter() -> frozenset[str]:
    return frozenset(fold(name) for name in load("labels")["front_matter"])
