"""The workbook: iA.PST's columns in its order, text that stays text, and what staff change in it."""

import io

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from assistant.drafting.export import exported
from assistant.drafting.reading import plan_of
from assistant.drafting.records import Plan, PlanNode
from ingest.document import read_data
from ingest.records import Level
from tests.drafts import trooz

IA_PST = ["Référence", "Titre", "État", "Catégorie", "Plan", "Indicateur de résultat", "Priorité", "Échéance",
          "Mandataire", "Responsable administratif", "Gestionnaire", "Partenaires", "Budget", "Commentaire budget",
          "Constat", "Commentaires", "O.D.D."]  # fmt: skip


def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(exported(trooz(), ".xlsx")))


def read(changed: openpyxl.Workbook, name: str = "plan.xlsx") -> Plan:
    data = io.BytesIO()
    changed.save(data)
    return plan_of(read_data(data.getvalue(), name, name))


def column(sheet: Worksheet, header: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == header)


def test_columns_are_those_of_ia_pst_in_its_order() -> None:
    sheet = book()["PST"]
    headers = [cell.value for cell in sheet[1]]
    assert headers[: len(IA_PST)] == IA_PST
    assert (
        headers.index("Progression")
        < headers.index("Indice de santé")
        < headers.index("Détails")
        < headers.index("Porteur")
    )
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.max_row == len(trooz().nodes) + 1
    assert book().sheetnames == ["PST", "Couverture", "Sources", "Contrôles"]


def test_what_looks_like_a_formula_is_text() -> None:
    plan = Plan(
        source="x", nodes=(PlanNode(id="a", parent=None, level=Level.OS, text='=HYPERLINK("http://x")', number="1"),)
    )
    sheet = openpyxl.load_workbook(io.BytesIO(exported(plan, ".xlsx")))["PST"]
    assert sheet["B2"].data_type == "s"


def test_unknown_fields_say_so() -> None:
    sheet = book()["PST"]
    assert sheet.cell(2, column(sheet, "Budget")).value == "à définir"
    assert sheet.cell(2, column(sheet, "Détails")).value is None


def test_staff_change_fields_move_add_and_remove_rows() -> None:
    changed = book()
    sheet = changed["PST"]
    titles = {cell.value: cell.row for cell in sheet["B"]}
    row = titles["Respecter les délais annoncés"]
    sheet.cell(row, column(sheet, "Échéance")).value = "30/06/2021"
    sheet.insert_rows(row + 1)
    for header, value in (("Référence", "A 3.2.0"), ("Titre", "Publier les délais"), ("Niveau", "Action")):
        sheet.cell(row + 1, column(sheet, header)).value = value
    sheet.delete_rows({cell.value: cell.row for cell in sheet["B"]}["Structurer l'aide alimentaire"])
    plan = read(changed)
    by_text = {node.text: node for node in plan.nodes}
    assert by_text["Respecter les délais annoncés"].echeance == "30/06/2021"
    assert by_text["Publier les délais"].parent == by_text["Respecter les délais annoncés"].id
    assert by_text["Publier les délais"].number == "3.2.0"
    orphan = by_text["S'inscrire dans le réseau FEAD et la banque alimentaire"]
    assert orphan.parent == by_text["Permettre le maintien à domicile de ceux qui le souhaitent"].id, (
        "the row above takes it"
    )
    assert orphan.dps_items == next(one for one in trooz().nodes if one.text == orphan.text).dps_items


def test_a_column_that_staff_add_is_kept() -> None:
    changed = book()
    sheet = changed["PST"]
    last = sheet.max_column + 1
    sheet.cell(1, last).value, sheet.cell(4, last).value = "Avis du comité", "favorable"
    assert ("Avis du comité", "favorable") in read(changed).nodes[2].autres


def test_without_its_own_columns_it_is_read_like_any_export() -> None:
    changed = book()
    sheet = changed["PST"]
    sheet.delete_cols(column(sheet, "Identifiant"), 2)
    plan = read(changed)
    assert [node.text for node in plan.nodes if node.level is Level.OO] == [
        node.text for node in trooz().nodes if node.level is Level.OO
    ]
