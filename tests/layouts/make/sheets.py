"""Spreadsheets: iA.PST's flat columns as XLSX and CSV, its wide export as ODS, a hand-made workbook."""

import csv
import datetime
import io
import re
from collections.abc import Iterable

from odf.element import Element
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from tests.layouts.make.model import Node, Plan, load, write_gold
from tests.layouts.make.packing import freeze

FLAT = {
    "Référence": "",
    "Titre": "",
    "État": "etat",
    "Catégorie": "categorie",
    "Plan": "plan",
    "Indicateur de résultat": "indicateur",
    "Priorité": "priorite",
    "Échéance": "echeance",
    "Mandataire": "mandataire",
    "Responsable administratif": "responsable",
    "Gestionnaire": "service",
    "Partenaires": "partenaires",
    "Budget": "budget",
    "Commentaire budget": "commentaire_budget",
    "Constat": "constat",
    "Commentaires": "commentaires",
    "O.D.D.": "odd",
    "Date de début prévue": "date_debut",
    "Date de début effective": "date_debut_effective",
    "Date de fin effective": "date_fin_effective",
    "Progression": "progression",
    "Indice de santé": "sante",
    "Détails": "details",
    "Porteur": "porteur",
}
_DAY = re.compile(r"^(\d\d)/(\d\d)/(\d{4})$")
BOLD, HEAD = Font(bold=True), PatternFill("solid", fgColor="D9E2EC")


def _day(text: str) -> datetime.date | None:
    match = _DAY.match(text)
    return datetime.date(int(match[3]), int(match[2]), int(match[1])) if match else None


def _put(cell: Cell, text: str) -> None:
    """Real dates and numbers where a user would have them."""
    day = _day(text)
    if day:
        cell.value = day
        cell.number_format = "DD/MM/YYYY"
    elif text.isdigit():
        cell.value = int(text)
    else:
        cell.value = text
        cell.data_type = "s" if text else cell.data_type


def flat_xlsx() -> Plan:
    plan = load("xlsx-iapst")
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has a worksheet")
    sheet.title = "Export"
    sheet.append(["UID", *FLAT])
    for node in plan.nodes():
        _flat_row(sheet, f"{node.key}.{node.number}", node.text, node)
        if node.key == "OO" and node.number == "5":
            _link_row(sheet, plan, "4")
        if node.key == "OO" and node.number == "9":
            _link_row(sheet, plan, "15")
    for cell in sheet[1]:
        cell.font, cell.fill = BOLD, HEAD
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.column_dimensions["A"].hidden = True
    sheet.column_dimensions["C"].width = 60
    lists = book.create_sheet("Listes")
    for row in ("Catégories", "accessibilité", "amélioration de l'administration", "structure de pilotage", "logement"):
        lists.append([row])
    book.save(plan.target())
    freeze(plan.target())
    write_gold(plan)
    return plan


def _flat_row(sheet: Worksheet, reference: str, title: str, node: Node) -> None:
    at = sheet.max_row + 1
    values = [f"u{at:05d}", reference, title, *[node.attributes.get(name, "") for name in list(FLAT.values())[2:]]]
    for column, text in enumerate(values, 1):
        cell = sheet.cell(at, column)
        if text and isinstance(cell, Cell):
            _put(cell, text)


def _link_row(sheet: Worksheet, plan: Plan, number: str) -> None:
    action = next(node for node in plan.nodes() if node.key == "A" and node.number == number)
    _flat_row(sheet, f"AL.{number}", action.text, Node("A", "action", 4, action.text))


def flat_csv() -> Plan:
    """Semicolons, cp1252, two title lines before the header, quoted cells."""
    plan = load("csv-iapst")
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    width = len(FLAT)
    writer.writerow(["CPAS de Sainte-Ode"] + [""] * (width - 1))
    writer.writerow(["Export du 14/01/2026"] + [""] * (width - 1))
    writer.writerow([""] * width)
    writer.writerow(FLAT)
    for node in plan.nodes():
        title = node.text.replace("(impôt,", "\n(impôt,").replace("'", "’")
        node.text = node.text.replace("'", "’")
        values = [node.attributes.get(name, "").replace(" | ", "\n") for name in list(FLAT.values())[2:]]
        writer.writerow([node.number or "", title, *values])
    writer.writerow([""] * width)
    counted = sum(node.level != "volet" for node in plan.nodes())
    writer.writerow([f"Total : {counted} éléments"] + [""] * (width - 1))
    for _ in range(3):
        writer.writerow([""] * width)
    plan.target().write_bytes(out.getvalue().encode("cp1252"))
    write_gold(plan)
    return plan


