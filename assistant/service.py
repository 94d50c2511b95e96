"""The one façade that the app, the API and the command line call."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import TypeVar

from assistant.answer import Answer, Audience, Citation, Frozen, SourceView, Turn
from assistant.ingestion import Report, ingest, remove
from assistant.responder import Responder
from assistant.settings import Settings
from ingest.errors import LibraryError
from ingest.records import Document
from vectorstore.embeddings import EmbeddedE5
from vectorstore.library import Hit, Library
from vectorstore.shelf import Shelf
from vectorstore.snapshot import Progress

_MARGIN = 700
_ATTEMPTS = 3
_T = TypeVar("_T")


class PeriodModel(Frozen):
    """A span of whole years, both included."""

    start: int
    end: int


class DocumentSummary(Frozen):
    """One document of the library, as `pst documents` prints it.

    Attributes:
        organisation: Null unless the document itself names it; `organisation_evidence` is the words that do.
        dates: ISO dates by name (`adoption`, `dps_adoption`).
        term: The term of office that the supplier declared, when the document states no period.
        nodes: The number of nodes.
    """

    id: str
    file: str
    kind: str
    title: str
    organisation: str | None
    organisation_evidence: str | None
    period: PeriodModel | None
    dates: dict[str, str]
    term: PeriodModel | None
    nodes: int
    visibility: str
    sha256: str
    ingested_at: datetime
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Opened:
    library: Library
    responder: Responder


class Assistant:
    """Documents in, cited answers out. Cheap to make; the library opens at the first question.

    Args:
        settings: The installation's settings.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        embeddings = EmbeddedE5()
        self.shelf = Shelf(settings.library, embeddings, embeddings.name, embeddings.dimension)
        self._opened: _Opened | None = None
        self._lock = RLock()

    def ingest(self, paths: Sequence[Path], progress: Progress = lambda *_: None) -> Report:
        """Add or refresh documents; the reference corpus when no path is given.

        Raises:
            PstError: If nothing can be ingested.
        """
        return ingest(self.shelf, paths or [self.settings.corpus], progress)

    def remove(self, name: str, progress: Progress = lambda *_: None) -> str:
        """Forget a document, its vectors and its cached text included; returns its id.

        Raises:
            PstError: If the library does not hold it.
        """
        return remove(self.shelf, name, progress)

    def documents(self) -> tuple[DocumentSummary, ...]:
        """The library's documents; empty before the first ingest."""
        if self.shelf.current is None:
            return ()
        library = self._read(lambda opened: opened.library)
        entries = {entry.document: entry for entry in library.manifest.entries}
        return tuple(
            DocumentSummary(
                id=document.id,
                file=document.file,
                kind=document.identity.kind.value,
                title=document.identity.title,
                organisation=document.identity.organisation.value if document.identity.organisation else None,
                organisation_evidence=document.identity.organisation.quote if document.identity.organisation else None,
                period=_period(document.identity.period),
                dates={name: evidence.value for name, evidence in document.identity.dates},
                term=_period(document.term),
                nodes=len(document.nodes),
                visibility=entries[document.id].visibility,
                sha256=document.sha256,
                ingested_at=entries[document.id].ingested_at,
                warnings=document.warnings,
            )
            for document in library.documents
        )

    def tree(self, name: str) -> Document:
        """A document with its typed tree.

        Raises:
            PstError: If the library does not hold it.
        """
        return self._read(lambda opened: opened.library.document(name))

    def search(self, query: str, k: int = 10) -> list[Hit]:
        """Ranked nodes, no answer."""
        return self._read(lambda opened: opened.library.search(_printable(query), k))

    def ask(
        self,
        question: str,
        *,
        audience: Audience = "agent",
        history: Sequence[Turn] = (),
        progress: Callable[[str], None] | None = None,
    ) -> Answer:
        """Answer a question with its sources.

        Args:
            question: The question, in French.
            audience: `agent` for staff, `citoyen` for the public.
            history: The conversation so far, oldest first.
            progress: Told in French what is being done.

        Raises:
            PstError: If the library cannot be opened.
        """

        def answer(opened: _Opened) -> Answer:
            if not opened.library.documents:
                raise LibraryError("La bibliothèque est vide.", "Ajoutez des documents avec « pst ingest ».")
            return opened.responder.answer(_printable(question), audience, progress or (lambda _: None))

        return self._read(answer)

    def source(self, citation: Citation) -> SourceView:
        """A citation in the text around it.

        Raises:
            PstError: If the document has left the library since.
        """
        text = self._read(lambda opened: opened.library.document(citation.document)).text
        if text[citation.start : citation.end] != citation.quote:
            raise LibraryError(
                f"« {citation.document} » a changé depuis cette réponse.",
                "Reposez la question pour citer la version actuelle.",
            )
        first, last = max(0, citation.start - _MARGIN), min(len(text), citation.end + _MARGIN)
        return SourceView(
            before=text[first : citation.start],
            quote=citation.quote,
            after=text[citation.end : last],
            starts_document=first == 0,
            ends_document=last == len(text),
        )

    def _read(self, use: Callable[[_Opened], _T]) -> _T:
        """Use the current snapshot; use the next one when it is published, and this one erased, meanwhile."""
        for _ in range(_ATTEMPTS - 1):
            before = self.shelf.current
            try:
                return use(self._open())
            except Exception:
                if self.shelf.current == before:
                    raise
        return use(self._open())

    def _open(self) -> _Opened:
        """The current snapshot, opened once; opened anew when another has been published."""
        with self._lock:
            current = self.shelf.current
            if self._opened is None or self._opened.library.folder != current:
                library = self.shelf.open()
                # The old snapshot is left to the answers that still read it; the collector closes it after them.
                self._opened = _Opened(library, Responder(library))
            return self._opened


def _printable(text: str) -> str:
    """A text without the half characters that a badly encoded command line holds."""
    return text.encode(errors="replace").decode()


def _period(period: object) -> PeriodModel | None:
    return PeriodModel.model_validate(period, from_attributes=True) if period else None
