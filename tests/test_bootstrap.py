"""Intervals by resampling."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.bootstrap import differences, intervals
from assistant.evaluation.metrics import METRICS, Sums, values

RECALL = list(METRICS).index("recall")


def parts(recalls: list[float | None]) -> Sums:
    """Cases that count for recall alone."""
    found = np.zeros((len(recalls), len(METRICS), 2))
    for row, recall in enumerate(recalls):
        if recall is not None:
            found[row, RECALL] = (recall, 1)
    return found


@given(st.lists(st.none() | st.floats(0, 1), min_size=1, max_size=30))
def test_an_interval_lies_within_the_values_and_is_always_the_same(recalls: list[float | None]) -> None:
    found = intervals(parts(recalls))
    known = [one for one in recalls if one is not None]
    interval = found["recall"]
    assert (interval is None) == (not known)
    if interval is not None:
        assert min(known) - 1e-4 <= interval[0] <= interval[1] <= max(known) + 1e-4
    assert found == intervals(parts(recalls))
    assert all(value is None for name, value in found.items() if name != "recall")


def test_an_interval_is_that_of_a_mean() -> None:
    recalls = np.random.default_rng(3).random(400)
    interval = intervals(parts(recalls.tolist()))["recall"]
    assert interval is not None
    error = 1.96 * recalls.std() / np.sqrt(len(recalls))
    assert interval[0] == pytest.approx(recalls.mean() - error, abs=0.006)
    assert interval[1] == pytest.approx(recalls.mean() + error, abs=0.006)


def test_more_cases_are_surer() -> None:
    few, many = (intervals(parts([0.0, 1.0] * count))["recall"] for count in (5, 100))
    assert few is not None
    assert many is not None
    assert many[1] - many[0] < (few[1] - few[0]) / 2


def test_a_difference_is_paired_by_case() -> None:
    base = [0.1 * (rank % 10) for rank in range(60)]
    better = [one + 0.05 for one in base]
    interval = differences(parts(list(better)), parts(list(base)))["recall"]
    assert interval == (0.05, 0.05), "every case gains as much, whichever are drawn"
    assert differences(parts(list(base)), parts(list(base)))["recall"] == (0.0, 0.0)
    with pytest.raises(ValueError, match="same cases"):
        differences(parts([1.0]), parts([1.0, 0.0]))


def test_a_share_of_citations_weighs_answers_by_their_citations() -> None:
    found = np.zeros((2, len(METRICS), 2))
    found[:, list(METRICS).index("verified")] = [(90, 90), (0, 10)]
    assert values(found)["verified"] == pytest.approx(0.9)
    assert intervals(found)["verified"] == (0.0, 1.0)
