"""A parser that hangs, crashes or asks for too much costs its file, and nothing else."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ingest.document import read_document
from ingest.errors import UnreadableFileError
from ingest.quotas import Limits
from ingest.records import Declared, Document, Period
from ingest.sandbox import Sandbox
from tests.conftest import CORPUS, FILES
from tests.samples import check_french

WORKER = Path(__file__).parent / "workers.py"
PLAN = "PST du CPAS de Huy\nObjectif stratégique 1 : Être juste\n- Prêter des tablettes\n".encode()
PATIENT, HURRIED = Limits(seconds=120, memory_mb=1024), Limits(seconds=1.5, memory_mb=1024)

needs_limits = pytest.mark.skipif(sys.platform != "linux", reason="the system has no limits of memory for processes")


@pytest.fixture
def hostile() -> Iterator[Sandbox]:
    """A worker that does what the file's text tells it to (tests/workers.py)."""
    with Sandbox(PATIENT, (str(WORKER),)) as sandbox:
        yield sandbox


@contextmanager
def hurried(sandbox: Sandbox) -> Iterator[None]:
    """Little time for what is known to take for ever: the rest takes what the machine needs."""
    sandbox._limits = HURRIED
    yield
    sandbox._limits = PATIENT


def ask(sandbox: Sandbox, data: bytes, name: str = "plan.txt") -> Document:
    return sandbox.read(data, name, name, Declared())


def refusal(sandbox: Sandbox, data: bytes) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        ask(sandbox, data)
    told = str(caught.value)
    assert "« plan.txt »" in told
    assert caught.value.remedy
    check_french(told)
    return told


def test_it_reads_what_this_process_reads() -> None:
    with Sandbox() as sandbox:
        for name in FILES:
            path = CORPUS / name
            assert sandbox.read(path.read_bytes(), name, name, Declared()) == read_document(path, name)


def test_what_was_declared_goes_along() -> None:
    with Sandbox() as sandbox:
        assert sandbox.read(PLAN, "plan.txt", "plan", Declared(term=Period(2019, 2024))).term == Period(2019, 2024)


def test_an_unreadable_file_is_told_and_the_worker_goes_on() -> None:
    with Sandbox() as sandbox:
        assert "abîmé" in refusal_of(sandbox, b"PK\x03\x04 nothing", "plan.docx")
        first = sandbox._process
        assert ask(sandbox, PLAN).nodes
        assert sandbox._process is first


def refusal_of(sandbox: Sandbox, data: bytes, name: str) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        ask(sandbox, data, name)
    return str(caught.value)


def test_a_worker_that_hangs_is_ended_in_time(hostile: Sandbox) -> None:
    ask(hostile, PLAN)
    started = time.monotonic()
    with hurried(hostile):
        assert "trop de temps (plus de 1.5 secondes)" in refusal(hostile, b"hang")
    assert time.monotonic() - started < 10
    assert ask(hostile, PLAN).nodes, "the next file has a new worker"


def test_a_worker_that_does_not_even_listen_is_ended_in_time(hostile: Sandbox) -> None:
    ask(hostile, PLAN)
    ask(hostile, b"deaf")
    with hurried(hostile):
        assert "trop de temps" in refusal(hostile, b"a" * 5_000_000)


@pytest.mark.parametrize("act", [b"crash", b"exit", b"garbage", b"huge", b"other", b"outside", b"list"])
def test_a_worker_that_crashes_or_lies_costs_its_file(act: bytes, hostile: Sandbox) -> None:
    assert "a fait échouer sa lecture" in refusal(hostile, act)
    assert ask(hostile, PLAN).nodes


@needs_limits
def test_a_worker_that_asks_for_too_much_memory_is_told(hostile: Sandbox) -> None:
    assert "trop de mémoire" in refusal(hostile, b"memory")
    assert ask(hostile, PLAN).nodes


def test_a_fault_of_the_parser_costs_its_file(hostile: Sandbox) -> None:
    assert "panne de l'assistant" in refusal(hostile, b"fault")
    assert ask(hostile, PLAN).nodes


def test_programs_that_a_worker_started_end_with_it(hostile: Sandbox, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    with hurried(hostile):
        assert "trop de temps" in refusal(hostile, f"child {note}".encode())
    pid = int(note.read_text())
    for _ in range(100):
        if not _is_running(pid):
            break
        time.sleep(0.05)
    assert not _is_running(pid)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")


def test_nothing_secret_goes_along(hostile: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MISTRAL_API_KEY", "secret")
    assert "MISTRAL_API_KEY" not in ask(hostile, b"environment").text


def test_a_hostile_module_in_the_working_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = tmp_path / "mark"
    (tmp_path / "json.py").write_text(f"open({str(mark)!r}, 'w').close()", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with Sandbox() as sandbox:
        assert ask(sandbox, PLAN).nodes
    assert not mark.exists()


def test_a_worker_is_replaced_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.sandbox._FILES_A_WORKER", 2)
    with Sandbox() as sandbox:
        seen = []
        for _ in range(4):
            ask(sandbox, PLAN)
            assert sandbox._process is not None
            seen.append(sandbox._process.pid)
    assert seen[0] == seen[1] != seen[2] == seen[3]
    assert not _is_running(seen[3])
