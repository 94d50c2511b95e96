"""Evaluations from the application."""

import json
from pathlib import Path

import pytest

from assistant.administration.evaluating import case_files, evaluate, runs
from assistant.administration.tasks import Evaluate
from assistant.service import Assistant
from assistant.settings import Settings
from ingest.errors import CaseFileError
from tests.samples import ANDENNE, DPS, written

CASES = [
    {
        "id": "a",
        "question": "Quelle est la capitale du Japon ?",
        "kind": "unanswerable",
        "expected_behaviour": "abstain",
    },
    {
        "id": "b",
        "question": "Que prévoit Bernissart pour la jeunesse ?",
        "kind": "listing",
        "gold": [{"doc": "absent.txt", "line": 1, "quote": "x"}],
    },
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cas").mkdir()
    lines = "\n".join(json.dumps(one) for one in CASES)
    (tmp_path / "cas" / "maison.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "cas" / "abime.jsonl").write_text("{", encoding="utf-8")
    return tmp_path


def test_own_files_are_found_and_damaged_ones_left_aside(folder: Path) -> None:
    (found,) = case_files(folder, folder / "absent")
    assert (found.label, len(found.cases), found.held_out) == ("maison", 2, False)
    assert found.fitting(frozenset()) == 1
    assert found.fitting(frozenset({"absent.txt"})) == 2


def test_a_run_is_kept_and_listed(folder: Path, assistant: Assistant) -> None:
    service = Assistant(Settings(home=folder))
    service.shelf = assistant.shelf
    (file,) = case_files(folder, folder / "absent")
    assert runs(folder, file) == ()
    told: list[str] = []
    lines = evaluate(service, Evaluate(file=str(file.path), cases=("a",)), lambda *_: None, told.append)
    assert lines[0].text == "1 question posée, 1 avec la conduite attendue"
    assert told == [CASES[0]["question"]]
    evaluate(service, Evaluate(file=str(file.path), cases=("a",)), lambda *_: None, told.append)
    kept = runs(folder, file)
    assert [len(one.cases) for one in kept] == [1, 1]
    assert kept[0].date >= kept[1].date
    assert kept[0].total["behaviour"] == 1.0


def test_cases_that_are_not_there_are_told(folder: Path, assistant: Assistant) -> None:
    with pytest.raises(CaseFileError, match="aucun des cas choisis"):
        evaluate(assistant, Evaluate(file=str(folder / "cas/maison.jsonl"), cases=("z",)), lambda *_: None, print)


def test_a_citizens_case_is_asked_of_what_citizens_may_read(tmp_path: Path) -> None:
    service = Assistant(Settings(home=tmp_path / "home"))
    public, internal = written(tmp_path, huy=DPS, andenne=ANDENNE)
    service.ingest([public])
    service.ingest([internal], internal=True)
    question = "Que prévoit Andenne pour prêter des tablettes ?"
    cases = [
        {"id": audience, "audience": audience, "question": question, "kind": kind, "expected_behaviour": behaviour}
        for audience, kind, behaviour in (("agent", "factual", "answer"), ("citoyen", "unanswerable", "abstain"))
    ]
    file = tmp_path / "public.jsonl"
    file.write_text("\n".join(map(json.dumps, cases)), encoding="utf-8")
    (line,) = evaluate(service, Evaluate(file=str(file)), lambda *_: None, lambda _: None)
    assert line.text == "2 questions posées, 2 avec la conduite attendue"
