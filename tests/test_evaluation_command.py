"""The command `pst eval`, on a library with an internal document."""

import json
from pathlib import Path

import pytest

from assistant.evaluation.command import run_eval
from tests.test_leaks import SECRET, installed

QUOTE = "Prêter des tablettes aux brasseurs"


def test_citizens_are_answered_from_what_they_may_see(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    service = installed(tmp_path, secret=SECRET)
    line = SECRET[: SECRET.index(QUOTE)].count("\n") + 1
    file = tmp_path / "cases.jsonl"
    cases = [
        {
            "id": audience,
            "question": "Qui prête des tablettes aux brasseurs ?",
            "kind": "listing",
            "audience": audience,
            "gold": [{"doc": "secret.txt", "line": line, "quote": QUOTE}],
        }
        for audience in ("agent", "citoyen")
    ]
    file.write_text("\n".join(json.dumps(case) for case in cases), encoding="utf-8")
    assert run_eval(service, file, failures=False, as_json=True) == 0
    found = {case["id"]: case["recall"] for case in json.loads(capsys.readouterr().out)["cases"]}
    assert found == {"agent": 1.0, "citoyen": 0.0}
