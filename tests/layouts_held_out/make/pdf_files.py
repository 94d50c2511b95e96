"""PDF, printed by LibreOffice: headings and bullets, and sheets of two storeys."""

from docx.document import Document as Doc
from docx.shared import Cm

from tests.layouts.make import word
from tests.layouts.make.model import Node, Plan, typographic, write_gold
from tests.layouts.make.pdf_flow import pages_of
from tests.layouts.make.pdf_sheets import _print
from tests.layouts_held_out.make.plans import load, prose
from tests.layouts_more.make.plans import number_pages


def _footer(document: Doc, text: str) -> None:
    footer = document.sections[0].footer.paragraphs[0]
    word.write(footer, f"{text}\t\t", size=8)
    word.page_field(footer)


def _printed(document: Doc, plan: Plan) -> Plan:
    _print(document, plan)
    pages = pages_of(plan.target())
    number_pages(plan, pages, 3)
    write_gold(plan, pages=pages)
    return plan


def _titled(node: Node) -> str:
    return node.text if node.level == "volet" else f"{node.key} {node.number} – {node.text}"


def bulleted() -> Plan:
    """Portrait, headings by style, bullets of two ranks, a contents page, a numbered footer."""
    plan = load("puces-pied")
    document = word.new("Carlito", 11)
    _footer(document, "CPAS de Seneffe – Programme stratégique transversal 2025-2030")
    word.centred(document, plan.blocks["title"], (22, 24, 20, 11))
    document.add_page_break()
    document.add_paragraph("Table des matières")
    entries = [(1, line[2:], 3) for line in plan.blocks["front"] if line.startswith("# ")]
    for at, node in enumerate(node for node in plan.nodes() if node.level in {"volet", "os", "oo"}):
        entries.append(({"volet": 1, "os": 2, "oo": 3}[node.level], _titled(node), 4 + at // 7))
    word.toc(document, entries)
    document.add_page_break()
    prose(document, plan.blocks["front"])
    document.add_page_break()
    for node in plan.nodes():
        if node.level == "action":
            document.add_paragraph(node.text, style="List Bullet")
        elif node.level == "sous_action":
            paragraph = document.add_paragraph(f"–\t{node.text}")
            paragraph.paragraph_format.left_indent = Cm(2)
            paragraph.paragraph_format.first_line_indent = Cm(-0.6)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(2))
        else:
            document.add_heading(_titled(node), {"volet": 1, "os": 2, "oo": 3}[node.level])
    prose(document, plan.blocks["end"])
    return _printed(document, plan)


FIELDS = {
    "mandataire": "Mandataire",
    "service": "Service",
    "partenaires": "Partenaires",
    "budget": "Budget",
    "indicateur": "Indicateur",
}


def two_storeys() -> Plan:
    """A sheet an operational objective: its fields above, its actions below."""
    plan = load("fiches-objectifs")
    document = word.new("Liberation Sans", 10)
    _footer(document, "PST 2024-2030 – Ville de Neufchâteau")
    word.centred(document, plan.blocks["title"], (24, 20, 20, 12))
    document.add_page_break()
    prose(document, plan.blocks["front"])
    document.add_page_break()
    for node in plan.nodes():
        if node.level in {"volet", "os"}:
            document.add_heading(_titled(node), 1 if node.level == "volet" else 2)
        elif node.level == "oo":
            _sheet(document, node)
    prose(document, plan.blocks["end"])
    return _printed(document, plan)


def _sheet(document: Doc, objective: Node) -> None:
    if objective.parent is None:
        raise ValueError(objective.text)
    table = document.add_table(rows=1, cols=3, style="Table Grid")
    band = table.rows[0].cells[0].merge(table.rows[0].cells[2])
    word.fill(band, typographic(f"OO {objective.number} : {objective.text}"), bold=True, size=11)
    word.shade(band, "DCE6F1")
    fields = {"Objectif stratégique": f"{objective.parent.number}. {objective.parent.text}"}
    fields |= {label: objective.attributes[name] for name, label in FIELDS.items()}
    for label, value in fields.items():
        cells = table.add_row().cells
        word.fill(cells[0], label, bold=True)
        word.fill(cells[1].merge(cells[2]), value)
    for cell, text in zip(table.add_row().cells, ("N°", "Action", "Échéance"), strict=True):
        word.fill(cell, text, bold=True)
        word.shade(cell, "EEEEEE")
    for action in objective.children:
        values = (action.number or "", action.text, action.attributes["echeance"])
        for cell, text in zip(table.add_row().cells, values, strict=True):
            word.fill(cell, text)
    word.widths(table, (3.6, 9.8, 3))
    document.add_paragraph()
