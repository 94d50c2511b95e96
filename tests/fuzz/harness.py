"""Parses mutated files and says which of them broke a promise."""

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from random import Random
from types import FrameType

from pydantic import TypeAdapter

from ingest.document import read_data
from ingest.errors import UnreadableFileError
from ingest.layout import clean
from ingest.records import Document
from tests.fuzz.mutations import mutate
from tests.fuzz.originals import SLOW, originals

SECONDS_A_FILE = 10
"""Of processor time: the machine that tests run on has other things to do."""

_MEMORY_MB = 3072
_CHUNK = 100
_document = TypeAdapter(Document)


class TooLongError(BaseException):
    """A parser was still at it when its time was over; not an `Exception`, so that no parser can swallow it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that broke a promise: the number that makes it again, its name, its bytes, and what happened."""

    number: int
    name: str
    data: bytes
    what: str


def case(number: int, seed: int, *, slow: bool = False) -> tuple[str, bytes]:
    """The mutated file that a number stands for."""
    files = [one for one in originals() if slow or not one[0].endswith(tuple(SLOW))]
    name, data = files[number % len(files)]
    return mutate(name, data, Random(f"{seed}:{number}"))


def check(name: str, data: bytes) -> str | None:
    """What promise the parsing of a file breaks, None where it keeps them all."""
    try:
        with _alarm(SECONDS_A_FILE):
            document = read_data(data, name, name)
    except UnreadableFileError as error:
        whole = error.what and error.remedy and "\n" not in str(error)
        return None if whole else f"an error that does not say what to do: {error!r}"
    except TooLongError:
        return f"still busy after {SECONDS_A_FILE} seconds of processor time"
    except Exception as error:  # Whatever it is, it is what this looks for.
        return repr(error)[:300]
    return broken(document)


def broken(document: Document) -> str | None:
    """What is wrong with a document, None where it holds together."""
    seen: set[str] = set()
    for node in document.nodes:
        # An element without words of its own points at its label.
        if node.text and clean(document.text[node.start : node.end]) != node.text:
            return f"offsets of {node.text[:60]!r}: {document.text[node.start : node.end][:60]!r}"
        if node.id in seen:
            return f"two nodes have one id: {node.text[:60]!r}"
        if node.parent is not None and node.parent not in seen:
            return f"a node before its parent: {node.text[:60]!r}"
        seen.add(node.id)
    try:
        same = _document.validate_json(_document.dump_json(document)) == document
    except ValueError as error:
        return f"cannot be stored: {error!r}"[:300]
    return None if same else "is not the same once stored and read"


def run(count: int, seed: int, *, first: int = 0, processes: int | None = None) -> Iterator[Failure]:
    """Check mutated files on all processors.

    Args:
        count: How many.
        seed: Another one makes other files.
        first: The number of the first.
        processes: How many processes, one a processor by default.
    """
    numbers = range(first, first + count)
    chunks = [numbers[start : start + _CHUNK] for start in range(0, count, _CHUNK)]
    with ProcessPoolExecutor(processes or os.cpu_count(), get_context("spawn"), _limit) as pool:
        for done in as_completed([pool.submit(_check_all, chunk, seed) for chunk in chunks]):
            yield from done.result()


def _check_all(numbers: Sequence[int], seed: int) -> list[Failure]:
    failures = []
    for number in numbers:
        name, data = case(number, seed)
        what = check(name, data)
        if what is not None:
            failures.append(Failure(number, name, data, what))
    return failures


def _limit() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_MB << 20, resource.RLIM_INFINITY))


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    def ring(number: int, frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
