"""`pst draft`, `check`, `evaluation`, `compare`: what they print, write and return."""

import json
from pathlib import Path

import pytest

from assistant.cli import run

CORPUS = Path(__file__).parent.parent / "corpus"
TROOZ = str(CORPUS / "trooz-dps-2018-2024.txt")
FIELDS = {
    *("id", "parent", "level", "text", "proposal", "dps_items", "precedents"),
    *("responsable", "echeance", "indicateur", "budget", "partenaires", "odd"),
}


@pytest.fixture(autouse=True)
def _home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PST_HOME", str(home))


def test_a_draft_in_the_contracts_shape(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["draft", TROOZ, "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert plan.keys() >= {"source", "organisation", "period", "nodes", "coverage", "checks", "model"}
    assert (plan["organisation"], plan["period"]) == ("Trooz", {"start": 2018, "end": 2024})
    assert all(one.keys() >= FIELDS for one in plan["nodes"])
    assert all(one["responsable"] == "à définir" for one in plan["nodes"])
    assert all(one["nodes"] for one in plan["coverage"])
    assert all(one.keys() >= {"id", "label", "severity", "ok", "detail"} for one in plan["checks"])
    assert all(ref.keys() == {"id", "text", "axis"} for one in plan["nodes"] for ref in one["dps_items"])


def test_a_draft_to_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["draft", TROOZ]) == 0
    out = capsys.readouterr().out
    assert "OS 1 Être un CPAS qui" in out
    assert "38 sur 38" in out
    assert "proposition, inspirée de" in out
    assert "2018-2024 de cette déclaration est terminée" in out


def test_a_draft_is_written_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "projet.docx"
    assert run(["draft", TROOZ, "-o", str(file)]) == 0
    assert file.stat().st_size > 1000


def test_an_unknown_format_is_told_before_any_work(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["draft", TROOZ, "-o", str(tmp_path / "projet.pages")]) == 2
    err = capsys.readouterr().err
    assert ".docx" in err
    assert "Je relève" not in err


def test_a_subject_instead_of_a_declaration(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["draft", "--sujet", "la précarité énergétique"]) == 0
    assert "Lutter contre la précarité énergétique" in capsys.readouterr().out
    assert run(["draft"]) == 2


def test_a_plan_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["check", "durbuy-pst.txt"])
    out = capsys.readouterr().out
    assert "✓" in out
    assert "→" in out
    run(["check", "durbuy-pst.txt", "--json"])
    checks = json.loads(capsys.readouterr().out)["checks"]
    assert (code == 3) == any(not one["ok"] and one["severity"] == "erreur" for one in checks)


def test_an_evaluation_and_a_comparison_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluation", "durbuy-pst.txt", "-o", str(tmp_path / "evaluation.xlsx")]) == 0
    assert run(["compare", "durbuy-pst.txt", "home-sacre-coeur-pst.txt", "-o", str(tmp_path / "comparaison.docx")]) == 0
    assert all(file.stat().st_size > 1000 for file in tmp_path.iterdir())
    assert run(["compare", "durbuy-pst.txt", "durbuy-pst.txt", "--json"]) == 0
    changes = json.loads(capsys.readouterr().out)["changes"]
    assert len(changes) > 100
    assert all(one["old"]["text"] == one["new"]["text"] for one in changes)
