"""DOCX: coded headings, tables with bands, automatic numbers, running action numbers, a declaration by chapters."""

from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from docx.table import Table

from tests.layouts.make import word
from tests.layouts.make.model import Node, Plan, typographic, write_gold
from tests.layouts_held_out.make.plans import bullet, load, pairs, prose, title


def _save(document: Doc, plan: Plan) -> Plan:
    word.save(document, plan.target())
    write_gold(plan)
    return plan


CODES = {"os": "OS", "oo": "OO", "action": "ACT"}


def coded_headings() -> Plan:
    """Heading styles 1 to 4 with typed codes, a contents field, comments below some titles."""
    plan = load("titres-codes")
    document = word.new("Carlito", 11)
    word.header(document, "CPAS de Soignies | PST 2025-2030")
    word.centred(document, plan.blocks["title"], (20, 24, 20, 11))
    document.add_page_break()
    entries = [(1, line[2:], 3) for line in plan.blocks["front"] if line.startswith("# ")]
    for at, node in enumerate(node for node in plan.nodes() if node.level != "action"):
        entries.append(({"volet": 1, "os": 2, "oo": 3}[node.level], _coded(node), 4 + at // 4))
    word.toc(document, entries)
    document.add_page_break()
    prose(document, plan.blocks["front"])
    below = pairs(plan, "below")
    for node in plan.nodes():
        document.add_heading(_coded(node), {"volet": 1, "os": 2, "oo": 3, "action": 4}[node.level])
        if node.number in below:
            document.add_paragraph(below[node.number])
    prose(document, plan.blocks["follow"])
    return _save(document, plan)


def _coded(node: Node) -> str:
    return typographic(f"{CODES[node.level]}.{node.number} : {node.text}") if node.number else node.text


def banded_tables() -> Plan:
    """A landscape table an OS: a band for it, a row for each OO, a row for each action with its state."""
    plan = load("bandes-statut")
    document = word.new("Liberation Sans", 10)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    word.header(document, "Ville de Rochefort – PST 2018-2024")
    word.centred(document, plan.blocks["title"], (22, 20, 11))
    prose(document, plan.blocks["intro"])
    legend = document.add_table(rows=0, cols=2, style="Table Grid")
    for line in plan.blocks["legend"]:
        for cell, text in zip(legend.add_row().cells, line.split(" | "), strict=True):
            word.fill(cell, text)
    for node in plan.nodes():
        if node.level == "volet":
            document.add_heading(node.text, 1)
        elif node.level == "os":
            _bands(document, node)
    prose(document, plan.blocks["end"])
    return _save(document, plan)


def _bands(document: Doc, strategic: Node) -> None:
    table = document.add_table(rows=0, cols=5, style="Table Grid")
    _band(table, f"OS {strategic.number} : {strategic.text}", "9DC3E6")
    for cell, text in zip(table.add_row().cells, ("N°", "Action", "Pilote", "Échéance", "Statut"), strict=True):
        word.fill(cell, text, bold=True)
    for objective in strategic.children:
        _band(table, f"OO {objective.number} : {objective.text}", "D9D9D9")
        for action in objective.children:
            values = (action.attributes[name] for name in ("pilote", "echeance", "etat"))
            for cell, text in zip(table.add_row().cells, (action.number or "", action.text, *values), strict=True):
                word.fill(cell, text)
    word.widths(table, (1.6, 12, 4.5, 3, 3))
    document.add_paragraph()


def _band(table: Table, text: str, colour: str) -> None:
    cells = table.add_row().cells
    cell = cells[0].merge(cells[-1])
    word.fill(cell, typographic(text), bold=True, size=10.5)
    word.shade(cell, colour)


LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"))


def automatic_numbers() -> Plan:
    """I., 1., a) from one multilevel list; who and when on a line below each action."""
    plan = load("numerotation-auto")
    document = word.new("Liberation Serif", 11.5)
    _multilevel(document)
    footer = document.sections[0].footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    word.page_field(footer)
    word.centred(document, plan.blocks["title"], (16, 20, 14, 11))
    prose(document, plan.blocks["front"], styled=False)
    for node in plan.nodes():
        if node.level == "volet":
            word.centred(document, [node.text], [16])
            continue
        depth = ("os", "oo", "action").index(node.level)
        paragraph = document.add_paragraph(style="List Paragraph")
        word.write(paragraph, node.text, bold=depth < 2, size=13 if depth == 0 else None)
        numbers = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        numbers.get_or_add_ilvl().val = depth
        numbers.get_or_add_numId().val = 77
        if node.level == "action":
            below = document.add_paragraph()
            below.paragraph_format.left_indent = Cm(2)
            who, when = node.attributes["responsable"], node.attributes["echeance"]
            below.add_run(typographic(f"Responsable : {who} – Échéance : {when}")).italic = True
    prose(document, plan.blocks["end"], styled=False)
    return _save(document, plan)


def _multilevel(document: Doc) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{360 * (at + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for at, (shape, text) in enumerate(LEVELS)
    )
    numbering = document.part.numbering_part.element
    space = nsdecls("w")
    kind = '<w:multiLevelType w:val="multilevel"/>'
    abstract = f'<w:abstractNum {space} w:abstractNumId="77">{kind}{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    numbering.append(parse_xml(f'<w:num {space} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def running_numbers() -> Plan:
    """Action 1 to Action 34 in bold, a description below each; direct formatting only."""
    plan = load("actions-continues")
    document = word.new("Carlito", 11)
    word.header(document, "Commune de Gerpinnes")
    word.centred(document, plan.blocks["title"], (20, 18, 11))
    prose(document, plan.blocks["front"], styled=False)
    for node in plan.nodes():
        if node.level == "os":
            title(document, typographic(f"Objectif stratégique {node.number} : {node.text}"), 16)
        elif node.level == "oo":
            title(document, typographic(f"Objectif opérationnel {node.number} : {node.text}"), 12.5)
        else:
            word.write(document.add_paragraph(), typographic(f"Action {node.number} : {node.text}"), bold=True)
            document.add_paragraph(typographic(node.hints["below"]))
    prose(document, plan.blocks["end"], styled=False)
    return _save(document, plan)


def chapters() -> Plan:
    """A declaration: chapters, engagements on one counter, « Concrètement » and bullets below some."""
    plan = load("chapitres")
    document = word.new("Caladea", 11.5)
    word.header(document, typographic("CPAS de Couvin – Déclaration de politique sociale"))
    word.centred(document, plan.blocks["title"], (18, 22, 18, 11))
    prose(document, plan.blocks["front"])
    leads, below = pairs(plan, "leads"), pairs(plan, "below")
    for node in plan.nodes():
        if node.level == "axe":
            document.add_heading(f"Chapitre {node.number} – {node.text}", 1)
            if node.number in leads:
                document.add_paragraph(leads[node.number])
        elif node.level == "intention":
            word.write(document.add_paragraph(), f"Engagement {node.number}. {node.text}", bold=True)
            if node.number in below:
                document.add_paragraph(below[node.number])
            if node.children:
                document.add_paragraph(typographic("Concrètement :"))
        else:
            bullet(document, node.text)
    prose(document, plan.blocks["end"])
    return _save(document, plan)
