"""A parsing process that does what the file's text tells it to, for tests of the sandbox."""

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO

from ingest import worker
from ingest.frames import Request, write_frame

_parse = worker.parse
Answer = tuple[dict[str, object], bytes]
ANSWERS: list[IO[bytes]] = []


def hang(*_: object) -> None:
    """Do nothing for long."""
    time.sleep(60)


def child(_: Request, rest: str) -> None:
    """Start a program, and do nothing for long."""
    Path(rest).write_text(str(subprocess.Popen(["sleep", "60"]).pid))
    time.sleep(60)


def huge(*_: object) -> None:
    """Announce more than there is memory."""
    ANSWERS[0].write(b"\xff" * 8)
    ANSWERS[0].flush()
    time.sleep(60)


def memory(*_: object) -> None:
    """Ask for four gigabytes while parsing."""
    worker.read_data = lambda *_: bytearray(4 << 30)  # type: ignore[assignment]


def fault(*_: object) -> None:
    """Have a fault while parsing."""
    worker.read_data = lambda *_: 1 // 0  # type: ignore[assignment]


def deaf(*_: object) -> None:
    """Listen to nothing after this file."""
    worker.read_frame = lambda _: time.sleep(60) or b""  # type: ignore[assignment]


def outside(request: Request, _: str) -> Answer:
    """Give offsets that are not in the text."""
    head, body = _parse(request, "PST\nObjectif stratégique 1 : Être juste\n".encode())
    return head, body.replace(b'"start":', b'"start":9')


def other(request: Request, _: str) -> Answer:
    """Answer with another document."""
    return _parse(replace(request, document_id="autre"), b"PST\n")


ACTS: dict[str, Callable[[Request, str], Answer | None]] = {
    "hang": hang,
    "child": child,
    "huge": huge,
    "memory": memory,
    "fault": fault,
    "deaf": deaf,
    "outside": outside,
    "other": other,
    "crash": lambda *_: ctypes.string_at(0) and None,
    "exit": lambda *_: os._exit(0),
    "garbage": lambda *_: ({}, b'{"id": 1}'),
    "list": lambda *_: write_frame(ANSWERS[0], b"[]"),
    "environment": lambda request, _: _parse(request, "\n".join(sorted(os.environ)).encode()),
}


def parse(request: Request, data: bytes) -> Answer:
    """Obey, and parse unless that gave the answer."""
    act, _, rest = data[:200].decode().partition(" ")
    answer = ACTS[act](request, rest) if act in ACTS else None
    return answer or _parse(request, data)


if __name__ == "__main__":
    worker.parse = parse
    serve = worker.serve

    def listening(requests: IO[bytes], answers: IO[bytes]) -> None:
        """Serve, with the answers in reach."""
        ANSWERS.append(answers)
        serve(requests, answers)

    worker.serve = listening
    sys.exit(worker.main())
