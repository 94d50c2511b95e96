"""One question to one answer: the router between census, structure and passages, with the gate at the end."""

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

import prompts
from assistant import ambiguity, citizens
from assistant.answer import Answer, Audience, Status, Turn
from assistant.census import Listing
from assistant.citations import Citations
from assistant.compose import listing_of, none_fits
from assistant.detail import detail
from assistant.dialogue import Followed, follow
from assistant.expansion import query_terms
from assistant.explanations import beside
from assistant.gate import judge
from assistant.genre import GenericQuestion
from assistant.intent import Intent, find_unit
from assistant.next_questions import next_questions
from assistant.notes import is_enacted
from assistant.notices import is_law, missing_notices, note_notices, period_notices, theme_notices
from assistant.parts import Parts, Workshop
from assistant.privacy import unmarked
from assistant.quoting import quoted
from assistant.ranking import Passage
from assistant.reach import Reach, left_notices, only_drafts, reach
from assistant.rows import by_document
from assistant.screening import screen_within
from assistant.shortfall import shortfall
from assistant.signals import subject_of
from assistant.structure import counted, describe, find_numbered, plans, structure
from ingest.records import Document, Level
from vectorstore.library import Library

Progress = Callable[[str], None]
_FOUND_NOTHING = frozenset({"rien", "hors_sujet", "absent"})
"""Refusals that other words for the same thing might have spared."""
_MAX_RULES = 2
"""How many statements of the notes stand beside what plans say of a rule."""
_MAX_LAW = 3
"""How many elements of laws stand beside what the notes say of a rule."""


class Responder:
    """Answers questions on one open library.

    Args:
        library: The open library.
    """

    def __init__(self, library: Library) -> None:
        self._library, self._workshop = library, Workshop(library)

    def answer(
        self,
        text: str,
        audience: Audience,
        progress: Progress,
        history: Sequence[Turn] = (),
        without: Collection[str] = (),
    ) -> Answer:
        """Answer a question.

        Args:
            text: The question.
            audience: Who asks.
            progress: Told in French what is being done.
            history: The conversation so far, oldest first.
            without: Documents that the reader leaves aside, by id.
        """
        held = [one for one in self._library.plans if one.id not in without]
        found = reach(unmarked(text), audience, history, held)
        return _Turn(self._workshop.parts(found.documents), found, text, audience, progress).answer()

    @cached_property
    def idf(self) -> Callable[[str], float]:
        """How rare an index term is in the library's adopted documents."""
        return self._workshop.parts([one for one in self._library.plans if not one.is_draft]).relevance.idf


