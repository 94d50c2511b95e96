"""A question understood: intent, organisations, volet, level, themes, terms; shown back to the user in words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer import Audience
from assistant.intent import Intent, find_facts, find_intent, find_level, has_any, keys_found
from assistant.organisations import Named, find_organisations
from ingest.folding import fold, fold_spaces
from ingest.french import Token, question_words, tokens
from ingest.records import Document, DocumentKind, Level
from ingest.themes import Mention, thesaurus
from ingest.vocabulary import load

_SEPARATOR = re.compile(r"[,;/()?!«»\"]|\s:\s|\.\s|\s(?:et|ou|ainsi que|mais)\s")
_NODE = re.compile(
    r"\b(objectif\w*\s+strategique\w*|objectif\w*\s+operationnel\w*|o\.?s\.?|o\.?o\.?|axe)\s*(?:n\s?[o°]\s*)?(\d+(?:\.\d+)*)"
)
_KIND = re.compile(
    r"\b(pst|programme strategique transversal|dps|declaration de politique sociale)\s+(?:du cpas\s+)?(?:de|d'|du|a)\b"
)


_MAX_KEYWORDS = 6


@dataclass(frozen=True, slots=True)
class Topic:
    """A theme of the thesaurus that a question names, with the words that name it.

    Attributes:
        words: Their index terms.
        surface: The words as they stand in the question.
        colloquial: Whether only questions speak so (« payer mon chauffage »).
    """

    concept: str
    words: tuple[str, ...]
    surface: str
    colloquial: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """One subject of a question: its themes, and the words that no theme covers."""

    topics: tuple[Topic, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What a question was understood to ask.

    Attributes:
        named: The organisations that it names.
        number: The level and number of a node that it names (« OS 4 »), or None.
        clauses: Its subjects; a listing takes what fits any of them.
        facts: Kinds of facts that it asks for (`montant`, `date`…).
        own: Whether it speaks of the asker's own centre without naming it.
        kind: The kind of document that it names together with an organisation, or None.
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

    def in_words(self) -> str:
        """The understood question, for its asker to check: « Liste · thème la jeunesse · Durbuy »."""
        concepts = thesaurus().concepts
        parts = [_INTENT_WORDS[self.intent]]
        if self.number:
            parts.append(f"{self.number[0].value.upper()} {self.number[1]}")
        if self.concepts:
            parts.append("thème : " + ", ".join(concepts[concept].label for concept in self.concepts))
        if self.volet:
            parts.append(f"volet {self.volet}")
        parts.append(", ".join(self.named.names) if self.named.names else "toute la bibliothèque")
        return " · ".join(parts)


_INTENT_WORDS = {
    Intent.LISTING: "Liste",
    Intent.COUNT: "Comptage",
    Intent.COMPARISON: "Comparaison",
    Intent.STRUCTURE: "Structure des plans",
    Intent.NODE: "Élément d'un plan",
    Intent.PASSAGE: "Recherche dans les textes",
}


def understand(text: str, audience: Audience, documents: Iterable[Document]) -> Question:
    """Understand a question.

    Args:
        text: The question, as asked.
        audience: Who asks.
        documents: The library's documents, whose names count as organisations.
    """
    named = find_organisations(text, documents)
    folded = fold_spaces(text)
    vocabulary = load("questions")
    volets = keys_found(folded, vocabulary["volets"])
    match = _NODE.search(folded)
    number = (_node_level(match.group(1)), match.group(2)) if match else None
    kind = _KIND.search(folded)
    clauses, facts = _clauses(text, named), find_facts(text)
    intent = Intent.NODE if number else find_intent(text)
    if intent is Intent.PASSAGE and not facts and _is_keywords(text, clauses):
        intent = Intent.LISTING
    return Question(
        text=text,
        audience=audience,
        intent=intent,
        named=named,
        volet=volets[0] if len(volets) == 1 else None,
        level=find_level(text),
        number=number,
        clauses=clauses,
        facts=facts,
        own=not named.names and has_any(folded, vocabulary["own"]),
        kind=(DocumentKind.DPS if kind.group(1).startswith("d") else DocumentKind.PST) if kind else None,
    )


def _is_keywords(text: str, clauses: tuple[Clause, ...]) -> bool:
    """Whether a question is themes alone (« culture sport loisirs », « mobilité bernissart »): all of it is wanted."""
    bare = [token for token in tokens(text) if not token.article]
    themed = bool(clauses) and all(clause.topics and not clause.terms for clause in clauses)
    literal = all(not topic.colloquial for clause in clauses for topic in clause.topics)
    return themed and literal and len(bare) <= _MAX_KEYWORDS and not any(token.stop for token in bare)


def _node_level(words: str) -> Level:
    if words.startswith("axe"):
        return Level.AXE
    return Level.OS if "strat" in words or words.replace(".", "") == "os" else Level.OO


def _clauses(text: str, named: Named) -> tuple[Clause, ...]:
    """The subjects of a question, one a segment between commas and conjunctions."""
    characters = list(text)
    for start, end in named.spans:
        characters[start:end] = " " * (end - start)
    subject = "".join(characters)
    clauses = []
    for segment in _SEPARATOR.split(subject):
        if not segment or not segment.strip():
            continue
        listed = [token for token in tokens(segment) if not token.article]
        mentions = _maximal(thesaurus().mentions([token.term for token in listed], question=True))
        covered = {index for mention in mentions for index in range(mention.first, mention.last)}
        rest = tuple(
            token.term
            for index, token in enumerate(listed)
            if index not in covered and not token.stop and token.term not in _unspecific() and len(token.term) > 1
        )
        topics = {mention.concept: _topic(mention, listed, segment) for mention in mentions}
        if topics or rest:
            clauses.append(Clause(tuple(topics.values()), rest))
    return tuple(clauses)


def _topic(mention: Mention, listed: list[Token], segment: str) -> Topic:
    chosen = listed[mention.first : mention.last]
    surface = _as_asked([token.surface for token in chosen], segment)
    return Topic(mention.concept, tuple(token.term for token in chosen), surface, mention.colloquial)


def _as_asked(words: list[str], segment: str) -> str:
    """Words as they stand in the question, with the articles between them."""
    found = re.search(r"\b" + r"\W+(?:\w+\W+){0,3}?".join(re.escape(fold(word)) for word in words), fold(segment))
    return segment[slice(*found.span())] if found else " ".join(words)


@lru_cache(maxsize=1)
def _unspecific() -> frozenset[str]:
    """The terms that say how something is asked, which fact of it, or in which document: never about what."""
    vocabulary = load("questions")
    phrases = [*vocabulary["own"], *vocabulary["frame"], *(one for row in vocabulary["facts"].values() for one in row)]
    return question_words() | {token.term for phrase in phrases for token in tokens(str(phrase).replace("*", ""))}


def _maximal(mentions: list[Mention]) -> list[Mention]:
    """Mentions that no longer one contains; weak ones only where nothing is certain."""
    strong = [mention for mention in mentions if mention.strong] or mentions
    return [
        mention
        for mention in strong
        if not any(
            other.first <= mention.first
            and mention.last <= other.last
            and other.last - other.first > mention.last - mention.first
            for other in strong
        )
    ]
