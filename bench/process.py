"""A measurement in a process of its own, watched from outside: its wall time and its memory, children included."""

import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import psutil

_PERIOD = 0.05
# Chroma's and LangChain's reports home; there is nobody to receive them.
_QUIET = {"ANONYMIZED_TELEMETRY": "False", "LANGSMITH_TRACING": "false"}


@dataclass(frozen=True, slots=True)
class Run:
    """One measured process.

    Attributes:
        said: What it measured of itself.
        wall: Seconds from its start to its end, imports included.
        cpu: Seconds of processor time that it and its children took.
        peak: The most memory that it and its children held at one time, in bytes: resident sets added up, pages
            that they share counted for each.
        load: The machine's load average as it started.
    """

    said: dict[str, Any]
    wall: float
    cpu: float
    peak: int
    load: float


def run(module: str, arguments: Sequence[str]) -> Run:
    """Run `python -m MODULE ARGUMENTS…` and read the JSON that it prints.

    Raises:
        subprocess.CalledProcessError: If it fails.
    """
    load, before, started = os.getloadavg()[0], _spent(), time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments], stdout=subprocess.PIPE, env={**os.environ, **_QUIET}
    )
    peak, ended = [0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, ended), daemon=True)
    watcher.start()
    output, _ = process.communicate()
    wall = time.perf_counter() - started
    ended.set()
    watcher.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, module, output)
    return Run(json.loads(output), wall, _spent() - before, peak[0], load)


def _spent() -> float:
    """The processor time of the children that have ended, with theirs."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _watch(pid: int, peak: list[int], ended: threading.Event) -> None:
    with suppress(psutil.NoSuchProcess):
        parent = psutil.Process(pid)
        while not ended.wait(_PERIOD):
            held = 0
            for one in (parent, *parent.children(recursive=True)):
                with suppress(psutil.NoSuchProcess):
                    held += one.memory_info().rss
            peak[0] = max(peak[0], held)
