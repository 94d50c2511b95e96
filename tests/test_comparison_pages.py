"""A comparison as pages: what differs is in bold on each side, and every format says it."""

import io
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.comparison.comparing import Comparison, compare_plans
from assistant.drafting.comparison.pages import FORMATS, comparison_markdown, marked, write_comparison
from assistant.drafting.export import ExportError
from assistant.drafting.export.blocks import printable
from tests.checked import GOOD, plan
from tests.test_export_printed import squeezed, words_of


def compared() -> Comparison:
    tree = GOOD.replace("Engager un animateur à mi-temps", "Engager une animatrice à mi-temps")
    tree = tree.replace("12.000", "15.000").replace("      A 1.1.3 | Publier le programme sur le site internet\n", "")
    old = plan(GOOD, {"n3": {"echeance": "2026"}}, title="PST A")
    return compare_plans(old, plan(tree + "OS 3 | Être un CPAS | durable", {"n3": {"echeance": "2027"}}, title="PST B"))


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_says_the_same(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"comparaison{suffix}"
    write_comparison(compared(), path)
    found = words_of(path.read_bytes(), suffix)
    told = ["Ancien plan : PST A – 2025-2030", "Nouveau plan : PST B", "Lignes nouvelles (1)", "Être un CPAS | durable"]
    told += ["Lignes abandonnées (1)", "Publier le programme sur le site internet", "Lignes reformulées (2)"]
    told += ["Engager un animateur à mi-temps", "Engager une animatrice à mi-temps", "2026", "2027"]
    told += [one.new.text for one in compared().changes if one.new is not None]
    assert [one for one in told if squeezed(one) not in found] == []


def test_the_words_that_differ_are_in_bold() -> None:
    text = comparison_markdown(compared())
    assert "Engager **un animateur** à mi-temps | Engager **une animatrice** à mi-temps" in text
    assert r"Être un CPAS \| durable" in text
    assert "<a id" not in text, "it is read in a terminal too"


def test_bold_in_word(tmp_path: Path) -> None:
    path = tmp_path / "comparaison.docx"
    write_comparison(compared(), path)
    tables = docx.Document(io.BytesIO(path.read_bytes())).tables
    bold = [run.text for table in tables for row in table.rows[1:] for cell in row.cells
            for one in cell.paragraphs for run in one.runs if run.bold]  # fmt: skip
    assert {"un animateur ", "une animatrice "} <= set(bold)


def test_two_plans_of_one_name_are_told_apart() -> None:
    text = comparison_markdown(compare_plans(*(plan(GOOD, title="PST", source=one) for one in ("a.txt", "b.txt"))))
    assert "(a.txt)" in text
    assert "(b.txt)" in text


def test_a_part_without_changes_is_left_out() -> None:
    text = comparison_markdown(compare_plans(plan(GOOD), plan(GOOD)))
    assert "Lignes gardées" in text
    assert "Lignes reformulées" not in text


@pytest.mark.parametrize("name", ["comparaison.xlsx", "comparaison", "absent/comparaison.md"])
def test_other_files_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError):
        write_comparison(compared(), tmp_path / name)


@given(st.text(max_size=40).map(printable), st.text(max_size=40).map(printable))
def test_each_wording_keeps_its_words_and_one_without_a_twin_is_all_bold(old: str, new: str) -> None:
    for text, runs in zip((old, new), marked(old, new), strict=True):
        assert "".join(run.text for run in runs) == text
    same, _ = marked(old, old)
    assert not any(run.role for run in same)
    assert all(run.role == "strong" for run in marked(old, "")[0])
