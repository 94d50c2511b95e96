"""What a tree lacks or holds twice: numbers that are skipped or repeated, objectives without anything below them."""

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from ingest.nouns import called, noun, shortened
from ingest.numerals import roman
from ingest.records import Document, Level, Node

_MAX_WORDS = 100
_MAX_MISSING = 0.5
_NUMBERED = (
    Level.VOLET,
    Level.OS,
    Level.OO,
    Level.ACTION,
    Level.SOUS_ACTION,
    Level.AXE,
    Level.INTENTION,
    Level.OBJECTIF,
)
_BELOW = {Level.OS: Level.OO, Level.OO: Level.ACTION}
_TITLED = frozenset(_NUMBERED)


class Gap(StrEnum):
    """What is odd."""

    MISSING = "numero_saute"
    TWICE = "numero_double"
    MISPLACED = "rattachement"
    EMPTY = "sans_contenu"
    UNTITLED = "sans_intitule"
    LONG = "action_longue"
    ONLY_CHILD = "enfant_unique"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something odd in a tree.

    Attributes:
        gap: Its kind.
        label: What it is, in French.
        node: The id of the node where it shows.
        line: Its line.
    """

    gap: Gap
    label: str
    node: str
    line: int

    @property
    def is_serious(self) -> bool:
        """Whether it may come from a misreading: a single child is only worth a look."""
        return self.gap is not Gap.ONLY_CHILD


def find_gaps(document: Document) -> tuple[Finding, ...]:
    """What is odd in a document's tree, in reading order within each kind.

    Args:
        document: The document.
    """
    found = [
        *(one for level in _NUMBERED for one in _missing(document, level)),
        *_twice(document),
        *_misplaced(document),
        *_empty(document),
        *_only_children(document),
    ]
    for node in document.nodes:
        if node.level in _TITLED and not node.text:
            found.append(_finding(Gap.UNTITLED, f"{called(node)} n'a pas d'intitulé", node))
        size = len(node.text.split())
        if node.level in (Level.ACTION, Level.SOUS_ACTION) and size > _MAX_WORDS:
            found.append(_finding(Gap.LONG, f"{noun(node.level)} de {size} mots : « {shortened(node.text)} »", node))
    return tuple(found)


def _finding(gap: Gap, label: str, node: Node) -> Finding:
    return Finding(gap, label, node.id, node.line)


def parts(number: str | None) -> tuple[int, ...]:
    """A number's components: `2.3` is (2, 3), `IV` is (4,); empty where it is none (a letter, a code)."""
    found = []
    for piece in re.split(r"[.\s]+", (number or "").strip(" .)").lower()):
        if piece.isdecimal():
            found.append(int(piece))
        elif re.fullmatch(r"[ivx]+", piece):
            found.append(roman(piece))
        else:
            return ()
    return tuple(found)


def _missing(document: Document, level: Level) -> list[Finding]:
    """The numbers that a level skips.

    They are sought document-wide where no number comes twice, else among the children of one parent. A level that skips
    more numbers than half of those it has counts otherwise (one counter for every level, as iA.PST's references).
    """
    numbered = [(parts(node.number), node) for node in document.nodes if node.level is level]
    numbered = [(number, node) for number, node in numbered if number]
    known = {number for number, _ in numbered}
    restarts = len(known) < len(numbered)
    series: dict[tuple[object, ...], list[tuple[int, Node]]] = {}
    for number, node in numbered:
        series.setdefault((node.parent if restarts else None, number[:-1]), []).append((number[-1], node))
    found: list[Finding] = []
    for (_, prefix), members in series.items():
        assert isinstance(prefix, tuple)
        ordered = sorted(members, key=lambda member: member[0])
        previous = 0 if prefix else ordered[0][0] - 1
        for last, node in ordered:
            for skipped in range(previous + 1, last):
                if (*prefix, skipped) not in known:
                    name = ".".join(map(str, (*prefix, skipped)))
                    found.append(_finding(Gap.MISSING, f"{noun(level)} {name} manque avant {called(node)}", node))
            previous = max(previous, last)
    return found if len(found) <= max(1, _MAX_MISSING * len(numbered)) else []


def _twice(document: Document) -> list[Finding]:
    """Numbers borne by two nodes of one parent; numbers such as 2.3 also by two nodes of one volet."""
    found: list[Finding] = []
    seen: dict[tuple[object, ...], Node] = {}
    for node in document.nodes:
        if node.level in _NUMBERED and node.number:
            volet = next((one.id for one in document.ancestors(node) if one.level is Level.VOLET), None)
            key = (node.level, node.number, volet if len(parts(node.number)) > 1 else node.parent)
            if key in seen:
                label = f"{called(node)} figure deux fois, d'abord ligne {seen[key].line}"
                found.append(_finding(Gap.TWICE, label, node))
            seen.setdefault(key, node)
    return found


def _misplaced(document: Document) -> list[Finding]:
    """Numbers that do not go with the parent's: an OO 3.1 below the OS 2."""
    found = []
    for node in document.nodes:
        parent = document.by_id[node.parent] if node.parent else None
        number, above = parts(node.number), parts(parent.number) if parent else ()
        if parent is None or parent.level not in _NUMBERED or len(number) != len(above) + 1 or not above:
            continue
        if number[: len(above)] != above:
            found.append(_finding(Gap.MISPLACED, f"{called(node)} est rangé sous {called(parent)}", node))
    return found


def _empty(document: Document) -> list[Finding]:
    """Objectives with nothing below them, where the document has that level at all."""
    levels = {node.level for node in document.nodes}
    holders = {above.id: set[Level]() for above in document.nodes if above.level in _BELOW}
    for node in document.nodes:
        for above in document.ancestors(node):
            if above.id in holders:
                holders[above.id].add(node.level)
    found = []
    for node in document.nodes:
        below = _BELOW.get(node.level)
        if below in levels and below is not None and below not in holders[node.id]:
            rest = " (mais des actions)" if Level.ACTION in holders[node.id] else ""
            found.append(_finding(Gap.EMPTY, f"{called(node)} n'a pas d'{noun(below)}{rest}", node))
    return found


def _only_children(document: Document) -> list[Finding]:
    """Parents of a single element, where most parents of their level have more."""
    found: list[Finding] = []
    counts = Counter(node.parent for node in document.nodes if node.level in _NUMBERED)
    for level in (Level.VOLET, Level.OS, Level.OO, Level.AXE):
        parents = [node for node in document.nodes if node.level is level and counts[node.id]]
        alone = [node for node in parents if counts[node.id] == 1]
        if len(alone) * 2 < len(parents):
            found += [_finding(Gap.ONLY_CHILD, f"{called(node)} n'a qu'un élément", node) for node in alone]
    return found
