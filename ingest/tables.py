"""Tables to elements of a plan: columns that are levels, rows that are elements, sheets of named fields.

A table of which nothing is recognised stays what it is: rows of text.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from ingest.cells import flat, is_empty
from ingest.elements import TREE, Element
from ingest.forms import read_form, read_pairs
from ingest.headers import column_of, find_header
from ingest.matrices import read_matrix
from ingest.registers import read_register

__all__ = ["Element", "Grid", "column_of", "elements", "fields", "header_words"]

_MIN_SHEET_ROWS = 2

Grid = Sequence[Sequence[str]]


def elements(grid: Grid, bands: AbstractSet[int] = frozenset()) -> list[Element]:
    """What a table holds, in reading order; empty when it is no table of a plan.

    Args:
        grid: Its cells, row by row. A cell merged over rows is repeated, one merged over columns stands once.
        bands: The rows of one cell that spans the table.
    """
    rows = _rows(grid)
    header = find_header(rows)
    if header is None:
        return read_form(rows) or read_register(rows, None, bands)
    if (sheet := _sheet_over_table(rows, header.first, bands)) is not None:
        return sheet
    return read_register(rows, header, bands) or read_form(rows) or read_matrix(rows, header, bands)


def _sheet_over_table(rows: list[list[str]], first: int, bands: AbstractSet[int]) -> list[Element] | None:
    """The sheet of an objective with the table of its actions in its lower part, or None where the table is none."""
    above = read_form(rows[:first]) if first >= _MIN_SHEET_ROWS else []
    below = elements(rows[first:], {band - first for band in bands if band >= first}) if above else []
    top = above[-1].level if above else None
    if not below or top is None or any(one.level and TREE.index(one.level) <= TREE.index(top) for one in below):
        return None
    last = len(above) - 1
    return above + [
        replace(one, parent=last if one.parent is None else one.parent + len(above)) if one.level else one
        for one in below
    ]


def fields(grid: Grid) -> list[tuple[str, str]] | None:
    """The names and values of a sheet that names no element: those of the action that stands above it."""
    pairs = read_pairs(_rows(grid))
    if pairs is None:
        return None
    return [(flat(name).rstrip(" :"), value) for name, value in pairs if not is_empty(value)]


def header_words(grid: Grid) -> str:
    """The header of a table of a plan, as one line: what the table was recognised by."""
    header = find_header(_rows(grid))
    return " | ".join(map(flat, header.words)) if header else ""


def _rows(grid: Grid) -> list[list[str]]:
    return [[cell.replace("\u00a0", " ").strip() for cell in row] for row in grid]
