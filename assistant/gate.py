"""Whether what was found is enough to answer: relevance is not sufficiency."""

from dataclasses import dataclass

from assistant.intent import fact_pattern
from assistant.passages import Passage
from assistant.question import Question
from assistant.relevance import Relevance
from ingest.folding import fold
from ingest.vocabulary import load

_MIN_CONFIDENCE = 0.55
_FULL_SCORE = 1.4
"""A passage score from which nothing more is asked of the ranking."""
_CONCEPT_WEIGHT = 4.0
"""A theme weighs as much as a rather rare word."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The gate's decision.

    Attributes:
        reason: Why not: `rien`, `hors_sujet` or the kind of fact that is missing; None when answered.
        support: The share of the question that the passages cover, 0…1.
        missing: The question's words that no passage holds.
    """

    reason: str | None
    support: float
    missing: tuple[str, ...]


def judge(question: Question, passages: list[Passage], relevance: Relevance) -> Verdict:
    """Decide whether passages can answer a question.

    Args:
        question: The question.
        passages: What was found, best first.
        relevance: The library's word statistics.
    """
    if not passages:
        return Verdict("rien", 0.0, question.terms)
    held = frozenset().union(*(relevance.path_terms(one.document, one.node) for one in passages))
    themes = {
        theme for one in passages for node in (*one.document.ancestors(one.node), one.node) for theme in node.themes
    }
    wanted = sum(relevance.idf(term) for term in question.terms) + _CONCEPT_WEIGHT * len(question.concepts)
    got = sum(relevance.idf(term) for term in question.terms if term in held)
    got += _CONCEPT_WEIGHT * len(themes & set(question.concepts))
    missing = tuple(term for term in question.terms if term not in held)
    support = got / wanted if wanted else passages[0].coverage
    confidence = (support + min(1.0, passages[0].score / _FULL_SCORE)) / 2
    if confidence < _MIN_CONFIDENCE:
        return Verdict("hors_sujet", support, missing)
    required = set(load("questions")["facts_required"])
    for kind in question.facts:
        if kind in required and not any(
            fact_pattern(kind).search(fold(one.document.quote(one.node))) for one in passages
        ):
            return Verdict(kind, support, missing)
    return Verdict(None, support, missing)