class _Turn:
    """The work on one question."""

    def __init__(self, parts: Parts, found: Reach, asked: str, audience: Audience, progress: Progress) -> None:
        self._library, self._relevance = parts.library, parts.relevance
        self._notes, self._census, self._shapes = parts.notes, parts.census, parts.shapes
        self._passages, self._laws, self._refusals = parts.passages, parts.laws, parts.refusals
        self._progress, self._reach = progress, found
        self._started = self._lap = time.perf_counter()
        self._timings: dict[str, float] = {}
        progress("Je lis la question…")
        self._asked, text = asked, found.text
        self._followed = follow(text, audience, found.history, found.documents)
        self._question = parts.genre.read(self._followed.question)
        named, resolved = self._question.named, self._question.text if found.history else text
        rooted = bool(named.names or self._question.topics)
        self._screening = screen_within(text, resolved, audience, self._refusals.names, rooted=rooted)
        self._short: tuple[str, ...] = ()
        self._unsure = False
        self._citations = Citations()
        self._stage("question")

    def answer(self) -> Answer:
        early, question = self._turned_away(), self._question
        if isinstance(question, GenericQuestion):
            return early or self._from_passages()
        early = early or self._unclear() or self._listed()
        if early is not None:
            return early
        if question.intent is Intent.NODE:
            return self._node()
        about_plans = question.intent in (Intent.STRUCTURE, Intent.COUNT, Intent.COMPARISON)
        nothing_asked = question.named.names and not query_terms(question)
        if (nothing_asked or (about_plans and not question.clauses)) and plans(self._documents()):
            return self._structure()
        return self._numbered() or self._from_passages()

    def _turned_away(self) -> Answer | None:
        """What answers no search: thanks, a question on the last answer, what no library or not this one can answer."""
        question = self._question
        if self._followed.courtesy:
            examples = tuple(prompts.text(f"exemples_{question.audience}").splitlines())
            return self._finish(prompts.text("courtoisie"), "clarify", followups=examples)
        refusal = self._refusals.screened(question, self._screening)
        if refusal is None and self._followed.nodes:
            return self._about(self._followed)
        if refusal is None and self._reach.lacking and not question.named.names:
            refusal = only_drafts(self._reach)
        refusal = refusal or self._refusals.before_search(question, self._documents())
        return self._finish(refusal, "refused") if refusal is not None else None

    def _unclear(self) -> Answer | None:
        """A request for precision where the organisation or the sense decides, whatever would be found."""
        if ambiguity.means_own(self._question) and len(self._refusals.organisations()) > 1:
            return self._clarify()
        unclear = ambiguity.sense(self._question)
        return self._finish(unclear.text, "clarify", followups=unclear.choices) if unclear is not None else None

    def _documents(self) -> list[Document]:
        chosen = self._question.named.documents
        return [one for one in self._reach.documents if not chosen or one.id in chosen]

    def _listed(self) -> Answer | None:
        """The listing or the count that a question asks for; None where it asks for something else or none is found."""
        if self._question.intent is Intent.PASSAGE and not self._census.concerns(self._question):
            return None
        self._progress("Je passe en revue tous les objectifs et toutes les actions…")
        found = self._census.find(self._question)
        self._stage("recensement")
        if not found.answers(self._question):
            return None
        if found.ambiguous and not self._question.named.names and found.scope is not None:
            return self._clarify(list(found.scope.owners))
        if found.unmet:
            return self._finish(self._refusals.no_such_field(found.unmet[0].field.value, self._documents()), "refused")
        if found.void is not None:
            return self._finish(none_fits(found, self._documents()), "refused")
        return self._listing(found) if found.rows else None

    def _listing(self, found: Listing) -> Answer:
        self._question = replace(self._question, unparsed=found.unparsed)
        held = {mine[0].document.id for rows in (found.rows, found.near) for mine in by_document(rows)}
        searched = [] if found.scope else self._documents()
        silent = [one for one in searched if one.id not in held and not is_law(one)]
        text = listing_of(found, self._question, silent, self._citations)
        return self._finish(text, "answered", total=len(found.rows))

    def _structure(self) -> Answer:
        self._progress("Je compte les éléments des plans…")
        documents, question = self._documents(), self._question
        table = structure(documents, question, self._citations, self._library.claims, self._shapes)
        unit = find_unit(question.text) if question.intent is Intent.COUNT else None
        if unit is None:
            return self._finish(table, "answered")
        total, lead = counted(plans(documents), unit, question.volet, self._shapes)
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

    def _numbered(self) -> Answer | None:
        """What « l'action 2.1.1 » is; or which plan's, where several have one; or that there is none."""
        name = ambiguity.numbered(self._question)
        if name is None:
            return None
        found = ambiguity.elements(name, self._documents())
        if not found:
            bare = subject_of(self._question).empty
            return self._finish(self._refusals.no_such_element(name, self._documents()), "refused") if bare else None
        unclear = ambiguity.which_element(self._question, found)
        if unclear is not None:
            return self._finish(unclear.text, "clarify", followups=unclear.choices)
        return self._finish(detail(found, self._citations), "answered")

    def _about(self, followed: Followed) -> Answer:
        """More on sources of the last answer."""
        pairs = [self._library.pair(name) for name in followed.nodes if self._library.holds(name)]
        if not pairs:
            return self._finish(prompts.text("source_partie"), "clarify", followups=())
        return self._finish(detail(pairs, self._citations), "answered")

    def _from_passages(self) -> Answer:
        self._progress("Je cherche les passages qui répondent…")
        rules = self._notes.find(self._question)
        found = self._passages.find(self._question)
        self._stage("recherche")
        verdict = judge(self._question, found, self._relevance, self._passages.ranked(self._question))
        owners = None if rules else ambiguity.which_owner(self._question, verdict, self._refusals.organisations())
        if owners is not None:
            return self._clarify(list(owners) or None)
        if verdict.reason is not None and not rules:
            self._unsure = verdict.reason in _FOUND_NOTHING
            return self._finish(self._refusals.after_search(self._question, verdict), "refused")
        self._short = () if rules else shortfall(self._question, found, self._relevance)
        plain = found if verdict.reason is None else []
        if rules:  # an action is no rule: beside the notes, only what the documents explain is heard
            plain = [one for one in plain if one.node.level is Level.PASSAGE and not is_law(one.document)]
        rules, plain = beside(self._question, rules, plain, self._library)
        rules = rules[:_MAX_RULES] if plain else rules
        told = [*rules, *(self._law() if rules else ()), *plain]
        lacking = [one.missing for one in verdict.unmet] if plain else []
        text = quoted(self._question, told, self._relevance, self._citations, self._silent(told), lacking)
        return self._finish(text, "answered")

    def _silent(self, told: list[Passage]) -> list[Document]:
        """The documents that a question compares and that say nothing of it."""
        names, speaking = self._question.named.documents, {one.document.id for one in told}
        return [self._library.document(name) for name in names if len(names) > 1 and name not in speaking]

    def _law(self) -> list[Passage]:
        """What the laws of the library say themselves, searched apart: plans do not crowd them out."""
        found = [one for one in self._laws.find(self._question) if is_enacted(one)][:_MAX_LAW]
        return found if judge(self._question, found, self._relevance).reason is None else []

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
        opening = closing = ""
        if status == "answered" and citizens.speaks_of_need(self._question):
            opening, closing = citizens.around(self._question, citations, documents)
        elif status == "refused" and self._screening.refusal in (None, "decision"):
            text = citizens.turned_away(self._question, text, self._screening.contacts, self._documents())
        opening = "\n\n".join(filter(None, (citizens.urgent(self._screening.contacts), opening)))
        text = "\n\n".join(filter(None, (opening, text, closing)))
        places = [self._library.pair(citation.node) for citation in citations]
        if followups is None:
            names = self._refusals.organisations() if documents else ()
            followups = next_questions(self._question, names, self._census)
        told = status != "clarify" and self._screening.refusal is None and not self._followed.nodes
        self._timings["total"] = round((time.perf_counter() - self._started) * 1000, 1)
        return Answer(
            question=self._asked,
            audience=self._question.audience,
            intent=self._question.intent.value,
            status=status,
            mode="extractive",
            model=None,
            answer=text,
            citations=citations,
            notices=(
                *missing_notices(self._reach.absent(self._question.named)),
                *(left_notices(self._reach, self._question, documents, self._relevance.own_terms) if told else ()),
                *self._short,
                *theme_notices(self._question, places, self._relevance),
                *period_notices(documents, date.today()),
                *note_notices(documents),
            ),
            followups=followups,
            total=total,
            understood=self._question.in_words(),
            timings_ms=self._timings,
            opening=opening,
            closing=closing,
            urgent=bool(self._screening.contacts),
            unsure=self._unsure,
        )

    def _stage(self, name: str) -> None:
        now = time.perf_counter()
        self._timings[name] = round((now - self._lap) * 1000, 1)
        self._lap = now
