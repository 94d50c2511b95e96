"""OpenDocument spreadsheets: repeated and merged cells, dates, two-paragraph headers, padding, other packages."""

import pytest

from ingest.errors import UnreadableFileError
from ingest.readers.ods import read_ods
from tests.opendocuments import package


def cell(words: str, more: str = "") -> str:
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in words.split("\n") if line)
    return f"<table:table-cell office:value-type='string' {more}>{paragraphs}</table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    inner = "".join(one if one.startswith("<") else cell(one) for one in cells)
    return f"<table:table-row {more}>{inner}</table:table-row>"


def workbook(*rows: str, name: str = "Feuille1", automatic: str = "", style: str = "") -> bytes:
    table = f"<table:table table:name='{name}' table:style-name='{style}'>{''.join(rows)}</table:table>"
    return package(table, kind="spreadsheet", automatic=automatic)


def outline(data: bytes) -> list[tuple[str | None, str, dict[str, str]]]:
    source = read_ods(data, "x.ods")
    lines = source.text.split("\n")
    return [(hint.level, lines[line - 1].strip(), dict(hint.attributes)) for line, hint in source.hints.items()]


def test_headers_on_two_paragraphs_and_repeated_ancestors() -> None:
    head = row("OS\nTitre", "OO\nTitre", "ACT\nTitre", "ACT\nÉchéance", "TASK\nTitre")
    day = "office:value-type='date' office:date-value='2027-12-31'"
    date = f"<table:table-cell {day}><text:p>31 déc.</text:p></table:table-cell>"
    found = outline(workbook(head, row("Être", "Loger", "Acheter", date, "Appeler"), row("Être", "Loger", "Louer")))
    assert found == [
        ("os", "Être", {}),
        ("oo", "Loger", {}),
        ("action", "Acheter", {"echeance": "31/12/2027"}),
        ("action", "Louer", {}),
    ]


def test_compressed_cells_and_a_million_empty_rows() -> None:
    gap = "<table:table-cell table:number-columns-repeated='2'/>"
    padding = row("", more="table:number-rows-repeated='1048000'")
    tail = "<table:table-cell table:number-columns-repeated='16000'/>"
    data = workbook(row("OO", "UID", "Note", "Action"), row("Loger", gap, "Acheter", tail), padding)
    assert [words for _, words, _ in outline(data)] == ["Loger", "Acheter"]


def test_merged_cells_give_their_value_to_each_row() -> None:
    covered = "<table:covered-table-cell/>"
    rows = [row("OO", "Action"), row(cell("Loger", "table:number-rows-spanned='2'"), "Acheter"), row(covered, "Louer")]
    assert [words for _, words, _ in outline(workbook(*rows))] == ["Loger", "Acheter", "Louer"]


def test_header_rows_may_stand_in_a_group_and_comments_are_not_read() -> None:
    head = f"<table:table-header-rows>{row('OO', 'Action')}</table:table-header-rows>"
    note = "<office:annotation><text:p>Note</text:p></office:annotation>"
    noted = f"<table:table-cell>{note}<text:p>Acheter</text:p></table:table-cell>"
    assert [words for _, words, _ in outline(workbook(head, row("Loger", noted)))] == ["Loger", "Acheter"]


def test_a_hidden_sheet_is_told() -> None:
    hidden = "<style:style style:name='h'><style:table-properties table:display='false'/></style:style>"
    source = read_ods(workbook(row("OO", "Action"), name="Secret", automatic=hidden, style="h"), "x.ods")
    assert source.warnings == ("la feuille masquée « Secret » n'a pas été lue",)


def test_filled_rows_without_end_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match=r"x\.ods"):
        read_ods(workbook(row("OO", "Action", more="table:number-rows-repeated='900000'")), "x.ods")


def test_a_text_is_no_workbook() -> None:
    with pytest.raises(UnreadableFileError, match=r"x\.ods"):
        read_ods(package("<text:p>Bonjour</text:p>"), "x.ods")
