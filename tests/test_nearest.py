"""The exact search gives what sorting every cosine gives, ties in reading order, wherever it looks."""

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from vectorstore.nearest import Run, joined, nearest


def unit(rows: NDArray[np.float64]) -> NDArray[np.float32]:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def plainly(matrix: NDArray[np.float32], vector: NDArray[np.float32], k: int, places: list[int]) -> list[int]:
    """One row after the other, best first; as near means in reading order."""
    cosines = {at: float((matrix[at].astype(np.float64) * vector.astype(np.float64)).sum()) for at in places}
    return sorted(places, key=lambda at: (-cosines[at], at))[:k]


@given(
    seed=st.integers(0, 10_000),
    rows=st.integers(1, 400),
    twins=st.integers(0, 60),
    k=st.integers(0, 120),
    cuts=st.none() | st.lists(st.integers(0, 400), max_size=8),
)
@settings(deadline=None)
def test_the_nearest_are_those_of_a_plain_sort(
    seed: int, rows: int, twins: int, k: int, cuts: list[int] | None
) -> None:
    rng = np.random.default_rng(seed)
    matrix = unit(rng.standard_normal((rows, 24)))
    matrix[rng.integers(0, rows, twins)] = matrix[rng.integers(0, rows)]  # the same words in several plans
    vector = unit(rng.standard_normal((1, 24)))[0]
    runs: list[Run] | None = None
    places = list(range(rows))
    if cuts is not None:
        bounds = sorted(min(cut, rows) for cut in cuts)
        runs = joined([(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=False)])
        places = [at for start, end in runs for at in range(start, end)]
    found = nearest(matrix, vector.tolist(), k, runs)
    assert found.places.tolist() == plainly(matrix, vector, k, places)
    assert np.all(np.diff(found.cosines) <= 0)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda ends: (min(ends), max(ends))), max_size=6))
def test_joined_runs_hold_the_same_places(pieces: list[Run]) -> None:
    runs, start = [], 0
    for skip, length in pieces:
        runs.append((start + skip, start + skip + length))
        start += skip + length
    found = joined(runs)
    assert [at for one in found for at in range(*one)] == [at for one in runs for at in range(*one)]
    assert all(first < last for first, last in found)
    assert all(before[1] < after[0] for before, after in pairwise(found))
