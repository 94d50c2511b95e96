"""Snapshots that are open, each once a process, for all who may read them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import TypeVar

from assistant.responder import Responder
from ingest.vocabulary import additions, additions_data
from vectorstore.library import Library
from vectorstore.shelf import Shelf

_ATTEMPTS = 3
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Opened:
    """An open snapshot, and who answers from it."""

    library: Library
    responder: Responder


class Openings:
    """Opens the snapshots of one library; safe to share between threads.

    Where every document is public, staff and citizens read the same one.
    """

    def __init__(self) -> None:
        self._kept: dict[Path, Opened] = {}
        self._lock = RLock()
        self._words = additions_data()

    def read(self, shelf: Shelf, use: Callable[[Opened], _T]) -> _T:
        """Use the current snapshot; use the next one when it is published, and this one erased, meanwhile.

        Args:
            shelf: The library, as the reader may see it.
            use: What is done with the snapshot.

        Raises:
            LibraryError: If it cannot be opened.
        """
        for _ in range(_ATTEMPTS - 1):
            before = shelf.current
            try:
                return use(self._open(shelf))
            except Exception:
                if shelf.current == before:
                    raise
        return use(self._open(shelf))

    def _open(self, shelf: Shelf) -> Opened:
        with self._lock:
            folders = shelf.folders
            found = self._kept.get(folders[-1 if shelf.only_public else 0]) if folders else None
            if found is None:
                self._renew_words()
                library = shelf.open()
                found = Opened(library, Responder(library))
                # Old snapshots are left to the answers that still read them; the collector closes them after these.
                self._kept = {folder: one for folder, one in self._kept.items() if folder in folders}
                self._kept[library.folder] = found
            shelf.check(found.library)
            return found

    def _renew_words(self) -> None:
        """Read the word lists anew where staff have changed them meanwhile, from this process or another one.

        A library is published with each change of them.
        """
        now = additions_data()
        if now != self._words:
            self._words = now
            from assistant.administration.additions import reload

            reload(additions())
