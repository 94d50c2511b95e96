"""The command `pst eval`: it prints, and keeps what the next run is compared with."""

import json
from pathlib import Path

import pytest

from assistant.evaluation.command import run_eval
from assistant.service import Assistant
from assistant.settings import Settings
from tests.conftest import CORPUS, ROOT

DEV = ROOT / "evals" / "cases-dev.jsonl"


@pytest.fixture
def service(home: Path, tmp_path: Path) -> Assistant:
    """The real library, read from a home of the test's own."""
    (tmp_path / "library").symlink_to(home / "library")
    return Assistant(Settings(home=tmp_path, corpus=CORPUS))


def some(folder: Path, name: str = "cases.jsonl") -> Path:
    """A few of the development cases."""
    file = folder / name
    file.write_text("\n".join(DEV.read_text(encoding="utf-8").splitlines()[:4]), encoding="utf-8")
    return file


def test_a_second_run_is_compared_with_the_first(
    service: Assistant, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = some(tmp_path)
    assert run_eval(service, file, failures=False, as_json=True) == 0
    first = json.loads(capsys.readouterr().out)
    assert first["previous"] is None
    assert first["summary"]["total"]["verified"] in (1.0, None)
    assert run_eval(service, file, failures=False, as_json=True) == 0
    second = json.loads(capsys.readouterr().out)
    assert (second["previous"]["compared"], second["previous"]["same_library"]) == (4, True)
    assert (second["previous"]["better"], second["previous"]["worse"]) == ([], [])
    assert second["cases"] == first["cases"]
    assert len((tmp_path / "evals" / "cases.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_of_cases_set_aside_no_single_one_is_named_unless_asked(
    service: Assistant, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = some(tmp_path, "cases-held-out.jsonl")
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    # Nothing cites this: every case fails, and does worse or better than the run kept beside it.
    for row in rows:
        row["gold"] = [{"doc": "absent.txt", "line": 1, "quote": "introuvable"}]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    run_eval(service, file, failures=False, as_json=False)
    kept = tmp_path / "evals" / "cases-held-out.jsonl"
    kept.write_text(kept.read_text(encoding="utf-8").replace('"recall":0.0', '"recall":1.0'), encoding="utf-8")
    run_eval(service, file, failures=False, as_json=False)
    text = capsys.readouterr().out
    assert "moins bien" in text
    assert not any(row["id"] in text or row["question"] in text for row in rows)
    run_eval(service, file, failures=True, as_json=False)
    assert all(row["question"] in capsys.readouterr().out for row in rows[:1])


def test_results_that_cannot_be_kept_are_shown_all_the_same(
    service: Assistant, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "evals").write_text("un fichier à la place du dossier", encoding="utf-8")
    assert run_eval(service, some(tmp_path), failures=False, as_json=False) == 0
    out = capsys.readouterr()
    assert "total" in out.out
    assert "n'ont pas été gardés" in out.err
