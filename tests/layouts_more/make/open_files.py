"""ODT, XLSX, CSV, HTML and texts."""

import csv
import html

from odf.style import Style, TableColumnProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P
from openpyxl import Workbook
from openpyxl.styles import Font

from tests.layouts.make.model import Node, Plan, typographic, write_gold
from tests.layouts.make.odt_titles import Writer
from tests.layouts.make.packing import freeze
from tests.layouts.make.texts import _raw
from tests.layouts_more.make.plans import load

COLUMNS = ("Action", "Responsable", "Échéance", "Indicateur")


def tables_by_objective() -> Plan:
    """ODT: a table under each operational objective, which is the table's first row."""
    plan = load("tableaux-par-objectif")
    writer = Writer()
    wide = Style(name="Large", family="table-column")
    wide.addElement(TableColumnProperties(columnwidth="4.2cm"))
    writer.document.automaticstyles.addElement(wide)
    for line in plan.blocks["front"]:
        writer.paragraph(line)
    writer.heading("Préface", 1)
    for line in plan.blocks["preface"]:
        writer.paragraph(line)
    leads = dict(line.split(" | ") for line in plan.blocks["leads"])
    for node in plan.nodes():
        if node.level == "volet":
            writer.heading(node.text, 1)
        elif node.level == "os":
            writer.heading(f"Objectif stratégique {node.number} – {node.text}", 2)
            writer.paragraph(leads[node.number or ""])
        elif node.level == "oo":
            writer.document.text.addElement(_odf_table(node))
            writer.paragraph("")
    writer.heading("Le pilotage", 1)
    writer.paragraph(typographic("Composition du comité :"))
    for line in ("le Bourgmestre", "la Directrice générale", "la Directrice financière"):
        writer.bullet(line)
    writer.document.save(str(plan.target()))
    freeze(plan.target())
    write_gold(plan)
    return plan


def _odf_table(objective: Node) -> Table:
    table = Table(name=f"Tableau{objective.number}")
    table.addElement(TableColumn(numbercolumnsrepeated=4, stylename="Large"))
    table.addElement(_band(typographic(f"Objectif opérationnel {objective.number} : {objective.text}")))
    table.addElement(_row(COLUMNS))
    for action in objective.children:
        values = (action.attributes.get(name, "") for name in ("responsable", "echeance", "indicateur"))
        table.addElement(_row((action.text, *values)))
    if objective.number == "2":
        table.addElement(_band(typographic("Remarque : sous réserve du subside régional.")))
    return table


def _band(text: str) -> TableRow:
    row = TableRow()
    cell = TableCell(numbercolumnsspanned=4, numberrowsspanned=1)
    cell.addElement(P(stylename="Standard", text=text))
    row.addElement(cell)
    for _ in range(3):
        row.addElement(CoveredTableCell())
    return row


def _row(texts: tuple[str, ...]) -> TableRow:
    row = TableRow()
    for text in texts:
        cell = TableCell()
        cell.addElement(P(stylename="Standard", text=text))
        row.addElement(cell)
    return row


GOALS = ("Pas de pauvreté", "Faim zéro", "Bonne santé et bien-être", "Éducation de qualité", "Égalité entre les sexes")


def service_sheet() -> Plan:
    """XLSX: a row an action, objectives written once and left blank below."""
    plan = load("tableur-services")
    book = Workbook()
    sheet = book.active
    sheet.title = "PST"
    sheet.append(["CPAS d'Aubange"])
    sheet.append(["Programme stratégique transversal 2025-2030"])
    sheet.append(["Mis à jour par le secrétariat après chaque comité de direction"])
    sheet.append([])
    sheet.append(
        [
            "Objectif stratégique",
            "Objectif opérationnel",
            "Actions",
            "Pilote",
            "Partenaires",
            "Échéance",
            "Budget",
            "Indicateurs",
            "ODD",
        ]
    )
    for cell in sheet[5]:
        cell.font = Font(bold=True)
    for strategic in plan.roots:
        for objective in strategic.children:
            for action in objective.children:
                first = action is objective.children[0]
                top = first and objective is strategic.children[0]
                values = (
                    action.attributes.get(name, "") or None
                    for name in ("pilote", "partenaires", "echeance", "budget", "indicateur", "odd")
                )
                row = [strategic.text if top else None, objective.text if first else None, action.text, *values]
                sheet.append([int(value) if value and value.isdigit() else value for value in row])
    sheet.append(["TOTAL", None, None, None, None, None, "1.439.300 €"])
    for letter, width in zip("ABCDEFGHI", (30, 30, 48, 18, 20, 16, 14, 24, 8), strict=True):
        sheet.column_dimensions[letter].width = width
    goals = book.create_sheet("ODD")
    goals.append(["N°", "Objectif de développement durable"])
    for at, goal in enumerate(GOALS, 1):
        goals.append([at, goal])
    book.save(plan.target())
    freeze(plan.target())
    write_gold(plan)
    return plan


