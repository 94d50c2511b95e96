"""Clients shared out among processes, each with the library open.

`python -m bench.scale_workers HOME KIND CLIENTS SECONDS PROCESSES`. Threads of one process take turns at Python's lock;
workers of one service do not. All begin at the same moment, when each has opened the library and asked all once.
"""

import json
import multiprocessing
import sys
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path

from bench.scale_asking import prepared, together

_PATIENCE = 900.0
"""Seconds that a process waits for the others to be ready, or to have answered."""


def measure(home: Path, kind: str, clients: int, seconds: float, processes: int) -> dict[str, object]:
    """Ask one kind of thing of a library from several processes.

    Args:
        home: Where the library is.
        kind: See `bench.scale_questions.KINDS`.
        clients: How many threads ask at the same time, in all; a multiple of the processes.
        seconds: After so many a client asks nothing more.
        processes: How many.

    Returns:
        What each request took, in ms.
    """
    spawn = multiprocessing.get_context("spawn")
    ready, answers = spawn.Barrier(processes), spawn.Queue()
    share = clients // processes
    workers = [
        spawn.Process(target=_work, args=(home, kind, share, seconds, rank, ready, answers))
        for rank in range(processes)
    ]
    for worker in workers:
        worker.start()
    taken = [one for _ in workers for one in answers.get(timeout=_PATIENCE)]
    for worker in workers:
        worker.join()
    return {"ms": taken}


def _work(
    home: Path, kind: str, clients: int, seconds: float, rank: int, ready: Barrier, answers: "Queue[list[float]]"
) -> None:
    calls = prepared(home, kind)
    ready.wait(_PATIENCE)
    answers.put(together(calls, clients, seconds, rank * clients))


if __name__ == "__main__":
    _home, _kind, *_numbers = sys.argv[1:]
    json.dump(measure(Path(_home), _kind, int(_numbers[0]), float(_numbers[1]), int(_numbers[2])), sys.stdout)
