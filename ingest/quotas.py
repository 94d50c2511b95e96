"""What the parsing of one file may take of the machine."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

SECONDS = 600
"""A scan of a hundred pages takes about that long on two processors; anything else takes seconds."""

MEMORY_MB = 3072


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take.

    Attributes:
        seconds: Wall time.
        memory_mb: Address space of the process, in megabytes.
    """

    seconds: float = SECONDS
    memory_mb: int = MEMORY_MB


_end: ContextVar[float | None] = ContextVar("end", default=None)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let the readers know how long the parsing of one file may take from now on."""
    token = _end.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _end.reset(token)


def seconds_left() -> float | None:
    """How long the file that is being parsed may still take, or None where nothing limits it."""
    end = _end.get()
    return None if end is None else end - time.monotonic()
