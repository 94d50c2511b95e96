"""The one façade that the app, the API and the command line call."""

import time
from collections.abc import Callable, Collection, Sequence
from copy import copy
from functools import cached_property
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from assistant.access import Role, require
from assistant.answer import Answer, Audience, Citation, SourceView, Turn
from assistant.drafting.wishes import ObjectiveWish, wish_within
from assistant.keeping import Keeping
from assistant.opened import Opened, Openings
from assistant.privacy import mask
from assistant.settings import Settings
from assistant.source_views import source_view
from assistant.summary import DocumentSummary, summary
from ingest.errors import LibraryError
from ingest.records import Document
from vectorstore.embeddings import load_embeddings
from vectorstore.library import Hit, Library
from vectorstore.reranker import load_reranker
from vectorstore.shelf import Shelf

if TYPE_CHECKING:
    from assistant.drafting.desk import Desk
    from assistant.drafting.records import Plan
    from assistant.generation.model import LanguageModel
    from ingest.quality import QualityReport

_T = TypeVar("_T")


class Assistant(Keeping):
    """Documents in, cited answers out. Cheap to make; the library opens at the first question.

    It has full rights; `seen_by` gives what a role may use.

    Args:
        settings: The installation's settings.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings, self.role = settings, Role.ADMINISTRATOR
        model = load_embeddings(settings.embeddings, settings.query_prompt, settings.document_prompt)
        self.shelf = Shelf(settings.library, model, load_reranker(settings.reranker), server=settings.chroma_server)
        self._openings = Openings()
        self._whole: Assistant | None = None

    def seen_by(self, role: Role) -> "Assistant":
        """The same assistant with the rights of a role: a citizen's holds the public documents alone.

        Raises:
            AccessError: If the role may do more than this assistant's.
        """
        require(self.role, role)
        seen = copy(self)
        seen.role, seen._whole = role, self._whole or self
        if not role.may(Role.STAFF):
            seen.shelf = self.shelf.public()
        return seen

    def extractive(self) -> "Assistant":
        """The same assistant without its language model: answers are the documents' own words."""
        plain = copy(self)
        plain._whole = self._whole or self
        plain.__dict__["model"] = None  # what the property would find
        return plain

    @cached_property
    def model(self) -> "LanguageModel | None":
        """The language model, or None; its package is imported at its first question."""
        if self._whole is not None:  # one for all: it counts how many questions it is asked at once
            return self._whole.model
        choice = self.settings.model_choice
        if choice is None:
            return None
        from assistant.generation.model import LanguageModel
        from assistant.generation.tracing import Tracing

        return LanguageModel(choice, self.settings.model_limits, Tracing(self.settings.tracing))

    def documents(self) -> tuple[DocumentSummary, ...]:
        """The library's documents; empty before the first ingest."""
        library = self.library()
        if library is None:
            return ()
        entries = {entry.document: entry for entry in library.manifest.entries}
        return tuple(summary(document, entries[document.id]) for document in library.documents)

    def library(self) -> Library | None:
        """The open library, as this role may see it; None before the first ingest.

        Raises:
            LibraryError: If it cannot be opened.
        """
        return self._read(lambda opened: opened.library) if self.shelf.current is not None else None

    def tree(self, name: str) -> Document:
        """A document with its typed tree.

        Raises:
            PstError: If the library does not hold it.
        """
        return self._read(lambda opened: opened.library.document(name))

    def report(self, name: str) -> "QualityReport":
        """How well a document was understood.

        Raises:
            PstError: If the library does not hold it.
        """
        from ingest.quality import report

        return report(self.tree(name))

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
        without: Collection[str] = (),
    ) -> Answer:
        """Answer a question with its sources.

        Args:
            question: The question, in French; the numbers that identify its asker are masked before anything else.
            audience: `agent` for staff, `citoyen` for the public; a citizen is always answered as one.
            history: The conversation so far, oldest first.
            progress: Told in French what is being done.
            deliver: Told of a language model's text as it comes, before it is checked.
            stop: Set by a reader who has read enough of it.
            without: Documents that are to be left aside, by id.

        Raises:
            PstError: If the library cannot be opened; a language model that fails is no error.
        """
        asked, told, started = mask(_printable(question)), progress or (lambda _: None), time.perf_counter()

        if not self.role.may(Role.STAFF):
            audience = "citoyen"

        def answer(opened: Opened) -> Answer:
            if not opened.library.documents:
                raise LibraryError("La bibliothèque est vide.", "Ajoutez des documents avec « pst ingest ».")
            opened.library.check_model()
            wish = wish_within(asked, history, opened.library.plans) if audience == "agent" else None
            if wish is not None:
                from assistant.drafting.answering import answer_of

                told("Je rédige une proposition…")
                return answer_of(self.objective(wish.subject, wish.style), asked, audience, started)
            if self.model is None:
                return opened.responder.answer(asked, audience, told, history, without)
            from assistant.generation.assisting import assist

            return assist(
                self.model,
                lambda text: opened.responder.answer(text, audience, told, history, without),
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
        return self.at_desk(lambda desk: desk.draft(name, progress))

    def check(self, name: str) -> "Plan":
        """A plan with its checks.

        Args:
            name: A draft's JSON file, a document's id, or the path of a file.

        Raises:
            PstError: If there is no such plan.
        """
        return self.at_desk(lambda desk: desk.check(name))

    def at_desk(self, use: "Callable[[Desk], _T]") -> _T:
        """Use the desk where plans are drafted and checked; without a library, where nothing has been ingested yet.

        Raises:
            AccessError: If the role is not the staff's: the desk opens files.
        """
        require(self.role, Role.STAFF)
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
        return self.at_desk(lambda desk: desk.objective(ObjectiveWish(subject, style)))

    def source(self, citation: Citation) -> SourceView:
        """A citation in the text around it.

        Raises:
            PstError: If the document has left the library since.
        """
        return source_view(self.tree(citation.document).text, citation)

    def _read(self, use: Callable[[Opened], _T]) -> _T:
        return self._openings.read(self.shelf, use)


def _printable(text: str) -> str:
    """A text without the half characters that a badly encoded command line holds."""
    return text.encode(errors="replace").decode()
