"""Word documents: what a reader of the page sees, in its order; nothing that was struck out, hidden or put beside."""

import io

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from ingest.errors import UnreadableFileError
from ingest.readers.docx import read
from ingest.source import Hint, Source

_W = nsdecls("w")


def source(document: WordDocument) -> Source:
    data = io.BytesIO()
    document.save(data)
    return read(data.getvalue(), "x.docx")


def lines(document: WordDocument) -> list[str]:
    return [line for line in source(document).text.split("\n") if line]


def hints(document: WordDocument) -> dict[str, Hint]:
    found = source(document)
    text = found.text.split("\n")
    return {text[line - 1].strip(): hint for line, hint in found.hints.items()}


def append(paragraph: Paragraph, xml: str) -> None:
    paragraph._p.append(parse_xml(xml))


def test_deleted_moved_hidden_words_and_comments_are_left_out() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Ouvrir ")
    append(paragraph, f"<w:del {_W}><w:r><w:delText>vendre </w:delText></w:r></w:del>")
    append(paragraph, f"<w:moveFrom {_W}><w:r><w:t>ailleurs </w:t></w:r></w:moveFrom>")
    append(paragraph, f"<w:ins {_W}><w:r><w:t>un guichet</w:t></w:r></w:ins>")
    append(paragraph, f"<w:r {_W}><w:rPr><w:vanish/></w:rPr><w:t> caché</w:t></w:r>")
    append(paragraph, f'<w:r {_W}><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> social</w:t></w:r>')
    append(paragraph, f'<w:r {_W}><w:footnoteReference w:id="2"/><w:commentReference w:id="1"/></w:r>')
    assert lines(document) == ["Ouvrir un guichet social"]


def test_content_controls_are_read_and_the_table_of_contents_is_not() -> None:
    document = docx.Document()
    body = document.element.body
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    inner = "<w:sdtContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:sdtContent>"
    body.insert(0, parse_xml(f"<w:sdt {_W}>{inner.format('Page de titre')}</w:sdt>"))
    body.insert(1, parse_xml(f"<w:sdt {_W}>{gallery}{inner.format('Volet interne 3')}</w:sdt>"))
    style = document.styles.add_style("toc 2", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("OS 1\t4", style=style)
    assert lines(document) == ["Page de titre"]


def test_a_text_box_stands_behind_its_paragraph_once() -> None:
    document = docx.Document()
    spaces = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    spaces += " xmlns:v='urn:schemas-microsoft-com:vml'"
    box = "<w:txbxContent><w:p><w:r><w:t>CPAS de Hannut</w:t></w:r></w:p></w:txbxContent>"
    new = f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
    old = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    content = f"<mc:AlternateContent>{new}{old}</mc:AlternateContent>"
    append(document.add_paragraph("Plan"), f"<w:r {_W} {spaces}>{content}</w:r>")
    assert lines(document) == ["Plan", "CPAS de Hannut"]


def test_running_headers_stand_outside_the_content_and_page_numbers_nowhere() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "CPAS de Hannut – PST 2025-2030"
    document.sections[0].footer.paragraphs[0].text = "Page 3 sur 12"
    document.add_paragraph("Préambule")
    found = hints(document)
    assert {line: hint.outside for line, hint in found.items()} == {
        "CPAS de Hannut – PST 2025-2030": True, "Préambule": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "depth"), [("List Bullet", 0), ("List Bullet 2", 1), ("List Bullet 3", 2), ("List Number 2", 1)]
)
def test_a_list_style_gives_the_level(name: str, depth: int) -> None:
    document = docx.Document()
    document.add_paragraph("haut", style="List Bullet")
    document.add_paragraph("ici", style=name)
    top, here = lines(document)
    assert (len(here) - len(here.lstrip())) - (len(top) - len(top.lstrip())) >= 2 * depth
    assert depth or here.startswith(top[: len(top) - len("haut")])


