"""A table of any format into a source: elements of a plan where it holds some, rows of text elsewhere."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from ingest.announce import announces
from ingest.cells import joined
from ingest.elements import Element, merged
from ingest.folding import fold_spaces
from ingest.headers import read_column
from ingest.records import DocumentKind, Level
from ingest.source import Hint, SourceWriter
from ingest.tables import Grid, elements, fields, header_words
from ingest.volets import kind_of_volet

_DEPTH = {Level.VOLET: 0, Level.OS: 0, Level.OO: 2, Level.ACTION: 4, Level.SOUS_ACTION: 6}
_PLAN = frozenset({Level.OS, Level.OO, Level.ACTION})
_MIN_PLAN = 2
_MIN_BAND = 3
_BAND_SHARE = 0.5
_MIN_HEADED = 3
_EMPTY = "–"


def write_grid(
    writer: SourceWriter,
    grid: Grid,
    page: int | None = None,
    bands: AbstractSet[int] = frozenset(),
    found: list[Element] | None = None,
) -> None:
    """Add a table.

    Args:
        writer: The source under construction.
        grid: Its cells, row by row. A cell merged over rows is repeated, one merged over columns stands once.
        page: The page that it stands on.
        bands: The rows of one cell that spans the table.
        found: The elements that it holds, where they have been read already.
    """
    found = elements(grid, bands) if found is None else found
    writer.blank()
    if found:
        levels = {one.level for one in found}
        if len(levels & _PLAN) >= _MIN_PLAN:
            writer.is_a(DocumentKind.PST, header_words(grid) or found[0].text)
        write_elements(writer, found, page)
    elif (pairs := fields(grid)) is not None:
        _write_fields(writer, pairs, page)
    else:
        names = {cell.strip() for cell in grid[0]} if grid else set()
        headed = len(grid[0]) == len(names) >= _MIN_HEADED and "" not in names if grid else False
        for row in grid:
            writer.line(" | ".join(_in_place(row) if headed else _held(row)), Hint(page=page))
    writer.blank()


def _held(row: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(" ".join(cell.split()) for cell in row if cell.strip()))


def _in_place(row: Sequence[str]) -> list[str]:
    """The cells of a row each in its column; a dash stands for one that is empty between others."""
    cells = [" ".join(cell.split()) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return [cell or _EMPTY for cell in cells] if len(set(cells) - {""}) > 1 else _held(row)


def is_plan(grid: Grid, bands: AbstractSet[int] = frozenset()) -> bool:
    """Whether a table holds elements of a plan, or the fields of one."""
    return bool(elements(grid, bands)) or fields(grid) is not None


def is_band(span: int, width: int) -> bool:
    """Whether a cell is wide enough to stand over the rows below it as their title.

    Args:
        span: How many columns it is merged over.
        width: How many the table has.
    """
    return span >= max(_MIN_BAND, _BAND_SHARE * width)


def write_elements(writer: SourceWriter, found: list[Element], page: int | None = None) -> None:
    """Add elements; one that stands already under the same parent gets the new fields instead of a second line."""
    context, known = _context(writer), writer.context.elements
    lines: dict[int, int] = {}
    for place, element in enumerate(found):
        if element.level is None:
            writer.line(element.text, Hint(page=page, outside=element.total))
            continue
        parent = lines.get(element.parent) if element.parent is not None else None
        key = (parent or -context, element.level, element.number, fold_spaces(element.text))
        if key in known and known[key] not in lines.values():
            lines[place] = known[key]
            hint = writer.hint(known[key])
            writer.amend(known[key], replace(hint, attributes=merged(hint.attributes, element.attributes)))
            continue
        hint = Hint(
            page=page,
            level=element.level,
            number=element.number,
            kind=kind_of_volet(element.text) if element.level is Level.VOLET else None,
            attributes=element.attributes,
            parent=parent,
        )
        lines[place] = known[key] = writer.line(element.text, hint, indent=_DEPTH[element.level])


def _context(writer: SourceWriter) -> int:
    """The last line outside tables that opens a part of the plan: elements of tables below it belong to it."""
    for line in range(writer.context.scanned + 1, writer.lines + 1):
        hint = writer.hint(line)
        words = writer.words(line)
        beside = hint.level is not None or hint.outside or hint.attributes
        if words and not beside and (hint.heading or announces(words)):
            writer.context.opened = line
    writer.context.scanned = writer.lines
    return writer.context.opened


def _write_fields(writer: SourceWriter, pairs: list[tuple[str, str]], page: int | None) -> None:
    """A sheet without a title of its own tells of the element above it."""
    for name, value in pairs:
        column = read_column(name)
        known = ((column.field, joined(value)),) if column is not None and column.field else ()
        writer.line(f"{name} : {value}", Hint(page=page, attributes=known))
