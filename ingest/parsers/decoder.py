"""The best reading of a plan: the sequence of roles with the most evidence (a beam search)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.parsers.evidence import Option, closing, options
from ingest.parsers.signals import Profile, Signals
from ingest.parsers.state import Role, State

_WIDTH = 8
_OUTLOOK = 16.0
_SCALE = 1.5
_MAX_REASONS = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """What a block was decided to be, how surely (0 to 1), and why."""

    role: Role
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Path:
    state: State
    score: float
    before: "_Path | None"
    option: Option | None
    margin: float


def decode(signals: Sequence[Signals], profile: Profile) -> list[Choice]:
    """Choose the roles of all blocks together.

    Readings that have come to the same state are one from there on; of the others the best few are followed, as long
    as they can still catch up.

    Args:
        signals: The signals of the blocks, in reading order.
        profile: What they say of the document.

    Returns:
        One choice a block. Its confidence is a logistic function of the points between it and the next best.
    """
    paths = [_Path(State(), 0.0, None, None, math.inf)]
    for seen in signals:
        best: dict[object, _Path] = {}
        for path in paths:
            found = sorted(options(path.state, seen, profile), key=lambda option: -option.points)
            for option in found:
                if option.points < found[0].points - _OUTLOOK:
                    break
                rival = found[0] if option is not found[0] else found[1] if len(found) > 1 else None
                state = path.state.step(seen, option.role)
                score = path.score + option.points
                key = state.key
                if key not in best or best[key].score < score:
                    best[key] = _Path(state, score, path, option, _margin(option, rival))
        ranked = sorted(best.values(), key=lambda path: -path.score)[:_WIDTH]
        paths = [path for path in ranked if path.score > ranked[0].score - _OUTLOOK]
    last = max(paths, key=lambda path: path.score + sum(map(closing, path.state.stack)))
    return _trace(last)


def _margin(option: Option, rival: Option | None) -> float:
    return math.inf if rival is None else option.points - rival.points


def _trace(path: _Path) -> list[Choice]:
    found: list[Choice] = []
    step: _Path | None = path
    while step is not None and step.option is not None:
        confidence = 1.0 if math.isinf(step.margin) else 1 / (1 + math.exp(-step.margin / _SCALE))
        reasons = tuple(dict.fromkeys(step.option.reasons))[:_MAX_REASONS]
        found.append(Choice(step.option.role, round(confidence, 3), ", ".join(reasons)))
        step = step.before
    return found[::-1]
