"""DOCX documents made of tables: action sheets, one big table, a joint plan with a table under each objective."""

from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.shared import Cm, Pt
from docx.table import Table, _Row

from tests.layouts.make import word
from tests.layouts.make.model import Node, Plan, load, typographic, write_gold

BLUE, GREY = "DCE6F1", "EDEDED"


def sheets() -> Plan:
    """One table an action; the strategic and operational objectives repeat in every sheet."""
    plan = load("docx-fiches")
    document = word.new("Carlito", 10.5)
    word.header(document, plan.gold["organisation_evidence"])
    word.write(document.add_paragraph(), "Fiches actions", bold=True, size=20)
    for line in plan.blocks["intro"]:
        document.add_paragraph(line)
    actions = [node for node in plan.nodes() if node.level == "action"]
    word.write(document.add_paragraph(), "Tableau récapitulatif des fiches", bold=True, size=13)
    recap = document.add_table(rows=1, cols=3, style="Table Grid")
    for cell, text in zip(recap.rows[0].cells, ("Fiche", "Intitulé", "Pilote"), strict=True):
        word.fill(cell, text, bold=True)
    for action in actions:
        row = (action.number or "", action.text, action.attributes.get("pilote", ""))
        for cell, text in zip(recap.add_row().cells, row, strict=True):
            word.fill(cell, text)
    word.widths(recap, (1.5, 10.4, 4.5))
    for node in plan.nodes():
        if node.level == "volet":
            document.add_page_break()
            word.write(document.add_paragraph(), node.text, bold=True, size=16)
        elif node.level == "action":
            _sheet(document, node)
    word.save(document, plan.target())
    write_gold(plan)
    return plan


def _sheet(document: Doc, action: Node) -> None:
    at = int(action.number or 0)
    values = action.attributes
    table = document.add_table(rows=0, cols=4, style="Table Grid")
    band = table.add_row().cells
    merged = band[0].merge(band[3])
    word.fill(merged, f"FICHE ACTION N° {at}", bold=True, size=11)
    word.shade(merged, BLUE)
    objective = action.parent
    if objective is None or objective.parent is None:
        raise ValueError(action.text)
    _wide(table, "Objectif stratégique", f"{objective.parent.number}. {objective.parent.text}")
    shared = values.get("objectif_lie")
    own = f"{objective.number} – {objective.text}" + (f"\n{shared}" if shared else "")
    _wide(table, "Objectif opérationnel", own)
    _wide(table, "Action", action.text)
    row = table.add_row().cells
    for cell, text, bold in zip(
        row, ("Pilote", values.get("pilote", ""), "Échéance", values.get("echeance", "")), (1, 0, 1, 0), strict=True
    ):
        word.fill(cell, text, bold=bool(bold))
        if bold:
            word.shade(cell, GREY)
    _wide(table, ("Partenaires", "Partenaire(s)")[at % 2], values.get("partenaires", ""))
    _wide(table, ("Budget", "Budget estimé")[at % 2], values.get("budget", ""))
    label = ("Indicateurs", "Indicateur", typographic("Indicateur(s) de résultat"))[at % 3]
    _wide(table, label, values.get("indicateur", "").replace(" ; ", "\n").replace("\u00a0; ", "\n"))
    if "etapes" in values:
        _wide(table, "Étapes", values["etapes"].replace("\u00a0; ", "\n"))
    _wide(table, "ODD", values.get("odd", ""))
    word.widths(table, (3.6, 5.4, 2.4, 5))
    document.add_paragraph().paragraph_format.space_after = Pt(4)


def _wide(table: Table, label: str, text: str) -> None:
    cells = table.add_row().cells
    merged = cells[1].merge(cells[3])
    word.fill(cells[0], label, bold=True)
    word.shade(cells[0], GREY)
    word.fill(merged, text)


HEADER = ("OS", "OO", "Actions", "Responsable", "Échéance", "Budget")


def big_table() -> Plan:
    """One table of six columns: merged cells in the first part, repeated blanks in the second."""
    plan = load("docx-tableau")
    document = word.new("Liberation Sans Narrow", 10)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    intro = plan.blocks["intro"]
    word.write(document.add_paragraph(), intro[0], bold=True, size=18)
    word.write(document.add_paragraph(), intro[1], bold=True, size=13)
    document.add_paragraph(intro[2])
    table = document.add_table(rows=0, cols=6, style="Table Grid")
    for root in plan.roots:
        _header_row(table)
        cells = table.add_row().cells
        band = cells[0].merge(cells[5])
        word.fill(band, root.text, bold=True, size=11)
        word.shade(band, BLUE)
        _objectives(table, root, merge=root.kind == "externe")
    total = table.add_row().cells
    word.fill(total[0].merge(total[4]), "Total des crédits inscrits", bold=True)
    word.fill(total[5], "1.271.900 €", bold=True)
    word.widths(table, (4.4, 4.4, 7.4, 3.3, 2.8, 2.6))
    for line in plan.blocks["legend"]:
        word.write(document.add_paragraph(), line, size=8.5)
    word.save(document, plan.target())
    write_gold(plan)
    return plan


