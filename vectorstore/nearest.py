"""The nodes nearest to a vector, found exactly: one product with the matrix of all vectors.

At the size of a region this takes less time than a walk through an index that is wide enough to miss nothing, and a
search within some documents costs no more than their share: see docs/decisions/0029-scale.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_BLUR = 1e-5
"""More than what adding in another order changes in a product of unit vectors: who stands nearer than this to the last
one kept is weighed again, with care."""

Run = tuple[int, int]
"""Rows that stand together: the first, and one past the last."""


@dataclass(frozen=True, slots=True)
class Near:
    """What is nearest.

    Attributes:
        places: The rows, nearest first, and in their order where several are as near.
        cosines: Their cosines.
    """

    places: NDArray[np.intp]
    cosines: NDArray[np.float64]


def joined(runs: Sequence[Run]) -> list[Run]:
    """Runs in their order, those that touch made one; empty ones are left out."""
    found: list[Run] = []
    for start, end in runs:
        if start == end:
            continue
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def nearest(matrix: NDArray[np.float32], vector: Sequence[float], k: int, runs: Sequence[Run] | None = None) -> Near:
    """The `k` rows of a matrix nearest to a vector.

    Args:
        matrix: Unit vectors, one a row.
        vector: A unit vector.
        k: How many at most.
        runs: The rows to look into, in their order; all when None.
    """
    if runs is None:
        runs = [(0, len(matrix))]
    if k <= 0 or not runs:
        return Near(np.zeros(0, dtype=np.intp), np.zeros(0))
    one = np.asarray(vector, dtype=np.float32)
    rough = np.concatenate([matrix[start:end] @ one for start, end in runs])
    places = np.concatenate([np.arange(start, end) for start, end in runs]) if len(runs) > 1 else None
    found = _best(rough, k)
    rows = found + runs[0][0] if places is None else places[found]
    # Row by row in double precision: two nodes of the same words are as near, wherever they stand.
    cosines = (matrix[rows].astype(np.float64) * np.asarray(vector, dtype=np.float64)).sum(axis=1)
    order = np.argsort(-cosines, kind="stable")[:k]
    return Near(rows[order], cosines[order])


def _best(scores: NDArray[np.float32], k: int) -> NDArray[np.intp]:
    """Where the `k` highest scores stand, and those that come so near that they may be higher, in their order."""
    if k >= len(scores):
        return np.arange(len(scores))
    least = np.partition(scores, len(scores) - k)[len(scores) - k]
    return np.flatnonzero(scores >= least - _BLUR)
