"""Whether what was found is enough to answer: relevance is not sufficiency."""

from dataclasses import dataclass

from assistant.intent import fact_pattern
from assistant.passages import Passage, query_terms
from assistant.question import Question
from assistant.relevance import Relevance
from ingest.folding import fold
from ingest.vocabulary import load

_MIN_CONFIDENCE = 0.55
_FULL_SCORE = 1.4
"""A passage score from which nothing more is asked of the ranking."""


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
    if not passages or not (query_terms(question) or question.named.names):
        return Verdict("rien", 0.0, question.terms)
    support, missing = relevance.support(question, [(one.document, one.node) for one in passages])
    if not question.terms and not question.topics:
        support = passages[0].coverage
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