def _header_row(table: Table) -> None:
    for cell, text in zip(table.add_row().cells, HEADER, strict=True):
        word.fill(cell, text, bold=True)
        word.shade(cell, GREY)


def _objectives(table: Table, volet: Node, merge: bool) -> None:
    for strategic in volet.children:
        first: _Row | None = None
        for child in strategic.children:
            rows = _rows_of(table, child, strategic if first is None else None, merge)
            if merge and first is not None:
                first.cells[0].merge(rows[-1].cells[0])
            if merge and first is None and len(rows) > 1:
                rows[0].cells[0].merge(rows[-1].cells[0])
            first = first or rows[0]


def _rows_of(table: Table, child: Node, strategic: Node | None, merge: bool) -> list[_Row]:
    """The rows of one operational objective (or of an action that has none)."""
    rows: list[_Row] = []
    actions = child.children or [child]
    groups = _groups(actions)
    for at, group in enumerate(groups):
        row = table.add_row()
        rows.append(row)
        if at == 0 and strategic is not None:
            word.fill(row.cells[0], f"OS{strategic.number}. {strategic.text}", bold=True)
        if at == 0:
            word.fill(row.cells[1], f"OO {child.number} – {child.text}" if child.children else "–")
        if len(group) > 1:
            word.fill(row.cells[2], "\n".join(f"• {action.text}" for action in group))
        else:
            word.fill(row.cells[2], group[0].text)
        for column, name in ((3, "responsable"), (4, "echeance"), (5, "budget")):
            word.fill(row.cells[column], group[0].attributes.get(name, ""))
    if merge and len(rows) > 1:
        rows[0].cells[1].merge(rows[-1].cells[1])
        _merge_responsible(rows)
    return rows


def _groups(actions: list[Node]) -> list[list[Node]]:
    """The actions that share one row: same deadline of the children's council."""
    groups: list[list[Node]] = []
    for action in actions:
        shared = action.attributes.get("echeance", "").startswith("Septembre 2025")
        if shared and groups and groups[-1][0].attributes.get("echeance", "").startswith("Septembre 2025"):
            groups[-1].append(action)
        else:
            groups.append([action])
    return groups


def _merge_responsible(rows: list[_Row]) -> None:
    texts = [row.cells[3].text for row in rows]
    if len(set(texts)) == 1:
        for row in rows[1:]:
            row.cells[3].text = ""
        merged = rows[0].cells[3].merge(rows[-1].cells[3])
        for paragraph in merged.paragraphs[1:]:
            paragraph._p.getparent().remove(paragraph._p)


def joint() -> Plan:
    """A joint plan: who carries each action, `Ville`, `CPAS` or `commun`."""
    plan = load("docx-conjoint")
    document = word.new("Carlito", 11)
    word.header(document, "")
    word.centred(document, plan.blocks["title"], (22, 18, 16))
    intro = plan.blocks["intro"]
    word.write(document.add_paragraph(), intro[0], bold=True, size=14)
    document.add_paragraph(intro[1])
    box = document.add_table(rows=1, cols=1, style="Table Grid")
    word.fill(box.rows[0].cells[0], plan.blocks["legend"][0], size=9)
    for node in plan.nodes():
        if node.level == "volet":
            document.add_heading(node.text, 1)
        elif node.level == "os":
            document.add_heading(f"OS {node.number} – {node.text}", 2)
        elif node.level == "oo":
            document.add_heading(f"OO {node.number} – {node.text}", 3)
            _carried(document, node)
    word.save(document, plan.target())
    write_gold(plan)
    return plan


def _carried(document: Doc, objective: Node) -> None:
    if objective.children[0].number is None:
        for action in objective.children:
            document.add_paragraph(f"{action.text} [{action.attributes['porteur']}]", style="List Bullet")
        return
    table = document.add_table(rows=1, cols=4, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("N°", "Action", "Porteur", "Échéance"), strict=True):
        word.fill(cell, text, bold=True)
        word.shade(cell, GREY)
    for action in (node for child in objective.children for node in child.walk()):
        carrier = action.attributes["porteur"]
        cells = table.add_row().cells
        row = (action.number or "", action.text, carrier, action.attributes["echeance"])
        for cell, text in zip(cells, row, strict=True):
            word.fill(cell, text)
        word.shade(cells[2], {"Ville": "FDE9D9", "CPAS": "DAEEF3", "commun": "E4DFEC"}[carrier])
    word.widths(table, (1.8, 9.6, 2, 3))
    document.add_paragraph().paragraph_format.space_after = Pt(2)
    table.rows[0].height = Cm(0.7)
