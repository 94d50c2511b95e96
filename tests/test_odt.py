"""OpenDocument texts: what a reader of the page sees, in its order, lists with their levels."""

import pytest

from ingest.errors import UnreadableFileError
from ingest.readers.odt import read
from ingest.source import Hint
from tests.opendocuments import package


def lines(body: str, automatic: str = "", styles: str = "") -> list[str]:
    return [line for line in read(package(body, automatic=automatic, styles=styles), "x.odt").text.split("\n") if line]


def hints(body: str, automatic: str = "", styles: str = "") -> dict[str, Hint]:
    source = read(package(body, automatic=automatic, styles=styles), "x.odt")
    text = source.text.split("\n")
    return {text[line - 1].strip(): hint for line, hint in source.hints.items()}


def item(*inner: str) -> str:
    return f"<text:list-item>{''.join(inner)}</text:list-item>"


def para(words: str, style: str = "Standard") -> str:
    return f"<text:p text:style-name='{style}'>{words}</text:p>"


def bullets(*items: str, style: str = "Puces") -> str:
    return f"<text:list text:style-name='{style}'>{''.join(items)}</text:list>"


def test_lists_nest_and_an_item_in_two_paragraphs_is_one() -> None:
    body = bullets(
        item(para("Recevoir chaque ménage,"), para("à domicile"), bullets(item(para("relire"))), para("fin"))
    )
    assert lines(body) == ["  • Recevoir chaque ménage, à domicile", "    • relire", "  fin"]


def test_headings_and_sections_keep_their_levels() -> None:
    deep = "<text:section><text:h text:outline-level='30'>OO</text:h></text:section>"
    body = f"<text:h text:outline-level='2'>OS 1</text:h>{deep}"
    assert [hint.heading for hint in hints(body).values()] == [2, 9]


def test_corrections_comments_and_hidden_words_are_left_out() -> None:
    region = "<text:changed-region><text:deletion><text:p>Vendre</text:p></text:deletion></text:changed-region>"
    deleted = f"<text:tracked-changes>{region}</text:tracked-changes>"
    comment = "<office:annotation><text:p>Vrai ?</text:p></office:annotation>"
    hidden = "<text:section text:display='none'><text:p>Rien</text:p></text:section>"
    style = "<style:style style:name='H'><style:text-properties text:display='none'/></style:style>"
    body = deleted + para(f"Louer{comment}<text:hidden-text>!</text:hidden-text>") + hidden + para("Caché", "H")
    assert lines(body, style) == ["Louer"]


def test_footnotes_and_running_headers_stand_outside_the_content() -> None:
    inner = "<text:note-citation>1</text:note-citation><text:note-body><text:p>En 2021.</text:p></text:note-body>"
    header = "<style:header><text:p>CPAS de Theux</text:p></style:header>"
    footer = "<style:footer><text:p>Page 3</text:p></style:footer>"
    found = hints(para(f"Trois cents ménages<text:note>{inner}</text:note>"), styles=header + footer)
    assert {words: hint.outside for words, hint in found.items()} == {
        "CPAS de Theux": True, "Trois cents ménages": False, "En 2021.": True,
    }  # fmt: skip


def test_a_table_of_contents_is_left_out_and_a_text_box_is_read() -> None:
    contents = (
        "<text:table-of-content><text:index-body><text:p>OS 1 ... 4</text:p></text:index-body></text:table-of-content>"
    )
    box = "<draw:frame><draw:text-box><text:p>CPAS de Theux</text:p></draw:text-box></draw:frame>"
    assert lines(contents + para(f"Plan{box}")) == ["Plan", "CPAS de Theux"]


def test_a_table_of_a_plan_gives_elements_and_a_layout_its_lists() -> None:
    def table(*rows: tuple[str, ...]) -> str:
        cells = ("".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in row) for row in rows)
        return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in cells)}</table:table>"

    plan = table((para("OO"), para("Action")), (para("Loger"), para("Acheter")))
    assert [hint.level for hint in hints(plan).values()] == ["oo", "action"]
    layout = table((para("OO 1.1 : Loger"), bullets(item(para("Acheter")), item(para("Louer")))))
    assert [line.strip() for line in lines(layout)] == ["OO 1.1 : Loger", "• Acheter", "• Louer"]


@pytest.mark.parametrize("data", [b"", b"texte", package("<table:table/>", kind="spreadsheet")])
def test_no_text_document(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"x\.odt"):
        read(data, "x.odt")
