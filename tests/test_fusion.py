"""Fused scores stay between 0 and 1, best first; what both sides find stands above what one finds."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.fusion import convex, min_max

SCORES = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.floats(-1e6, 1e6), max_size=12)


@given(SCORES)
def test_scaled_scores_stay_in_bounds_and_in_order(scores: dict[str, float]) -> None:
    scaled = min_max(scores)
    assert scaled.keys() == scores.keys()
    assert all(0 <= value <= 1 for value in scaled.values())
    for one in scores:
        for other in scores:
            if scores[one] >= scores[other]:
                assert scaled[one] >= scaled[other]
    if scores:
        assert max(scaled.values()) == 1.0


def test_equal_scores_are_all_best() -> None:
    assert min_max({"a": 0.8, "b": 0.8}) == {"a": 1.0, "b": 1.0}
    assert min_max({}) == {}


@given(SCORES, SCORES, st.floats(0, 1))
def test_fused_scores_stay_in_bounds_and_are_sorted(
    lexical: dict[str, float], dense: dict[str, float], weight: float
) -> None:
    fused = convex(lexical, dense, weight)
    assert fused.keys() == lexical.keys() | dense.keys()
    assert all(0 <= value <= 1 + 1e-9 for value in fused.values())
    assert list(fused.values()) == sorted(fused.values(), reverse=True)


@given(SCORES, SCORES)
def test_the_order_of_the_inputs_makes_no_difference(lexical: dict[str, float], dense: dict[str, float]) -> None:
    backwards = convex(dict(reversed(lexical.items())), dict(reversed(dense.items())))
    assert list(convex(lexical, dense).items()) == list(backwards.items())


@given(SCORES.filter(bool))
def test_a_weight_of_one_is_the_lexical_order(lexical: dict[str, float]) -> None:
    fused = convex(lexical, {"zz": 1.0}, 1.0)
    for key, value in min_max(lexical).items():
        assert math.isclose(fused[key], value)


def test_both_sides_beat_one() -> None:
    assert list(convex({"a": 3.0, "b": 2.0, "c": 1.0}, {"b": 0.9, "d": 0.95, "e": 0.8})) == ["b", "a", "d", "c", "e"]


@pytest.mark.parametrize("missing", [{"a": 1.0}, {}])
def test_a_missing_score_counts_as_the_lowest(missing: dict[str, float]) -> None:
    assert convex({"a": 2.0, "b": 1.0}, missing)["b"] == 0.0
