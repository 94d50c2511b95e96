"""PDF: bare numbers printed from Word, a landscape table whose merged cells go on over the pages."""

from collections.abc import Iterator

from docx.shared import Cm
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from tests.layouts.make import word
from tests.layouts.make.model import Node, Plan, write_gold
from tests.layouts.make.pdf_flow import FONTS, pages_of
from tests.layouts.make.pdf_sheets import _print
from tests.layouts_more.make.plans import load, number_pages

HEADER = ("Objectif stratégique", "Objectif opérationnel", "Actions", "Service", "Échéance", "Budget")
WIDTHS = (4.6 * cm, 4.6 * cm, 8.6 * cm, 3 * cm, 2.3 * cm, 2.6 * cm)
ROWS_A_PAGE = 8


def bare_numbers() -> Plan:
    """1., 1.1., 1.1.1. and nothing else; dotted contents, footers, a lettered glossary."""
    plan = load("numeros-seuls")
    document = word.new("Liberation Sans", 10.5)
    footer = document.sections[0].footer.paragraphs[0]
    word.write(footer, "CPAS de Dalhem | PST 2024-2030 | ", size=8)
    word.page_field(footer)
    word.write(footer, "/4", size=8)
    word.centred(document, plan.blocks["title"], (20, 18))
    document.add_page_break()
    word.write(document.add_paragraph(), "Contenu", bold=True, size=15)
    for at, node in enumerate(node for node in plan.nodes() if node.level != "action"):
        document.add_paragraph(f"{node.number} {node.text} {'.' * 24} {3 + at // 5}")
    document.add_page_break()
    word.write(document.add_paragraph(), plan.blocks["intro"][0], bold=True, size=15)
    for line in plan.blocks["intro"][1:]:
        document.add_paragraph(line)
    comments = dict(line.split(" | ") for line in plan.blocks["comments"])
    for node in plan.nodes():
        paragraph = document.add_paragraph()
        size = {"os": 14.0, "oo": 12.0}.get(node.level)
        if size is None:
            paragraph.paragraph_format.left_indent = Cm(1)
        word.write(paragraph, f"{node.number} {node.text}", bold=size is not None, size=size)
        if node.number in comments:
            document.add_paragraph().add_run(comments[node.number]).italic = True
    word.write(document.add_paragraph(), plan.blocks["glossary"][0], bold=True, size=15)
    for line in plan.blocks["glossary"][1:]:
        document.add_paragraph(line)
    _print(document, plan)
    pages = pages_of(plan.target())
    number_pages(plan, pages, 3)
    write_gold(plan, pages=pages)
    return plan


def _look(size: float, bold: bool = False) -> ParagraphStyle:
    return ParagraphStyle(f"{size}{bold}", fontName="Held-Bold" if bold else "Held", fontSize=size, leading=size * 1.25)


def landscape_table() -> Plan:
    """One table a page, so that merged cells stay blank on the page where they go on."""
    plan = load("paysage-fusions")
    for name, file in (("Held", "Carlito-Regular"), ("Held-Bold", "Carlito-Bold")):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / "crosextra" / f"{file}.ttf")))
    intro = plan.blocks["intro"]
    story = [Paragraph(line, _look(20 if at < 2 else 13, bold=at < 3)) for at, line in enumerate(intro)]
    rows = list(_rows(plan))
    for at in range(0, len(rows), ROWS_A_PAGE):
        story += [PageBreak(), _table(rows[at : at + ROWS_A_PAGE])]
    story += [Paragraph(line, _look(9)) for line in plan.blocks["legend"]]
    document = SimpleDocTemplate(
        str(plan.target()), pagesize=landscape(A4), leftMargin=2 * cm, topMargin=1.6 * cm, bottomMargin=1.8 * cm
    )
    document.build(story, onLaterPages=_foot, canvasmaker=_fixed)
    pages = pages_of(plan.target())
    number_pages(plan, pages, 2)
    write_gold(plan, pages=pages)
    return plan


def _fixed(*args: object, **kwargs: object) -> Canvas:
    return Canvas(*args, **(kwargs | {"invariant": 1}))


def _foot(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("Held", 8)
    canvas.drawString(2 * cm, 1 * cm, "Commune de Nandrin – Programme stratégique transversal 2025-2030")
    canvas.drawRightString(27.7 * cm, 1 * cm, str(document.page))


def _rows(plan: Plan) -> Iterator[Node]:
    """The rows of the table: a band for a volet, a row for an action."""
    return (node for node in plan.nodes() if node.level in {"volet", "action"})


def _table(rows: list[Node]) -> Table:
    """The rows of one page; what started on an earlier page is not printed again."""
    cells: list[list[Paragraph | str]] = [[Paragraph(text, _look(9.5, bold=True)) for text in HEADER]]
    look = [
        ("GRID", (0, 0), (-1, -1), 0.5, HexColor("#777777")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, 0), HexColor("#e3ecd8")),
    ]
    starts: dict[int, tuple[Node, int]] = {}
    for at, node in enumerate(rows, 1):
        if node.level == "volet":
            look += [("SPAN", (0, at), (-1, at)), ("BACKGROUND", (0, at), (-1, at), HexColor("#c8d8ee"))]
            cells.append([Paragraph(node.text, _look(11, bold=True)), *[""] * 5])
            starts.clear()
            continue
        objective = node.parent
        if objective is None or objective.parent is None:
            raise ValueError(node.text)
        row: list[Paragraph | str] = []
        for column, owner in enumerate((objective.parent, objective)):
            first = next(child for child in owner.walk() if child.level == "action") is node
            row.append(Paragraph(f"{owner.key} {owner.number} : {owner.text}", _look(9.5)) if first else "")
            if column not in starts or starts[column][0] is not owner:
                starts[column] = (owner, at)
            look.append(("SPAN", (column, starts[column][1]), (column, at)))
        row.append(Paragraph(node.text, _look(9.5)))
        row += [Paragraph(node.attributes.get(name, ""), _look(9.5)) for name in ("service", "echeance", "budget")]
        cells.append(row)
    return Table(cells, colWidths=WIDTHS, style=TableStyle(_longest(look)), hAlign="LEFT")


def _longest(look: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Of the spans that start at one cell, only the longest."""
    spans = {rule[1]: rule for rule in look if rule[0] == "SPAN"}
    return [rule for rule in look if rule[0] != "SPAN"] + list(spans.values())
