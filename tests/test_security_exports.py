"""What leaves the product harms nobody who opens it: no formula in a table, no link of a stranger's, no script."""

import io
import re
from collections.abc import Iterator
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Turn
from assistant.answer_files import pages as answer_pages
from assistant.answer_files.rows import HEADERS as ANSWER_HEADERS
from assistant.answer_files.rows import Row
from assistant.answer_files.sheets import csv_of, xlsx_of
from assistant.drafting import evaluation_sheet
from assistant.drafting.evaluating import evaluation_of
from assistant.drafting.export import exported
from assistant.drafting.records import Plan
from assistant.explorer.sheets import HEADERS as EXPLORER_HEADERS
from assistant.tables import as_csv, as_xlsx
from tests.drafts import trooz
from tests.test_conversations import turn

SIGNS = "=+-@\t\r\n＝＋－＠"
STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
FORMULA = '=HYPERLINK("http://ailleurs.example";"clic")'
LINK = (
    "[clic](javascript:alert(1)) <a href='javascript:alert(1)'>a</a> ![i](http://ailleurs.example/i.png)"
    " <script>x</script>"
)
WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)
HOSTILE = st.one_of(st.just(FORMULA), st.builds(str.__add__, st.sampled_from(list(SIGNS)), WORDS), WORDS)


def csv_cells(data: bytes) -> Iterator[str]:
    import csv

    for line in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"):
        yield from line


def formulas(data: bytes) -> list[str]:
    """The cells that a spreadsheet would compute."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [str(one.value) for sheet in book for line in sheet.iter_rows() for one in line if one.data_type == "f"]


def row(words: str) -> Row:
    return Row(**{"n": 1, **dict.fromkeys((name for name in ANSWER_HEADERS if name != "n"), words)})  # type: ignore[arg-type]


def hostile(words: str) -> Plan:
    plan = trooz()
    nodes = tuple(one.model_copy(update={"text": words, "responsable": words, "statut": words}) for one in plan.nodes)
    return plan.model_copy(update={"nodes": nodes, "organisation": words, "source": words})


@settings(max_examples=25)
@given(HOSTILE)
def test_no_table_holds_a_formula(words: str) -> None:
    for data in (
        as_csv([words, "b"], [[words, words]]),
        csv_of([row(words)]),
        as_csv(EXPLORER_HEADERS, [tuple(words for _ in EXPLORER_HEADERS)]),
    ):
        assert not [one for one in csv_cells(data) if one.strip().startswith(STARTS)]
    for data in (as_xlsx("Tableau", [words, "b"], [[words, words]]), xlsx_of([row(words)])):
        assert formulas(data) == []


@pytest.mark.parametrize("words", [FORMULA, "+1", "@a", "＝1", "-2+3|cmd"])
def test_no_workbook_of_a_plan_holds_a_formula_of_a_strangers(words: str) -> None:
    plan = hostile(words)
    assert formulas(exported(plan, ".xlsx")) == []
    own = formulas(evaluation_sheet.sheet_data(evaluation_of(plan)))
    assert not [one for one in own if not one.startswith(("=SUMPRODUCT(", "=IFERROR(SUMPRODUCT("))]


def parts(data: bytes) -> Iterator[str]:
    with ZipFile(io.BytesIO(data)) as archive:
        for one in archive.namelist():
            yield archive.read(one).decode("utf-8", errors="replace")


def check_inert(data: bytes, suffix: str) -> None:
    """Only links inside the document; words of a stranger's are words."""
    if suffix in (".docx", ".odt"):
        for part in parts(data):
            targets = re.findall(r'(?:xlink:href|Target)="([^"]*)"', part)
            assert not [one for one in targets if "ailleurs" in one or "javascript" in one.lower()]
            assert "<script" not in part
    elif suffix == ".pdf":
        import pypdfium2

        assert b"/URI" not in data
        assert b"/JavaScript" not in data
        assert b"/Launch" not in data
        assert "clic" in "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))
    else:
        shown = rendered(data.decode())
        assert "<script" not in shown
        assert "<img" not in shown
        assert not re.search(r'<a[^>]+href="(?!#)', shown)


def rendered(words: str) -> str:
    """Markdown as the laxest reader shows it: its HTML goes through."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable("table").render(words)


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".pdf", ".md"])
def test_no_link_of_a_strangers_leaves_with_a_plan(suffix: str) -> None:
    check_inert(exported(hostile(LINK), suffix), suffix)


@pytest.mark.parametrize("suffix", answer_pages.FORMATS)
def test_no_link_of_a_strangers_leaves_with_an_answer(suffix: str) -> None:
    asked = turn(LINK)
    citation = asked.answer.citations[0].model_copy(update={"quote": LINK, "title": LINK, "breadcrumb": (LINK,)})
    told = {"answer": f"{LINK} [1]", "citations": (citation,), "notices": (LINK,), "understood": LINK}
    whole = Turn(question=LINK, answer=asked.answer.model_copy(update=told))
    check_inert(answer_pages.answer_file([whole], suffix, [row(LINK)], LINK), suffix)
