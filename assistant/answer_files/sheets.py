"""The rows of an answer as a spreadsheet."""

from collections.abc import Sequence

from assistant.answer_files.rows import HEADERS, Row, columns
from assistant.tables import as_csv, as_xlsx

_WIDTHS = {"n": 8, "text": 70, "os": 40, "oo": 40, "document": 34, "place": 36}
_NAME = "Éléments cités"


def csv_of(rows: Sequence[Row]) -> bytes:
    """The columns that the rows fill, as CSV (see `assistant.tables`)."""
    return as_csv(*_table(rows))


def xlsx_of(rows: Sequence[Row]) -> bytes:
    """The same as a workbook."""
    return as_xlsx(_NAME, *_table(rows), {HEADERS[name]: width for name, width in _WIDTHS.items()})


def _table(rows: Sequence[Row]) -> tuple[list[str], list[list[object]]]:
    names = columns(tuple(rows))
    return [HEADERS[name] for name in names], [[getattr(row, name) for name in names] for row in rows]
