"""Runs are kept and compared."""

from datetime import UTC, datetime
from pathlib import Path

from assistant.evaluation.cases import Case
from assistant.evaluation.history import Run, difference, fingerprint, history_file, keep, last_run, run_of
from assistant.summary import DocumentSummary
from ingest.records import Document
from tests.fakes import FakeAssistant
from tests.scoring import DEUX, TROIS, UN, A, B, C, Score, answer, case, scored

DAY = datetime(2026, 5, 1, 12, tzinfo=UTC)


def named(name: str, **fields: object) -> Case:
    return case(**{"id": name, "gold": [A, B], **fields})


def run(*scores: Score, library: str = "l") -> Run:
    return run_of(scores, library, DAY)


def test_a_run_is_read_back_as_it_was_kept(tmp_path: Path) -> None:
    file = history_file(tmp_path / "evals", Path("somewhere/cases-dev.jsonl"))
    assert file == tmp_path / "evals" / "cases-dev.jsonl"
    first, second = run(scored(named("x"), answer(UN))), run(scored(named("x"), answer(UN, DEUX)))
    assert last_run(file, first) is None
    for one in (first, second):
        keep(file, one)
        assert last_run(file, first) == one


def test_a_run_of_other_cases_or_a_broken_line_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    mine, other = run(scored(named("x"), answer(UN))), run(scored(named("y"), answer(UN)))
    keep(file, mine)
    keep(file, other)
    with file.open("a", encoding="utf-8") as lines:
        lines.write('{"date": "hier"\n')
    assert last_run(file, mine) == mine


def test_nothing_of_a_document_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    wanted = {"doc": "secret.txt", "line": 1, "quote": "mots à oublier"}
    keep(file, run(scored(named("x", gold=[wanted], question="Qui ?"), answer(TROIS))))
    kept = file.read_text(encoding="utf-8")
    assert not any(words in kept for words in ("secret", "oublier", "trois", "Qui"))


def test_a_difference_names_who_did_better_and_who_worse() -> None:
    before = run(
        scored(named("same"), answer(UN)),
        scored(named("found"), answer(UN)),
        scored(named("lost"), answer(UN, DEUX)),
        scored(named("silent"), answer(UN)),
        scored(named("gone"), answer(UN)),
        scored(named("edited"), answer(UN)),
    )
    now = run(
        scored(named("same"), answer(UN)),
        scored(named("found"), answer(UN, DEUX)),
        scored(named("lost"), answer(TROIS)),
        scored(named("silent"), answer(status="refused")),
        scored(named("new"), answer(UN)),
        scored(named("edited", gold=[A]), answer(UN)),
        library="m",
    )
    found = difference(before, now)
    assert (found.compared, found.same_library, found.date) == (4, False, DAY)
    assert [one.id for one in found.better] == ["found"]
    assert [one.id for one in found.worse] == ["lost", "silent"]
    assert found.better[0].changes["recall"] == (0.5, 1.0)
    assert "precision" not in found.better[0].changes
    assert found.change["recall"] == round((0.5 + 1 + 0 + 0) / 4 - (0.5 + 0.5 + 1 + 0.5) / 4, 4)
    assert found.change["behaviour"] == -0.25


def test_a_false_friend_makes_a_case_worse_where_all_else_is_equal() -> None:
    asked = named("x", false_friends=[C])
    clean, tempted = run(scored(asked, answer(UN))), run(scored(asked, answer(UN)))
    tempted = tempted.model_copy(update={"cases": (tempted.cases[0].model_copy(update={"false_friends": 1}),)})
    assert [one.id for one in difference(clean, tempted).worse] == ["x"]
    assert [one.id for one in difference(tempted, clean).better] == ["x"]
    same = difference(clean, clean)
    assert (same.better, same.worse, same.same_library) == ((), (), True)


def test_a_library_is_named_by_its_content_and_its_model(documents: dict[str, Document]) -> None:
    held: tuple[DocumentSummary, ...] = FakeAssistant(documents).documents()
    name = fingerprint(held, "e5")
    assert fingerprint(reversed(held), "e5") == name
    changed = held[0].model_copy(update={"sha256": "0"})
    reread = held[0].model_copy(update={"nodes": held[0].nodes + 1})
    others = {
        fingerprint(held, "autre"), fingerprint(held[1:], "e5"), fingerprint((changed, *held[1:]), "e5"),
        fingerprint((reread, *held[1:]), "e5"),
    }  # fmt: skip
    assert len(others | {name}) == 5
