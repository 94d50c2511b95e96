"""DOCX: French heading styles, typed codes, sheets in paragraphs, tables of two columns, a declaration."""

import copy

from docx.document import Document as Doc
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from tests.layouts.make import word
from tests.layouts.make.model import Node, Plan, typographic, write_gold
from tests.layouts_more.make.plans import load


def _bullet(document: Doc, text: str) -> Paragraph:
    """A bullet as Word makes them: a list paragraph that carries its own numbering."""
    return _bulleted(document, document.add_paragraph(text, style="List Paragraph"))


def _bulleted(document: Doc, paragraph: Paragraph) -> Paragraph:
    own = word.style(document, "List Bullet").element.pPr.find(qn("w:numPr"))
    paragraph._p.get_or_add_pPr().append(copy.deepcopy(own))
    return paragraph


def _prose(document: Doc, lines: list[str]) -> None:
    for line in lines:
        if line.startswith("* "):
            _bullet(document, line[2:])
        else:
            document.add_paragraph(line)


def _save(document: Doc, plan: Plan) -> Plan:
    word.save(document, plan.target())
    write_gold(plan)
    return plan


def french_titles() -> Plan:
    """Styles Titre1 to Titre4, no label, no number."""
    plan = load("titres-francais")
    document = word.new("Carlito", 11)
    for level in range(1, 5):
        word.style(document, f"Heading {level}").element.set(qn("w:styleId"), f"Titre{level}")
    word.style(document, "List Paragraph").element.set(qn("w:styleId"), "Paragraphedeliste")
    word.centred(document, plan.blocks["title"], (20, 24, 16))
    for title, block in (("Mot du Collège", "word"), ("Comment lire ce programme", "reading")):
        document.add_heading(title, 1)
        _prose(document, plan.blocks[block])
    existing = {head: rest for head, _, rest in (line.partition(" | ") for line in plan.blocks["existing"])}
    for node in plan.nodes():
        if node.level == "action":
            _bullet(document, node.text)
            continue
        document.add_heading(node.text, {"volet": 1, "os": 2, "oo": 3}[node.level])
        if node.text in existing:
            document.add_heading("Ce qui existe déjà", 4)
            _prose(document, existing[node.text].split(" | "))
        if node.level == "oo":
            document.add_heading("Nos actions", 4)
    document.add_heading("Glossaire", 1)
    _prose(document, plan.blocks["glossary"])
    return _save(document, plan)


def axes() -> Plan:
    """Axe 1 –, O.S.1, O.O.1.1, Act. 1.1.1, typed and in bold; a budget table at the end."""
    plan = load("axes-codes")
    document = word.new("Liberation Serif", 11.5)
    word.header(document, "P.S.T. 2025-2030")
    word.centred(document, plan.blocks["title"], (20, 22, 12))
    for at, line in enumerate(plan.blocks["foreword"]):
        if at in {0, 2}:
            word.write(document.add_paragraph(), line, bold=True, size=14)
        else:
            _prose(document, [line])
    leads = dict(line.split(" | ") for line in plan.blocks["leads"])
    for node in plan.nodes():
        _axis_node(document, node, leads)
    word.write(document.add_paragraph(), "Estimation budgétaire par axe", bold=True, size=14)
    table = document.add_table(rows=0, cols=4, style="Table Grid")
    for line in plan.blocks["budget"]:
        for cell, text in zip(table.add_row().cells, line.split(" | "), strict=True):
            word.fill(cell, text)
    return _save(document, plan)


def _axis_node(document: Doc, node: Node, leads: dict[str, str]) -> None:
    paragraph = document.add_paragraph()
    if node.level == "section":
        word.write(paragraph, f"Axe {node.number} – {node.text}", bold=True, size=16)
        document.add_paragraph(leads[node.number or ""])
    elif node.level == "os":
        word.write(paragraph, f"O.S.{node.number} – {node.text}", bold=True, size=13)
    elif node.level == "oo":
        paragraph.paragraph_format.left_indent = Cm(0.7)
        word.write(paragraph, f"O.O.{node.number} – {node.text}", bold=True)
    else:
        paragraph.paragraph_format.left_indent = Cm(1.4)
        word.write(paragraph, f"Act. {node.number} – {node.text}")
        if "echeance" in node.attributes:
            below = document.add_paragraph()
            below.paragraph_format.left_indent = Cm(1.4)
            below.add_run(f"Échéance : {node.attributes['echeance']}").italic = True


