"""Stand-ins for tests: an assistant that answers from a script, with real words and offsets of the corpus."""

import hashlib
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from types import SimpleNamespace

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.embeddings import Embeddings
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from assistant.access import Role
from assistant.answer import Answer, Audience, Citation, SourceView, Status, Turn
from assistant.generation.choice import ModelChoice
from assistant.generation.limits import ModelLimits
from assistant.generation.model import LanguageModel
from assistant.summary import DocumentSummary, PeriodModel
from ingest.errors import LibraryError
from ingest.french import analyse
from ingest.records import Document, Level, Node
from vectorstore.library import Hit, Library
from vectorstore.space import Prompts

_AROUND = 300


class FakeAssistant:
    """Answers by the words of the question: « beaucoup », « Japon », « précise », « vide », « bogue »…

    Args:
        corpus: Parsed documents, by id.
    """

    model = None

    def __init__(self, corpus: dict[str, Document]) -> None:
        self.corpus = corpus
        self.histories: list[tuple[Turn, ...]] = []
        self.audiences: list[Audience] = []
        self.left_aside: list[tuple[str, ...]] = []
        self.shelf = SimpleNamespace(current=None)

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
        self.histories.append(tuple(history))
        self.audiences.append(audience)
        self.left_aside.append(tuple(without))
        if progress is not None:
            progress("Je cherche dans la bibliothèque…")
        if "vide" in question:
            raise LibraryError("La bibliothèque est vide.", "Lancez « pst ingest ».")
        if "bogue" in question:
            raise ZeroDivisionError("secret interne")
        if "Japon" in question:
            return self._answer(question, audience, "refused", "Les documents n'en parlent pas.", 0)
        if "précise" in question:
            return self._answer(question, audience, "clarify", "De quel CPAS parlez-vous ?", 0)
        return self._answer(question, audience, "answered", None, 60 if "beaucoup" in question else 3)

    def seen_by(self, role: Role) -> "FakeAssistant":
        return self

    def tree(self, name: str) -> Document:
        return self.corpus[name]

    def source(self, citation: Citation) -> SourceView:
        text = self.corpus[citation.document].text
        start, end = max(0, citation.start - _AROUND), citation.end + _AROUND
        return SourceView(
            before=text[start : citation.start],
            quote=text[citation.start : citation.end],
            after=text[citation.end : end],
            starts_document=start == 0,
            ends_document=end >= len(text),
        )

    def documents(self) -> tuple[DocumentSummary, ...]:
        return tuple(
            DocumentSummary(
                id=name,
                file=document.file,
                kind=document.identity.kind,
                title=document.identity.title,
                organisation=document.identity.organisation.value if document.identity.organisation else None,
                organisation_evidence=None,
                period=PeriodModel(start=2019, end=2024) if document.identity.period else None,
                dates={},
                term=None,
                nodes=len(document.nodes),
                visibility="public",
                sha256=document.sha256,
                ingested_at=datetime(2026, 1, 1, tzinfo=UTC),
                warnings=(),
            )
            for name, document in self.corpus.items()
        )

    def _answer(self, question: str, audience: Audience, status: Status, text: str | None, count: int) -> Answer:
        actions = [
            (name, node)
            for name, document in self.corpus.items()
            for node in document.nodes
            if node.level is Level.ACTION
        ]
        if "partout" in question:  # from several documents
            actions = [next(pair for pair in actions if pair[0] == name) for name in dict(actions)]
        citations = tuple(self._citation(n, name, node) for n, (name, node) in enumerate(actions[:count], start=1))
        listing = "\n".join(f"- {' '.join(citation.quote.split())} [{citation.n}]" for citation in citations)
        return Answer(
            question=question,
            audience=audience,
            intent="liste",
            status=status,
            mode="extractive",
            model=None,
            answer=text or f"**{count} actions** répondent à la question.\n\n{listing}",
            citations=citations,
            notices=("Le plan de Bernissart couvrait 2019-2024 : sa période est terminée.",) if citations else (),
            followups=("À Bernissart ?", "À Durbuy ?") if status != "refused" else (),
            total=count or None,
            understood="actions ; thème : jeunesse ; tous les CPAS",
            timings_ms={"total": 12.0},
        )

    def _citation(self, n: int, name: str, node: Node) -> Citation:
        document = self.corpus[name]
        organisation = document.identity.organisation
        return Citation(
            n=n,
            document=name,
            title=document.identity.title,
            organisation=organisation.value if organisation else None,
            breadcrumb=tuple(parent.text for parent in document.ancestors(node)),
            node=node.id,
            level=node.level,
            quote=document.quote(node),
            start=node.start,
            end=node.end,
            line=node.line,
            page=node.page,
            state="verified",
        )


