"""Tables as files that spreadsheets open: CSV as they open it in French, or XLSX with filters; no cell is a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

Line = Sequence[object]
_SIGNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""With their wide forms, which some spreadsheets take for them."""

_WIDTH = 20
_NO_WIDTHS: Mapping[str, int] = MappingProxyType({})


def as_csv(headers: Sequence[str], lines: Iterable[Line]) -> bytes:
    """A table as the CSV that French and Belgian spreadsheets open as it is: semicolons, UTF-8 with its mark.

    A cell that a spreadsheet would take for a formula (https://owasp.org/www-community/attacks/CSV_Injection) begins
    with an apostrophe; so does such a header, for organisations that documents name head columns.

    Args:
        headers: The names of the columns.
        lines: As many cells each as there are columns.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([_inert(cell) for cell in line] for line in (headers, *lines))
    return out.getvalue().encode("utf-8-sig", errors="replace")


def as_xlsx(name: str, headers: Sequence[str], lines: Iterable[Line], widths: Mapping[str, int] = _NO_WIDTHS) -> bytes:
    """A table as a workbook of one sheet with frozen headers and filters, whose cells are all text: none is a formula.

    Characters that the format does not bear become spaces; what is longer than a cell may be (32,767 characters) is
    cut.

    Args:
        name: What the sheet is called.
        headers: The names of the columns.
        lines: As many cells each as there are columns.
        widths: The widths of columns in characters, by header; the others have 20.
    """
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "".join(one for one in name if one not in "[]:*?/\\")[:31] or "Tableau"
    for place, line in enumerate((headers, *lines), start=1):
        for column, words in enumerate(line, start=1):
            cell = sheet.cell(place, column)
            cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", str(words))
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if place == 1:
                cell.font = Font(bold=True)
    for column, header in enumerate(headers, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = widths.get(header, _WIDTH)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(1, len(headers)))}{sheet.max_row}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _inert(value: object) -> str:
    words = str(value)
    return f"'{words}" if words.startswith(("\t", "\r", "\n")) or words.lstrip().startswith(_SIGNS) else words
