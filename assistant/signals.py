"""What speaks for and against an answer: the numbers that the gate weighs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.demands import PERSON, Demand, Premise, around, demanding_terms, demands, premise
from assistant.intent import Intent
from assistant.question import Question, Topic
from assistant.ranking import Passage
from assistant.relevance import TOPIC_WEIGHT, Relevance
from ingest.records import Document, Node

_BEARING = 0.75
"""A passage speaks of a question's subject when it covers this share of what the best one covers."""
_LOOKED_AT, _LEADING = 12, 3
"""How many passages are weighed one by one; and how many are believed where none holds a word of the subject."""

_Z_RANGE = (-4.0, 10.0)

NAMES = (
    "strength", "own", "union", "coverage", "score", "lexical", "dense", "peak", "margin", "alone", "theme",
    "themeless", "unknown", "rarest", "named", "listing", "demand", "held", "need", "citizen", "words",
)  # fmt: skip
"""The signals, in the order of the gate's weights."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about, without the words that only demand a fact.

    Attributes:
        terms: Index terms that no theme covers.
    """

    topics: tuple[Topic, ...]
    terms: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing is asked about."""
        return not self.topics and not self.terms


@dataclass(frozen=True, slots=True)
class Signals:
    """The evidence for an answer.

    Attributes:
        values: One number a signal, in the order of `NAMES`.
        bearing: The passages that speak of the question's subject, best first.
        missing: The subject's terms that none of the passages holds.
        unmet: The facts demanded that no bearing passage gives. `met`: those that one gives.
        denied: The event taken for granted of which no bearing passage speaks, or None.
    """

    values: tuple[float, ...]
    bearing: tuple[Passage, ...]
    missing: tuple[str, ...]
    unmet: tuple[Demand, ...]
    met: tuple[Demand, ...]
    denied: Premise | None

    def __getitem__(self, name: str) -> float:
        return self.values[NAMES.index(name)]


def subject_of(question: Question) -> Subject:
    """The subject of a question."""
    said = demanding_terms(question.text)
    return Subject(
        tuple(topic for topic in question.topics if not set(topic.words) <= said),
        tuple(term for term in question.terms if term not in said),
    )


def weigh(question: Question, ranked: Sequence[Passage], relevance: Relevance) -> Signals:
    """Gather the signals of a question and of what was found for it.

    Args:
        question: The question.
        ranked: What was found, best first.
        relevance: The library's word statistics.
    """
    subject = subject_of(question)
    looked = list(ranked[:_LOOKED_AT])
    whole = [_share(subject, [(one.document, one.node)], relevance, path=True) for one in looked]
    own = [_share(subject, [(one.document, one.node)], relevance, path=False) for one in looked]
    best = max(whole, default=0.0)
    bearing = tuple(one for one, share in zip(looked, whole, strict=True) if share and share >= _BEARING * best)
    held = frozenset[str]().union(*(relevance.path_terms(one.document, one.node) for one in looked))
    missing = tuple(term for term in subject.terms if term not in held)
    met, unmet = _facts(question, subject, looked, bearing, relevance)
    denied = premise(question.text)
    if denied is not None and denied.held(around((one.document, one.node) for one in bearing)):
        denied = None
    values = (
        best,
        max(own, default=0.0),
        _share(subject, [(one.document, one.node) for one in looked[:6]], relevance, path=True),
        max((one.coverage for one in looked), default=0.0),
        *_ranking(ranked, subject, relevance),
        _theme(subject, looked[:3]),
        float(not subject.topics),
        _weight_of([term for term in subject.terms if not relevance.knows(term)], subject, relevance),
        max((relevance.idf(term) for term in missing), default=0.0) / relevance.idf(""),
        float(bool(question.named.names)),
        float(question.intent is not Intent.PASSAGE),
        float(bool(met or unmet)),
        float(bool(met)),
        max((one.need for one in looked), default=0.0),
        float(question.personal or question.audience == "citoyen"),
        float(np.log1p(len(subject.terms) + len(subject.topics))),
    )
    return Signals(values, bearing, missing, unmet, met, denied)


def _facts(
    question: Question, subject: Subject, looked: list[Passage], bearing: tuple[Passage, ...], relevance: Relevance
) -> tuple[tuple[Demand, ...], tuple[Demand, ...]]:
    """The facts demanded that passages give, and those that none gives.

    A strict one must be given where the question's own words stand, not only its theme.
    """
    worded = [_worded(subject, relevance.path_terms(one.document, one.node), relevance) for one in looked]
    best = max(worded, default=0.0)
    speaking = [one for one, share in zip(looked, worded, strict=True) if share and share >= _BEARING * best]
    met: list[Demand] = []
    unmet: list[Demand] = []
    for demand in demands(question.text):
        chosen = (
            looked
            if subject.empty
            else speaking
            if demand.strict
            else (*bearing, *looked[: 1 if bearing else _LEADING])
        )
        places = around((one.document, one.node) for one in chosen)
        if (
            subject.empty or demand.kind == PERSON
        ) and demand.counted:  # nothing else says what the number should be of
            places = [place for place in places if demand.counted in relevance.own_terms[place[1].id]]
        (met if demand.held(places) else unmet).append(demand)
    return tuple(met), tuple(unmet)


def _worded(subject: Subject, held: frozenset[str], relevance: Relevance) -> float:
    """The weighted share of a subject's own words that stand somewhere, whatever its themes."""
    words = {*subject.terms, *(term for topic in subject.topics for term in topic.words)}
    return relevance.coverage(tuple(sorted(words)), held) if words else 0.0


