"""How one answer does on its case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.scores import evaluate, f1_of
from ingest.records import Document
from tests.fakes import FakeAssistant
from tests.scoring import DEUX, TROIS, UN, A, B, C, answer, case, citation, scored


def test_a_listing_is_scored_on_all_its_gold() -> None:
    found = scored(case(gold=[A, B], related=[C]), answer(UN, TROIS, total=2))
    assert (found.recall, found.precision, found.behaviour) == (0.5, 1.0, True)
    assert found.f1 == pytest.approx(2 / 3)
    assert (found.cited_gold, found.exact_count, found.citations, found.verified) == (1, True, 2, 2)
    assert [one.quote for one in found.missed] == ["deux"]
    assert found.wrong == ()


def test_what_is_neither_gold_nor_related_costs_precision() -> None:
    found = scored(case(gold=[A], false_friends=[C]), answer(UN, TROIS))
    assert (found.recall, found.precision, found.false_friends) == (1.0, 0.5, 1)
    assert [one.quote for one in found.wrong] == ["trois"]


def test_a_false_friend_that_is_related_too_is_none() -> None:
    assert scored(case(gold=[A], related=[C], false_friends=[C]), answer(UN, TROIS)).false_friends == 0


def test_a_fact_needs_as_much_gold_as_the_case_says() -> None:
    assert scored(case("factual", gold=[A, B]), answer(UN)).recall == 1.0
    assert scored(case("factual", gold=[A, B], gold_min=2), answer(UN)).recall == 0.5
    assert scored(case("factual", gold=[B]), answer(UN)).recall == 0.0


def test_a_comparison_needs_gold_of_each_document() -> None:
    asked = case("comparison", gold=[A, B, C], expected_docs=["a.txt", "b.txt"])
    assert scored(asked, answer(UN, DEUX)).recall == 0.5
    assert scored(asked, answer(UN, TROIS)).recall == 1.0


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
    found = scored(case("unanswerable", expected_behaviour=expected), answer(status=status))
    assert found.behaviour is right
    assert (found.recall, found.precision, found.f1) == (None, None, None)


def test_a_quote_is_verified_against_the_stored_text_whatever_it_claims() -> None:
    moved = citation("a.txt", 2, "deux", start=0)
    invented = citation("a.txt", 1, "un toit", start=0)
    lost = citation("c.txt", 1, "un", start=0)
    empty = citation("a.txt", 1, "", start=0)
    found = scored(case(), answer(UN, moved, invented, lost, empty))
    assert all(one.state == "verified" for one in (moved, invented, lost, empty))
    assert (found.verified, found.citations) == (1, 5)


@given(st.floats(0, 1), st.none() | st.floats(0, 1))
def test_f1_lies_between_recall_and_precision(recall: float, precision: float | None) -> None:
    found = f1_of(recall, precision)
    assert found is not None
    low, high = sorted((recall, precision or 0.0))
    assert (low - 1e-9 <= found <= high + 1e-9) if low else found == 0.0


def test_every_question_is_asked_for_its_audience(documents: dict[str, Document]) -> None:
    fake = FakeAssistant(documents)
    cases = [case(audience="citoyen"), case("unanswerable", question="Japon", expected_behaviour="abstain")]
    scores = evaluate(
        cases,
        lambda question, audience: fake.ask(question, audience=audience),
        lambda document: documents[document].text,
    )
    assert fake.audiences == ["citoyen", "agent"]
    assert [one.behaviour for one in scores] == [True, True]
    assert scores[0].verified == scores[0].citations > 0
