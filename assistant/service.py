"""The one façade that the app, the API and the command line call."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import Event, RLock
from typing import TYPE_CHECKING, TypeVar

from assistant.answer import Answer, Audience, Citation, SourceView, Turn
from assistant.correcting import Outcome, Wish, correct, undo
from assistant.drafting.wishes import ObjectiveWish, wish_of
from assistant.incoming import Place
from assistant.ingestion import Report, ingest, remove
from assistant.privacy import mask
from assistant.responder import Responder
from assistant.settings import Settings
from assistant.summary import DocumentSummary, summary
from ingest.errors import LibraryError
from ingest.pages import Pages
from ingest.quality import QualityReport, report
from ingest.records import Document
from ingest.web import Fetcher
from vectorstore.embeddings import load_embeddings
from vectorstore.library import Hit, Library
from vectorstore.reranker import load_reranker
from vectorstore.shelf import Shelf
from vectorstore.snapshot import Progress

if TYPE_CHECKING:
    from assistant.drafting.desk import Desk
    from assistant.drafting.records import Plan
    from assistant.generation.model import LanguageModel

_MARGIN = 700
_ATTEMPTS = 3
_T = TypeVar("_T")


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
        model = load_embeddings(settings.embeddings, settings.query_prompt, settings.document_prompt)
        self.shelf = Shelf(settings.library, model, load_reranker(settings.reranker))
        self.pages = Pages(settings.sources, Fetcher())
        self._opened: _Opened | None = None
        self._lock = RLock()

    @cached_property
    def model(self) -> "LanguageModel | None":
        """The language model, or None; its package is imported at its first question."""
        choice = self.settings.model_choice
        if choice is None:
            return None
        from assistant.generation.model import LanguageModel
        from assistant.generation.tracing import Tracing

        return LanguageModel(choice, self.settings.model_limits, Tracing(self.settings.tracing))

    def ingest(
        self,
        places: Sequence[Place],
        progress: Progress = lambda *_: None,
        announce: Callable[[str], None] = lambda _: None,
        *,
        rebuild: bool = False,
    ) -> Report:
        """Add or refresh documents; the reference corpus when no place is given.

        Args:
            places: Files, folders and, as strings, web addresses.
            progress: Told of the stages.
            announce: Told the name of each document as its turn comes.
            rebuild: Whether to build the library anew, as after a change of model, though nothing has changed in its
                documents; without a place, nothing is added to it.

        Raises:
            PstError: If nothing can be ingested.
        """
        return ingest(
            self.shelf,
            places or ([] if rebuild else [self.settings.corpus]),
            progress,
            announce=announce,
            limits=self.settings.limits,
            pages=self.pages,
            corrections=self.settings.corrections,
            rebuild=rebuild,
        )

    def remove(self, name: str, progress: Progress = lambda *_: None) -> str:
        """Forget a document, its vectors and its cached text included; returns its id.

        Raises:
            PstError: If the library does not hold it.
        """
        return remove(self.shelf, name, progress, self.pages, self.settings.corrections)

    def documents(self) -> tuple[DocumentSummary, ...]:
        """The library's documents; empty before the first ingest."""
        if self.shelf.current is None:
            return ()
        library = self._read(lambda opened: opened.library)
        entries = {entry.document: entry for entry in library.manifest.entries}
        return tuple(summary(document, entries[document.id]) for document in library.documents)

    def tree(self, name: str) -> Document:
        """A document with its typed tree.

        Raises:
            PstError: If the library does not hold it.
        """
        return self._read(lambda opened: opened.library.document(name))

    def report(self, name: str) -> QualityReport:
        """How well a document was understood.

        Raises:
            PstError: If the library does not hold it.
        """
        return report(self.tree(name))

    def correct(self, name: str, wishes: Sequence[Wish], progress: Progress = lambda *_: None) -> Outcome:
        """Correct a document and publish the library at once.

        Raises:
            PstError: If a correction cannot be made: then none is.
        """
        return correct(self.shelf, self.settings.corrections, name, wishes, date.today(), progress)

    def undo(self, name: str, number: int | None, progress: Progress = lambda *_: None) -> Outcome:
        """Take back one correction of a document, or all of them.

        Raises:
            PstError: If there is no such correction.
        """
        return undo(self.shelf, self.settings.corrections, name, number, progress)

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
        deliver: Callable[[str], None] | None = None,
        stop: Event | None = None,
    ) -> Answer:
        """Answer a question with its sources.

        Args:
            question: The question, in French; the numbers that identify its asker are masked before anything else.
            audience: `agent` for staff, `citoyen` for the public.
            history: The conversation so far, oldest first.
            progress: Told in French what is being done.
            deliver: Told of a language model's text as it comes, before it is checked.
            stop: Set by a reader who has read enough of it.

        Raises:
            PstError: If the library cannot be opened; a language model that fails is no error.
        """
        asked, told, started = mask(_printable(question)), progress or (lambda _: None), time.perf_counter()

        def answer(opened: _Opened) -> Answer:
            if not opened.library.documents:
                raise LibraryError("La bibliothèque est vide.", "Ajoutez des documents avec « pst ingest ».")
            opened.library.check_model()
            wish = wish_of(asked, opened.library.plans) if audience == "agent" else None
            if wish is not None:
                from assistant.drafting.answering import answer_of

                told("Je rédige une proposition…")
                return answer_of(self.objective(wish.subject, wish.style), asked, audience, started)
            if self.model is None:
                return opened.responder.answer(asked, audience, told, history)
            from assistant.generation.assisting import assist

            return assist(
                self.model,
                lambda text: opened.responder.answer(text, audience, told, history),
                asked,
                history,
                opened.library.by_id,
                opened.responder.idf,
                deliver=deliver or (lambda _: None),
                progress=told,
                stop=stop,
            )

        return self._read(answer)

    def draft(self, name: str, progress: Callable[[str], None] = lambda _: None) -> "Plan":
        """The draft of a plan from a declaration.

        Args:
            name: A document's id, or the path of a file.
            progress: Told in French what is being done.

        Raises:
            PstError: If there is no such declaration, or no commitment in it.
        """
        return self._at_desk(lambda desk: desk.draft(name, progress))

    def check(self, name: str) -> "Plan":
        """A plan with its checks.

        Args:
            name: A draft's JSON file, a document's id, or the path of a file.

        Raises:
            PstError: If there is no such plan.
        """
        return self._at_desk(lambda desk: desk.check(name))

    def _at_desk(self, use: "Callable[[Desk], _T]") -> _T:
        """Use the desk; without a library, where nothing has been ingested yet."""
        from assistant.drafting.desk import Desk

        model, limits = self.shelf.model, self.settings.limits
        if self.shelf.current is None:
            return use(Desk(None, model, lambda _: 1.0, limits, self.model))
        return self._read(lambda opened: use(Desk(opened.library, model, opened.responder.idf, limits, self.model)))

    def objective(self, subject: str, style: str | None = None) -> "Plan":
        """One new objective on a subject.

        Args:
            subject: What it is on: « la précarité énergétique ».
            style: The plan or the organisation that it should fit in, or None.

        Raises:
            PstError: If nothing has been ingested, or there is no such plan.
        """
        return self._at_desk(lambda desk: desk.objective(ObjectiveWish(subject, style)))

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