def _share(subject: Subject, places: list[tuple[Document, Node]], relevance: Relevance, *, path: bool) -> float:
    """How much of a subject some elements speak of, 0…1: its rare words count more, a theme as much as a rare word."""
    held: set[str] = set()
    themes: set[str] = set()
    for document, node in places:
        held |= relevance.path_terms(document, node) if path else relevance.own_terms[node.id]
        themes |= {theme for one in ((*document.ancestors(node), node) if path else (node,)) for theme in one.themes}
    wanted = sum(map(relevance.idf, subject.terms)) + TOPIC_WEIGHT * len(subject.topics)
    got = sum(relevance.idf(term) for term in subject.terms if term in held)
    got += TOPIC_WEIGHT * sum(topic.concept in themes or set(topic.words) <= held for topic in subject.topics)
    return got / wanted if wanted else 0.0


def _weight_of(terms: list[str], subject: Subject, relevance: Relevance) -> float:
    wanted = sum(map(relevance.idf, subject.terms)) + TOPIC_WEIGHT * len(subject.topics)
    return sum(map(relevance.idf, terms)) / wanted if wanted else 0.0


def _ranking(
    ranked: Sequence[Passage], subject: Subject, relevance: Relevance
) -> tuple[float, float, float, float, float, float]:
    """The best score, its BM25 and cosine, how far the cosine and the score stand out, and how alone its document is.

    BM25 is measured against the weight of the question's words, and the cosine against that of questions which have
    nothing to do with the library: neither its size nor the embedding model moves them.
    """
    if not ranked:
        return 0.0, 0.0, _Z_RANGE[0], 0.0, 0.0, 0.0
    scores = np.array([one.score for one in ranked])
    cosines = np.array([one.dense for one in ranked if one.dense])
    spread = float(cosines.std()) if len(cosines) > 2 else 0.0
    peak = float((cosines.max() - cosines.mean()) / spread) if spread else 0.0
    mean, deviation = relevance.stranger
    nearest = float(cosines.max()) if len(cosines) else 0.0
    words = {*subject.terms, *(term for topic in subject.topics for term in topic.words)}
    weight = sum(map(relevance.idf, words)) + relevance.idf("")
    head = [one.document.id for one in ranked[:5]]
    return (
        float(scores.max()),
        float(max(one.lexical for one in ranked) / weight),
        min(max((nearest - mean) / deviation, _Z_RANGE[0]), _Z_RANGE[1]),
        peak,
        float(scores.max() - scores[:10].mean()),
        head.count(head[0]) / len(head),
    )


def _theme(subject: Subject, best: Sequence[Passage]) -> float:
    """The share of the question's themes that the best passages are in."""
    if not subject.topics:
        return 0.0
    themes = {theme for one in best for node in (*one.document.ancestors(one.node), one.node) for theme in node.themes}
    return sum(topic.concept in themes for topic in subject.topics) / len(subject.topics)
