"""Earlier runs of a case file, and what has changed since the last one.

Only figures are kept, never words of a document: what is removed from the library leaves nothing here either.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.evaluation.metrics import sums, values
from assistant.evaluation.scores import Score

if TYPE_CHECKING:
    from assistant.summary import DocumentSummary

_MEANS = ("behaviour", "recall", "precision", "f1", "exact_count", "false_friends")
_LEAST = 0.001


class Mark(BaseModel):
    """What is kept of one case's score."""

    model_config = ConfigDict(frozen=True)

    id: str
    case: str
    status: str
    recall: float | None
    precision: float | None
    f1: float | None
    exact_count: bool | None
    behaviour: bool
    false_friends: int


class Run(BaseModel):
    """One run of a case file.

    Attributes:
        library: Names the library's content: the same documents, read and embedded the same way, give the same name.
        total: The measures over all cases.
    """

    model_config = ConfigDict(frozen=True)

    date: datetime
    library: str
    total: dict[str, float | None]
    cases: tuple[Mark, ...]


class Shift(BaseModel):
    """A case that did better or worse than in the run before.

    Attributes:
        changes: By measure, what it was and what it is.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    changes: dict[str, tuple[float | None, float | None]]


class Difference(BaseModel):
    """What has changed since the last run.

    Attributes:
        date: When that was.
        same_library: Whether the library was the same.
        compared: How many cases both runs hold, unchanged.
        better: Cases that did better; `worse`, those that did worse.
        change: By measure, the change of its value over the cases compared. None where either run lacks it.
    """

    model_config = ConfigDict(frozen=True)

    date: datetime
    same_library: bool
    compared: int
    better: tuple[Shift, ...]
    worse: tuple[Shift, ...]
    change: dict[str, float | None]


def run_of(scores: Sequence[Score], library: str, date: datetime) -> Run:
    """What is kept of a run."""
    marks = tuple(
        Mark(
            id=one.case.id,
            case=one.case.digest,
            status=one.status,
            recall=one.recall,
            precision=one.precision if one.recall is not None else None,
            f1=one.f1,
            exact_count=one.exact_count,
            behaviour=one.behaviour,
            false_friends=one.false_friends,
        )
        for one in scores
    )
    return Run(date=date, library=library, total=values(sums(scores)), cases=marks)


def fingerprint(documents: "Iterable[DocumentSummary]", model: str) -> str:
    """The name of a library's content and of the model that its vectors come from."""
    lines = sorted(f"{one.id} {one.sha256} {one.nodes}" for one in documents)
    return hashlib.sha256("\n".join([model, *lines]).encode()).hexdigest()[:12]


def history_file(folder: Path, cases: Path) -> Path:
    """Where the runs of a case file are kept."""
    return folder / f"{cases.stem}.jsonl"


def keep(file: Path, run: Run) -> None:
    """Add a run to the file of earlier ones.

    Raises:
        OSError: If it cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as lines:
        lines.write(run.model_dump_json() + "\n")


def last_run(file: Path, run: Run) -> Run | None:
    """The last run kept that shares a case with this one; lines that cannot be read are passed over."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    held = {(one.id, one.case) for one in run.cases}
    for line in reversed(lines):
        try:
            found = Run.model_validate_json(line)
        except ValidationError:
            continue
        if any((one.id, one.case) in held for one in found.cases):
            return found
    return None


def difference(before: Run, now: Run) -> Difference:
    """What has changed from one run to the next, over the cases that both hold."""
    old = {(one.id, one.case): one for one in before.cases}
    pairs = [(old[key], one) for one in now.cases if (key := (one.id, one.case)) in old]
    shifts = [(_direction(*pair), _shift(*pair)) for pair in pairs]
    return Difference(
        date=before.date,
        same_library=before.library == now.library,
        compared=len(pairs),
        better=tuple(shift for direction, shift in shifts if direction > 0),
        worse=tuple(shift for direction, shift in shifts if direction < 0),
        change={name: _change([(_value(a, name), _value(b, name)) for a, b in pairs]) for name in _MEANS},
    )


def _direction(before: Mark, now: Mark) -> int:
    """1 when a case did better, -1 when worse: its behaviour decides, then its F1 and count and false friends."""
    if before.behaviour != now.behaviour:
        return 1 if now.behaviour else -1
    for name in ("f1", "exact_count", "recall", "precision"):
        old, new = _value(before, name), _value(now, name)
        if old is not None and new is not None and abs(new - old) >= _LEAST:
            return 1 if new > old else -1
    return (before.false_friends > now.false_friends) - (before.false_friends < now.false_friends)


def _shift(before: Mark, now: Mark) -> Shift:
    changes = {name: (_value(before, name), _value(now, name)) for name in _MEANS}
    return Shift(id=now.id, changes={name: pair for name, pair in changes.items() if pair[0] != pair[1]})


def _change(pairs: Sequence[tuple[float | None, float | None]]) -> float | None:
    """The change of a mean, each taken over the cases that the measure applies to in its run."""
    old = [value for value, _ in pairs if value is not None]
    new = [value for _, value in pairs if value is not None]
    return round(sum(new) / len(new) - sum(old) / len(old), 4) if old and new else None


def _value(mark: Mark, name: str) -> float | None:
    value = getattr(mark, name)
    return None if value is None else float(value)
