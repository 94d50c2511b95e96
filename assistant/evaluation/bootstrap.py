"""How sure the measures of a few dozen cases are: 95 % intervals by resampling the cases."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from assistant.evaluation.metrics import METRICS, Sums, ratios

RESAMPLES = 1000
_SEED = 20260101
_BOUNDS = (2.5, 97.5)
_BATCH = 100

Interval = tuple[float, float]


def intervals(parts: Sums) -> dict[str, Interval | None]:
    """The 95 % percentile interval of each measure; the same cases always give the same one.

    Args:
        parts: What each case gives to each measure.

    Returns:
        None where no case counts for a measure. A resample without any case that does is left out.
    """
    return _bounds(_resampled(parts))


def differences(own: Sums, other: Sums) -> dict[str, Interval | None]:
    """The 95 % interval of `own` minus `other`, measured on the same cases in the same order (a paired bootstrap).

    Raises:
        ValueError: If they are not of as many cases.
    """
    if own.shape != other.shape:
        raise ValueError("two measurements of the same cases are compared")
    return _bounds(_resampled(own) - _resampled(other))


def _resampled(parts: Sums) -> NDArray[np.float64]:
    """The measures of every resample: shape (resamples, measures)."""
    return np.concatenate([ratios(np.einsum("rc,cmp->rmp", drawn, parts)) for drawn in _draws(len(parts))])


def _draws(count: int) -> Iterator[NDArray[np.float64]]:
    """How often each case is drawn, resample by resample; a few at a time, for the sake of memory."""
    random = np.random.default_rng(_SEED)
    for _ in range(0, RESAMPLES, _BATCH):
        yield random.multinomial(count, np.full(count, 1 / count), size=_BATCH).astype(np.float64)


def _bounds(resampled: NDArray[np.float64]) -> dict[str, Interval | None]:
    found: dict[str, Interval | None] = {}
    for name, column in zip(METRICS, resampled.T, strict=True):
        known = column[~np.isnan(column)]
        low, high = np.percentile(known, _BOUNDS) if known.size else (np.nan, np.nan)
        found[name] = (round(float(low), 4), round(float(high), 4)) if known.size else None
    return found
