"""Jobs in the background: each in a process of its own, so that it outlives the page and slows no question down.

One job at a time a lane. Its state is a file under the installation's home that every page and every reader sees; a
lock that the working process holds tells a job that works from one whose process has died.
"""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from assistant.access import Role, require
from assistant.administration.status import State, Status, read_status, write_status
from assistant.administration.tasks import TITLES, Lane, Task, lane_of, role_of, task_adapter
from ingest.errors import PstError
from ingest.vocabulary import ADDITIONS

_LOG = logging.getLogger(__name__)
_STARTING = timedelta(seconds=30)
"""How long a process may take to start and to take its lock."""

_MODULE = "assistant.administration.worker"
_ROOT = Path(__file__).resolve().parent.parent.parent


class BusyError(PstError):
    """A job that cannot start because another one of its lane works."""


class Jobs:
    """Starts jobs and tells how far they are; safe to share between threads and processes.

    Args:
        home: The installation's home.
        role: Whose jobs they are.
    """

    def __init__(self, home: Path, role: Role = Role.ADMINISTRATOR) -> None:
        self._home, self._role = home, role
        self._folder = folder_of(home)

    def start(self, task: Task, *, subject: str = "", ended: Callable[[], None] = lambda: None) -> Status:
        """Start a job and come back at once.

        Args:
            task: What to do.
            subject: The document that it is about.
            ended: Called in this process, from another thread, when the job is over; not if this process ends before.

        Raises:
            AccessError: If the task is for a higher role.
            BusyError: If another job of the lane works.
        """
        require(self._role, role_of(task))
        lane = lane_of(task)
        self._folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self._folder / "start.lock"):
            running = self.current(lane)
            if running is not None and not running.is_over:
                raise BusyError(
                    f"Un autre travail est en cours : {TITLES.get(running.kind, running.kind).lower()}.",
                    "Attendez sa fin, puis recommencez.",
                )
            now = datetime.now(UTC)
            status = Status(
                id=uuid4().hex, kind=task.kind, state=State.RUNNING, started=now, updated=now, subject=subject
            )
            stop_file(self._home, lane).unlink(missing_ok=True)
            write_status(status_file(self._home, lane), status)
            self._spawn(lane, task, ended)
        return status

    def current(self, lane: Lane) -> Status | None:
        """The lane's job that works, or its last one; None where there never was one."""
        path = status_file(self._home, lane)
        status = read_status(path)
        if status is None or status.is_over or self._works(lane):
            return status
        if datetime.now(UTC) - status.started < _STARTING and status.total == 0:
            return status
        return _interrupted(read_status(path))

    def stop(self, lane: Lane) -> None:
        """Ask the lane's job to stop at its next step; what it had begun leaves the library as it was."""
        stop_file(self._home, lane).touch()

    def _works(self, lane: Lane) -> bool:
        try:
            with FileLock(lock_file(self._home, lane), timeout=0):
                return False
        except Timeout:
            return True

    def _spawn(self, lane: Lane, task: Task, ended: Callable[[], None]) -> None:
        environment = {**os.environ, "PST_HOME": str(self._home.absolute())}
        environment.pop(ADDITIONS, None)  # the settings name it
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        log = (self._folder / f"{lane.value}.log").open("wb")
        with log:
            process = subprocess.Popen(
                [sys.executable, "-m", _MODULE, lane.value],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=environment,
                start_new_session=True,
            )
        assert process.stdin is not None
        with process.stdin as pipe:
            pipe.write(task_adapter.dump_json(task))

        def wait() -> None:
            process.wait()
            try:
                ended()
            except Exception:
                _LOG.exception("What follows a job failed")

        threading.Thread(target=wait, name=f"job-{lane.value}", daemon=True).start()


def folder_of(home: Path) -> Path:
    """Where the states of jobs are."""
    return home / "jobs"


def status_file(home: Path, lane: Lane) -> Path:
    """The state of a lane's last job."""
    return folder_of(home) / f"{lane.value}.json"


def lock_file(home: Path, lane: Lane) -> Path:
    """Held by the process that works."""
    return folder_of(home) / f"{lane.value}.lock"


def stop_file(home: Path, lane: Lane) -> Path:
    """There when the lane's job is to stop."""
    return folder_of(home) / f"{lane.value}.stop"


def _interrupted(status: Status | None) -> Status | None:
    if status is None or status.is_over:  # it ended in the meantime
        return status
    return status.model_copy(update={"state": State.INTERRUPTED})