COMMON = ("Référence", "Titre", "État", "Catégorie", "Plan")
WIDE = {
    "OS": (*COMMON, "Budget", "Com budget", "Constat", "Commentaires"),
    "OO": (
        *COMMON,
        *("Indicateur résultat", "Priorité", "Échéance", "Mandataire", "Resp admin", "Gestionnaire", "Partenaires ext"),
        *("Budget", "Com budget", "Constat", "Commentaires", "O.D.D."),
    ),
    "ACT": (
        *COMMON,
        *("Indicateur résultat", "Échéance", "Mandataire", "Date début prévue", "Date début effective"),
        *("Date fin effective", "Progression", "Indice santé", "Détails indice santé", "Gestionnaire", "Porteur"),
        *("Partenaires ext", "Budget", "Com budget", "Constat", "Commentaires", "O.D.D."),
    ),
    "TASK": ("Titre", "Groupe", "Utilisateur", "Échéance"),
}
WIDE["SUBACT"] = WIDE["ACT"]
ORDER = ("OS", "OO", "ACT", "SUBACT", "TASK")
FIELDS = {
    "État": "etat",
    "Catégorie": "categorie",
    "Plan": "plan",
    "Indicateur résultat": "indicateur",
    "Priorité": "priorite",
    "Échéance": "echeance",
    "Mandataire": "mandataire",
    "Resp admin": "responsable",
    "Gestionnaire": "service",
    "Partenaires ext": "partenaires",
    "Budget": "budget",
    "Constat": "constat",
    "O.D.D.": "odd",
    "Progression": "progression",
    "Indice santé": "sante",
    "Détails indice santé": "details",
    "Porteur": "porteur",
}
TASKS = {"Doubler le parking vélo de la gare de Luttre": ("Relancer l'auteur de projet", "Demander trois devis")}


def wide_ods() -> Plan:
    """One row a leaf of the tree, ancestors repeated in prefixed columns."""
    plan = load("ods-iapst")
    document = OpenDocumentSpreadsheet()
    table = Table(name="Feuille1")
    width = sum(len(WIDE[prefix]) for prefix in ORDER)
    table.addElement(TableColumn(numbercolumnsrepeated=width))
    header = TableRow()
    for prefix in ORDER:
        for column in WIDE[prefix]:
            header.addElement(_ods_cell(prefix, column))
    table.addElement(header)
    for strategic in plan.roots:
        for path in _paths(strategic):
            for task in TASKS.get(path[-1].text, ("",)):
                table.addElement(_wide_row(path, task))
    rest = TableRow(numberrowsrepeated=1048000)
    rest.addElement(TableCell(numbercolumnsrepeated=width))
    table.addElement(rest)
    document.spreadsheet.addElement(table)
    infos = Table(name="Infos")
    infos.addElement(TableColumn(numbercolumnsrepeated=2))
    for left, right in (
        ("Organisation", "Administration communale de Pont-à-Celles"),
        ("Espace", "PST 2019-2024"),
        ("Extrait le", "11/10/2021"),
    ):
        row = TableRow()
        row.addElement(_ods_cell(left))
        row.addElement(_ods_cell(right))
        infos.addElement(row)
    document.spreadsheet.addElement(infos)
    document.save(str(plan.target()))
    freeze(plan.target())
    write_gold(plan)
    return plan


def _paths(node: Node) -> list[list[Node]]:
    if not node.children:
        return [[node]]
    return [[node, *path] for child in node.children for path in _paths(child)]


def _ods_cell(*lines: str) -> Element:
    cell = TableCell(valuetype="string")
    for line in lines:
        cell.addElement(P(text=line))
    return cell


