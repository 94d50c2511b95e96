"""Items to documents: in processes of their own, several at once, or in this process for what is trusted."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from assistant.incoming import Item
from ingest.document import read_data
from ingest.errors import PstError
from ingest.quotas import Limits
from ingest.records import Document
from ingest.sandbox import Sandbox

_FILES_A_WORKER = 6
"""A further process pays for itself from about this many files on: it has its own imports to do."""

_MAX_WORKERS = 4

Job = tuple[Item, str]
"""An item and the id of its document."""

Starting = Callable[[int, int, str], None]
"""Told of each item as its turn comes: its rank, how many there are, its name."""


def parse(jobs: Sequence[Job], limits: Limits | None, starting: Starting) -> Iterator[Document | PstError]:
    """Parse items.

    Args:
        jobs: What to parse.
        limits: What one file may take in the process that parses it; None parses in this process, without limits,
            which is for tests.
        starting: Told of each item as its turn comes.

    Yields:
        For each job in order its document, or what is wrong with it.
    """
    if limits is None:
        for rank, (item, name) in enumerate(jobs):
            starting(rank, len(jobs), item.name)
            yield _attempt(partial(_here, item, name))
        return
    yield from _in_sandboxes(jobs, limits, starting)


def _here(item: Item, name: str) -> Document:
    return read_data(item.load(), item.name, name, item.declared)


def _in_sandboxes(jobs: Sequence[Job], limits: Limits, starting: Starting) -> Iterator[Document | PstError]:
    mine = threading.local()
    opened: list[Sandbox] = []

    def prepare() -> None:
        mine.sandbox = Sandbox(limits)
        mine.sandbox.start()
        opened.append(mine.sandbox)

    def run(job: Job) -> Document | PstError:
        item, name = job
        return _attempt(lambda: mine.sandbox.read(item.load(), item.name, name, item.declared))

    workers = min(_MAX_WORKERS, os.cpu_count() or 1, 1 + len(jobs) // _FILES_A_WORKER)
    pool = ThreadPoolExecutor(workers, thread_name_prefix="lecture", initializer=prepare)
    try:
        running = [pool.submit(run, job) for job in jobs]
        for rank, (future, (item, _)) in enumerate(zip(running, jobs, strict=True)):
            starting(rank, len(jobs), item.name)
            yield future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for sandbox in opened:
            sandbox.close()
        pool.shutdown()


def _attempt(read: Callable[[], Document]) -> Document | PstError:
    try:
        return read()
    except PstError as error:
        return error
