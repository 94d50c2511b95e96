"""An answer as a file: every row with its citation, every format readable, nothing lost on the way."""

import csv
import io
from collections.abc import Callable

import pytest
from docx import Document as read_docx
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from assistant.answer import Answer, Turn
from assistant.answer_files.pages import FORMATS, answer_file, answer_sheet, file_name
from assistant.answer_files.rows import HEADERS, Row, columns, rows_of
from assistant.answer_files.sheets import csv_of, xlsx_of
from assistant.drafting.export.blocks import Paragraph, Table
from assistant.service import Assistant
from ingest.records import Document

QUESTION = "Quelles actions visent la jeunesse à Durbuy ?"


@pytest.fixture(scope="module")
def answer(assistant: Assistant) -> Answer:
    return assistant.ask(QUESTION)


@pytest.fixture(scope="module")
def rows(assistant: Assistant, answer: Answer) -> tuple[Row, ...]:
    return rows_of(answer, assistant.tree)


def test_each_citation_is_a_row_with_its_place_in_the_plan(answer: Answer, rows: tuple[Row, ...]) -> None:
    assert answer.total == len(rows) == len(answer.citations) > 2
    assert [row.n for row in rows] == [one.n for one in answer.citations]
    assert all(row.organisation == "Durbuy" and row.oo and row.os for row in rows)
    assert {row.level for row in rows} <= {"Action", "OO", "OS", "Sous-action"}
    assert all(" ".join(one.quote.split()) == row.text for one, row in zip(answer.citations, rows, strict=True))


def test_a_document_that_has_left_keeps_what_is_cited(answer: Answer) -> None:
    gone: Callable[[str], Document | None] = lambda _: None  # noqa: E731
    assert all(row.text and not row.oo and "ligne" in row.place for row in rows_of(answer, gone))


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_is_made(answer: Answer, rows: tuple[Row, ...], suffix: str) -> None:
    made = answer_file([Turn(question=QUESTION, answer=answer)], suffix, rows)
    assert len(made) > 1000


def test_the_word_file_has_the_question_the_answer_and_every_source(answer: Answer, rows: tuple[Row, ...]) -> None:
    made = read_docx(io.BytesIO(answer_file([Turn(question=QUESTION, answer=answer)], ".docx", rows)))
    words = "\n".join(one.text for one in made.paragraphs).replace("\u00a0", " ")
    assert QUESTION in words
    assert all(" ".join(one.quote.split()) in words for one in answer.citations)
    assert any(len(table.rows) == len(rows) + 1 for table in made.tables)


def test_marks_lead_to_their_sources(answer: Answer) -> None:
    sheet = answer_sheet([Turn(question=QUESTION, answer=answer)] * 2)
    paragraphs = [one for one in sheet.blocks if isinstance(one, Paragraph)]
    cells = [
        one for block in sheet.blocks if isinstance(block, Table) for row in block.rows for cell in row for one in cell
    ]
    targets = {run.target for one in (*paragraphs, *cells) for run in one.runs if run.target}
    anchors = [one.anchor for one in paragraphs if one.anchor]
    assert targets
    assert targets <= set(anchors)
    assert len(anchors) == len(set(anchors)) == 2 * len(answer.citations)


def test_spreadsheets_hold_every_row_and_no_formula(rows: tuple[Row, ...]) -> None:
    evil = [*rows, Row(**{**dict.fromkeys(HEADERS, ""), "n": 99, "text": '=HYPERLINK("http://x")'})]  # type: ignore[arg-type]
    read = list(csv.reader(io.StringIO(csv_of(evil).decode("utf-8-sig")), delimiter=";"))
    assert read[0] == [HEADERS[name] for name in columns(tuple(evil))]
    assert len(read) == len(evil) + 1
    assert not any(cell.startswith(("=", "+", "@")) for row in read for cell in row)
    sheet = load_workbook(io.BytesIO(xlsx_of(evil))).worksheets[0]
    assert sheet.max_row == len(evil) + 1
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@given(st.text(max_size=200))
def test_any_words_make_a_file_name(question: str) -> None:
    name = file_name(question)
    assert name
    assert len(name) <= 80
    assert not set(name) & set('/\\:*?"<>| \n')
