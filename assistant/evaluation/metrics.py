"""The measures of a group of cases: each is a sum over the cases divided by a sum over the cases.

A mean divides by the number of cases that it applies to; a share of all citations by their number; F1 of refusals
by the refusals given and due. Written so, all are resampled in the same way.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.evaluation.scores import Score

Sums = NDArray[np.float64]
"""Shape (cases, measures, 2): of each case and measure what counts above the line and below it."""

Part = tuple[float, float]
_NONE: Part = (0.0, 0.0)


def _mean(value: float | bool | None) -> Part:
    return _NONE if value is None else (float(value), 1.0)


def _is_due(score: Score) -> bool:
    return score.case.expected_behaviour == "abstain"


def _refused(score: Score) -> bool:
    return score.status == "refused"


METRICS: dict[str, Callable[[Score], Part]] = {
    "recall": lambda one: _mean(one.recall),
    "precision": lambda one: _mean(one.precision if one.recall is not None else None),
    "f1": lambda one: _mean(one.f1),
    "exact_count": lambda one: _mean(one.exact_count),
    "behaviour": lambda one: _mean(one.behaviour),
    "citation_precision": lambda one: (one.citations - len(one.wrong), one.citations),
    "citation_recall": lambda one: (one.cited_gold, len(one.case.gold)),
    "verified": lambda one: (one.verified, one.citations),
    "refusal_precision": lambda one: (_refused(one) and _is_due(one), _refused(one)),
    "refusal_recall": lambda one: (_refused(one) and _is_due(one), _is_due(one)),
    "refusal_f1": lambda one: (2 * (_refused(one) and _is_due(one)), _refused(one) + _is_due(one)),
}
"""Every measure by name; refusing is the positive class of the last three."""


def sums(scores: Sequence[Score]) -> Sums:
    """What each case gives to each measure, in the order of `METRICS`."""
    rows = [[metric(one) for metric in METRICS.values()] for one in scores]
    return np.array(rows, dtype=np.float64).reshape(len(scores), len(METRICS), 2)


def values(parts: Sums) -> dict[str, float | None]:
    """The measures of a group; None where none of its cases counts for one."""
    found = ratios(parts.sum(axis=0))
    return {name: None if np.isnan(value) else float(value) for name, value in zip(METRICS, found, strict=True)}


def ratios(totals: NDArray[np.float64]) -> NDArray[np.float64]:
    """What is above the line by what is below it, over the last axis; not a number where that is 0."""
    above, below = totals[..., 0], totals[..., 1]
    found: NDArray[np.float64] = np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0)
    return found
