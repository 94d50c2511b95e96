"""The process of one job: reads its task on the standard input, works, and writes how far it is to its state's file."""

import logging
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.administration.jobs import lock_file, status_file, stop_file
from assistant.administration.status import Line, State, Status, read_status, write_status
from assistant.administration.tasks import Lane, Task, task_adapter
from ingest.errors import PstError

_EVERY = 0.2
_PATIENCE = 2.0
"""Seconds to wait for the lock: a page that looks whether a job works holds it for a moment."""
_LOG = logging.getLogger(__name__)
STAGES = {
    "relecture": "Nouvelle lecture des documents",
    "examen": "Examen des fichiers",
    "lecture": "Lecture des documents",
    "themes": "Thèmes des éléments",
    "vecteurs": "Calcul des vecteurs",
    "index": "Construction des index",
    "questions": "Questions posées",
}
_FAULT = (
    "Une panne inattendue a arrêté ce travail ; la bibliothèque est restée comme avant. "
    "Prévenez la personne qui gère l'assistant."
)


class _Stopped(Exception):
    """The staff stopped the job."""


class Reporter:
    """Tells how far a job is; a job that is to stop is stopped at its next step.

    Args:
        home: The installation's home.
        lane: The job's lane.
        status: The job as it was started.
    """

    def __init__(self, home: Path, lane: Lane, status: Status) -> None:
        self._file, self._stop = status_file(home, lane), stop_file(home, lane)
        self.status = status
        self._written = 0.0

    def progress(self, stage: str, done: int, total: int) -> None:
        """See `vectorstore.snapshot.Progress`."""
        fresh = STAGES.get(stage, stage)
        changed = fresh != self.status.stage
        self._tell({"stage": fresh, "done": done, "total": total, "name": "" if changed else self.status.name}, changed)

    def announce(self, name: str) -> None:
        """Tell the name of the document whose turn it is."""
        self._tell({"name": name.encode(errors="replace").decode()}, False)

    def end(self, state: State, lines: list[Line]) -> None:
        """Tell what came of the job."""
        self._tell({"state": state, "lines": tuple(lines), "name": ""}, True)

    def _tell(self, changes: dict[str, object], at_once: bool) -> None:
        self.status = self.status.model_copy(update=changes)
        now = time.monotonic()
        if not at_once and now - self._written < _EVERY:
            return
        self._written = now
        write_status(self._file, self.status)
        if not self.status.is_over and self._stop.exists():
            raise _Stopped


def work(home: Path, lane: Lane, task: Task) -> State:
    """Do a task, and tell what came of it in the lane's state.

    Args:
        home: The installation's home.
        lane: The lane whose lock is taken for as long.
        task: What to do.
    """
    known = read_status(status_file(home, lane))
    now = datetime.now(UTC)
    fresh = Status(id="seul", kind=task.kind, state=State.RUNNING, started=now, updated=now)
    reporter = Reporter(home, lane, known if known and not known.is_over and known.kind == task.kind else fresh)
    status_file(home, lane).parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(lock_file(home, lane), timeout=_PATIENCE):
            try:
                state, lines = _outcome(task, reporter)
                reporter.end(state, lines)
            finally:
                stop_file(home, lane).unlink(missing_ok=True)
    except Timeout:
        return State.FAILED  # the state is the other job's to tell, and the wish to stop is about that job
    return state


def _outcome(task: Task, reporter: Reporter) -> tuple[State, list[Line]]:
    from assistant.administration.performing import perform

    try:
        lines = perform(task, reporter.progress, reporter.announce)
    except _Stopped:
        return State.STOPPED, [Line(name="", text="Arrêté à votre demande : rien n'a été changé.", ok=False)]
    except PstError as error:
        told = f"{error.what} {error.remedy}".strip().encode(errors="replace").decode()
        return State.FAILED, [Line(name="", text=told, ok=False)]
    except Exception:
        _LOG.exception("A job failed")
        return State.FAILED, [Line(name="", text=_FAULT, ok=False)]
    return State.DONE, lines


def main() -> None:
    """Do the task that the standard input holds, in the lane that the argument names."""
    from assistant.settings import load_settings

    task = task_adapter.validate_json(sys.stdin.buffer.read())
    sys.exit(0 if work(load_settings().home, Lane(sys.argv[1]), task) is State.DONE else 1)


if __name__ == "__main__":
    main()
