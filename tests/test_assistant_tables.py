"""Tables as files: whatever the cells hold, they are read back and none is a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from assistant.tables import as_csv, as_xlsx

_CELLS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20)
_TABLES = st.lists(st.lists(_CELLS, min_size=2, max_size=2), min_size=1, max_size=4)


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("cell", ["=1+1", "+32", "-a", "@b", "\t=1", "\r=1", "\n=1", "  =1"])
def test_no_cell_and_no_header_is_a_formula(cell: str) -> None:
    assert read(as_csv([cell], [[cell], ["a = b"]])) == [[f"'{cell}"], [f"'{cell}"], ["a = b"]]
    sheet = load_workbook(io.BytesIO(as_xlsx("a/b", [cell], [[cell]]))).worksheets[0]
    assert [one.data_type for column in sheet.iter_cols() for one in column] == ["s", "s"]


@given(_TABLES)
def test_csv_is_read_back(lines: list[list[str]]) -> None:
    back = read(as_csv(lines[0], lines[1:]))
    assert [len(line) for line in back] == [2] * len(lines)
    for line, told in zip(lines, back, strict=True):
        for cell, found in zip(line, told, strict=True):
            assert found in (cell, f"'{cell}")
            assert not found.strip().startswith(("=", "+", "-", "@"))


@given(_TABLES)
def test_a_workbook_bears_any_words(lines: list[list[str]]) -> None:
    sheet = load_workbook(io.BytesIO(as_xlsx("Éléments", lines[0], lines[1:], {lines[0][0]: 60}))).worksheets[0]
    assert sheet.max_row == len(lines)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert (sheet.freeze_panes, sheet.column_dimensions["A"].width) == ("A2", 60)


def test_what_a_cell_cannot_hold_is_left_out() -> None:
    sheet = load_workbook(io.BytesIO(as_xlsx("", ["n", "a"], [[1, "un\x07deux"], [2, "x" * 40_000]]))).worksheets[0]
    assert [cell.value for cell in sheet[2]] == ["1", "un deux"]
    assert len(sheet["B3"].value) == 32_767
    assert (sheet.title, sheet.auto_filter.ref) == ("Tableau", "A1:B3")