FIELDS = {
    "pilote": "Pilote",
    "echeance": "Échéance",
    "budget": "Budget",
    "indicateur": "Indicateurs",
    "partenaires": "Partenaires",
}


def line_sheets() -> Plan:
    """Action sheets made of paragraphs, a field on each line."""
    plan = load("fiches-lignes")
    document = word.new("Carlito", 11)
    word.centred(document, plan.blocks["title"], (17, 20, 13))
    _prose(document, plan.blocks["intro"])
    for node in plan.nodes():
        paragraph = document.add_paragraph()
        if node.level == "volet":
            word.write(paragraph, node.text, bold=True, size=18)
        elif node.level == "os":
            word.write(paragraph, typographic(f"OBJECTIF STRATÉGIQUE {node.number} : {node.text}"), bold=True, size=14)
        elif node.level == "oo":
            word.write(paragraph, typographic(f"Objectif opérationnel {node.number} : {node.text}"), bold=True)
        else:
            word.write(paragraph, typographic(f"Action n° {node.number} : {node.text}"), bold=True)
            _fields(document, node)
    _prose(document, plan.blocks["annex"])
    return _save(document, plan)


def _fields(document: Doc, node: Node) -> None:
    for name, label in FIELDS.items():
        if name in node.attributes:
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(1)
            paragraph.add_run(f"{label}\u00a0: ").underline = True
            paragraph.add_run(node.attributes[name])


def two_columns() -> Plan:
    """A table of two columns under each strategic objective: objective at the left, bullets at the right."""
    plan = load("deux-colonnes-objectifs")
    document = word.new("Liberation Sans", 10.5)
    word.centred(document, plan.blocks["title"], (18, 20))
    word.write(document.add_paragraph(), plan.blocks["intro"][0], bold=True, size=14)
    document.add_paragraph(plan.blocks["intro"][1])
    _plain_table(document, ["Forces | Faiblesses", *plan.blocks["swot"]])
    word.write(document.add_paragraph(), plan.blocks["bridge"][0], bold=True, size=14)
    for node in plan.nodes():
        if node.level == "volet":
            word.centred(document, [node.text], [15])
        elif node.level == "os":
            text = f"Objectif stratégique n°{node.number} : {node.text}"
            word.write(document.add_paragraph(), text, bold=True, size=12.5)
            _objectives(document, node)
    word.write(document.add_paragraph(), "3. Calendrier du suivi", bold=True, size=14)
    _plain_table(document, ["Réunion | Date", *plan.blocks["follow"]])
    return _save(document, plan)


def _plain_table(document: Doc, rows: list[str]) -> None:
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row.split(" | "), strict=True):
            word.fill(cell, text)
    document.add_paragraph()


def _objectives(document: Doc, strategic: Node) -> None:
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("Objectifs opérationnels", "Actions"), strict=True):
        word.fill(cell, text, bold=True)
    for objective in strategic.children:
        left, right = table.add_row().cells
        word.fill(left, objective.text, bold=True)
        _bullets_in(document, right, objective.children)
    word.widths(table, (6, 10))
    document.add_paragraph()


def _bullets_in(document: Doc, cell: _Cell, actions: list[Node]) -> None:
    for at, action in enumerate(actions):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.style = word.style(document, "List Paragraph")
        _bulleted(document, word.write(paragraph, action.text))


def commitments() -> Plan:
    """A declaration: Roman axes, a finding, then engagements and objectives as bullets."""
    plan = load("engagements")
    document = word.new("Caladea", 11.5)
    word.centred(document, plan.blocks["title"], (18, 20, 12))
    document.add_heading(plan.blocks["intro"][0], 2)
    document.add_paragraph(plan.blocks["intro"][1])
    leads = dict(line.split(" | ") for line in plan.blocks["leads"])
    for axis in plan.roots:
        document.add_heading(f"AXE {axis.number}. {axis.text}", 2)
        document.add_paragraph(leads[axis.number or ""])
        for level, title in (("intention", "Nos engagements"), ("objectif", "Nos objectifs")):
            document.add_paragraph().add_run(title).underline = True
            for node in axis.walk():
                if node.level == level:
                    _bullet(document, node.text)
    document.add_heading(plan.blocks["budget"][0], 2)
    _prose(document, plan.blocks["budget"][1:])
    return _save(document, plan)
