"""The grid of a Word table: each cell at its column, merged or not."""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from ingest.readers.word_tables import cells, read_table


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"


def row(*inner: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(inner)}</w:tr>"


def table(*rows: str) -> BaseOxmlElement:
    found: BaseOxmlElement = parse_xml(f"<w:tbl {nsdecls('w')}>{''.join(rows)}</w:tbl>")
    return found


def words(element: BaseOxmlElement) -> str:
    return "".join(one.text or "" for one in element.iter(qn("w:t")))


WIDE = '<w:gridSpan w:val="3"/>'
START, MORE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_a_cell_over_columns_stands_once_and_its_row_is_a_band() -> None:
    grid, bands = read_table(table(row(cell("VOLET", WIDE)), row(cell("a"), cell("b"), cell("c"))), words)
    assert grid == [["VOLET", "", ""], ["a", "b", "c"]]
    assert bands == {0}


def test_a_cell_over_rows_is_repeated_at_its_column() -> None:
    found = table(row(cell("x"), cell("OS", START)), row(cell("y"), cell("", MORE)), row(cell("z"), cell("fin")))
    grid, bands = read_table(found, words)
    assert grid == [["x", "OS"], ["y", "OS"], ["z", "fin"]]
    assert bands == set()
    assert [words(one) for one in cells(found)] == ["x", "OS", "y", "z", "fin"]


def test_a_row_that_starts_later_keeps_its_columns() -> None:
    grid, _ = read_table(
        table(row(cell("a"), cell("b")), row(cell("c"), properties='<w:gridBefore w:val="1"/>')), words
    )
    assert grid == [["a", "b"], ["", "c"]]


def test_rows_and_cells_in_content_controls_count() -> None:
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    inner = control.format(row(cell("a"), control.format(cell("b"))))
    assert read_table(table(inner), words)[0] == [["a", "b"]]


def test_a_merge_without_a_start_and_an_absurd_span_are_borne() -> None:
    grid, _ = read_table(table(row(cell("a", MORE), cell("b", '<w:gridSpan w:val="999999999"/>'))), words)
    assert grid[0][:2] == ["a", "b"]
    assert len(grid[0]) <= 201
