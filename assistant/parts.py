"""What answering works with, made for the documents that questions are answered from and kept for the next one."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import RLock

from assistant.census import Census
from assistant.genre import Genre
from assistant.notes import Notes
from assistant.notices import is_law
from assistant.passages import Passages
from assistant.refusals import Refusals
from assistant.relevance import Relevance
from assistant.shapes import Shapes
from ingest.records import Document
from vectorstore.library import Library

_KEPT = 4
"""Choices of documents: all that is adopted, and the drafts that were asked about last beside it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a question is answered with.

    Attributes:
        library: The open library.
        documents: The documents that the question is answered from; no other one is counted, searched or named.
        laws: The search in the laws among them, apart.
    """

    library: Library
    documents: tuple[Document, ...]
    relevance: Relevance
    notes: Notes
    genre: Genre
    census: Census
    passages: Passages
    laws: Passages
    refusals: Refusals
    shapes: Shapes


class Workshop:
    """Makes the parts for a choice of documents.

    Args:
        library: The open library.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._notes, self._shapes = Notes(library), Shapes()
        self._made: dict[tuple[str, ...], Parts] = {}
        self._lock = RLock()

    def parts(self, documents: Sequence[Document]) -> Parts:
        """The parts for some of the library's documents; the last ones used are kept."""
        key = tuple(document.id for document in documents)
        with self._lock:  # twenty first questions at once make one set of parts
            found = self._made.pop(key, None) or self._make(tuple(documents))
            self._made[key] = found
            for old in list(self._made)[:-_KEPT]:
                self._made.pop(old, None)
            return found

    def _make(self, documents: tuple[Document, ...]) -> Parts:
        library = self._library
        relevance = Relevance(library, documents)
        passages = Passages(library, relevance, documents)
        return Parts(
            library=library,
            documents=documents,
            relevance=relevance,
            notes=self._notes,
            genre=Genre(library, documents),
            census=Census(library, relevance, documents),
            passages=passages,
            laws=Passages(library, relevance, [one for one in documents if is_law(one)]),
            refusals=Refusals(library, passages, documents),
            shapes=self._shapes,
        )
