"""Workbooks and CSV files: cells as French readers see them, merged cells, formulas, separators, encodings."""

import csv
import io
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from ingest.errors import UnreadableFileError
from ingest.readers.sheet import read_csv, read_xlsx, shown
from ingest.records import DocumentKind
from ingest.source import Source


def saved(book: openpyxl.Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def sheet() -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    active = book.active
    assert isinstance(active, Worksheet)
    return book, active


def fields(source: Source) -> dict[str, dict[str, str]]:
    lines = source.text.split("\n")
    return {lines[line - 1].strip(): dict(hint.attributes) for line, hint in source.hints.items() if hint.level}


def test_values_read_as_they_are_shown() -> None:
    book, active = sheet()
    active.append(["Référence", "Titre", "Échéance", "Progression", "Budget", "ETP", "Priorité"])
    active.append(["OS.1", "Être"])
    active.append(["OO.2", "Loger", datetime(2027, 12, 31), 0.555, 1200.5, 0.5, 1])
    active["D3"].number_format, active["E3"].number_format = "0.0%", "#,##0.00 €"
    assert fields(read_xlsx(saved(book), "x.xlsx"))["Loger"] == {
        "echeance": "31/12/2027", "progression": "55,5 %", "budget": "1200,50 €", "etp": "0,5", "priorite": "1",
    }  # fmt: skip


def test_a_reference_that_became_a_number_keeps_its_zero() -> None:
    book, active = sheet()
    for row in (["N°", "Intitulé"], [1, "Être"], [1.1, "A"], [1.10, "B"]):
        active.append(row)
    active["A4"].number_format = "0.00"
    assert [hint.number for hint in read_xlsx(saved(book), "x.xlsx").hints.values()] == ["1", "1.1", "1.10"]


def test_merged_cells_give_their_value_to_each_row() -> None:
    book, active = sheet()
    for row in (["OO", "Action", "Pilote"], ["Loger", "Acheter", "DG"], [None, "Louer", None]):
        active.append(row)
    active.merge_cells("A2:A3")
    active.merge_cells("C2:C3")
    found = fields(read_xlsx(saved(book), "x.xlsx"))
    assert found == {"Loger": {}, "Acheter": {"pilote": "DG"}, "Louer": {"pilote": "DG"}}


def test_a_row_merged_across_heads_what_stands_below() -> None:
    book, active = sheet()
    for row in (["OO", "Action", "Pilote"], ["Être ouvert"], ["Accueillir", "Ouvrir", "DG"]):
        active.append(row)
    active.merge_cells("A2:C2")
    levels = [hint.level for hint in read_xlsx(saved(book), "x.xlsx").hints.values()]
    assert levels == ["os", "oo", "action"]


def test_what_starts_like_a_formula_is_text_and_a_formula_without_value_is_told() -> None:
    book, active = sheet()
    active.append(["OO", "Action"])
    active.append(["Loger", "x"])
    active["B2"].value, active["B2"].data_type = "= remettre en service", "s"
    assert "= remettre en service" in fields(read_xlsx(saved(book), "x.xlsx"))
    active["C2"] = "=1+1"
    source = read_xlsx(saved(book), "x.xlsx")
    assert any("formules" in warning for warning in source.warnings)


def test_a_layout_of_whole_columns_costs_nothing() -> None:
    book, active = sheet()
    active.append(["OO", "Action"])
    active.append(["Loger", "Acheter"])
    active["XFD1048576"].font = openpyxl.styles.Font(bold=True)
    assert list(fields(read_xlsx(saved(book), "x.xlsx"))) == ["Loger", "Acheter"]


def test_a_sheet_that_no_plan_is_as_large_as_is_refused() -> None:
    book, active = sheet()
    active["A1"], active["A200000"] = "OO", "Loger"
    with pytest.raises(UnreadableFileError, match="lignes"):
        read_xlsx(saved(book), "grand.xlsx")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"texte"])
def test_no_workbook(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"x\.xlsx"):
        read_xlsx(data, "x.xlsx")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2026, 6, 1), "01/06/2026"), (datetime(2026, 6, 1, 14, 30), "01/06/2026 14:30"), (time(9, 5), "09:05"),
        (None, ""), ("a", "a"),
    ],
)  # fmt: skip
def test_dates_are_french(value: object, words: str) -> None:
    assert shown(value) == words


PLAN = [
    ["CPAS de Hannut", "", ""],
    ["Référence", "Titre", "Budget"],
    ["OS.1", "Être; ouvert", ""],
    ["OO.2", "Loger", "1,5"],
]


def written(rows: list[list[str]], delimiter: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_file_is_read_whatever_its_separator_and_encoding(delimiter: str, encoding: str) -> None:
    source = read_csv(written(PLAN, delimiter).encode(encoding), "x.csv")
    assert fields(source) == {"Être; ouvert": {}, "Loger": {"budget": "1,5"}}
    assert source.kind is not None
    assert source.kind.kind is DocumentKind.PST


def test_excel_may_name_its_separator() -> None:
    assert fields(read_csv(b"sep=|\nOO|Action\nLoger|Acheter, louer; vendre\n", "x.csv")) == {
        "Loger": {}, "Acheter, louer; vendre": {},
    }  # fmt: skip


def test_a_field_over_lines_stays_one() -> None:
    source = read_csv('OO;Action\nLoger;"Acheter\nun immeuble « neuf » ""à bâtir"""\n'.encode(), "x.csv")
    assert 'Acheter un immeuble « neuf » "à bâtir"' in fields(source)


@given(
    st.lists(
        st.text("=+-@abc\u00e9 ", min_size=1, max_size=8).map(str.strip).filter(lambda one: one.strip("-= ")),
        min_size=1,
    )
)
def test_every_title_of_a_csv_file_stays_text(titles: list[str]) -> None:
    rows = [["Niveau", "Titre"], *(["Action", f"A {title}"] for title in titles)]
    source = read_csv(written(rows, ";").encode(), "x.csv")
    lines = [line.strip() for line in source.text.split("\n") if line.strip()]
    assert lines == [" ".join(f"A {title}".split()) for title in titles]
