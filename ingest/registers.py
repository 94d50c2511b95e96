"""Tables with one element a row, whose level a reference, a column or the title's code tells: flat exports."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from ingest.cells import flat, is_empty, is_nothing, is_total
from ingest.codes import Code, level_named, level_of_depth, parse_code, parse_prefixed, split_title
from ingest.elements import Collector, Element, is_volet, read_above
from ingest.headers import Header, Rows
from ingest.matrices import fields_of
from ingest.records import Level

_MIN_CODED = 0.6
_MIN_DEPTHS = 2
_MIN_ROWS = 3


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row that may be an element: its place, its title, its reference and the level that a column names."""

    row: int
    title: str
    code: Code | None
    level: Level | None


def read_register(rows: Rows, header: Header | None, bands: AbstractSet[int]) -> list[Element]:
    """The elements of a table with one element a row.

    Args:
        rows: The table's rows.
        header: Its header; None for a table without one, whose first column holds references.
        bands: The rows of one cell that spans the table.

    Returns:
        The elements in reading order; empty when the rows do not tell their levels.
    """
    title, reference, named = _places(rows, header)
    if title is None:
        return []
    # A column of actions may hold the objectives too: then the references have all the depths of a plan.
    depths = _MIN_DEPTHS if header is None or (column := header.columns[title]) is None or not column.level else 3
    after = header.after if header else 0
    entries = [_entry(rows, index, title, reference, named) for index in range(after, len(rows))]
    titled = [entry for entry in entries if entry.title and (entry.code or entry.level or not is_total(entry.title))]
    levels = _levels(titled, depths)
    if levels is None:
        return []
    collector = Collector()
    read_above(collector, rows, header.first if header else 0)
    known: dict[str, int] = {}
    for entry in entries:
        _add(collector, known, entry, levels.get(entry.row), rows[entry.row], header, (title, reference, named))
    return collector.found


def _places(rows: Rows, header: Header | None) -> tuple[int | None, int | None, int | None]:
    """The columns of the title, of the reference and of the level's name."""
    if header is None:
        coded = [row for row in rows if row and parse_code(row[0]) and any(not is_empty(cell) for cell in row[1:])]
        return (1, 0, None) if len(coded) >= max(_MIN_ROWS, _MIN_CODED * len(rows)) else (None, None, None)
    fields = {column.field: place for place, column in reversed([*enumerate(header.columns)]) if column}
    own = [
        place for place, column in enumerate(header.columns) if column and column.field == "titre" and not column.level
    ]
    held = [place for place, column in enumerate(header.columns) if column and column.holds]
    title = own[0] if own else (held[0] if len(held) == 1 else None)
    return title, fields.get("reference"), fields.get("niveau")


def _entry(rows: Rows, index: int, title: int, reference: int | None, named: int | None) -> _Entry:
    row = rows[index]
    words, code = flat(_cell(row, title)), None
    if reference is not None:
        code = parse_code(_cell(row, reference)) or parse_prefixed(_cell(row, reference))
    split = split_title(words)
    if split.code is not None and split.text and (code is None or split.code.number == code.number):
        code, words = split.code, split.text
    level = level_named(_cell(row, named)) if named is not None else None
    return _Entry(index, words, code, level)


def _levels(entries: list[_Entry], least: int) -> dict[int, Level] | None:
    """The level of each row, or None where most rows do not tell theirs, by at least so many depths of number."""
    coded = [entry for entry in entries if entry.code is not None and entry.level is None]
    first = Level.OS
    tops = [entry for entry in coded if entry.code and entry.code.depth == 1 and entry.code.level is None]
    if tops and all(is_volet(entry.title) for entry in tops):
        first = Level.VOLET
    depths = {entry.code.depth for entry in coded if entry.code and not entry.code.skipped}
    lettered = any(entry.code.level or entry.code.skipped for entry in coded if entry.code)
    by_depth = len(depths) >= least and min(depths) == 1
    lettered = lettered and least == _MIN_DEPTHS
    found: dict[int, Level] = {}
    for entry in entries:
        level = entry.level
        if level is None and entry.code is not None and not entry.code.skipped:
            level = entry.code.level or (level_of_depth(entry.code.depth, first) if by_depth else None)
        if level is None and is_volet(entry.title):
            level = Level.VOLET
        if level is not None:
            found[entry.row] = level
    if not (lettered or by_depth or any(entry.level for entry in entries)):
        return None
    told = sum(entry.row in found or bool(entry.code and entry.code.skipped) for entry in entries)
    return found if found and told >= _MIN_CODED * len(entries) else None


def _add(
    collector: Collector,
    known: dict[str, int],
    entry: _Entry,
    level: Level | None,
    row: Sequence[str],
    header: Header | None,
    used: tuple[int | None, ...],
) -> None:
    filled = [cell for cell in row if not is_empty(cell)]
    if entry.code is not None and entry.code.skipped:
        return
    if level is None or not entry.title or is_nothing(entry.title):
        if len(filled) != 1 or not collector.band(filled[0]):
            collector.row(" | ".join(map(flat, filled)))
        return
    number = entry.code.number if entry.code is not None else ""
    place = collector.add(level, number, entry.title, parent=_parent(known, number, level, collector), again=False)
    if any(sign.isdigit() for sign in number):
        known[number] = place
    columns = header.columns if header else ()
    collector.describe(
        place,
        [
            field
            for where, column in enumerate(columns)
            if column and column.field and not column.holds and where not in used
            for field in fields_of(column.field, column.value, _cell(row, where))
        ],
    )


def _parent(known: dict[str, int], number: str, level: Level, collector: Collector) -> int | None:
    """The element whose number a hierarchical number goes on with, wherever it stands."""
    above = known.get(number.rpartition(".")[0]) if "." in number else None
    if above is None or collector.found[above].level in (None, level):
        return None
    return above


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place] if place is not None and place < len(row) else ""
