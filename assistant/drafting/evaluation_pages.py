"""The template of an evaluation as a file: pages to be filled in, or a spreadsheet."""

from collections.abc import Iterator
from pathlib import Path

from assistant.drafting.evaluating import TITLE, Evaluation, EvaluationLine, Summary, heading_of, states, whose_of
from assistant.drafting.export.blocks import Block, Cell, Heading, Run, cell, paragraph, printable
from assistant.drafting.export.printing import check_path, rendered, save, sheet_of, table_of

FORMATS = (".docx", ".odt", ".pdf", ".xlsx", ".md")
"""The suffixes that an evaluation can be written to."""

_ACTIONS = (("Action", 34), ("État", 12), ("Réalisé (%)", 11), ("Résultat", 20), ("Obstacle, suite, commentaire", 23))
_SUMMARY = (("Objectif stratégique", 39), ("OO", 7), ("Actions", 11), ("États indiqués par le plan", 23),
            ("Appréciation", 20))  # fmt: skip
_SYNERGIES = (("N°", 10), ("Ligne du plan", 40), ("Ce qui a été fait", 25), ("Suite", 25))
_PLANNED = (
    ("État prévu", "etat_prevu"),
    ("Échéance", "echeance"),
    ("Responsable", "responsable"),
    ("Indicateur", "indicateur"),
)


def write_evaluation(evaluation: Evaluation, path: Path) -> None:
    """Write the template.

    Args:
        evaluation: The template.
        path: A file in one of `FORMATS`; one that exists is replaced.

    Raises:
        ExportError: If the suffix is another, or the file cannot be written.
    """
    suffix = check_path(path, FORMATS)
    if suffix == ".xlsx":
        from assistant.drafting.evaluation_sheet import sheet_data

        save(sheet_data(evaluation), path)
    else:
        sheet = sheet_of(heading_of(evaluation), _blocks(evaluation), author=evaluation.organisation or "")
        save(rendered(sheet, suffix), path)


def _blocks(evaluation: Evaluation) -> Iterator[Block]:
    yield paragraph(TITLE, style="title")
    if whose := whose_of(evaluation):
        yield paragraph(printable(whose), style="subtitle")
    yield paragraph(Run("Plan évalué : ", "strong"), Run(printable(evaluation.title)))
    yield paragraph(Run("États possibles d'une action : ", "strong"), Run(f"{', '.join(states())}."))
    yield paragraph("Les cases vides sont à remplir par les services ; rien n'y est prérempli.")
    yield Heading(1, "Synthèse par objectif stratégique", "")
    yield table_of("Synthèse par objectif stratégique", _SUMMARY, map(_summed, evaluation.summaries))
    for summary in evaluation.summaries:
        yield Heading(1, printable(summary.title), "")
        mine = [one for one in evaluation.lines if one.os == summary.os]
        for path in dict.fromkeys(one.path for one in mine):
            if len(path) > 1 or (path and not summary.os):
                yield Heading(2, printable(path[-1]), "")
            title = f"Actions à évaluer : {printable(path[-1] if path else summary.title)}"
            yield table_of(title, _ACTIONS, (_row(one) for one in mine if one.path == path))
    yield Heading(1, "Examen des synergies entre commune et CPAS", "")
    yield paragraph("L'évaluation du PST comprend l'examen de ces synergies (art. 27ter de la loi organique des CPAS).")
    shared = [_cells(one.number, one.text, "", "") for one in evaluation.lines if one.synergie]
    yield table_of("Synergies", _SYNERGIES, shared or [_cells("", "", "", "")])


def _cells(*words: str) -> tuple[Cell, ...]:
    return tuple(cell(printable(one)) for one in words)


def _summed(one: Summary) -> tuple[Cell, ...]:
    told = ", ".join(f"{name} : {count}" for name, count in one.states) or "non indiqués"
    return _cells(one.title, str(one.objectives), str(one.actions), told, "")


def _row(one: EvaluationLine) -> tuple[Cell, ...]:
    """An action with what the plan says of it, then the boxes to be filled in."""
    name = f"{printable(one.number)} – " if one.number.strip() else ""
    action = [paragraph(Run(name, "strong"), Run(printable(one.text)))]
    for label, field in _PLANNED:
        if value := printable(getattr(one, field)):
            action.append(paragraph(Run(f"{label} : {value}", "note"), style="note"))
    asked = (("Obstacle", one.obstacle), ("Suite", one.suite), ("Commentaire", one.commentaire))
    more = tuple(paragraph(Run(f"{label} : ", "note"), Run(printable(value))) for label, value in asked)
    return (tuple(action), *_cells(one.etat, one.realisation, one.resultat), more)
