"""The words that a search looks for beside a question's own: what acronyms stand for, what people's needs are called.

A citizen says « le proprio veut nous virer », a plan « éviter les expulsions »; staff ask for the « RIS », a plan says
« revenu d'intégration ». Words are only added: what a question says itself always counts most.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.phrases import blank
from assistant.question import Question
from assistant.topics import weighed
from ingest.folding import fold
from ingest.french import analyse, question_words
from ingest.themes import Concept, Mention, Thesaurus, sequence, words
from ingest.vocabulary import load

_LEFT_ALONE = re.compile(r"\b(?:à|a|de|du|d['’]|chez|au|le|la|cpas|ville|commune)\s*(?=[,.?!;:)]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Expansion:
    """What to look for, for a question.

    Attributes:
        text: The question without the names of organisations, which say where to look and not for what.
        terms: Its index terms, without the words that only say how it is asked.
        spelt: The terms that spell its acronyms out, and the acronyms that its words spell.
        sought: What plans call the help that answers it: each a set of terms that stand together, the closest first.
        asked: Those of `sought` that answer the very request, where a story told around it seeks others too.
    """

    text: str
    terms: tuple[str, ...]
    spelt: tuple[str, ...] = ()
    sought: tuple[frozenset[str], ...] = ()
    asked: tuple[frozenset[str], ...] = ()

    @property
    def weighted(self) -> list[str]:
        """Everything as terms for BM25: the question's own twice."""
        added = dict.fromkeys(term for phrase in self.sought for term in sorted(phrase))
        return [*self.terms, *self.terms, *self.spelt, *(term for term in added if term not in self.terms)]


def query_terms(question: Question) -> tuple[str, ...]:
    """The index terms of a question, without the words that only say how it is asked nor the organisations."""
    return tuple(dict.fromkeys(term for term in analyse(unnamed(question)) if term not in question_words()))


def expand(question: Question) -> Expansion:
    """What to look for, for a question; what people need is read from what citizens tell only."""
    text, terms = unnamed(question), query_terms(question)
    plain = _LEFT_ALONE.sub("", text).strip() or question.text
    if question.audience != "citoyen":
        return Expansion(plain, terms, tuple(spelt(terms)))
    main = without_purpose(text)
    sought = needs(main) or needs(text)
    asked = needs(weighed(main)[0])
    return Expansion(plain, terms, tuple(spelt(terms)), sought, asked if set(asked) < set(sought) else ())


def without_purpose(text: str) -> str:
    """A text without what it wants something for: of « payer le permis pour trouver du travail », the work."""
    return blank(text, [found.span(1) for found in _purpose().finditer(fold(text))])


def spelt(terms: tuple[str, ...]) -> list[str]:
    """The terms that spell out the acronyms among some terms, and the acronyms that they spell."""
    held = set(terms)
    found: list[str] = []
    for acronym, meanings in _acronyms():
        for meaning in meanings:
            if acronym in held:
                found += meaning
            elif len(meaning) > 1 and held.issuperset(meaning):
                found.append(acronym)
    return [term for term in dict.fromkeys(found) if term not in held]


def needs(text: str) -> tuple[frozenset[str], ...]:
    """What plans call the help that answers what a text tells, in the vocabulary's order."""
    said, sought = _needs()
    mentions = list(said.mentions(words(text), question=True))
    told = {int(one.concept) for one in mentions if not any(_within(one, other) for other in mentions)}
    return tuple(dict.fromkeys(phrase for need in sorted(told) for phrase in sought[need]))


def _within(one: Mention, other: Mention) -> bool:
    """Whether a mention is a part of a longer one: « facture d'eau » is of water, and of no other bill."""
    longer = other.last - other.first > one.last - one.first
    return longer and other.first <= one.first and one.last <= other.last


def unnamed(question: Question) -> str:
    """The question with the names of organisations made blank: they choose the documents, and mean nothing else."""
    characters = list(question.text)
    for start, end in question.named.spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)


@lru_cache(maxsize=1)
def _acronyms() -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    return tuple(
        (own[0], tuple(tuple(analyse(meaning)) for meaning in meanings))
        for acronym, meanings in load("acronyms").items()
        if len(own := analyse(str(acronym))) == 1
    )


@lru_cache(maxsize=1)
def _purpose() -> re.Pattern[str]:
    return re.compile(load("needs")["purpose"])


@lru_cache(maxsize=1)
def _needs() -> tuple[Thesaurus, tuple[tuple[frozenset[str], ...], ...]]:
    """What finds the needs that a text tells, each named by its rank, and what is sought for each."""
    nothing: frozenset[tuple[str, ...]] = frozenset()
    listed = load("needs")["needs"]
    said = Thesaurus(
        Concept(str(rank), "", nothing, nothing, frozenset(sequence(str(one)) for one in need["said"]), nothing)
        for rank, need in enumerate(listed)
    )
    return said, tuple(tuple(frozenset(analyse(str(one))) for one in need["sought"]) for need in listed)
