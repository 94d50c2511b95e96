"""Untrusted files are parsed in a process of their own, with limits of time and memory.

A parser that hangs, crashes or asks for too much takes its own process down, never the assistant. The process is
kept through a batch, so that imports are paid once; it is replaced after a failure and, against leaks, now and then.
It gets the file's bytes and gives back JSON: nothing that it sends is ever executed or unpickled.
Where the platform has no limits for processes (Windows), time alone is limited.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Timer
from types import TracebackType
from typing import IO, Self

from pydantic import TypeAdapter, ValidationError

import ingest
from ingest.errors import UnreadableFileError
from ingest.frames import READY, Request, read_frame, write_frame
from ingest.quotas import Limits
from ingest.records import Declared, Document
from ingest.vocabulary import ADDITIONS, additions

_FILES_A_WORKER = 100
_START_SECONDS = 60
# What a parser needs of the environment: no key or password goes along.
_KEPT = (
    "PATH",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TMPDIR",
    "TEMP",
    "TMP",
    "SYSTEMROOT",
    "TESSDATA_PREFIX",
    "OMP_THREAD_LIMIT",
)

_document = TypeAdapter(Document)


class Sandbox:
    """One worker process, started with its first file.

    Use it as a context manager; it is not to be shared between threads.

    Args:
        limits: What one file may take.
        command: The worker's command line; another one is for tests.
    """

    def __init__(self, limits: Limits | None = None, command: tuple[str, ...] = ("-m", "ingest.worker")) -> None:
        self._limits = limits or Limits()
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = False
        self._files = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker, and whatever it has started."""
        process, self._process = self._process, None
        if process is None:
            return
        _kill(process)
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):  # A pipe to a process that has ended.
                    stream.close()

    def start(self) -> None:
        """Start the worker ahead of its first file, so that its imports run meanwhile."""
        if self._process is None:
            self._process = _spawn(self._command)
            self._ready = False
            self._files = 0

    def read(self, data: bytes, name: str, document_id: str, declared: Declared) -> Document:
        """Parse a file; see `ingest.document.read_data`.

        Raises:
            UnreadableFileError: If it cannot be read, or takes more than it may.
        """
        if self._files >= _FILES_A_WORKER:
            self.close()
        self.start()
        self._files += 1
        request = Request(name, document_id, declared, self._limits.seconds, self._limits.memory_mb)
        answer, late = self._exchange(request, data)
        if answer is None:
            self.close()
            raise _took_too_long(name, self._limits) if late else _crashed(name)
        head, body = answer
        if head.get("error") is not None:
            if head.get("fatal"):
                self.close()
            raise UnreadableFileError(*_told(head)) from (_Fault(head["fault"]) if "fault" in head else None)
        return self._trusted(body, name, document_id)

    def _exchange(self, request: Request, data: bytes) -> tuple[tuple[dict[str, object], bytes] | None, bool]:
        """The worker's answer, None where it gave none, and whether time ran out."""
        process = self._process
        assert process is not None
        late = Event()
        try:
            if not self._ready:
                with _ended_after(_START_SECONDS, process, late):
                    self._ready = read_frame(_open(process.stdout)) == READY
            with _ended_after(self._limits.seconds, process, late):
                return _converse(_open(process.stdin), _open(process.stdout), request, data), late.is_set()
        except (OSError, EOFError, ValueError):
            return None, late.is_set()

    def _trusted(self, body: bytes, name: str, document_id: str) -> Document:
        """The document that the worker sent, if it is the one that was asked for and holds together."""
        try:
            document = _document.validate_json(body)
        except ValidationError:
            self.close()
            raise _crashed(name) from None
        size = len(document.text)
        sound = (document.id, document.file) == (document_id, name) and all(
            0 <= node.start <= node.end <= size for node in document.nodes
        )
        if not sound:
            self.close()
            raise _crashed(name)
        return document


class _Fault(Exception):
    """What went wrong in the worker's own code, for `--debug`."""


@contextmanager
def _ended_after(seconds: float, process: "subprocess.Popen[bytes]", late: Event) -> Iterator[None]:
    """End a process that takes longer, and note it in `late`: whoever waits for its pipes is set free."""

    def expire() -> None:
        late.set()
        _kill(process)

    timer = Timer(seconds, expire)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream


def _converse(to: IO[bytes], back: IO[bytes], request: Request, data: bytes) -> tuple[dict[str, object], bytes]:
    write_frame(to, request.dump())
    write_frame(to, data)
    head = json.loads(read_frame(back))
    if not isinstance(head, dict):
        raise ValueError(head)
    return head, read_frame(back)


def _spawn(command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    # `-P`: the folder that the user stands in holds untrusted files, one of which may be called `json.py`.
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment["PYTHONPATH"] = str(Path(ingest.__file__).resolve().parent.parent)
    environment["PYTHONIOENCODING"] = "utf-8"
    environment.setdefault("OMP_THREAD_LIMIT", "1")
    if (added := additions()) is not None:
        environment[ADDITIONS] = str(added)
    return subprocess.Popen(
        [sys.executable, "-P", *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End a worker with the programs that it has started (Tesseract): they are one process group."""
    try:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except (ProcessLookupError, PermissionError):
        process.kill()


def _told(head: dict[str, object]) -> tuple[str, str]:
    return str(head["error"])[:1000], str(head.get("remedy", ""))[:1000]


def _took_too_long(name: str, limits: Limits) -> UnreadableFileError:
    return UnreadableFileError(
        f"« {name} » a demandé trop de temps (plus de {limits.seconds:g} secondes).",
        "Découpez-le, donnez-le dans un autre format, ou relevez le réglage PST_PARSE_SECONDS.",
    )


def _crashed(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"« {name} » a fait échouer sa lecture (fichier abîmé, ou trop de mémoire demandée).",
        "Enregistrez-le à nouveau ou dans un autre format ; s'il est très long, découpez-le.",
    )
