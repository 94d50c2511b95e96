"""How far the last job of a lane is: one small file, written by the process that works, read by every page."""

import os
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from pydantic import ValidationError

from assistant.answer import Frozen


class State(StrEnum):
    """What has become of a job."""

    RUNNING = "en_cours"
    DONE = "termine"
    FAILED = "echoue"
    STOPPED = "arrete"
    INTERRUPTED = "interrompu"


class Line(Frozen):
    """What came of one thing that a job was given, in French: a file's name and what was done or is wrong.

    Attributes:
        ok: Whether it went well.
    """

    name: str
    text: str
    ok: bool = True


class Status(Frozen):
    """A job.

    Attributes:
        id: Its name, never used again.
        kind: The task's kind.
        stage: What is being done, in French; `done` of `total`, 0 of 0 where that is not known.
        name: The document whose turn it is.
        lines: What came of it.
        subject: The document that it is about, or "".
    """

    id: str
    kind: str
    state: State
    started: datetime
    updated: datetime
    stage: str = "Préparation"
    done: int = 0
    total: int = 0
    name: str = ""
    lines: tuple[Line, ...] = ()
    subject: str = ""

    @property
    def share(self) -> float:
        """How much of the stage is done, from 0 to 1."""
        return min(1.0, self.done / self.total) if self.total > 0 else 0.0

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.state is not State.RUNNING


def read_status(path: Path) -> Status | None:
    """The job that a file tells of; None where there is none, or the file is another version's."""
    try:
        return Status.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def write_status(path: Path, status: Status) -> None:
    """Write a job's state in one step: a reader sees the one of before or this one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(status.model_copy(update={"updated": datetime.now(UTC)}).model_dump_json(), encoding="utf-8")
    os.replace(fresh, path)