def bare_codes() -> Plan:
    """CSV: commas, a byte order mark, the depth in the code only."""
    plan = load("codes-seuls")
    with plan.target().open("w", encoding="utf-8-sig", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(("Code", "Intitulé", "Pilote", "Échéance"))
        for node in plan.nodes():
            if node.level == "os":
                out.writerow(("", "", "", ""))
            code = node.number or (node.kind or "")[0].upper()
            out.writerow((code, node.text, node.attributes.get("pilote", ""), node.attributes.get("echeance", "")))
    write_gold(plan)
    return plan


HEAD = """<!DOCTYPE html>
<html lang="fr">
<head><meta charset="utf-8"><title>PST commun Ville et CPAS — Ville de Florenville</title></head>
<body class="template-document_view">
<div id="portal-header"><a id="portal-logo" href="/">Ville de Florenville</a>
<ul id="portal-globalnav"><li><a href="/services">Services communaux</a></li>
<li><a href="/social">Action sociale et logement</a></li><li><a href="/pst">Objectifs stratégiques</a></li>
<li><a href="/agenda">Agenda</a></li></ul></div>
<div id="portal-breadcrumbs"><span>Vous êtes ici :</span> <a href="/">Accueil</a> / <a href="/pst">PST</a></div>
<div id="content">
<h1 class="documentFirstHeading">Programme stratégique transversal commun</h1>
<div id="content-core">
"""
WHY = """<h2>Pourquoi un plan commun ?</h2>
<ul><li>parce que les habitants sont les mêmes</li><li>parce que les moyens sont comptés</li></ul>
"""
FOOT = """<h2>Documents à télécharger</h2>
<ul><li><a href="/pst.pdf">Le plan complet</a> (PDF, 2 Mo)</li>
<li><a href="/dpc.pdf">La déclaration de politique communale</a></li></ul>
</div></div>
<div id="portal-footer"><h2>Restez informé</h2><p>Rue du Château 5, 6820 Florenville</p>
<ul><li>Plan du site</li><li>Accessibilité</li></ul></div>
</body>
</html>
"""


def bearers() -> Plan:
    """HTML: h2, h3 and lists, the body in charge in brackets."""
    plan = load("page-porteurs")
    parts = [HEAD, f"<p>{html.escape(plan.blocks['intro'][0], quote=False)}</p>\n", WHY]
    for strategic in plan.roots:
        parts.append(f"<h2>{strategic.number} {html.escape(strategic.text, quote=False)}</h2>\n")
        for objective in strategic.children:
            items = (
                f"<li>{html.escape(action.text, quote=False)} ({action.attributes['porteur']})</li>\n"
                for action in objective.children
            )
            title = html.escape(objective.text, quote=False)
            parts.append(f"<h3>{objective.number} {title}</h3>\n<ul>\n{''.join(items)}</ul>\n")
    plan.target().write_text("".join([*parts, FOOT]), encoding="utf-8")
    write_gold(plan)
    return plan


def recognised() -> Plan:
    return _text("scan-reconnu")


def exported() -> Plan:
    return _text("projets-partages")


def themes() -> Plan:
    return _text("themes-romains")


def _text(name: str) -> Plan:
    plan = load(name)
    _raw(plan).save(plan)
    return plan
