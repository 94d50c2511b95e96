"""Scoring answers against cases."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Citation
from assistant.evaluation import Case, Score, as_json, evaluate, read_cases, score, summary
from ingest.errors import CaseFileError
from ingest.records import Document
from tests.conftest import ROOT
from tests.fakes import FakeAssistant


def citation(document: str, line: int, quote: str) -> Citation:
    return Citation(
        n=1, document=document, title="t", organisation=None, breadcrumb=(), node="x", level="action", quote=quote,
        start=0, end=len(quote), line=line, page=None, state="verified",
    )  # fmt: skip


def answer(*citations: Citation, status: str = "answered") -> Answer:
    return Answer(
        question="q", audience="agent", intent="liste", status=status, mode="extractive", model=None,  # type: ignore[arg-type]
        answer="a", citations=citations, notices=(), followups=(), total=None, understood="u", timings_ms={},
    )  # fmt: skip


def gold(document: str, line: int, quote: str) -> dict[str, Any]:
    return {"doc": document, "line": line, "quote": quote}


def case(kind: str = "listing", **fields: Any) -> Case:  # noqa: ANN401
    return Case.model_validate({"id": "x", "question": "q", "kind": kind, **fields})


A, B, C = gold("a.txt", 1, "un"), gold("a.txt", 2, "deux"), gold("b.txt", 3, "trois")


def test_a_listing_is_scored_on_all_its_gold() -> None:
    found = score(case(gold=[A, B], related=[C]), answer(citation("a.txt", 1, "un"), citation("b.txt", 3, "trois")))
    assert (found.recall, found.precision, found.behaviour) == (0.5, 1.0, True)
    assert [one.quote for one in found.missed] == ["deux"]
    assert found.wrong == ()


def test_what_is_neither_gold_nor_related_costs_precision() -> None:
    found = score(case(gold=[A], false_friends=[C]), answer(citation("a.txt", 1, "un"), citation("b.txt", 3, "trois")))
    assert (found.recall, found.precision, found.false_friends) == (1.0, 0.5, 1)
    assert [one.quote for one in found.wrong] == ["trois"]


def test_a_fact_needs_as_much_gold_as_the_case_says() -> None:
    one = answer(citation("a.txt", 1, "un"))
    assert score(case("factual", gold=[A, B]), one).recall == 1.0
    assert score(case("factual", gold=[A, B], gold_min=2), one).recall == 0.5
    assert score(case("factual", gold=[B]), one).recall == 0.0


def test_a_comparison_needs_gold_of_each_document() -> None:
    asked = case("comparison", gold=[A, B, C], expected_docs=["a.txt", "b.txt"])
    assert score(asked, answer(citation("a.txt", 1, "un"), citation("a.txt", 2, "deux"))).recall == 0.5
    assert score(asked, answer(citation("a.txt", 1, "un"), citation("b.txt", 3, "trois"))).recall == 1.0


@pytest.mark.parametrize(
    ("expected", "status", "right"),
    [
        ("answer", "answered", True),
        ("answer", "refused", False),
        ("abstain", "refused", True),
        ("abstain", "answered", False),
        ("clarify", "clarify", True),
        ("clarify", "refused", False),
    ],
)
def test_behaviour_is_the_status_expected(expected: str, status: str, right: bool) -> None:
    found = score(case("unanswerable", expected_behaviour=expected), answer(status=status))
    assert found.behaviour is right
    assert found.recall is None
    assert found.precision is None


@pytest.mark.parametrize(
    ("cited", "matches"),
    [
        (citation("a.txt", 4, "Un LOGEMENT\u00a0d’urgence"), True),
        (citation("a.txt", 4, "un **logement** d'urgence, et plus"), True),
        (citation("a.txt", 4, "logement"), True),
        (citation("a.txt", 3, "titre\nun logement d'urgence"), True),
        (citation("a.txt", 3, "un logement d'urgence"), False),
        (citation("b.txt", 4, "un logement d'urgence"), False),
        (citation("a.txt", 4, "un logement de transit"), False),
        (citation("a~2.txt", 4, "un logement d'urgence"), True),
    ],
)
def test_a_citation_matches_by_document_line_and_words(cited: Citation, matches: bool) -> None:
    found = score(case(gold=[gold("a.txt", 4, "un logement d'urgence")]), answer(cited))
    assert found.recall == (1.0 if matches else 0.0)


def test_means_are_taken_by_kind_and_over_all() -> None:
    scores = [
        score(case("listing", gold=[A, B]), answer(citation("a.txt", 1, "un"))),
        score(case("listing", gold=[A]), answer(citation("a.txt", 1, "un"), citation("a.txt", 2, "deux"))),
        score(case("unanswerable", expected_behaviour="abstain"), answer(status="refused")),
    ]
    rows = summary(scores)
    assert list(rows) == ["listing", "unanswerable", "total"]
    assert rows["listing"] == {"cases": 2, "recall": 0.75, "precision": 0.75, "behaviour": 1.0, "false_friends": 0}
    assert rows["unanswerable"]["recall"] is None
    assert rows["total"]["cases"] == 3


def test_the_json_holds_the_summary_and_every_case() -> None:
    written = json.loads(as_json([score(case(gold=[A, B]), answer(citation("a.txt", 1, "un")))]))
    assert set(written) == {"summary", "cases"}
    assert set(written["cases"][0]) == {
        "id", "kind", "status", "recall", "precision", "behaviour", "false_friends", "missed", "wrong",
    }  # fmt: skip
    assert written["cases"][0]["missed"] == [B]


def test_every_question_is_asked_for_its_audience(documents: dict[str, Document]) -> None:
    fake = FakeAssistant(documents)
    cases = [case(audience="citoyen"), case("unanswerable", question="Japon", expected_behaviour="abstain")]
    scores: list[Score] = evaluate(cases, lambda question, audience: fake.ask(question, audience=audience))
    assert fake.audiences == ["citoyen", "agent"]
    assert [one.behaviour for one in scores] == [True, True]


def test_cases_are_read_with_what_they_hold_besides(tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    row = {"id": "a", "question": "q", "kind": "listing", "gold": [A | {"occurrences": 2}], "answer_points": ["x"]}
    file.write_text(json.dumps(row) + "\n\n", encoding="utf-8")
    (one,) = read_cases(file)
    assert (one.id, one.audience, one.expected_behaviour) == ("a", "agent", "answer")


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "{}",
        '{"id": "a", "question": "q"}',
        '{"id": "a", "question": "q", "kind": "listing", "gold": [{"doc": "x"}]}',
        '{"id": "a", "question": "q", "kind": "listing", "expected_behaviour": "rire"}',
        '{"id": "a", "question": "q", "kind": "listing", "audience": "maire"}',
    ],
)
def test_a_broken_case_is_named_by_its_line(broken: str, tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    file.write_text(f'{{"id": "a", "question": "q", "kind": "listing"}}\n{broken}\n', encoding="utf-8")
    with pytest.raises(CaseFileError, match=r"c\.jsonl.*ligne 2") as caught:
        read_cases(file)
    assert caught.value.exit_code == 2


def test_a_file_without_cases_is_told(tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    file.write_text("\n", encoding="utf-8")
    with pytest.raises(CaseFileError, match="aucun cas"):
        read_cases(file)
    for path in (tmp_path / "absent.jsonl", tmp_path):
        with pytest.raises(CaseFileError, match="ne peut pas être lu"):
            read_cases(path)


@pytest.mark.parametrize("name", ["cases-dev.jsonl", "cases-law.jsonl", "cases-held-out.jsonl"])
def test_the_project_s_own_cases_are_of_the_format(
    name: str, documents: dict[str, Document], notes: tuple[Document, ...]
) -> None:
    cases = read_cases(ROOT / "evals" / name)
    held = documents | {note.id: note for note in notes}
    assert len({one.id for one in cases}) == len(cases) > 0
    for one in cases:
        for passage in (*one.gold, *one.related):
            lines = held[passage.doc].text.split("\n")
            assert passage.line <= len(lines)
