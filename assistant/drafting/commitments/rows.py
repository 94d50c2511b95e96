"""Commitments in the rows of a table: the cells of the columns headed « Engagement », « Action » or the like."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafting.commitments.headings import is_role_name, role_of
from assistant.drafting.commitments.patterns import element_names
from assistant.drafting.commitments.prose import Clause
from assistant.drafting.commitments.saying import opens_with_action
from ingest.records import Node
from ingest.vocabulary import load

_BAR = re.compile(r"\s*\|\s*")
_MAX_NAME = 4
_ROWS = 2


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table hold: the places of those of commitments, and place and name of those after them."""

    held: tuple[int, ...]
    others: tuple[tuple[int, str], ...]


def is_row(words: str) -> bool:
    """Whether an element is a row of a table, its cells between bars."""
    return " | " in words and "\n" not in words


def split_rows(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A paragraph of rows, each on a line of its own: the rows, and what stands before them; else the paragraph whole.

    A line without bars goes on from the row above it.
    """
    lines = list(re.finditer(r"[^\n]+", text[start:end]))
    rows = [line.start() for line in lines if " | " in line[0]]
    if len(rows) < _ROWS:
        return [(start, end)]
    firsts = rows if rows[0] == lines[0].start() else [lines[0].start(), *rows]
    edges = [*firsts[1:], end - start]
    return [
        (start + first, start + len(text[start : start + stop].rstrip()))
        for first, stop in zip(firsts, edges, strict=True)
    ]


def columns_of(words: str) -> Columns | None:
    """The columns of a table by what they hold, where a row is a header that names commitments; else None."""
    names = [words[start:end] for start, end in _cells(words)]
    if any(len(name.split()) > _MAX_NAME or re.search(r"\d", name) for name in names):
        return None
    own = {place for place, name in enumerate(names) if element_names().match(name.lower()) or is_role_name(name)}
    held = {place for place in own if role_of(names[place]) != "off"}
    if not held:
        return None
    others = [(place, name) for place, name in enumerate(names) if place not in own and place > min(held)]
    return Columns(tuple(sorted(held)), tuple(others))


def cells_that_commit(words: str, start: int, columns: Columns | None) -> list[Clause]:
    """The commitments of one row; several in one cell stand between semicolons.

    Args:
        words: The row.
        start: Where it starts in the text.
        columns: What its columns hold; None where the table has no such header: then a cell that opens as a commitment
            does is one.
    """
    found: list[Clause] = []
    heads, cells = "", _cells(words)
    beside = _beside(words, cells, columns)
    for index, (first, last) in enumerate(cells):
        cell = words[first:last]
        held = index in columns.held if columns else opens_with_action(cell)
        if re.search(r"[^\W\d_]{3}", cell) and held:
            pieces = [(first + one, first + stop) for one, stop in _pieces(cell)] if columns else [(first, last)]
            found += [Clause(start + one, start + stop, heads, beside) for one, stop in pieces]
        elif not found and index == 0:
            heads = cell
    return found


def _beside(words: str, cells: Sequence[tuple[int, int]], columns: Columns | None) -> str:
    """What the row says of its commitments in the columns after them: « Échéance : 2026 »."""
    if columns is None:
        return ""
    told = [(name, words[slice(*cells[place])]) for place, name in columns.others if place < len(cells)]
    return " ; ".join(f"{name} : {value}" for name, value in told if re.search(r"\w", value))


def said_in_row(node: Node) -> str:
    """What the other columns of a table say of the element that a row holds: « Échéance : 2027 ; Budget : 5.000 € »."""
    names = load("columns")["fields"]
    return " ; ".join(f"{str(names.get(key, [key])[0]).capitalize()} : {value}" for key, value in node.attributes)


def _pieces(cell: str) -> list[tuple[int, int]]:
    """The parts of a cell between semicolons outside brackets."""
    found, first = [], 0
    for one in re.finditer(r"\s*;\s*", cell):
        if cell.count("(", 0, one.start()) == cell.count(")", 0, one.start()):
            found.append((first, one.start()))
            first = one.end()
    return [(one, last) for one, last in [*found, (first, len(cell))] if cell[one:last].strip(" .;")]


def _cells(words: str) -> list[tuple[int, int]]:
    places, first = [], 0
    for bar in _BAR.finditer(words):
        places.append((first, bar.start()))
        first = bar.end()
    return [*places, (first, len(words))]
