"""A plan as a Word document: real heading styles, a filled table of contents, page numbers, repeated headers."""

import io
from datetime import date, datetime

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from assistant.drafting.export.blocks import Block, Cell, Contents, Heading, Paragraph, Printed, Run, Table
from assistant.drafting.export.outline import printed
from assistant.drafting.export.word_fields import add_link, bookmark, close_field, open_field, simple_field
from assistant.drafting.records import Plan

_LANGUAGE = "fr-BE"
_INK, _OPEN = RGBColor(0x1F, 0x2A, 0x44), RGBColor(0x9C, 0x1C, 0x1C)
_WIDTH = Cm(17.0)
_STYLES = {
    "title": "Title",
    "subtitle": "Subtitle",
    "mention": "PST Mention",
    "bullet": "List Bullet",
    "note": "PST Note",
    "body": "Normal",
}


def write(plan: Plan, day: date | None = None) -> bytes:
    """The file's bytes.

    Args:
        plan: The plan.
        day: The date that it bears, or None.
    """
    return render(printed(plan, day))


def render(sheet: Printed) -> bytes:
    """The bytes of any document that is laid out in blocks."""
    document = docx.Document()
    _Writer(document, sheet).write()
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


class _Writer:
    def __init__(self, document: Document, sheet: Printed) -> None:
        self._document = document
        self._sheet = sheet
        self._marks = 0
        self._break = False
        self._note = document.styles.add_style("PST Note", 1)

    def write(self) -> None:
        self._properties()
        self._styles()
        self._page()
        for block in self._sheet.blocks:
            self._block(block)

    def _properties(self) -> None:
        told = self._document.core_properties
        told.title, told.author, told.subject = self._sheet.title[:255], self._sheet.author[:255], self._sheet.mention
        told.language, told.comments, told.keywords = _LANGUAGE, "", "PST"
        day = self._sheet.day
        told.created = told.modified = datetime(day.year, day.month, day.day) if day else datetime(2000, 1, 1)
        told.last_modified_by = ""

    def _styles(self) -> None:
        styles = self._document.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size = "Calibri", Pt(10)
        normal.paragraph_format.space_after = Pt(6)
        defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
        language = defaults.find(qn("w:lang"))
        if language is None:
            language = OxmlElement("w:lang")
            defaults.append(language)
        for name in ("w:val", "w:eastAsia"):
            language.set(qn(name), _LANGUAGE)
        for depth, size in ((1, 18), (2, 14), (3, 12), (4, 11)):
            style = styles[f"Heading {depth}"]
            style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), _INK
            fonts = style.element.rPr.find(qn("w:rFonts"))
            for name in [one for one in fonts.attrib if one.endswith("Theme")]:
                del fonts.attrib[name]
            style.paragraph_format.keep_with_next = True
        self._note.base_style, self._note.font.size = normal, Pt(9)
        mention = styles.add_style("PST Mention", 1)
        mention.base_style, mention.font.size, mention.font.bold = normal, Pt(16), True
        mention.paragraph_format.space_before, mention.paragraph_format.space_after = Pt(90), Pt(18)
        styles["PST Note"].paragraph_format.space_after = Pt(3)
        for depth in (1, 2, 3):
            style = styles.add_style(f"toc {depth}", 1)  # Word's own name: it sets the refreshed table with it.
            style.base_style, style.paragraph_format.space_after = normal, Pt(2)
            style.paragraph_format.left_indent = Cm(0.6 * (depth - 1))
        for name in ("Title", "Subtitle"):
            styles[name].font.color.rgb = _INK
            styles[name].font.italic = False

    def _page(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
        section.different_first_page_header_footer = True
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        before = " – ".join(part for part in (self._sheet.mention, self._sheet.author) if part)
        footer.add_run(f"{before} – page " if before else "page ")
        simple_field(footer, "PAGE", "1")
        footer.add_run(" sur ")
        simple_field(footer, "NUMPAGES", "1")

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            found = self._document.add_heading(block.text, block.depth)
            bookmark(found, block.anchor, self._next())
            found.paragraph_format.page_break_before = self._take_break() or None
        elif isinstance(block, Paragraph):
            found = self._document.add_paragraph(style=_STYLES[block.style])
            self._fill(found, block)
            found.paragraph_format.keep_with_next = block.style == "note" or None
            found.paragraph_format.page_break_before = self._take_break() or None
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Contents):
            self._contents(block)
        else:
            self._break = True

    def _take_break(self) -> bool:
        taken, self._break = self._break, False
        return taken

    def _next(self) -> int:
        self._marks += 1
        return self._marks

    def _fill(self, found: WordParagraph, block: Paragraph) -> None:
        for run in block.runs:
            written = add_link(found, run.text, run.target) if run.target else found.add_run(run.text)
            _dress(written, run)
        if block.anchor:
            bookmark(found, block.anchor, self._next())

    def _contents(self, block: Contents) -> None:
        """The field of a table of contents with its entries in it, as links: the pages come when Word refreshes it."""
        head = self._document.add_paragraph()
        title = head.add_run(block.title)
        title.bold, title.font.size = True, Pt(14)
        head.paragraph_format.page_break_before = self._take_break() or None
        listed = [one for one in self._sheet.headings if one.depth <= block.depth]
        for place, one in enumerate(listed):
            found = self._document.add_paragraph(style=f"toc {one.depth}")
            if place == 0:
                open_field(found, f'TOC \\o "1-{block.depth}" \\h \\z \\u')
            add_link(found, one.text, one.anchor)
            if place == len(listed) - 1:
                close_field(found)

    def _table(self, block: Table) -> None:
        table = self._document.add_table(rows=1, cols=len(block.header))
        table.style, table.autofit = "Table Grid", False
        _describe(table, block.title)
        for place, name in enumerate(block.header):
            shown = table.rows[0].cells[place].paragraphs[0]
            shown.add_run(name).bold = True
            shown.paragraph_format.space_after = Pt(2)
            _shade(table, place)
        repeat = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeat)
        widths = [Emu(int(_WIDTH * width / 100)) for width in block.widths]
        for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
            column.w = width
        for place, width in enumerate(widths):
            table.rows[0].cells[place].width = width
        for row in block.rows:
            self._row(table, row, widths)
        self._document.add_paragraph().paragraph_format.space_after = Pt(0)

    def _row(self, table: WordTable, row: tuple[Cell, ...], widths: list[Emu]) -> None:
        added = table.add_row()  # type: ignore[no-untyped-call]
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, paragraphs, width in zip(added.cells, row, widths, strict=True):
            cell.width = width
            for place, one in enumerate(paragraphs):
                found = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
                found.style = self._note
                self._fill(found, one)


def _dress(written: WordRun, run: Run) -> None:
    written.underline = True if run.target else None
    if run.role in ("strong", "todo"):
        written.bold = True
    if run.role == "todo":
        written.italic = True
        written.font.color.rgb = _OPEN
    elif run.role == "note":
        written.font.size = Pt(8.5)
    elif run.role == "quote":
        written.italic = True


def _describe(table: WordTable, title: str) -> None:
    """The table's title for screen readers."""
    told = OxmlElement("w:tblCaption")
    told.set(qn("w:val"), title[:255])
    table._tbl.tblPr.append(told)


def _shade(table: WordTable, place: int) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "E7EAF1")):
        shade.set(qn(name), value)
    table.rows[0].cells[place]._tc.get_or_add_tcPr().append(shade)
