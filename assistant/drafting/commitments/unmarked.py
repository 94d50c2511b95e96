"""Lists without marks: commitments that stand one a line below a heading, as in sheets and telegraphic declarations."""

from itertools import takewhile

from assistant.drafting.commitments.headings import is_aside
from assistant.drafting.commitments.rows import is_row
from assistant.drafting.commitments.saying import (
    element_label,
    has_finite,
    holds_sentences,
    is_formal,
    is_introduction_off,
    opens_with_action,
    tells_future,
)
from assistant.drafting.commitments.units import MAX_TITLE, Unit
from ingest.parsers.unmarked import is_amount_row

_MIN_LINES, _MAX_LINE = 4, 30


def with_lists(units: list[Unit]) -> list[Unit]:
    """The elements, with the lists without marks found; what heads such lists, as its siblings do, is a heading.

    In such a document they are most of what has no mark, and a third of them open as commitments do.
    """
    for unit in units:
        unit.heads_part = unit.heads_part or (_is_question(unit.words) and not unit.bullet)
    before: list[Unit | None] = [None, *units[:-1]]
    for previous, unit in zip(before, units, strict=True):
        titled = unit.is_structural or (unit.node.kind == "titre" and opens_with_action(unit.words))
        bare = titled and not (unit.number or unit.hashes or element_label(unit.words) or unit.heads_part)
        follows = unit.above and previous not in (None, units[0]) and previous.is_plain and not _is_told(previous)
        after = unit.following
        if bare and follows and (after is None or not after.above or is_aside(after.words)):
            unit.demoted = True
    cover = sum(1 for _ in takewhile(lambda one: one.is_cover, units))
    pairs = list(zip(before, units, strict=True))[cover:]
    lines = [one for previous, one in pairs if _is_line(one, previous)]
    usual = len(lines) * 2 > sum(one.is_plain for one in units)
    if len(lines) < _MIN_LINES or not usual or sum(opens_with_action(one.words) for one in lines) * 3 < len(lines):
        return units
    heads = [one for one in units if _heads_lines(one, lines)]
    labelled = [one for one in units if element_label(one.words) and not one.number]
    for one in heads:
        one.heads_list = len(heads) * 2 > len(labelled)
    for one in lines:
        one.marked = True
    return units


def _is_line(unit: Unit, previous: Unit | None) -> bool:
    """Whether an element can be one of a list without marks: without a finite verb, right below another."""
    return (
        unit.is_plain
        and unit.above
        and not unit.hashes
        and previous is not None
        and len(unit.words.split()) <= _MAX_LINE
        and not _is_told(unit)
    )


def _is_told(unit: Unit) -> bool:
    words = unit.words
    told = has_finite(words) or tells_future(words) or is_introduction_off(words) or is_amount_row(words)
    return told or is_formal(words) or is_aside(words) or is_row(words) or holds_sentences(words)


def _heads_lines(unit: Unit, lines: list[Unit]) -> bool:
    return (
        bool(element_label(unit.words))
        and not unit.number
        and not unit.is_structural
        and unit.following is not None
        and any(unit.following is one for one in lines)
    )


def _is_question(words: str) -> bool:
    return words.rstrip().endswith("?") and len(words.split()) <= MAX_TITLE
