"""Elements of plans as rows, each with its citation."""

import io

from openpyxl import load_workbook

from assistant.explorer import sheets
from assistant.tables import as_xlsx
from tests.samples import andenne, nameless


def test_each_row_cites_its_source() -> None:
    document = andenne()
    pairs = [(document, node) for node in document.nodes]
    for (_, node), row in zip(pairs, sheets.rows(pairs), strict=True):
        told = dict(zip(sheets.HEADERS, row, strict=True))
        assert told["Citation"] == " ".join(document.quote(node).split())
        assert told["Ligne"] == str(node.line)
        assert told["Organisation"] == "Andenne"


def test_a_workbook_bears_any_document() -> None:
    document = nameless()
    rows = sheets.rows((document, node) for node in document.nodes)
    sheet = load_workbook(io.BytesIO(as_xlsx("Éléments", sheets.HEADERS, rows, sheets.WIDTHS))).worksheets[0]
    assert sheet.max_row == len(rows) + 1
    assert [sheet.column_dimensions[one].width for one in "AF"] == [20, 60]
