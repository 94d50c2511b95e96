"""Measures over several cases."""

import pytest

from assistant.evaluation.metrics import METRICS, sums, values
from tests.scoring import DEUX, TROIS, UN, A, B, C, answer, case, citation, scored

ABSTAIN = case("unanswerable", expected_behaviour="abstain")


def test_means_leave_out_the_cases_that_they_do_not_apply_to() -> None:
    found = values(
        sums(
            [
                scored(case(gold=[A, B]), answer(UN)),
                scored(case(gold=[A]), answer(UN, TROIS)),
                scored(case(gold=[A]), answer(status="refused")),
                scored(ABSTAIN, answer(TROIS)),
            ]
        )
    )
    assert found["recall"] == pytest.approx((0.5 + 1 + 0) / 3)
    assert found["precision"] == pytest.approx((1 + 0.5) / 2), "no citations, no precision; no gold, none either"
    assert found["f1"] == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)
    assert found["behaviour"] == pytest.approx(2 / 4)


def test_citations_are_counted_over_all_answers() -> None:
    found = values(
        sums(
            [
                scored(case("factual", gold=[A, B], gold_min=1), answer(UN)),
                scored(ABSTAIN, answer(TROIS, citation("a.txt", 1, "un", start=3))),
            ]
        )
    )
    assert found["recall"] == 1.0
    assert found["citation_recall"] == 0.5, "though one passage suffices"
    assert found["citation_precision"] == pytest.approx(1 / 3), "what is cited in spite of all is wrong"
    assert found["verified"] == pytest.approx(2 / 3)


def test_refusing_is_the_positive_class() -> None:
    refused, said = answer(status="refused"), answer(UN)
    scores = [
        *(scored(ABSTAIN, refused) for _ in range(3)),
        scored(ABSTAIN, said),
        scored(case("ambiguous", expected_behaviour="clarify"), refused),
        scored(case(gold=[A]), refused),
        scored(case(gold=[A]), said),
    ]
    found = values(sums(scores))
    assert found["refusal_precision"] == pytest.approx(3 / 5)
    assert found["refusal_recall"] == pytest.approx(3 / 4)
    assert found["refusal_f1"] == pytest.approx(2 * 0.6 * 0.75 / 1.35)


def test_what_no_case_counts_for_is_not_known() -> None:
    assert values(sums([])) == dict.fromkeys(METRICS)
    found = values(sums([scored(case("factual", gold=[C]), answer(DEUX))]))
    assert found["exact_count"] is None
    assert found["refusal_f1"] is None
    assert found["recall"] == 0.0
