"""Children of this process: what they run, what they tell, and the calls before which they may be killed."""

import json
import os
import signal
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

_CHILD_SECONDS = 60
CALLS = ("replace", "rename", "unlink", "rmdir", "fsync", "link", "mkdir")
"""Calls of `os` before which a child may be killed: each marks the end of a step."""

_T = TypeVar("_T")


def counted(run: Callable[[], None]) -> dict[str, int]:
    """How often something makes each of these calls."""
    seen: Counter[str] = Counter()

    def note(call: str) -> None:
        seen[call] += 1

    with _hooked(note):
        run()
    return dict(seen)


@contextmanager
def watched(call: str, rank: int) -> Iterator[None]:
    """Die before the call of a rank."""
    left = [rank]

    def die(name: str) -> None:
        if name == call:
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1

    with _hooked(die):
        yield


@contextmanager
def _hooked(note: Callable[[str], None]) -> Iterator[None]:
    originals = {name: getattr(os, name) for name in CALLS}

    def wrapped(name: str) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            note(name)
            return originals[name](*args, **kwargs)

        return call

    for name in CALLS:
        setattr(os, name, wrapped(name))
    try:
        yield
    finally:
        for name, original in originals.items():
            setattr(os, name, original)


def forked(run: Callable[[], object]) -> int:
    """A child that runs something and tells nothing but whether it failed."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 2)
        signal.alarm(_CHILD_SECONDS)
        run()
        status = 0
    finally:
        os._exit(status)


def must(run: Callable[[], _T]) -> _T:
    """What something tells in a child of its own, as JSON; it must not fail.

    Raises:
        AssertionError: If it does, with the trace's end.
    """
    out, into = os.pipe()
    child = os.fork()
    if not child:
        os.close(out)
        try:
            signal.alarm(_CHILD_SECONDS)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            told = {"told": run()}
        except BaseException:
            told = {"failed": traceback.format_exc()[-600:]}
        with os.fdopen(into, "w", encoding="utf-8") as pipe:
            json.dump(told, pipe)
        os._exit(0)
    os.close(into)
    with os.fdopen(out, encoding="utf-8") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    read = json.loads(answer) if answer else {"failed": "the child died"}
    if "failed" in read:
        raise AssertionError(read["failed"])
    return cast("_T", read["told"])
