"""One question to one answer: the router between census, structure and passages, with the gate at the end."""

import time
from collections.abc import Callable
from datetime import date

from assistant.answer import Answer, Audience, Citation, Status
from assistant.census import Census, Row
from assistant.citations import Citations
from assistant.compose import join, listing, quoted, subject
from assistant.gate import judge
from assistant.intent import Intent, find_unit
from assistant.notes import Notes
from assistant.notices import missing_notices, note_notices, period_notices
from assistant.passages import Passages, query_terms
from assistant.question import Question, understand
from assistant.refusals import Refusals
from assistant.relevance import Relevance
from assistant.structure import counted, describe, find_numbered, plans, structure
from ingest.records import Document, DocumentKind, Level
from ingest.themes import thesaurus
from vectorstore.library import Library

Progress = Callable[[str], None]
_SAME_KIND = {DocumentKind.PST: {DocumentKind.PST, DocumentKind.PAGE, DocumentKind.BILAN}}


class Responder:
    """Answers questions on one open library.

    Args:
        library: The open library.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._relevance = Relevance(library)
        self._notes = Notes(library)
        self._census = Census(library, self._relevance)
        self._passages = Passages(library, self._relevance)
        self._refusals = Refusals(library, self._passages)

    def answer(self, text: str, audience: Audience, progress: Progress) -> Answer:
        """Answer a question.

        Args:
            text: The question.
            audience: Who asks.
            progress: Told in French what is being done.
        """
        return _Turn(self, text, audience, progress).answer()

    @property
    def parts(self) -> tuple[Library, Relevance, Notes, Census, Passages, Refusals]:
        """What a turn works with."""
        return self._library, self._relevance, self._notes, self._census, self._passages, self._refusals


class _Turn:
    """The work on one question."""

    def __init__(self, responder: Responder, text: str, audience: Audience, progress: Progress) -> None:
        self._library, self._relevance, self._notes, self._census, self._passages, self._refusals = responder.parts
        self._progress = progress
        self._started = self._lap = time.perf_counter()
        self._timings: dict[str, float] = {}
        progress("Je lis la question…")
        self._question = understand(text, audience, self._library.plans)
        self._citations = Citations()
        self._stage("question")

    def answer(self) -> Answer:
        question = self._question
        refusal = self._refusals.before_search(question, _wrong_kind(question, self._documents()))
        if refusal is not None:
            return self._finish(refusal, "refused")
        if question.own and len(self._refusals.organisations()) > 1:
            return self._clarify()
        if question.intent is Intent.NODE:
            return self._node()
        about_plans = question.intent in (Intent.STRUCTURE, Intent.COUNT, Intent.COMPARISON)
        nothing_asked = question.named.names and not query_terms(question)
        if (nothing_asked or (about_plans and not question.clauses)) and plans(self._documents()):
            return self._structure()
        if question.intent in (Intent.LISTING, Intent.COUNT, Intent.COMPARISON):
            rows = self._rows()
            if rows:
                return self._listing(rows)
        return self._from_passages()

    def _documents(self) -> list[Document]:
        chosen = self._question.named.documents
        return [one for one in self._library.plans if not chosen or one.id in chosen]

    def _rows(self) -> list[Row]:
        self._progress("Je passe en revue tous les objectifs et toutes les actions…")
        rows = self._census.rows(self._question)
        self._stage("recensement")
        return rows

    def _listing(self, rows: list[Row]) -> Answer:
        held = {row.document.id for row in rows}
        silent = [document for document in self._documents() if document.id not in held]
        about = subject(self._question.concepts)
        return self._finish(listing(rows, about, silent, self._citations), "answered", total=len(rows))

    def _structure(self) -> Answer:
        self._progress("Je compte les éléments des plans…")
        documents, question = self._documents(), self._question
        table = structure(documents, question, self._citations)
        unit = find_unit(question.text) if question.intent is Intent.COUNT else None
        if unit is None:
            return self._finish(table, "answered")
        total, lead = counted(documents, unit, question.volet)
        return self._finish(f"{lead}\n\n{table}", "answered", total=total)

    def _node(self) -> Answer:
        found = find_numbered(self._documents(), self._question)
        if not found:
            return self._finish(self._refusals.no_such_number(self._question, self._documents()), "refused")
        owners = list(dict.fromkeys(document.id for document, _ in found))
        if len(owners) > 1 and not self._question.named.names:
            return self._clarify(owners)
        unit = find_unit(self._question.text, found[0][1].level)
        return self._finish(describe(found, unit, self._citations), "answered")

    def _from_passages(self) -> Answer:
        self._progress("Je cherche les passages qui répondent…")
        rules = self._notes.find(self._question)
        found = self._passages.find(self._question)
        self._stage("recherche")
        verdict = judge(self._question, found, self._relevance)
        if verdict.reason is not None and not rules:
            return self._finish(self._refusals.after_search(self._question, verdict), "refused")
        if rules:  # an action is no rule: beside the notes, only what the documents explain is heard
            found = [one for one in found if one.node.level is Level.PASSAGE]
        told = [*rules, *(found if verdict.reason is None else ())]
        text = quoted(told, query_terms(self._question), self._relevance, self._citations)
        return self._finish(text, "answered")

    def _clarify(self, owners: list[str] | None = None) -> Answer:
        text, choices = self._refusals.which_organisation(self._question, owners)
        return self._finish(text, "clarify", followups=choices)

    def _finish(
        self, text: str, status: Status, total: int | None = None, followups: tuple[str, ...] | None = None
    ) -> Answer:
        self._stage("rédaction")
        citations = self._citations.list() if status == "answered" else ()
        cited = {citation.document for citation in citations}
        documents = [document for document in self._library.documents if document.id in cited]
        self._timings["total"] = round((time.perf_counter() - self._started) * 1000, 1)
        return Answer(
            question=self._question.text,
            audience=self._question.audience,
            intent=self._question.intent.value,
            status=status,
            mode="extractive",
            model=None,
            answer=text,
            citations=citations,
            notices=(
                *missing_notices(self._question.named.unknown if self._question.named.names else ()),
                *self._wider_theme(citations),
                *period_notices(documents, date.today()),
                *note_notices(documents),
            ),
            followups=followups if followups is not None else self._next_questions(documents),
            total=total,
            understood=self._question.in_words(),
            timings_ms=self._timings,
        )

    def _wider_theme(self, citations: tuple[Citation, ...]) -> list[str]:
        """Says so where a word of the question stands nowhere, and its theme answered for it."""
        if not citations:
            return []
        places = [self._library.pair(citation.node) for citation in citations]
        held = frozenset().union(*(self._relevance.path_terms(*place) for place in places))
        concepts = thesaurus().concepts
        return [
            f"{_words(topic.surface)} n'apparaît pas dans les passages cités : "
            f"la réponse porte sur un thème plus large, {concepts[topic.concept].label}."
            for topic in self._question.topics
            if not topic.colloquial and not set(topic.words) & held
        ]

    def _next_questions(self, documents: list[Document]) -> tuple[str, ...]:
        """Questions that the library can answer next, on the same subject."""
        concepts = self._question.concepts
        if not concepts or not documents:
            return ()
        about = thesaurus().concepts[concepts[0]].label
        others = [name for name in self._refusals.organisations() if name not in self._question.named.names]
        asked = {name: f"Quelles actions portent sur {about} à {name} ?" for name in others}
        names = [name for name in others if self._lists(asked[name])]
        questions = [asked[name] for name in names[:2]]
        if self._question.named.names and names:
            questions.append(f"Compare {join([self._question.named.names[0], names[0]])} : {about}")
        return tuple(questions)

    def _lists(self, question: str) -> bool:
        """Whether a listing has an answer."""
        return bool(self._census.rows(understand(question, self._question.audience, self._library.plans)))

    def _stage(self, name: str) -> None:
        now = time.perf_counter()
        self._timings[name] = round((now - self._lap) * 1000, 1)
        self._lap = now


def _words(surface: str) -> str:
    kind = "L'expression" if " " in surface else "Le mot"
    return f"{kind} « {surface} »"


def _wrong_kind(question: Question, documents: list[Document]) -> bool:
    """Whether the question names « le PST de X » while the library only holds another kind of document of X."""
    if question.kind is None or not question.named.documents:
        return False
    accepted = _SAME_KIND.get(question.kind, {question.kind})
    return not any(document.identity.kind in accepted for document in documents)
