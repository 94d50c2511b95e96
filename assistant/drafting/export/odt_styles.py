"""The styles of a plan as an OpenDocument text: paragraphs, words, tables, the footer."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from assistant.drafting.export.blocks import Printed, Table

BREAK_SUFFIX = "_page"
"""Ends the name of a style that starts a new page."""

TEXT_ROLES = {"strong": "PST_strong", "todo": "PST_todo", "note": "PST_small", "quote": "PST_quote"}
_INK, _OPEN, _RULE, _SHADE = "#1f2a44", "#9c1c1c", "#8a90a0", "#e7eaf1"
_FONT = "Liberation Sans"
_WIDTH_CM = 17.0
_LANGUAGE = 'fo:language="fr" fo:country="BE"'
DEFAULT = (
    '<style:default-style style:family="paragraph"><style:text-properties '
    f'fo:font-family="{_FONT}" style:font-name="{_FONT}" {_LANGUAGE}/></style:default-style>'
)
"""What every paragraph has: the font and the language."""
FOOTER = (
    '<style:style style:name="PST_footer" style:family="paragraph" style:parent-style-name="Standard">'
    '<style:paragraph-properties fo:text-align="center"/>'
    f'<style:text-properties fo:font-size="8.5pt" {_LANGUAGE}/></style:style>'
)
# Name: parent style, properties of the paragraph, of its words.
_PARAGRAPHS = {
    "body": ("Standard", 'fo:margin-bottom="0.2cm"', 'fo:font-size="10.5pt"'),
    "bullet": (
        "Standard",
        'fo:margin-left="0.5cm" fo:text-indent="-0.4cm" fo:margin-bottom="0.1cm"',
        'fo:font-size="10.5pt"',
    ),
    "note": ("Standard", 'fo:margin-bottom="0.1cm" fo:keep-with-next="always"', 'fo:font-size="9pt"'),
    "cell": ("Standard", 'fo:margin-bottom="0.05cm"', 'fo:font-size="9pt"'),
    "head_words": ("Standard", "", 'fo:font-size="9pt" fo:font-weight="bold"'),
    "mention": (
        "Standard",
        'fo:margin-top="3.5cm" fo:margin-bottom="0.6cm"',
        'fo:font-size="16pt" fo:font-weight="bold"',
    ),
    "title": ("Standard", 'fo:margin-bottom="0.6cm"', f'fo:font-size="26pt" fo:color="{_INK}"'),
    "subtitle": ("Standard", 'fo:margin-bottom="0.3cm"', f'fo:font-size="15pt" fo:color="{_INK}"'),
    "gap": ("Standard", "", 'fo:font-size="6pt"'),
    "contents_title": ("Standard", 'fo:margin-bottom="0.3cm"', 'fo:font-size="14pt" fo:font-weight="bold"'),
}
_HEADINGS = {1: "18pt", 2: "14pt", 3: "12pt", 4: "11pt"}


def automatic(sheet: Printed) -> Iterator[str]:
    """The styles of the content, as XML.

    Args:
        sheet: What is printed; its tables tell the widths of the columns.
    """
    for name, (parent, layout, words) in _PARAGRAPHS.items():
        yield from _paragraph(f"PST_{name}", parent, layout, words)
    for depth, size in _HEADINGS.items():
        layout = f'fo:margin-top="{0.6 - 0.08 * depth:.2f}cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"'
        words = f'fo:font-size="{size}" fo:font-weight="bold" fo:font-style="normal" fo:color="{_INK}"'
        yield from _paragraph(f"PST_heading{depth}", f"Heading_20_{depth}", layout, words)
        place = f"{_WIDTH_CM - 0.6 * (depth - 1)}cm"
        leader = 'style:type="right" style:leader-style="dotted" style:leader-text="."'
        stop = f'<style:tab-stop style:position="{place}" {leader}/>'
        yield (
            f'<style:style style:name="PST_contents{depth}" style:family="paragraph" '
            'style:parent-style-name="Standard">'
            f'<style:paragraph-properties fo:margin-left="{0.6 * (depth - 1)}cm" fo:margin-bottom="0.05cm">'
            f"<style:tab-stops>{stop}</style:tab-stops></style:paragraph-properties>"
            f'<style:text-properties fo:font-size="10pt" {_LANGUAGE}/></style:style>'
        )
    yield _words("strong", 'fo:font-weight="bold"')
    yield _words("todo", f'fo:font-weight="bold" fo:font-style="italic" fo:color="{_OPEN}"')
    yield _words("small", 'fo:font-size="8.5pt"')
    yield _words("quote", 'fo:font-style="italic"')
    yield (
        '<style:style style:name="PST_table" style:family="table"><style:table-properties '
        f'style:width="{_WIDTH_CM}cm" table:align="left" fo:margin-top="0.1cm"/></style:style>'
    )
    for width in sorted({width for block in sheet.blocks if isinstance(block, Table) for width in block.widths}):
        yield (
            f'<style:style style:name="PST_col{width}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{_WIDTH_CM * width / 100:.3f}cm"/></style:style>'
        )
    yield (
        '<style:style style:name="PST_row" style:family="table-row">'
        '<style:table-row-properties fo:keep-together="always"/></style:style>'
    )
    for name, fill in (("head", f' fo:background-color="{_SHADE}"'), ("plain", "")):
        yield (
            f'<style:style style:name="PST_{name}" style:family="table-cell"><style:table-cell-properties '
            f'fo:border="0.5pt solid {_RULE}" fo:padding="0.1cm"{fill}/></style:style>'
        )


def footer(sheet: Printed) -> str:
    """The footer of every page, as XML."""
    before = "".join(f"{part} – " for part in (sheet.mention, sheet.author) if part)
    return (
        f'<style:footer><text:p text:style-name="PST_footer">{escape(before)}page <text:page-number '
        'text:select-page="current">1</text:page-number> sur <text:page-count>1</text:page-count>'
        "</text:p></style:footer>"
    )


def _paragraph(name: str, parent: str, layout: str, words: str) -> Iterator[str]:
    for suffix, extra in (("", ""), (BREAK_SUFFIX, ' fo:break-before="page"')):
        yield (
            f'<style:style style:name="{name}{suffix}" style:family="paragraph" style:parent-style-name="{parent}">'
            f"<style:paragraph-properties {layout}{extra}/>"
            f'<style:text-properties style:font-name="{_FONT}" fo:font-family="{_FONT}" {words} {_LANGUAGE}/>'
            "</style:style>"
        )


def _words(name: str, properties: str) -> str:
    return (
        f'<style:style style:name="PST_{name}" style:family="text"><style:text-properties {properties}/></style:style>'
    )
