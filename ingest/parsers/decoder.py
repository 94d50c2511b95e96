"""The best reading of a plan: the sequence of roles with the most evidence (a beam search)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.parsers.evidence import Option, closing, options
from ingest.parsers.signals import Profile, Signals
from ingest.parsers.state import Role, State

_WIDTH = 8
_WIDTH_OUTSIDE = 4
_OUTLOOK = 16.0
_SCALE = 1.5
_MAX_REASONS = 4
_AHEAD = 12
_FOLLOWS = "ce qui suit"


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
    rival: Option | None


_START = _Path(State(), 0.0, None, None, None)


def decode(signals: Sequence[Signals], profile: Profile) -> list[Choice]:
    """Choose the roles of all blocks together.

    Readings that have come to the same state are one from there on; of the others the best few are followed, as long
    as they can still catch up.

    Args:
        signals: The signals of the blocks, in reading order.
        profile: What they say of the document.

    Returns:
        One choice a block. Its confidence is a logistic function of the points between it and the next best: those of
        the block alone or, where what follows spoke for another role than the block did, those of the next blocks too.
    """
    last = _best(_search([_START], signals, profile))
    path: list[_Path] = []
    step: _Path | None = last
    while step is not None and step.option is not None:
        path.append(step)
        step = step.before
    return [_choice(one, signals[index : index + _AHEAD], profile) for index, one in enumerate(reversed(path))]


def _search(paths: list[_Path], signals: Sequence[Signals], profile: Profile) -> list[_Path]:
    for seen in signals:
        best: dict[object, _Path] = {}
        for path in paths:
            found = sorted(options(path.state, seen, profile), key=lambda option: -option.points)
            for option in found:
                if option.points < found[0].points - _OUTLOOK:
                    break
                state = path.state.step(seen, option.role)
                score = path.score + option.points
                key = state.key
                if key not in best or best[key].score < score:
                    rival = found[0] if option is not found[0] else found[1] if len(found) > 1 else None
                    best[key] = _Path(state, score, path, option, rival)
        paths = _kept(sorted(best.values(), key=lambda path: -path.score))
    return paths


def _best(paths: list[_Path]) -> _Path:
    return max(paths, key=lambda path: path.score + sum(map(closing, path.state.stack)))


def _kept(ranked: list[_Path]) -> list[_Path]:
    """The best readings that can still catch up; those inside a plan and those outside do not crowd each other out."""
    close = [path for path in ranked if path.score > ranked[0].score - _OUTLOOK]
    inside = [path for path in close if path.state.inside][:_WIDTH]
    return inside + [path for path in close if not path.state.inside][:_WIDTH_OUTSIDE]


def _choice(path: _Path, signals: Sequence[Signals], profile: Profile) -> Choice:
    option, rival, before = path.option, path.rival, path.before
    assert option is not None
    assert before is not None
    margin = math.inf if rival is None else option.points - rival.points
    if margin < 0 and rival is not None:
        margin = _outlook(before.state, option, signals, profile) - _outlook(before.state, rival, signals, profile)
    confidence = 1.0 if math.isinf(margin) else 1 / (1 + math.exp(-margin / _SCALE))
    reasons = tuple(dict.fromkeys(option.reasons))[:_MAX_REASONS]
    return Choice(option.role, round(confidence, 3), ", ".join(reasons) or _FOLLOWS)


def _outlook(state: State, option: Option, signals: Sequence[Signals], profile: Profile) -> float:
    """The points of the best reading of a block and of the next ones, if the block is read as an option says."""
    first = _Path(state.step(signals[0], option.role), option.points, None, None, None)
    return _best(_search([first], signals[1:], profile)).score
