"""The template of an evaluation as a spreadsheet: lists to choose the state from, counts that follow the choices."""

import io
from typing import TYPE_CHECKING

from assistant.drafting.evaluating import Evaluation, EvaluationLine, heading_of, states
from assistant.drafting.export.blocks import printable

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("N°", "number", 8), ("Objectif stratégique", "", 34), ("Objectif opérationnel", "", 34), ("Action", "text", 48),
    ("État indiqué par le plan", "etat_prevu", 16), ("Échéance", "echeance", 14), ("Responsable", "responsable", 20),
    ("Indicateur", "indicateur", 26), ("État", "etat", 14), ("Réalisation (%)", "realisation", 12),
    ("Résultat", "resultat", 30), ("Commentaire", "commentaire", 30), ("Obstacle", "obstacle", 26),
    ("Suite", "suite", 26), ("Synergie commune–CPAS", "", 14),
)  # fmt: skip
_STATE, _DONE, _STRATEGIC = "I", "J", "B"
_SHEET = "Évaluation"


def sheet_data(evaluation: Evaluation) -> bytes:
    """The spreadsheet's bytes: the lines, a summary that counts the states as they are chosen, the list of states."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.title = heading_of(evaluation)
    lines = book.active
    lines.title = _SHEET
    titles = {one.os: one.title for one in evaluation.summaries}
    _fill(lines, [name for name, _, _ in _COLUMNS], [_row(one, titles) for one in evaluation.lines])
    for (_, _, width), column in zip(_COLUMNS, lines.columns, strict=True):
        lines.column_dimensions[column[0].column_letter].width = width
    last = len(evaluation.lines) + 1
    _restrict(lines, last)
    _summarise(book.create_sheet("Synthèse"), evaluation, last)
    _fill(book.create_sheet("États"), ["États d'une action"], [[one] for one in states()])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _row(line: EvaluationLine, titles: dict[str, str]) -> list[str]:
    objective = next((one for one in reversed(line.path) if one.startswith("OO")), "")
    found = []
    for name, field, _ in _COLUMNS:
        if field:
            found.append(getattr(line, field))
        elif name == "Objectif stratégique":
            found.append(titles.get(line.os, ""))
        else:
            found.append(objective if name == "Objectif opérationnel" else ("oui" if line.synergie else ""))
    return found


def _fill(sheet: "Worksheet", header: list[str], rows: list[list[str]]) -> None:
    """Words as words, whatever sign they begin with; the header stays in sight."""
    from openpyxl.styles import Alignment, Font

    for number, row in enumerate([header, *rows], start=1):
        for place, words in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            if words:
                cell.value = printable(words)
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _restrict(sheet: "Worksheet", last: int) -> None:
    """The state is chosen from the list, the realisation is a percentage."""
    from openpyxl.worksheet.datavalidation import DataValidation

    state = DataValidation(type="list", formula1=f"'États'!$A$2:$A${len(states()) + 1}", allow_blank=True)
    state.errorTitle, state.error = "État inconnu", "Choisissez un état de la liste."
    done = DataValidation(type="decimal", operator="between", formula1="0", formula2="100", allow_blank=True)
    done.errorTitle, done.error = "Pourcentage", "Écrivez un nombre de 0 à 100."
    for rule, column in ((state, _STATE), (done, _DONE)):
        rule.showErrorMessage = True
        rule.add(f"{column}2:{column}{last}")
        sheet.add_data_validation(rule)


def _summarise(sheet: "Worksheet", evaluation: Evaluation, last: int) -> None:
    """One row a strategic objective, with the states counted in the lines' sheet."""
    header = [
        "Objectif stratégique",
        "OO",
        "Actions",
        *(one.capitalize() for one in states()),
        "Non renseigné",
        "Réalisation moyenne (%)",
    ]
    _fill(sheet, header, [[one.title] for one in evaluation.summaries])
    column = f"'{_SHEET}'!${{0}}$2:${{0}}${last}"
    titles, told, done = (column.format(name) for name in (_STRATEGIC, _STATE, _DONE))
    for number, one in enumerate(evaluation.summaries, start=2):
        sheet.cell(number, 2, one.objectives)
        sheet.cell(number, 3, one.actions)
        mine = f"--({titles}=$A{number})"
        place = 4
        for state in states():
            sheet.cell(number, place, f'=SUMPRODUCT({mine},--({told}="{state}"))')
            place += 1
        sheet.cell(number, place, f'=SUMPRODUCT({mine},--({told}=""))')
        sheet.cell(number, place + 1, f'=IFERROR(SUMPRODUCT({mine},{done})/SUMPRODUCT({mine},--({done}<>"")),"")')
    sheet.column_dimensions["A"].width = 60
