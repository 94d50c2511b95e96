"""Spreadsheets: XLSX, ODS and CSV, each cell as it reads."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from zipfile import BadZipFile, ZipFile

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from ingest.errors import UnreadableFileError
from ingest.readers.grid import is_band
from ingest.readers.text import decode
from ingest.readers.workbook import MAX_CELLS, Extent, Sheet, check_extent, too_large, write_workbook
from ingest.source import Source, SourceWriter

_DELIMITERS = ";,\t|"
_SAMPLE_ROWS = 60
_NO_VALUE = re.compile(rb"<f[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*["']([^"']+)["']""")
_DECIMALS = re.compile(r"0\.(0+)(?:[^0#%]|$)")


def read_xlsx(data: bytes, name: str) -> Source:
    """Read an .xlsx workbook: the values that its formulas had when it was saved.

    Raises:
        UnreadableFileError: If it is damaged, encrypted or too large.
    """
    try:
        _check_merged(data, name)
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise UnreadableFileError(
            f"« {name} » n'est pas un classeur lisible (abîmé, protégé ou d'un autre format).",
            "Ouvrez-le dans son logiciel, retirez la protection et enregistrez-le à nouveau.",
        ) from error
    writer, extent = SourceWriter(), Extent(name)
    write_workbook(writer, [_sheet(sheet, extent) for sheet in book.worksheets])
    if _lacks_values(data):
        writer.warn("des formules n'ont pas de valeur enregistrée : ouvrez le classeur et enregistrez-le à nouveau")
    return writer.source()


def read_csv(data: bytes, name: str) -> Source:
    """Read a .csv file, whatever its separator and encoding; what looks like a formula stays text.

    Raises:
        UnreadableFileError: If a field of it never ends, or it is too large.
    """
    text = decode(data, name)
    first, _, rest = text.partition("\n")
    declared = re.fullmatch(r"\s*sep=(.)\s*", first)  # Excel's own way to say it.
    text = rest if declared else text
    try:
        rows = _records(text, declared.group(1) if declared else _delimiter(text))
    except csv.Error as error:
        raise UnreadableFileError(
            f"« {name} » n'est pas un fichier CSV lisible : un champ n'y finit pas.",
            "Ouvrez-le dans un tableur et enregistrez-le à nouveau en CSV (UTF-8).",
        ) from error
    check_extent(name, len(rows), max(map(len, rows), default=0))
    writer = SourceWriter()
    write_workbook(writer, [Sheet("", rows)])
    return writer.source()


def _records(text: str, delimiter: str) -> list[list[str]]:
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(map(str.strip, row))]


def _delimiter(text: str) -> str:
    """The separator that gives the most rows of the same number of fields."""
    sample = "\n".join(text.split("\n")[: _SAMPLE_ROWS * 4])
    best, found = 0, _DELIMITERS[0]
    for one in _DELIMITERS:
        try:
            widths = Counter(len(row) for row in _records(sample, one)[:_SAMPLE_ROWS])
        except csv.Error:
            continue
        score = max(((width - 1) * count for width, count in widths.items()), default=0)
        if score > best:
            best, found = score, one
    return found


def _sheet(sheet: Worksheet, extent: Extent) -> Sheet:
    # A layout applied to whole columns makes sheets of a million rows: only the cells that hold something count.
    filled = [cell for cell in sheet._cells.values() if cell.value is not None]
    height, width = max((cell.row for cell in filled), default=0), max((cell.column for cell in filled), default=0)
    extent.add(height, width)
    rows = [[""] * width for _ in range(height)]
    for cell in filled:
        rows[cell.row - 1][cell.column - 1] = _shown(cell)
    bands = set()
    for merged in sheet.merged_cells.ranges:
        top, left, bottom = merged.min_row - 1, merged.min_col - 1, min(merged.max_row, height)
        if left >= width:
            continue
        for row in range(top, bottom):
            rows[row][left] = rows[top][left]
        if is_band(min(merged.max_col, width) - left, width):
            bands |= set(range(top, bottom))
    extent.read(rows)
    return Sheet(sheet.title, rows, frozenset(bands), hidden=sheet.sheet_state != "visible")


def _shown(cell: Cell) -> str:
    """A cell as French readers see it."""
    value, layout = cell.value, cell.number_format or ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | float):
        return _number(float(value), layout)
    return shown(value)


def _number(value: float, layout: str) -> str:
    if "%" in layout:
        return f"{_plain(value * 100)} %"
    decimals = _DECIMALS.search(layout)
    # « 2,10 » is a reference that Excel took for a number: its layout keeps the last zero.
    words = f"{value:.{len(decimals.group(1))}f}".replace(".", ",") if decimals else _plain(value)
    return f"{words} €" if "€" in layout else words


def _plain(value: float) -> str:
    return str(int(value)) if value.is_integer() else f"{round(value, 6):g}".replace(".", ",")


def shown(value: object) -> str:
    """A date, a time, a number or words, as French readers write them."""
    if isinstance(value, datetime):
        day = f"{value:%d/%m/%Y}"
        return day if value.time() == time() else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)


def _check_merged(data: bytes, name: str) -> None:
    """Refuse areas of merged cells so large that the library, which makes each of their cells, would never end."""
    cells = 0
    for part in _parts(data):
        for found in _MERGE.finditer(part):
            try:
                left, top, right, bottom = range_boundaries(found.group(1).decode("latin-1"))
            except (ValueError, TypeError):
                continue  # the library tells what is wrong
            cells += (bottom - top + 1) * (right - left + 1)
            if cells > MAX_CELLS:
                raise too_large(name)


def _lacks_values(data: bytes) -> bool:
    return any(_NO_VALUE.search(part) for part in _parts(data))


def _parts(data: bytes) -> Iterator[bytes]:
    """The XML of the sheets."""
    with ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.namelist():
            if entry.startswith("xl/worksheets/") and entry.endswith(".xml"):
                yield archive.read(entry)
