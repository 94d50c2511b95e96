"""Whether the number that an answer gives is right."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.counts import exact_count, numbers
from ingest.cardinals import spelled
from tests.scoring import A, B, C, case

HOW_MANY = {"question": "Combien d'actions, et lesquelles ?", "gold": [A, B]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22 actions", {22}),
        ("1 250 euros pour quarante-deux places, vingt et une demandes", {1250, 42, 21}),
        ("10 + 5 + 3", {10, 5, 3}),
        ("L'art. 27ter, § 2 et OO 3.2, le 31/12/2027", set()),
        ("un toit, 3,5 équivalents temps plein", set()),
        ("de 15-21 ans", {15, 21}),
        ("en 2028.", {2028}),
    ],
)
def test_numbers_are_read_in_figures_and_in_words(text: str, expected: set[int]) -> None:
    assert numbers(text) == expected


@given(st.integers(2, 999))
def test_a_number_reads_the_same_in_words(number: int) -> None:
    assert numbers(f"le plan a {number} actions") == {number}
    for words in spelled(number):
        assert numbers(f"Le plan a {words} actions.") == {number}


@pytest.mark.parametrize(("total", "right"), [(7, True), (6, False), (2, False), (None, False)])
def test_a_listing_that_is_asked_how_many_gives_the_number(total: int | None, right: bool) -> None:
    asked = case(answer_points=["des actions", "7 actions", "en 2 objectifs"], **HOW_MANY)
    assert exact_count(asked, "", total, 0) is right


def test_a_count_of_the_case_comes_first() -> None:
    asked = case(answer_points=["7 actions"], count=9, **HOW_MANY)
    assert exact_count(asked, "", 9, 0) is True
    assert exact_count(asked, "", 7, 0) is False


@pytest.mark.parametrize(
    ("total", "related", "right"),
    [(2, 0, True), (3, 1, True), (3, 0, False), (1, 0, False), (4, 1, False), (2, 1, True), (None, 0, False)],
)
def test_any_other_listing_counts_its_gold_and_what_it_may_show(total: int | None, related: int, right: bool) -> None:
    asked = case(question="Quelles actions ?", gold=[A, B], related=[C])
    assert exact_count(asked, "2 actions", total, related) is right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Le CPAS annonce quinze objectifs et 40 actions.", True),
        ("15 objectifs", False),
        ("Des objectifs [15] et des actions [40]", False),
        ("", False),
    ],
)
def test_another_answer_states_the_numbers(text: str, right: bool) -> None:
    asked = case("factual", question="COMBIEN d'objectifs ?", answer_points=["une page", "15 objectifs et 40 actions"])
    assert exact_count(asked, text, None, 0) is right


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "factual", "question": "Quel âge ?", "answer_points": ["15 ans"]},
        {"kind": "factual", "question": "Combien ?", "answer_points": ["beaucoup"]},
        {"kind": "listing", "question": "Lesquelles ?"},
        {"kind": "ambiguous", "expected_behaviour": "clarify", "question": "Combien ?", "answer_points": ["2 CPAS"]},
        {"kind": "listing", "expected_behaviour": "abstain", "gold": [A]},
    ],
)
def test_elsewhere_there_is_nothing_to_count(fields: dict[str, Any]) -> None:
    assert exact_count(case(**fields), "15", 15, 0) is None
