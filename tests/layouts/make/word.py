"""What the DOCX documents share: runs, numbering, fields, headers, shading."""

from collections.abc import Iterable
from pathlib import Path

from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from tests.layouts.make.packing import freeze


def new(font: str = "Carlito", size: float = 11) -> Doc:
    """An empty document on A4 with a plain French body."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2.2)
    normal = style(document, "Normal")
    normal.font.name = font
    normal.font.size = Pt(size)
    normal.element.rPr.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="fr-BE"/>'))
    document.core_properties.author = ""
    document.core_properties.title = ""
    document.core_properties.comments = ""
    return document


def save(document: Doc, path: Path) -> None:
    document.save(str(path))
    freeze(path)


def style(document: Doc, name: str) -> ParagraphStyle:
    found = document.styles[name]
    if not isinstance(found, ParagraphStyle):
        raise TypeError(name)
    return found


def add_style(document: Doc, name: str, based_on: str = "Normal", style_id: str | None = None) -> ParagraphStyle:
    """A new paragraph style, with the id that a French Word would give it."""
    document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    added = style(document, name)
    added.base_style = style(document, based_on)
    if style_id:
        added.element.set(qn("w:styleId"), style_id)
    return added


def write(paragraph: Paragraph, text: str, bold: bool = False, size: float | None = None, split: int = 0) -> Paragraph:
    """Adds text, cut every `split` characters into runs of the same look as Word does after corrections."""
    step = split or max(len(text), 1)
    for at in range(0, len(text), step):
        run = paragraph.add_run(text[at : at + step])
        run.bold = bold or None
        if size:
            run.font.size = Pt(size)
    return paragraph


def centred(document: Doc, lines: Iterable[str], sizes: Iterable[float]) -> None:
    for line, size in zip(lines, sizes, strict=True):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        write(paragraph, line, bold=True, size=size)


def page_field(paragraph: Paragraph) -> None:
    """A PAGE field."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            char = OxmlElement("w:fldChar")
            char.set(qn("w:fldCharType"), kind)
            run._r.append(char)
        else:
            instruction = OxmlElement("w:instrText")
            instruction.text = text
            run._r.append(instruction)


def header(document: Doc, text: str) -> None:
    """A running header and a numbered footer."""
    document.sections[0].header.paragraphs[0].text = text
    footer = document.sections[0].footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    page_field(footer)


def number_headings(document: Doc, formats: dict[str, str]) -> None:
    """Multilevel automatic numbers (`OS %1.`) attached to heading styles, in the order given."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="{style(document, name).style_id}"/><w:suff w:val="space"/><w:lvlText w:val="{text}"/>'
        '<w:lvlJc w:val="left"/></w:lvl>'
        for at, (name, text) in enumerate(formats.items())
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>{levels}'
        "</w:abstractNum>"
    )
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for at, name in enumerate(formats):
        properties = style(document, name).element.get_or_add_pPr()
        properties.insert(
            0, parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{at}"/><w:numId w:val="90"/></w:numPr>')
        )


def toc(document: Doc, entries: Iterable[tuple[int, str, int]]) -> None:
    """A TOC field with its cached result: level, text, page."""
    for level in (1, 2, 3):
        look = add_style(document, f"toc {level}", style_id=f"TOC{level}")
        look.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        look.paragraph_format.tab_stops.add_tab_stop(Cm(16), leader=1)
        look.paragraph_format.space_after = Pt(2)
    rows = list(entries)
    for at, (level, text, page) in enumerate(rows):
        paragraph = document.add_paragraph(style=f"toc {level}")
        if at == 0:
            _field(paragraph, "begin", ' TOC \\o "1-3" \\h \\z \\u ')
        paragraph.add_run(f"{text}\t{page}")
        if at == len(rows) - 1:
            _field(paragraph, "end")


def _field(paragraph: Paragraph, kind: str, instruction: str = "") -> None:
    char = OxmlElement("w:fldChar")
    char.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(char)
    if instruction:
        text = OxmlElement("w:instrText")
        text.set(qn("xml:space"), "preserve")
        text.text = instruction
        paragraph.add_run()._r.append(text)
        separator = OxmlElement("w:fldChar")
        separator.set(qn("w:fldCharType"), "separate")
        paragraph.add_run()._r.append(separator)


def shade(cell: _Cell, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{colour}"/>'))


def fill(cell: _Cell, text: str, bold: bool = False, size: float = 9.5) -> None:
    """Writes a cell; ` ; ` and line feeds make paragraphs only where the caller splits them."""
    for at, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(1)
        write(paragraph, line, bold=bold, size=size)


def widths(table: Table, centimetres: Iterable[float]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, centimetres, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