def test_a_list_style_without_a_list_is_known_by_its_french_name() -> None:
    document = docx.Document()
    for name in ("Liste à puces", "Liste à puces 2"):
        document.add_paragraph(name, style=document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    assert lines(document) == ["• Liste à puces", "  • Liste à puces 2"]


def test_the_indent_of_a_paragraph_and_of_its_style_sets_it_off() -> None:
    document = docx.Document()
    style = document.styles.add_style("Retrait", WD_STYLE_TYPE.PARAGRAPH)
    assert style.paragraph_format is not None
    style.paragraph_format.left_indent = Pt(36)
    document.add_paragraph("style", style=style)
    document.add_paragraph("direct").paragraph_format.left_indent = Pt(72)
    document.add_paragraph("marge")
    indents = [len(line) - len(line.lstrip()) for line in lines(document)]
    assert indents[1] > indents[0] > indents[2] == 0


def test_headings_are_known_by_name_by_style_and_by_paragraph() -> None:
    document = docx.Document()
    document.add_heading("Titre de Word", level=2)
    house = document.styles.add_style("PST OO", WD_STYLE_TYPE.PARAGRAPH)
    house.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {_W} w:val="2"/>'))
    document.add_paragraph("Titre maison", style=house)
    based = document.styles.add_style("PST OO suite", WD_STYLE_TYPE.PARAGRAPH)
    based.base_style = house
    document.add_paragraph("Titre dérivé", style=based)
    direct = document.add_paragraph("Titre direct")
    direct._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {_W} w:val="0"/>'))
    document.add_paragraph("Texte", style=document.styles.add_style("PST OS", WD_STYLE_TYPE.PARAGRAPH))
    found = hints(document)
    assert [hint.heading for hint in found.values()] == [2, 3, 3, 1, 0]
    assert [hint.style for hint in found.values()] == ["heading 2", "PST OO", "PST OO suite", "", "PST OS"]


def test_bold_and_large_words_stand_out_directly_or_by_style() -> None:
    document = docx.Document()
    for words in ("Une phrase ordinaire du corps du texte.", "Une autre phrase ordinaire, plus longue encore."):
        document.add_paragraph().add_run(words).font.size = Pt(10)
    document.add_paragraph().add_run("Gras").bold = True
    document.add_paragraph().add_run("Grand").font.size = Pt(14)
    style = document.styles.add_style("Fort", WD_STYLE_TYPE.PARAGRAPH)
    style.font.bold = True
    document.add_paragraph("Style fort", style=style)
    half = document.add_paragraph("Moitié ")
    half.add_run("grasse").bold = True
    assert {words: hint.bold for words, hint in hints(document).items() if len(words) < 20} == {
        "Gras": True, "Grand": True, "Style fort": True, "Moitié grasse": False,
    }  # fmt: skip


def test_a_table_of_a_plan_gives_elements_and_a_box_its_text() -> None:
    document = docx.Document()
    box = document.add_table(1, 1)
    box.cell(0, 0).text = "Légende : DG"
    table = document.add_table(3, 3)
    for row, cells in enumerate((["OO", "Action", "Pilote"], ["Loger", "Acheter", "DG"], ["", "Louer", ""])):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    table.cell(1, 0).merge(table.cell(2, 0))
    found = hints(document)
    assert [(words, hint.level) for words, hint in found.items()] == [
        ("Légende : DG", None), ("Loger", "oo"), ("Acheter", "action"), ("Louer", "action"),
    ]  # fmt: skip


def test_columns_that_only_lay_out_lists_are_read_as_lists() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "OO 1.1 : Loger"
    cell = table.cell(0, 1)
    cell.paragraphs[0].text = "Acheter"
    cell.paragraphs[0].style = "List Bullet"
    cell.add_paragraph("Louer", style="List Bullet")
    assert [line.strip() for line in lines(document)] == ["OO 1.1 : Loger", "• Acheter", "• Louer"]


def test_bullets_of_a_cell_are_several_actions() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 0).text = "OO", "Actions", "Loger"
    cell = table.cell(1, 1)
    cell.paragraphs[0].text, cell.paragraphs[0].style = "Acheter", "List Bullet"
    cell.add_paragraph("Louer", style="List Bullet")
    assert list(hints(document)) == ["Loger", "Acheter", "Louer"]


def test_footnotes_stand_behind_the_content_and_outside_it() -> None:
    document = docx.Document()
    document.add_paragraph("Ouvrir un guichet")
    part = docx.opc.part.Part(
        docx.opc.packuri.PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        f'<w:footnotes {_W}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>—</w:t></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="1"><w:p><w:r><w:t>Dès 2026.</w:t></w:r></w:p></w:footnote></w:footnotes>'.encode(),
        document.part.package,
    )
    document.part.relate_to(part, docx.opc.constants.RELATIONSHIP_TYPE.FOOTNOTES)
    assert {words: hint.outside for words, hint in hints(document).items()} == {
        "Ouvrir un guichet": False, "Dès 2026.": True,
    }  # fmt: skip


def test_a_deleted_row_is_no_row() -> None:
    document = docx.Document()
    table = document.add_table(3, 2)
    for row, cells in enumerate((["OO", "Action"], ["Loger", "Acheter"], ["", "Louer"])):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    properties = table.rows[2]._tr.get_or_add_trPr()
    properties.append(parse_xml(f'<w:del {_W} w:id="1" w:author="x"/>'))
    assert properties.find(qn("w:del")) is not None
    assert list(hints(document)) == ["Loger", "Acheter"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"texte"])
def test_no_word_document(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"x\.docx"):
        read(data, "x.docx")