class FakeLibrary(Library):
    """A library in memory: a search ranks nodes by the share of the question's words that they hold.

    Args:
        documents: Its documents.
    """

    folder = Path("nulle-part")  # nothing is stored: what a library keeps is read anew

    def __init__(self, *documents: Document) -> None:
        self.documents = documents
        self.plans = tuple(document for document in documents if not document.is_note)
        self.notes = tuple(document for document in documents if document.is_note)
        self.pairs = tuple((document, node) for document in documents for node in document.nodes)
        self.vectors = None

    def pair(self, node_id: str) -> tuple[Document, Node]:
        return next(pair for pair in self.pairs if pair[1].id == node_id)

    def document(self, name: str) -> Document:
        return next(document for document in self.documents if document.id == name)

    def search(
        self,
        query: str,
        k: int = 10,
        documents: Collection[str] | None = None,
        terms: Sequence[str] | None = None,
        *,
        rerank: bool = True,
    ) -> list[Hit]:
        wanted = set(analyse(query) if terms is None else terms)
        scored = [
            (len(wanted & set(analyse(node.text))) / len(wanted), document, node)
            for document, node in self.pairs
            if wanted and (documents is None or document.id in documents)
        ]
        best = sorted((one for one in scored if one[0]), key=lambda one: -one[0])
        return [Hit(document, node, score, score, score) for score, document, node in best[:k]]


class BagEmbeddings(Embeddings):
    """Bags of hashed French terms as unit vectors: instant, and near where words are shared.

    Args:
        fail_after: How many texts are embedded before the model breaks, or None for never.
        name: What it calls itself; `dimension` and `prompts`: what it says of itself and does.

    Attributes:
        embedded: Every passage embedded so far.
    """

    name = "essai/sac-de-mots"
    dimension = 48
    prompts = Prompts()

    def __init__(
        self,
        fail_after: int | None = None,
        *,
        name: str = name,
        dimension: int = dimension,
        prompts: Prompts = prompts,
    ) -> None:
        self.fail_after = fail_after
        self.name, self.dimension, self.prompts = name, dimension, prompts
        self.embedded: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        for text in texts:
            if self.fail_after is not None and len(self.embedded) >= self.fail_after:
                raise MemoryError("le modèle est tombé")
            self.embedded.append(text)
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        vector = [0.001] * self.dimension
        for term in analyse(text):
            vector[int(hashlib.sha256(term.encode()).hexdigest(), 16) % self.dimension] += 1.0
        length = sum(value * value for value in vector) ** 0.5
        return [value / length for value in vector]


Line = str | float | Exception
"""What a scripted model does next: say something, be silent for some seconds, fail."""


class ScriptedChat(BaseChatModel):
    """A chat model that says what it is told to, one script a call, the last one again when they run out.

    Attributes:
        scripts: What it does at each call.
        asked: The messages that it was sent, for the test to look at.
    """

    scripts: list[list[Line]]
    asked: list[list[BaseMessage]]
    closed: list[bool]

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: object,
    ) -> ChatResult:
        text = "".join(str(chunk.message.content) for chunk in self._stream(messages))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(text))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: object,
    ) -> Iterator[ChatGenerationChunk]:
        script = self.scripts[min(len(self.asked), len(self.scripts) - 1)]
        self.asked.append(messages)
        try:
            for line in script:
                if isinstance(line, Exception):
                    raise line
                if isinstance(line, float):
                    time.sleep(line)
                    continue
                yield ChatGenerationChunk(message=AIMessageChunk(content=line))
        finally:
            self.closed.append(True)


def scripted(*scripts: Sequence[Line], limits: ModelLimits | None = None) -> tuple[LanguageModel, ScriptedChat]:
    """A language model that follows scripts, and the chat model behind it."""
    choice = ModelChoice("openai", "scripted", "http://127.0.0.1:9/v1", stated=True)
    model = LanguageModel(choice, limits or ModelLimits(silence_s=2, total_s=5))
    chat = ScriptedChat(scripts=[list(one) for one in scripts], asked=[], closed=[])
    model.__dict__["chat"] = chat
    return model, chat
