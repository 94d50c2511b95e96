"""A plan as an OpenDocument text: real headings, a filled index with pages, page numbers, repeated headers."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import cast
from xml.sax.saxutils import escape, quoteattr

from odfdo import Document, Element
from odfdo.style_base import StyleBase

from assistant.drafting.export.blocks import Block, Cell, Contents, Heading, PageBreak, Paragraph, Printed, Run, Table
from assistant.drafting.export.odt_styles import BREAK_SUFFIX, DEFAULT, FOOTER, TEXT_ROLES, automatic, footer
from assistant.drafting.export.outline import printed
from assistant.drafting.records import Plan

_STYLES = {
    "title": "PST_title",
    "subtitle": "PST_subtitle",
    "mention": "PST_mention",
    "bullet": "PST_bullet",
    "note": "PST_note",
    "body": "PST_body",
}
_CELL = "PST_cell"


def write(plan: Plan, day: date | None = None) -> bytes:
    """The file's bytes.

    Args:
        plan: The plan.
        day: The date that it bears, or None.
    """
    return render(printed(plan, day))


def render(sheet: Printed) -> bytes:
    """The bytes of any document that is laid out in blocks."""
    document = Document("text")
    _properties(document, sheet)
    for style in automatic(sheet):
        document.insert_style(_style(style), automatic=True)
    document.insert_style(_style(DEFAULT), default=True)
    document.insert_style(_style(FOOTER))
    _footer(document, sheet)
    body = document.body
    body.clear()
    pending = False
    tables = 0
    for block in sheet.blocks:
        if isinstance(block, PageBreak):
            pending = True
            continue
        tables += isinstance(block, Table)
        for one in _block(block, sheet, pending, tables):
            body.append(Element.from_tag(one))
        pending = False
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _style(xml: str) -> StyleBase:
    return cast(StyleBase, Element.from_tag(xml))


def _properties(document: Document, sheet: Printed) -> None:
    told = document.meta
    told.title, told.subject, told.language = sheet.title, sheet.mention, "fr-BE"
    told.creator = told.initial_creator = sheet.author
    day = sheet.day or date(2000, 1, 1)
    told.creation_date = told.date = datetime(day.year, day.month, day.day)


def _footer(document: Document, sheet: Printed) -> None:
    """Page numbers on every page but the cover."""
    styles = document.styles
    layout = styles.get_element("//style:page-layout")
    page = styles.get_element('//style:master-page[@style:name="Standard"]')
    if layout is None or page is None:
        return
    properties = layout.get_element("style:page-layout-properties")
    if properties is not None:
        sides = ("left", "right", "top", "bottom")
        size = {"fo:page-width": "21cm", "fo:page-height": "29.7cm", **{f"fo:margin-{side}": "2cm" for side in sides}}
        for name, value in size.items():
            properties.set_attribute(name, value)
    outline = styles.get_element("//text:outline-style")
    if outline is not None:
        outline.delete()  # The plan's own numbers are the only ones.
    for old in page.children:
        page.delete(old)
    page.append(Element.from_tag(footer(sheet)))


def _block(block: Block, sheet: Printed, breaks: bool, number: int) -> Iterator[str]:
    end = BREAK_SUFFIX if breaks else ""
    if isinstance(block, Heading):
        style = f"PST_heading{block.depth}{end}"
        words = f"{_mark(block.anchor)}{escape(block.text)}"
        yield f'<text:h text:style-name="{style}" text:outline-level="{block.depth}">{words}</text:h>'
    elif isinstance(block, Paragraph):
        yield _paragraph(block, _STYLES[block.style] + end)
    elif isinstance(block, Table):
        yield _table(block, number)
        yield '<text:p text:style-name="PST_gap"/>'
    elif isinstance(block, Contents):
        yield _contents(block, sheet, end)


def _paragraph(block: Paragraph, style: str) -> str:
    words = (_mark(block.anchor) if block.anchor else "") + "".join(map(_run, block.runs))
    if block.style == "bullet":
        words = f"• {words}"
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def _run(run: Run) -> str:
    words = _spaced(run.text)
    if run.role:
        words = f'<text:span text:style-name="{TEXT_ROLES[run.role]}">{words}</text:span>'
    return _link(words, run.target) if run.target else words


def _spaced(text: str) -> str:
    """Words with the spaces at their edges, which XML would fold."""
    core = text.strip(" ")
    if not core:
        return "<text:s/>" if text else ""
    before, after = len(text) - len(text.lstrip(" ")), len(text) - len(text.rstrip(" "))
    return ("<text:s/>" if before else "") + escape(core) + ("<text:s/>" if after else "")


def _link(words: str, target: str) -> str:
    return f'<text:a xlink:type="simple" xlink:href={quoteattr("#" + target)}>{words}</text:a>'


def _mark(name: str) -> str:
    return f"<text:bookmark text:name={quoteattr(name)}/>"


def _contents(block: Contents, sheet: Printed, end: str) -> str:
    """The index with its entries in it: each leads to its heading, its page is worked out as the file is opened."""
    listed = [one for one in sheet.headings if one.depth <= block.depth]
    entries = "".join(
        f'<text:p text:style-name="PST_contents{one.depth}">{_link(escape(one.text), one.anchor)}<text:tab/>'
        f'<text:bookmark-ref text:reference-format="page" text:ref-name={quoteattr(one.anchor)}/></text:p>'
        for one in listed
    )
    templates = "".join(
        f'<text:table-of-content-entry-template text:outline-level="{depth}" text:style-name="PST_contents{depth}">'
        "<text:index-entry-link-start/><text:index-entry-text/><text:index-entry-link-end/>"
        '<text:index-entry-tab-stop style:type="right" style:leader-char="."/><text:index-entry-page-number/>'
        "</text:table-of-content-entry-template>"
        for depth in range(1, block.depth + 1)
    )
    title = escape(block.title)
    return (
        f'<text:table-of-content text:name="Contents" text:protected="false">'
        f'<text:table-of-content-source text:outline-level="{block.depth}">'
        f"<text:index-title-template>{title}</text:index-title-template>{templates}</text:table-of-content-source>"
        f'<text:index-body><text:index-title text:name="Contents_Head">'
        f'<text:p text:style-name="PST_contents_title{end}">{title}</text:p></text:index-title>{entries}'
        "</text:index-body></text:table-of-content>"
    )


def _table(block: Table, number: int) -> str:
    columns = "".join(f'<table:table-column table:style-name="PST_col{width}"/>' for width in block.widths)
    header = "".join(
        f'<table:table-cell table:style-name="PST_head" office:value-type="string">'
        f'<text:p text:style-name="PST_head_words">{escape(name)}</text:p></table:table-cell>'
        for name in block.header
    )
    rows = "".join(
        f'<table:table-row table:style-name="PST_row">{"".join(map(_cell, row))}</table:table-row>'
        for row in block.rows
    )
    return (
        f'<table:table table:name={quoteattr(f"{block.title} ({number})")} table:style-name="PST_table">{columns}'
        f"<table:table-header-rows><table:table-row>{header}</table:table-row></table:table-header-rows>{rows}</table:table>"
    )


def _cell(found: Cell) -> str:
    inner = "".join(_paragraph(one, _CELL) for one in found)
    return f'<table:table-cell table:style-name="PST_plain" office:value-type="string">{inner}</table:table-cell>'
