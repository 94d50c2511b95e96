from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given

from assistant.drafting.evaluating import EvaluationError, evaluation_of, states, write_evaluation
from assistant.drafting.export import ExportError
from assistant.drafting.reading import plan_of
from assistant.drafting.records import Indicator, Plan
from ingest.document import read_document
from ingest.records import Level
from tests.checked import GOOD, LAYOUTS, plan
from tests.plans import STYLES, parsed, plan_items, written


def test_one_line_an_action_with_what_the_plan_says() -> None:
    fields = {
        "n2": {"echeance": "2027", "indicateur": (Indicator(libelle="Services regroupés", cible="2"),)},
        "n3": {"etat": "En cours", "responsable": "DG"},
    }
    evaluation = evaluation_of(plan(GOOD, fields, organisation="Huy"))
    assert [one.number for one in evaluation.lines] == ["1.1.1", "1.1.2", "1.1.3", "2.1.1", "2.1.2"]
    first = evaluation.lines[0]
    assert first.path == (
        "OS 1 – Être un CPAS qui soigne l'accueil de ses agents", "OO 1.1 – Renforcer les synergies avec la commune",
    )  # fmt: skip
    assert (first.etat_prevu, first.echeance, first.responsable) == ("En cours", "2027", "DG")
    assert first.indicateur == "Services regroupés (cible : 2)"
    assert first.synergie
    assert not evaluation.lines[3].synergie
    for one in evaluation.lines:
        assert not any((one.etat, one.realisation, one.resultat, one.commentaire, one.obstacle, one.suite))


def test_summaries_count_each_objective() -> None:
    evaluation = evaluation_of(plan(GOOD, {"n3": {"etat": "En cours"}, "n4": {"etat": "En cours"}}))
    assert [(one.objectives, one.actions) for one in evaluation.summaries] == [(1, 3), (1, 2)]
    assert evaluation.summaries[0].states == (("En cours", 2),)


def test_objectives_without_actions_are_not_passed_over() -> None:
    evaluation = evaluation_of(plan(GOOD + "    OO 2.2 | Rénover\n  OS 3 | Être un CPAS durable\nOO | Seul\n"))
    assert [one.level for one in evaluation.lines][-3:] == [Level.OO, Level.OS, Level.OO]
    assert [one.title for one in evaluation.summaries][-1] == "Sans objectif stratégique"


def test_nothing_to_evaluate_is_an_error() -> None:
    with pytest.raises(EvaluationError, match="ni action"):
        evaluation_of(Plan(source="dps.txt"))


def test_word_file(tmp_path: Path) -> None:
    path = tmp_path / "evaluation.docx"
    write_evaluation(evaluation_of(plan(GOOD, organisation="Huy")), path)
    document = docx.Document(str(path))
    styles = {one.text: one.style.name for one in document.paragraphs if one.style is not None and one.text}
    assert styles["Évaluation à mi-mandat du PST – Huy – 2025-2030"] == "Title"
    assert styles["OS 2 – Être un CPAS qui lutte contre l'isolement"] == "Heading 1"
    assert styles["OO 2.1 – Ouvrir une maison de quartier"] == "Heading 2"
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "Engager un animateur à mi-temps" in cells
    for table in document.tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml
    assert 'w:val="fr-BE"' in document.styles.element.xml


def test_spreadsheet_has_lists_and_counts(tmp_path: Path) -> None:
    path = tmp_path / "evaluation.xlsx"
    write_evaluation(evaluation_of(plan(GOOD.replace("Engager un", "=HYPERLINK(1) Engager un"))), path)
    book = openpyxl.load_workbook(path)
    lines = book["Évaluation"]
    header = [cell.value for cell in lines[1]]
    assert lines.freeze_panes == "A2"
    assert lines.max_row == 6
    rules = {str(one.sqref): one for one in lines.data_validations.dataValidation}
    column = openpyxl.utils.get_column_letter(header.index("État") + 1)
    assert rules[f"{column}2:{column}6"].type == "list"
    assert [row[0].value for row in book["États"].iter_rows(min_row=2)] == list(states())
    assert all(cell.data_type != "f" for row in lines.iter_rows() for cell in row), "words are never formulas"
    summary = book["Synthèse"]
    assert [summary.cell(2, place).value for place in (2, 3)] == [1, 3]
    assert column in summary.cell(2, 4).value


def test_markdown_file(tmp_path: Path) -> None:
    path = tmp_path / "evaluation.md"
    write_evaluation(evaluation_of(plan(GOOD.replace("mi-temps", "mi-temps | *vite*"))), path)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Évaluation à mi-mandat")
    assert r"mi-temps \| \*vite\*" in text
    assert "Examen des synergies" in text


@pytest.mark.parametrize("name", ["evaluation.pdf", "evaluation", "absent/evaluation.md"])
def test_other_files_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError):
        write_evaluation(evaluation_of(plan(GOOD)), tmp_path / name)


def test_real_layout_keeps_its_states(tmp_path: Path) -> None:
    document = read_document(LAYOUTS / "xlsx-iapst.xlsx", "xlsx-iapst.xlsx")
    evaluation = evaluation_of(plan_of(document))
    actions = [node for node in document.nodes if node.level is Level.ACTION]
    assert sum(one.level is Level.ACTION for one in evaluation.lines) == len(actions)
    assert all(one.etat_prevu for one in evaluation.lines if one.level is Level.ACTION)
    for name in ("a.docx", "a.xlsx", "a.md"):
        write_evaluation(evaluation, tmp_path / name)


@given(plan_items())
def test_every_action_is_evaluated_once(items: tuple[object, ...]) -> None:
    document = parsed(written(items, STYLES["codes"]))  # type: ignore[arg-type]
    evaluation = evaluation_of(plan_of(document))
    actions = sum(node.level is Level.ACTION for node in document.nodes)
    assert sum(one.level is Level.ACTION for one in evaluation.lines) == actions
    assert sum(one.actions for one in evaluation.summaries) == actions
    assert len({one.id for one in evaluation.lines}) == len(evaluation.lines)
