"""DOCX documents made of headings and paragraphs: proper styles, direct formatting, a house template."""

from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tests.layouts.make import word
from tests.layouts.make.model import Node, Plan, load, write_gold


def _bullets(document: Doc, lines: list[str], style: str = "List Bullet") -> None:
    for line in lines:
        if line.startswith("* "):
            document.add_paragraph(line[2:], style=style)
        else:
            document.add_paragraph(line)


def styled() -> Plan:
    """Heading 1-4, list styles, automatic numbers in the headings, a table of contents."""
    plan = load("docx-styles")
    document = word.new()
    word.header(document, "")
    word.centred(document, plan.blocks["title"], (20, 26, 18))
    document.add_page_break()
    word.toc(document, _toc_rows(plan))
    document.add_page_break()
    document.add_heading("Préambule", 1)
    _bullets(document, plan.blocks["preamble"])
    document.add_heading("Les valeurs du Centre", 1)
    _bullets(document, plan.blocks["values"])
    comments = dict(zip(plan.blocks["comments"][::2], plan.blocks["comments"][1::2], strict=True))
    for node in plan.nodes():
        _styled_node(document, node, comments)
    document.add_heading("Suivi, évaluation et publication", 1)
    _bullets(document, plan.blocks["followup"])
    word.number_headings(document, {"Heading 2": "OS %1.", "Heading 3": "OO %1.%2."})
    word.save(document, plan.target())
    write_gold(plan)
    return plan


def _toc_rows(plan: Plan) -> list[tuple[int, str, int]]:
    rows = [(1, "Préambule", 3), (1, "Les valeurs du Centre", 3)]
    for at, node in enumerate(node for node in plan.nodes() if node.rank < 4):
        level = {"volet": 1, "os": 2, "oo": 3}[node.level]
        label = "" if node.level == "volet" else f"{node.key} {node.number}. "
        rows.append((level, label + node.text, 4 + at // 8))
    return [*rows, (1, "Suivi, évaluation et publication", 7)]


def _styled_node(document: Doc, node: Node, comments: dict[str, str]) -> None:
    if node.rank < 4:
        document.add_heading(node.text, {"volet": 1, "os": 2, "oo": 3}[node.level])
    elif node.text in comments:
        document.add_heading(node.text, 4)
        document.add_paragraph(comments[node.text])
    else:
        document.add_paragraph(node.text, style="List Bullet" if node.level == "action" else "List Bullet 2")


def direct() -> Plan:
    """No style at all: bold, sizes, typed numbers, tabs, split runs."""
    plan = load("docx-direct")
    document = word.new("Caladea", 11)
    word.centred(document, plan.blocks["title"], (24, 20, 14))
    document.add_paragraph()
    _direct_title(document, "1.\tLe cadre et la méthode", 14)
    for line in plan.blocks["frame"]:
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _direct_title(document, "2.\tLa lecture du document", 14)
    for line in plan.blocks["reading"]:
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    for node in plan.nodes():
        _direct_node(document, node)
    word.save(document, plan.target())
    write_gold(plan)
    return plan


def _direct_title(document: Doc, text: str, size: float, split: int = 0) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(size)
    head, broken, tail = text.partition(", à pied")
    word.write(paragraph, head + (", " if broken else ""), bold=True, size=size, split=split)
    if broken:
        paragraph.runs[-1].add_break()
        word.write(paragraph, "à pied" + tail, bold=True, size=size)


def _direct_node(document: Doc, node: Node) -> None:
    if node.level == "volet":
        document.add_paragraph()
        word.centred(document, [node.text], [16])
    elif node.level == "os":
        _direct_title(document, f"{node.number}.\t{node.text}", 14, split=23)
    elif node.level == "oo":
        _direct_title(document, f"{node.number}.\t{node.text}", 12, split=17)
    else:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.left_indent = Cm(1.2 if node.level == "action" else 2.2)
        dot = "" if node.text.startswith("Sanctionner") else "."
        mark = f"{node.number}{dot}\t" if node.number else "-\t"
        word.write(paragraph, mark + node.text, split=31)


def house() -> Plan:
    """A French Word template with its own styles; label and title on two lines; counts announced."""
    plan = load("docx-annonce")
    document = word.new("Liberation Sans", 10.5)
    word.style(document, "Heading 1").element.set(qn("w:styleId"), "Titre1")
    word.style(document, "List Paragraph").element.set(qn("w:styleId"), "Paragraphedeliste")
    for name, size, bold in (("PST OS", 15, True), ("PST OO", 12.5, True), ("PST Action", 10.5, False)):
        look = word.add_style(document, name, style_id=name.replace(" ", ""))
        look.font.size, look.font.bold = Pt(size), bold
        look.paragraph_format.keep_with_next = bold
    look = word.add_style(document, "PST Etape", "List Paragraph", "PSTEtape")
    look.paragraph_format.left_indent = Cm(1.5)
    look.paragraph_format.space_after = Pt(0)
    word.header(document, "")
    word.centred(document, plan.blocks["title"], (18, 24, 18))
    for line in plan.blocks["intro"]:
        document.add_paragraph(line)
    _glance(document, plan.blocks["glance"])
    for node in plan.nodes():
        _house_node(document, node)
    document.add_paragraph("Annexe – Actions du plan précédent reportées", style="Heading 1")
    for line in plan.blocks["annex"]:
        document.add_paragraph(line, style="List Bullet")
    word.save(document, plan.target())
    write_gold(plan)
    return plan


def _glance(document: Doc, rows: list[str]) -> None:
    document.add_paragraph("Le plan en un coup d’œil", style="Heading 1")
    table = document.add_table(rows=0, cols=3, style="Table Grid")
    for row in ["Objectif stratégique | Objectifs opérationnels | Actions", *rows, "Total | 12 | 37"]:
        for cell, text in zip(table.add_row().cells, row.split(" | "), strict=True):
            word.fill(cell, text)


def _house_node(document: Doc, node: Node) -> None:
    if node.level == "volet":
        document.add_paragraph(node.text, style="Heading 1")
    elif node.level == "os":
        document.add_paragraph().add_run(f"Objectif stratégique {node.number}").italic = True
        document.add_paragraph(node.text, style="PST OS")
    elif node.level == "oo":
        document.add_paragraph().add_run(f"Objectif opérationnel {node.number}").italic = True
        document.add_paragraph(node.text, style="PST OO")
    elif node.level == "action":
        paragraph = document.add_paragraph(style="PST Action")
        paragraph.add_run(f"Action {node.number}\u00a0: ").bold = True
        paragraph.add_run(node.text)
        if node.children:
            document.add_paragraph("Étapes\u00a0:", style="PST Etape")
    else:
        last = node.parent is not None and node.parent.children[-1] is node
        node.text += "." if last else "\u00a0;"
        document.add_paragraph(f"– {node.text}", style="PST Etape")
