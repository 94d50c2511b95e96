"""Jobs in processes of their own: one at a time a lane, seen by every reader, told when they die."""

import io
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Timer

import pytest
from filelock import FileLock

from assistant.access import AccessError, Role
from assistant.administration import worker
from assistant.administration.changing import ASIDE
from assistant.administration.jobs import BusyError, Jobs, folder_of, lock_file, status_file, stop_file
from assistant.administration.status import Line, State, Status, read_status, write_status
from assistant.administration.tasks import Add, Evaluate, Lane, Rebuild, Remove, Retag, Task, lane_of, role_of
from assistant.administration.uploads import put_aside
from assistant.settings import Settings
from ingest.errors import LibraryError
from tests.samples import ANDENNE

PATIENCE = 90


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PST_CONFIG", str(tmp_path / "none.toml"))
    return tmp_path / "home"


def waiting(state: State = State.RUNNING, age: float = 0) -> Status:
    at = datetime.now(UTC) - timedelta(seconds=age)
    return Status(id="x", kind="reindexation", state=state, started=at, updated=at)


def test_a_job_works_on_its_own_and_tells_what_came_of_it(home: Path) -> None:
    folder = put_aside(folder_of(home) / ASIDE, [("andenne.txt", io.BytesIO(ANDENNE.encode()))])
    jobs, over = Jobs(home), Event()
    started = jobs.start(Add(folder=folder), ended=over.set)
    with pytest.raises(BusyError, match="Un autre travail est en cours : ajout de documents"):
        Jobs(home).start(Rebuild())
    assert over.wait(PATIENCE)
    status = Jobs(home).current(Lane.LIBRARY)
    assert status is not None
    assert (status.id, status.state, status.share) == (started.id, State.DONE, 1.0)
    assert [(one.name, one.ok) for one in status.lines] == [("andenne.txt", True)]
    assert (Settings(home=home).uploads / "andenne.txt").is_file()


@pytest.mark.parametrize("task", [Rebuild(), Retag(additions=None), Evaluate(file="cas.jsonl")])
def test_what_holds_for_every_document_is_an_administrators_job(home: Path, task: Task) -> None:
    for role in (Role.CITIZEN, Role.STAFF):
        with pytest.raises(AccessError, match="réservée aux administrateurs"):
            Jobs(home, role).start(task)
    with pytest.raises(AccessError, match="réservée aux agents"):
        Jobs(home, Role.CITIZEN).start(Remove(document="andenne.txt"))
    assert role_of(Add()) is role_of(Remove(document="andenne.txt")) is Role.STAFF
    assert not folder_of(home).exists()


def test_a_process_that_died_leaves_an_interrupted_job_and_the_next_one_may_start(home: Path) -> None:
    path = status_file(home, Lane.LIBRARY)
    write_status(path, waiting(age=60))
    found = Jobs(home).current(Lane.LIBRARY)
    assert found is not None
    assert found.state is State.INTERRUPTED
    with FileLock(lock_file(home, Lane.LIBRARY)):
        working = Jobs(home).current(Lane.LIBRARY)
        assert working is not None
        assert working.state is State.RUNNING


def test_lanes_do_not_wait_for_one_another(home: Path) -> None:
    write_status(status_file(home, Lane.LIBRARY), waiting())
    assert lane_of(Evaluate(file="x")) is Lane.EVALUATION
    assert Jobs(home).current(Lane.EVALUATION) is None


def test_a_status_that_cannot_be_read_is_none(home: Path) -> None:
    path = status_file(home, Lane.LIBRARY)
    path.parent.mkdir(parents=True)
    path.write_text('{"id": 1}')
    assert read_status(path) is None
    assert Jobs(home).current(Lane.LIBRARY) is None


def outcome(home: Path, task: Task) -> Status:
    worker.work(home, lane_of(task), task)
    status = read_status(status_file(home, lane_of(task)))
    assert status is not None
    return status


def performing(monkeypatch: pytest.MonkeyPatch, work: object) -> None:
    monkeypatch.setattr("assistant.administration.performing.perform", work)


def test_a_failure_is_told_in_french(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> list[Line]:
        raise LibraryError("La bibliothèque est vide.", "Ajoutez des documents.")

    performing(monkeypatch, fail)
    status = outcome(home, Remove(document="x"))
    assert status.state is State.FAILED
    assert [one.text for one in status.lines] == ["La bibliothèque est vide. Ajoutez des documents."]


def test_an_unexpected_fault_shows_nothing_of_itself(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> list[Line]:
        raise ZeroDivisionError("secret")

    performing(monkeypatch, fail)
    status = outcome(home, Rebuild())
    assert status.state is State.FAILED
    assert "secret" not in status.model_dump_json()


def test_a_job_is_stopped_at_its_next_step(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def steps(_: Task, progress: worker.Reporter, __: object) -> list[Line]:
        Jobs(home).stop(Lane.LIBRARY)
        for stage in ("lecture", "vecteurs"):
            progress(stage, 0, 1)  # type: ignore[operator]
        raise AssertionError("it went on")

    performing(monkeypatch, steps)
    assert outcome(home, Rebuild()).state is State.STOPPED
    assert not stop_file(home, Lane.LIBRARY).exists()


def test_progress_is_written_now_and_then_and_the_stages_are_french(home: Path) -> None:
    reporter = worker.Reporter(home, Lane.LIBRARY, waiting())
    reporter.progress("lecture", 0, 4)
    reporter.announce("a.txt")
    for rank in range(4):
        reporter.progress("lecture", rank, 4)
    time.sleep(0.25)
    reporter.progress("lecture", 4, 4)
    status = read_status(status_file(home, Lane.LIBRARY))
    assert status is not None
    assert (status.stage, status.share, status.name) == ("Lecture des documents", 1.0, "a.txt")


def test_a_second_worker_leaves_the_first_ones_job_alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    performing(monkeypatch, lambda *_: pytest.fail("it works beside the other"))
    monkeypatch.setattr(worker, "_PATIENCE", 0.1)
    write_status(status_file(home, Lane.LIBRARY), waiting())
    with FileLock(lock_file(home, Lane.LIBRARY)):
        Jobs(home).stop(Lane.LIBRARY)
        assert worker.work(home, Lane.LIBRARY, Rebuild()) is State.FAILED
        assert stop_file(home, Lane.LIBRARY).exists()  # the first one has not seen it yet
        status = read_status(status_file(home, Lane.LIBRARY))
        assert status is not None
        assert status.state is State.RUNNING


def test_a_job_starts_though_a_page_looks_at_its_lane(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    performing(monkeypatch, lambda *_: [])
    folder_of(home).mkdir(parents=True)
    looking = FileLock(lock_file(home, Lane.LIBRARY), thread_local=False)
    looking.acquire()
    timer = Timer(0.3, looking.release)
    timer.start()
    try:
        assert outcome(home, Rebuild()).state is State.DONE
    finally:
        timer.join()
