"""The template of an evaluation as a file: what every format asks, what the spreadsheet adds."""

from pathlib import Path

import docx
import openpyxl
import pytest

from assistant.drafting.evaluating import evaluation_of, states
from assistant.drafting.evaluation_pages import FORMATS, write_evaluation
from assistant.drafting.export import ExportError
from assistant.drafting.reading import plan_of
from assistant.drafting.records import Indicator
from ingest.document import read_document
from ingest.records import Level
from tests.checked import GOOD, LAYOUTS, plan
from tests.test_export_printed import squeezed, words_of

PRINTED = [one for one in FORMATS if one != ".xlsx"]
FIELDS = {"n3": {"etat": "En cours", "indicateur": (Indicator(libelle="Services regroupés", cible="2"),)}}


@pytest.mark.parametrize("suffix", PRINTED)
def test_every_format_says_the_same(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"evaluation{suffix}"
    evaluation = evaluation_of(plan(GOOD, FIELDS, organisation="Huy"))
    write_evaluation(evaluation, path)
    found = words_of(path.read_bytes(), suffix)
    told = [one.text for one in evaluation.lines] + [one.title for one in evaluation.summaries] + list(states())
    told += ["Évaluation à mi-mandat du PST", "Huy – 2025-2030", "OO 2.1 – Ouvrir une maison de quartier"]
    told += ["État prévu : En cours", "Indicateur : Services regroupés (cible : 2)", "Obstacle :", "art. 27ter"]
    assert [one for one in told if squeezed(one) not in found] == []


def test_word_file_has_real_headings_and_boxes_to_fill_in(tmp_path: Path) -> None:
    path = tmp_path / "evaluation.docx"
    write_evaluation(evaluation_of(plan(GOOD)), path)
    document = docx.Document(str(path))
    styles = {one.text: one.style.name for one in document.paragraphs if one.style is not None and one.text}
    assert styles["OS 2 – Être un CPAS qui lutte contre l'isolement"] == "Heading 1"
    assert styles["OO 2.1 – Ouvrir une maison de quartier"] == "Heading 2"
    actions = [table for table in document.tables if table.rows[0].cells[0].text == "Action"]
    assert sum(len(table.rows) - 1 for table in actions) == 5
    assert all(not cell.text for table in actions for row in table.rows[1:] for cell in row.cells[1:4])


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


@pytest.mark.parametrize("name", ["evaluation.pages", "evaluation", "absent/evaluation.md"])
def test_other_files_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError):
        write_evaluation(evaluation_of(plan(GOOD)), tmp_path / name)


def test_real_layout_keeps_its_states(tmp_path: Path) -> None:
    document = read_document(LAYOUTS / "xlsx-iapst.xlsx", "xlsx-iapst.xlsx")
    evaluation = evaluation_of(plan_of(document))
    actions = [node for node in document.nodes if node.level is Level.ACTION]
    assert sum(one.level is Level.ACTION for one in evaluation.lines) == len(actions)
    assert all(one.etat_prevu for one in evaluation.lines if one.level is Level.ACTION)
    for suffix in FORMATS:
        write_evaluation(evaluation, tmp_path / f"a{suffix}")
