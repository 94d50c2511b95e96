"""OpenDocument spreadsheets: rows, repeated rows and cells, merged cells, values as they read."""

from datetime import datetime

from ingest.errors import UnreadableFileError
from ingest.readers.grid import is_band
from ingest.readers.opendocument import Element, attribute, parts, qname, short, words
from ingest.readers.sheet import shown
from ingest.readers.workbook import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Extent,
    Sheet,
    check_extent,
    too_large,
    write_workbook,
)
from ingest.source import Source, SourceWriter

_GROUPS = frozenset(
    (
        "table:table-header-rows",
        "table:table-rows",
        "table:table-row-group",
        "table:table-columns",
        "text:soft-page-break",
    )
)
_CELLS = frozenset(("table:table-cell", "table:covered-table-cell"))


def read_ods(data: bytes, name: str) -> Source:
    """Read an .ods workbook.

    Raises:
        UnreadableFileError: If it is damaged, encrypted or too large.
    """
    content, _ = parts(data, name)
    body = content.find(f".//{qname('office:spreadsheet')}")
    if body is None:
        raise UnreadableFileError(
            f"« {name} » n'est pas un classeur OpenDocument.", "Enregistrez-le en .ods, ou en .odt si c'est un texte."
        )
    hidden = _hidden_styles(content)
    writer, extent = SourceWriter(), Extent(name)
    write_workbook(writer, [_sheet(table, name, hidden, extent) for table in body.iterfind(qname("table:table"))])
    return writer.source()


def read_table(table: Element, name: str) -> tuple[list[list[str]], frozenset[int]]:
    """The cells of a table of any OpenDocument file, and the rows of one cell that spans it.

    Raises:
        UnreadableFileError: If it has more rows or columns than are admitted.
    """
    rows: list[list[str]] = []
    spans: list[tuple[int, int, int, int]] = []
    blank = 0
    for row in _rows(table):
        cells = _row(row, len(rows) + blank, spans)
        times = int(attribute(row, "table:number-rows-repeated", "1") or 1)
        if not any(cells):
            blank += times
            continue
        # Spreadsheets pad a sheet with a million empty rows; those between filled ones count.
        check_extent(name, len(rows) + blank + times, len(cells))
        rows += [[] for _ in range(blank)] + [list(cells) for _ in range(times)]
        blank = 0
    width = max(map(len, rows), default=0)
    if sum(min(high, len(rows) - top) for top, _, _, high in spans) > MAX_CELLS:
        raise too_large(name)
    rows = [row + [""] * (width - len(row)) for row in rows]
    return rows, _fill(rows, spans, width)


def _rows(table: Element) -> list[Element]:
    found: list[Element] = []
    for child in table:
        name = short(child)
        if name == "table:table-row":
            found.append(child)
        elif name in _GROUPS:
            found += _rows(child)
    return found


def _row(row: Element, index: int, spans: list[tuple[int, int, int, int]]) -> list[str]:
    cells: list[str] = []
    blank = 0
    for cell in row:
        if short(cell) not in _CELLS:
            continue
        times = int(attribute(cell, "table:number-columns-repeated", "1") or 1)
        value = _value(cell)
        if not value:
            blank += times
            continue
        cells += [""] * min(blank, MAX_COLUMNS) + [value] * min(times, MAX_COLUMNS)
        blank = 0
        wide, high = (int(attribute(cell, f"table:number-{kind}-spanned", "1") or 1) for kind in ("columns", "rows"))
        if wide > 1 or high > 1:
            spans.append((index, len(cells) - 1, wide, high))
    return cells


def _fill(rows: list[list[str]], spans: list[tuple[int, int, int, int]], width: int) -> frozenset[int]:
    bands = set()
    for top, left, wide, high in spans:
        for row in range(top, min(top + min(high, MAX_ROWS), len(rows))):
            rows[row][left] = rows[top][left]
            if is_band(wide, width):
                bands.add(row)
    return frozenset(bands)


def _value(cell: Element) -> str:
    """A cell as French readers see it."""
    kind = attribute(cell, "office:value-type")
    if kind == "date" and (day := attribute(cell, "office:date-value")):
        try:
            return shown(datetime.fromisoformat(day))
        except ValueError:
            return day
    paragraphs = [words(one) for one in cell.iterchildren(qname("text:p"), qname("text:h"))]
    return "\n".join(paragraphs).strip()


def _hidden_styles(content: Element) -> set[str]:
    return {
        attribute(style, "style:name")
        for style in content.iterfind(f".//{qname('style:style')}")
        for properties in style.iterfind(qname("style:table-properties"))
        if attribute(properties, "table:display") == "false"
    }


def _sheet(table: Element, name: str, hidden: set[str], extent: Extent) -> Sheet:
    rows, bands = read_table(table, name)
    extent.add(len(rows), max(map(len, rows), default=0))
    extent.read(rows)
    return Sheet(attribute(table, "table:name"), rows, bands, attribute(table, "table:style-name") in hidden)
