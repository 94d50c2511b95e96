"""A question understood: intent, organisations, volet, level, themes, terms; shown back to the user in words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Audience
from assistant.designations import find_kind, find_number
from assistant.exclusions import Excluded, apart, find_excluded, without
from assistant.intent import (
    Intent,
    find_facts,
    find_intent,
    find_level,
    find_unit,
    has_any,
    is_personal,
    keys_found,
    words_found,
)
from assistant.introductions import find_introductions
from assistant.known import known
from assistant.organisations import Named, find_organisations
from assistant.phrases import Span, blank
from assistant.said_back import in_words
from assistant.terms_of_office import find_period, find_unparsed, of_period
from assistant.topics import Clause, Topic, find_clauses, prune, weighed
from assistant.wording import Wording, read
from ingest.folding import fold_spaces
from ingest.french import tokens
from ingest.records import Document, DocumentKind, Level, Period
from ingest.vocabulary import load

__all__ = ["Clause", "Question", "Topic", "understand"]

_MAX_KEYWORDS = 6


@dataclass(frozen=True, slots=True)
class Question:
    """What a question was understood to ask.

    Attributes:
        text: The question in plain French: abbreviations written out, misspellings corrected, without who asks it and
            what for. `asked` is the question as it was typed, to be shown.
        subject: `text` without organisations nor what is left out: what a search looks for. As long as `text`.
        named: The organisations that it names; their `spans` are places in `text`.
        number: The level and number of a node that it names (« OS 4 »), or None.
        clauses: Its subjects; a listing takes what fits any of them.
        facts: Kinds of facts that it asks for (`montant`, `date`…).
        own: Whether it speaks of the asker's own centre without naming it.
        kind: The kind of document that it names together with an organisation, or None.
        corrected: Each misspelt word, and what it was read as.
        excluded: Subjects that it leaves out. `excluded_levels` and `excluded_volets` the elements that it leaves out.
        period: The term of office that it names, or None; where documents of that term are there, `named.documents`
            holds no other.
        unparsed: Limits that it sets and that were understood as nothing (« d'ici 2026 »), to be told.
        personal: Whether it tells of its writer's own life rather than of documents.
        counted: Whether it asks how many, be it beside the rows themselves.
    """

    text: str
    audience: Audience
    intent: Intent
    named: Named
    volet: str | None
    level: Level | None
    number: tuple[Level, str] | None
    clauses: tuple[Clause, ...]
    facts: tuple[str, ...]
    own: bool
    kind: DocumentKind | None
    asked: str = ""
    subject: str = ""
    corrected: tuple[tuple[str, str], ...] = ()
    excluded: tuple[Clause, ...] = ()
    excluded_levels: tuple[Level, ...] = ()
    excluded_volets: tuple[str, ...] = ()
    period: Period | None = None
    unparsed: tuple[str, ...] = ()
    personal: bool = False
    counted: bool = False

    @property
    def concepts(self) -> tuple[str, ...]:
        """Every theme of the question, each once."""
        return tuple(dict.fromkeys(topic.concept for topic in self.topics))

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Every topic of the question."""
        return tuple(topic for clause in self.clauses for topic in clause.topics)

    @property
    def terms(self) -> tuple[str, ...]:
        """Every word that no theme covers, each once."""
        return tuple(dict.fromkeys(term for clause in self.clauses for term in clause.terms))

    @property
    def fact_fields(self) -> tuple[str, ...]:
        """The attributes of action sheets (`Node.attributes`) that say the facts asked for, the closest first."""
        known = load("questions")["fact_fields"]
        return tuple(dict.fromkeys(name for kind in self.facts for name in known.get(kind, ())))

    @property
    def unit(self) -> Level | None:
        """The level that it counts or lists by name, `action` and `objectif` included."""
        return find_unit(self.wanted)

    @property
    def wanted(self) -> str:
        """`text` without organisations nor what it leaves out."""
        return self.subject or self.text

    def in_words(self) -> str:
        """The understood question, for its asker to check: « Actions · thème : la jeunesse · tous les CPAS »."""
        return in_words(self)


def understand(text: str, audience: Audience, documents: Iterable[Document]) -> Question:
    """Understand a question.

    Args:
        text: The question, as asked.
        audience: Who asks.
        documents: The library's documents, whose names count as organisations.
    """
    library = tuple(documents)
    here = known(library)
    named = find_organisations(text, library, here.aliases, here.speller.knows)
    wording = read(text, here.speller, named.spans)
    period = find_period(wording.plain, date.today())
    return _Reading(text, audience, named, wording, period, library).question()


class _Reading:
    """The work on one question."""

    def __init__(
        self,
        text: str,
        audience: Audience,
        named: Named,
        wording: Wording,
        period: Period | None,
        library: tuple[Document, ...],
    ) -> None:
        self._text, self._audience, self._wording = text, audience, wording
        self._period = period
        spans = tuple(map(wording.place, named.spans))
        self._named = self._in_office(replace(named, spans=spans), period, library)
        self._asks = self._unintroduced(wording.plain, spans)
        nameless = blank(self._asks, spans)
        self._excluded: Excluded = find_excluded(nameless)
        self._subject = without(nameless, self._excluded)
        self._plain = without(self._asks, self._excluded)
        self._personal = is_personal(fold_spaces(self._plain))
        self._citizen = self._personal or audience == "citoyen"
        self._library = library

    @staticmethod
    def _unintroduced(text: str, names: tuple[Span, ...]) -> str:
        """A question without who asks it and what for; a trade, or what a paper is about, where it asks of more.

        Of someone who tells of their own life, the trade may be what decides: « je suis étudiante, engagez-vous … ? ».
        """
        told = find_introductions(text)
        for spans in told.choices():
            rest = blank(text, spans)
            if not is_personal(fold_spaces(rest)) and find_clauses(blank(rest, names)):
                return rest
        return blank(text, told.sure)

    def question(self) -> Question:
        vocabulary = load("questions")
        asking, _ = weighed(self._plain)
        folded = fold_spaces(asking)
        number = find_number(folded)
        clauses, facts = self._subjects(find_facts(asking))
        intent = Intent.NODE if number else self._intent(asking, clauses, facts)
        if intent is Intent.LISTING:
            facts = tuple(kind for kind in facts if kind != "definition")
        volets = [one for one in keys_found(folded, vocabulary["volets"]) if one not in self._excluded.volets]
        return Question(
            text=self._asks,
            audience=self._audience,
            intent=intent,
            named=self._named,
            volet=volets[0] if len(volets) == 1 else None,
            level=self._level(asking),
            number=number,
            clauses=clauses,
            facts=facts,
            own=not self._named.names and has_any(fold_spaces(self._wording.plain), vocabulary["own"]),
            kind=find_kind(self._wording.plain),
            asked=self._text,
            subject=self._subject,
            corrected=tuple(one for one in self._wording.corrected if one[1] in self._asks.lower()),
            excluded=apart(self._excluded.clauses, clauses),
            excluded_levels=self._excluded.levels,
            excluded_volets=self._excluded.volets,
            period=self._period,
            unparsed=() if self._personal else find_unparsed(self._subject),
            personal=self._personal,
            counted=has_any(folded, vocabulary["intents"]["count"]),
        )

    def _subjects(self, facts: tuple[str, ...]) -> tuple[tuple[Clause, ...], tuple[str, ...]]:
        """The subjects and the facts asked for: what is no fact is a subject, and the other way round."""
        with_subject = set(load("questions")["facts_with_subject"])
        said = {kind: self._fact_terms(kind) for kind in facts}
        beside = {term for kind, runs in said.items() if kind not in with_subject for run in runs for term in run}
        asking, told = weighed(self._subject)
        folded = fold_spaces(self._plain)
        everything = find_clauses(asking, beside)
        clauses = prune(everything, beside, personal=self._citizen, text=folded)
        if not clauses and everything and not self._personal:
            # « Quelles actions sur le budget ? »: nothing else is asked about.
            kept = prune(everything, (), personal=False, text=folded)
            words = {word for clause in kept for topic in clause.topics for word in topic.words}
            return kept, tuple(kind for kind in facts if not all(run <= words for run in said[kind]))
        clauses += self._told(told, clauses, folded)
        spoken = [set(topic.words) for clause in clauses for topic in clause.topics]
        hidden = {kind for kind, runs in said.items() if runs and all(any(run < one for one in spoken) for run in runs)}
        return clauses, tuple(kind for kind in facts if kind not in hidden)

    def _told(self, story: str, clauses: tuple[Clause, ...], folded: str) -> tuple[Clause, ...]:
        """The needs that the story around a question tells; all of its themes where the question itself has none."""
        found = prune(find_clauses(story), (), personal=True, text=folded)
        known = {topic.concept for clause in clauses for topic in clause.topics}
        needs = [
            replace(clause, terms=(), words=(), topics=tuple(
                topic for topic in clause.topics if topic.concept not in known and (topic.colloquial or not known)))
            for clause in found
        ]  # fmt: skip
        if clauses or any(clause.topics for clause in needs):
            return tuple(clause for clause in needs if clause.topics)
        return found

    def _fact_terms(self, kind: str) -> list[frozenset[str]]:
        """The index terms of each way in which the question asks for a kind of fact."""
        phrases = load("questions")["facts"][kind]
        found = [{token.term for token in tokens(words)} for words in words_found(self._plain, phrases)]
        return [frozenset(terms) for terms in found if terms]

    def _intent(self, asking: str, clauses: tuple[Clause, ...], facts: tuple[str, ...]) -> Intent:
        intent = find_intent(asking)
        names = len(self._named.names)
        rows = has_any(fold_spaces(asking), load("questions")["the_rows"])
        if intent is Intent.PASSAGE and rows and names and not clauses and set(facts) <= {"definition"}:
            return Intent.LISTING
        if intent is Intent.COMPARISON and not names and not clauses and "definition" in facts:
            return Intent.PASSAGE  # « la différence entre un OS et un OO »: of notions, and of no plan
        if names > 1 and intent in (Intent.LISTING, Intent.PASSAGE) and not self._personal:
            return Intent.COMPARISON
        if intent is Intent.LISTING and self._personal and not _lists(asking):
            return Intent.PASSAGE
        if intent is Intent.PASSAGE and not facts and self._is_theme(asking, clauses):
            return Intent.LISTING
        return intent

    def _is_theme(self, asking: str, clauses: tuple[Clause, ...]) -> bool:
        """Whether a question is about themes and nothing more: then all that plans say of them is wanted.

        Of someone who speaks of no document, keywords alone are (« culture sport loisirs », « mobilité bernissart »).
        """
        themed = bool(clauses) and all(clause.topics and not clause.terms for clause in clauses)
        bare = [token for token in tokens(self._subject) if not token.article]
        if len(clauses) == 1 and clauses[0].topics and len(clauses[0].terms) == 1 and self._audience == "agent":
            heads = {term for topic in clauses[0].topics for term in topic.words}  # « mobilité douce ? »
            return len(bare) == 2 and bare[0].term in heads
        told = {topic.words for clause in clauses for topic in clause.topics if not topic.colloquial}
        literal = all(topic.words in told for clause in clauses for topic in clause.topics)
        if not themed or not literal or self._personal:
            return False
        if len(bare) <= _MAX_KEYWORDS and not any(token.stop for token in bare):
            return True
        return self._audience == "agent" and not has_any(fold_spaces(asking), load("questions")["about_rules"])

    def _level(self, asking: str) -> Level | None:
        level = find_level(asking)
        if level is None and find_unit(asking) is Level.OBJECTIF and self._of_declarations():
            return Level.OBJECTIF
        return level

    def _of_declarations(self) -> bool:
        """Whether nothing but declarations is asked about: their items are objectives."""
        asked = [one for one in self._library if one.id in self._named.documents]
        return bool(asked) and all(one.identity.kind is DocumentKind.DPS for one in asked)

    def _in_office(self, named: Named, period: Period | None, library: tuple[Document, ...]) -> Named:
        if period is None:
            return named
        asked = [one for one in library if not named.documents or one.id in named.documents]
        chosen = of_period(asked, period)
        return replace(named, documents=tuple(one.id for one in chosen)) if chosen else named


def _lists(asking: str) -> bool:
    return has_any(fold_spaces(asking), load("questions")["of_documents"])
