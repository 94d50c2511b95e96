"""Where requests are worked on: a few threads, a short queue, and work that stops when nobody waits for it."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Lock
from typing import Generic, TypeVar

from ingest.errors import PstError

_T = TypeVar("_T")
Tell = Callable[[str], None]
"""Told in French what is being done, from the thread that does it."""

_LOOK_S = 0.25
RETRY_S = 5


class BusyError(PstError):
    """Too many requests are being worked on."""


class TooLongError(PstError):
    """A request took longer than it may."""


class GoneError(Exception):
    """Whoever asked is no longer there."""


class Running(Generic[_T]):
    """One piece of work.

    Attributes:
        told: What it says while it runs; None once it is over.
        result: What comes of it.
    """

    def __init__(self, future: "Future[_T]", told: "asyncio.Queue[str | None]", stop: Event, seconds: float) -> None:
        self.told, self._stop, self._seconds = told, stop, seconds
        self._began = time.monotonic()
        self.result: asyncio.Future[_T] = asyncio.wrap_future(future)
        self.result.add_done_callback(lambda _: told.put_nowait(None))

    def check_time(self) -> None:
        """Make sure that it may go on.

        Raises:
            TooLongError: If its time is over.
        """
        if time.monotonic() - self._began > self._seconds:
            raise TooLongError("La demande a pris trop de temps.", "Posez une question plus précise, ou réessayez.")

    async def begun(self, gone: Callable[[], Awaitable[bool]]) -> str | None:
        """Wait for the first thing that it says.

        Args:
            gone: Says whether whoever asked has left.

        Returns:
            Its words, or None where it was over before it said any.

        Raises:
            TooLongError: If it takes too long.
            GoneError: If whoever asked has left.
        """
        while True:
            try:
                return await asyncio.wait_for(self.told.get(), _LOOK_S)
            except TimeoutError:
                self.check_time()
                if await gone():
                    raise GoneError from None

    def abandon(self) -> None:
        """Stop it, unless it is over: its thread is told, and what still waits never begins."""
        if not self.result.done():
            self._stop.set()
            self.result.cancel()


class Work:
    """The threads.

    Args:
        threads: How many pieces of work run at once.
        waiting: How many more may wait for a thread.
        seconds: How long each may take in all.
    """

    def __init__(self, threads: int, waiting: int, seconds: float) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="pst-api")
        self._room, self._seconds = threads + waiting, seconds
        self._lock = Lock()
        self._stops: set[Event] = set()

    @property
    def load(self) -> int:
        """How many pieces of work run or wait."""
        return len(self._stops)

    def start(self, use: Callable[[Event, Tell], _T]) -> Running[_T]:
        """Begin a piece of work.

        Args:
            use: What is done; it is given the event that stops it, and whom to tell how far it is.

        Raises:
            BusyError: If there is no room for it.
        """
        loop, told, stop = asyncio.get_running_loop(), asyncio.Queue[str | None](), Event()
        with self._lock:
            if len(self._stops) >= self._room:
                raise BusyError("Trop de demandes sont en cours.", f"Réessayez dans {RETRY_S} secondes.")
            self._stops.add(stop)

        def tell(words: str) -> None:
            if not stop.is_set():
                loop.call_soon_threadsafe(told.put_nowait, words)

        try:
            future = self._pool.submit(use, stop, tell)
        except RuntimeError as error:  # it is closed
            self._stops.discard(stop)
            raise BusyError("Le service s'arrête.", "Réessayez dans un instant.") from error
        future.add_done_callback(lambda _: self._stops.discard(stop))
        return Running(future, told, stop, self._seconds)

    async def run(self, use: Callable[[Event, Tell], _T], gone: Callable[[], Awaitable[bool]]) -> _T:
        """Do a piece of work and wait for it.

        Args:
            use: As in `start`.
            gone: Says whether whoever asked has left.

        Raises:
            BusyError: If there is no room for it.
            TooLongError: If it takes too long.
            GoneError: If whoever asked has left.
        """
        running = self.start(use)
        try:
            while True:
                done, _ = await asyncio.wait({running.result}, timeout=_LOOK_S)
                if done:
                    return running.result.result()
                running.check_time()
                if await gone():
                    raise GoneError
        finally:
            running.abandon()

    def close(self) -> None:
        """Stop what still runs, and wait for it."""
        for stop in tuple(self._stops):
            stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)
