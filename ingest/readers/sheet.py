"""Spreadsheets: XLSX, ODS and CSV, each sheet a table."""

import csv
import io
from zipfile import BadZipFile

import openpyxl
from odfdo import Document as OdfDocument
from openpyxl.utils.exceptions import InvalidFileException

from ingest.errors import UnreadableFileError
from ingest.readers.grid import write_grid
from ingest.readers.text import decode
from ingest.source import Hint, Source, SourceWriter

_MAX_ROWS = 100_000
_MAX_COLUMNS = 200
_DELIMITERS = ";,\t|"


def read_xlsx(data: bytes, name: str) -> Source:
    """Read an .xlsx workbook, computed values only.

    Raises:
        UnreadableFileError: If it is damaged, encrypted or too large.
    """
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise _unreadable(name) from error
    writer = SourceWriter()
    for sheet in book.worksheets:
        rows = [["" if value is None else _shown(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        _sheet(sheet.title, rows, name, writer, alone=len(book.worksheets) == 1)
    book.close()
    return writer.source()


def read_ods(data: bytes, name: str) -> Source:
    """Read an .ods workbook.

    Raises:
        UnreadableFileError: If it is damaged, encrypted or too large.
    """
    try:
        tables = OdfDocument(io.BytesIO(data)).body.tables
    except (BadZipFile, KeyError, ValueError, OSError, TypeError, AttributeError) as error:
        raise _unreadable(name) from error
    writer = SourceWriter()
    for table in tables:
        table.rstrip(aggressive=True)  # LibreOffice pads a sheet to a million empty rows.
        rows = [["" if value is None else _shown(value) for value in row] for row in table.get_values()]
        _sheet(table.name or "", rows, name, writer, alone=len(tables) == 1)
    return writer.source()


def read_csv(data: bytes, name: str) -> Source:
    """Read a .csv file, whatever its separator and encoding."""
    text = decode(data, name)
    sample = text[:20_000]
    delimiter = max(_DELIMITERS, key=lambda one: min((line.count(one) for line in sample.split("\n")[:3]), default=0))
    writer = SourceWriter()
    _sheet("", list(csv.reader(io.StringIO(text), delimiter=delimiter)), name, writer, alone=True)
    return writer.source()


def _sheet(title: str, rows: list[list[str]], name: str, writer: SourceWriter, *, alone: bool) -> None:
    if len(rows) > _MAX_ROWS or any(len(row) > _MAX_COLUMNS for row in rows[:100]):
        raise UnreadableFileError(
            f"« {name} » a plus de lignes ou de colonnes que ce qui est admis.", "N'exportez que le plan."
        )
    if title and not alone:
        writer.line(title, Hint(heading=1))
    write_grid(writer, rows)


def _shown(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _unreadable(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"« {name} » n'est pas un classeur lisible (abîmé, protégé ou d'un autre format).",
        "Ouvrez-le dans son logiciel, retirez la protection et enregistrez-le à nouveau.",
    )