def _wide_row(path: list[Node], task: str) -> Element:
    row = TableRow()
    texts: list[str] = []
    by_prefix = dict(zip(("OS", "OO", "ACT", "SUBACT"), path, strict=False))
    for prefix in ORDER:
        if prefix == "TASK":
            texts += [task, "Mobilité" if task else "", "", ""]
            continue
        node = by_prefix.get(prefix)
        texts += [_wide_text(node, column) if node else "" for column in WIDE[prefix]]
    empty = 0
    for text in [*texts, None]:
        if text == "":
            empty += 1
            continue
        if empty:
            row.addElement(TableCell(numbercolumnsrepeated=empty))
            empty = 0
        if text is not None:
            row.addElement(_ods_cell(text))
    return row


def _wide_text(node: Node, column: str) -> str:
    if column == "Référence":
        return node.number or ""
    if column == "Titre":
        return node.text
    return node.attributes.get(FIELDS.get(column, ""), "")


STATES = ("À faire", "En cours", "Fait")


def hand_made() -> Plan:
    """A sheet a volet, merged cells, crosses for the state, a cover and a follow-up sheet."""
    plan = load("xlsx-tableau")
    book = Workbook()
    cover = book.active
    if not isinstance(cover, Worksheet):
        raise TypeError("a new workbook has a worksheet")
    cover.title = "Page de garde"
    for at, text in enumerate(
        ("Commune de Montaigu-les-Bruyères", "Programme stratégique transversal", "2024-2030"), 4
    ):
        cover.cell(at, 2, text).font = Font(bold=True, size=20)
    for root in plan.roots:
        _volet_sheet(book.create_sheet((root.kind or "").capitalize()), root)
    follow = book.create_sheet("Suivi")
    follow.append(["Suivi au 31 décembre"])
    follow.append(["Nombre d’actions", "=COUNTA(Externe!C4:C40)+COUNTA(Interne!C4:C40)"])
    book.save(plan.target())
    freeze(plan.target())
    write_gold(plan)
    return plan


def _volet_sheet(sheet: Worksheet, volet: Node) -> None:
    titles = ("Objectif stratégique", "Objectif opérationnel", "N°", "Action", "Responsable", "Échéance", *STATES)
    sheet.append([volet.text])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(titles))
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append([])
    sheet.append(list(titles))
    for cell in sheet[3]:
        cell.font, cell.fill = BOLD, HEAD
    for letter, width in zip("ABCDEFGHI", (32, 32, 6, 50, 26, 16, 9, 9, 9), strict=True):
        sheet.column_dimensions[letter].width = width
    for strategic in volet.children:
        top = sheet.max_row + 1
        for objective in strategic.children:
            first = sheet.max_row + 1
            for action in objective.children:
                _action_row(sheet, action)
            sheet.cell(first, 2, f"OO{objective.number} – {objective.text}")
            _merge(sheet, 2, first, sheet.max_row)
        sheet.cell(top, 1, f"OS{strategic.number} – {strategic.text}")
        _merge(sheet, 1, top, sheet.max_row)
    sheet.freeze_panes = "A4"


def _merge(sheet: Worksheet, column: int, first: int, last: int) -> None:
    if last > first:
        sheet.merge_cells(start_row=first, start_column=column, end_row=last, end_column=column)
    sheet.cell(first, column).alignment = Alignment(vertical="top", wrap_text=True)


def _action_row(sheet: Worksheet, action: Node) -> None:
    at = sheet.max_row + 1
    values = action.attributes
    cells: Iterable[tuple[int, str]] = (
        (3, action.number or ""),
        (4, action.text),
        (5, values.get("responsable", "")),
        (6, values.get("echeance", "")),
    )
    for column, text in cells:
        cell = sheet.cell(at, column)
        if text and isinstance(cell, Cell):
            _put(cell, text)
    if "etat" in values:
        sheet.cell(at, 7 + STATES.index(values["etat"]), "x")
    if "hidden" in action.hints:
        sheet.row_dimensions[at].hidden = True
        sheet.cell(at, 4).font = Font(strike=True)
    if action.number == "6":
        sheet.cell(at, 4).comment = Comment("Attendre l’avis de l’AFSCA avant de commander.", "Relecteur")
