"""How one answer did on its case."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Audience, Citation
from assistant.evaluation.cases import Case, Gold
from assistant.evaluation.counts import exact_count
from assistant.evaluation.matching import Quoted, matches

_STATUS = {"answer": "answered", "abstain": "refused", "clarify": "clarify"}

Source = Callable[[str], str]
"""Gives the stored text of a document by its id."""


@dataclass(frozen=True, slots=True)
class Score:
    """How one answer did; `evals/README.md` defines each measure.

    Attributes:
        recall: Share of the gold that is cited; 1 where `gold_min` of it suffices and is reached. None without gold.
        precision: Share of the citations that are gold or related. None without citations.
        f1: Harmonic mean of both; 0 where gold is wanted and nothing is cited. None without gold.
        cited_gold: How many of the gold passages are cited, whatever suffices.
        exact_count: Whether the number given is right; None where there is nothing to count.
        citations: How many citations there are; `verified` of them stand in the stored text, word for word, at the
            place that they name.
        behaviour: Whether it answered, refused or asked as expected.
        false_friends: How many tempting and wrong passages it cites.
    """

    case: Case
    status: str
    recall: float | None
    precision: float | None
    f1: float | None
    cited_gold: int
    exact_count: bool | None
    citations: int
    verified: int
    behaviour: bool
    false_friends: int
    missed: tuple[Gold, ...]
    wrong: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a list of citations holds of a case.

    Attributes:
        gold: The gold passages that they show; `related` the others that may be cited.
        wrong: The ranks of the citations that show neither.
        friends: How many of those show a false friend.
    """

    gold: tuple[Gold, ...]
    related: tuple[Gold, ...]
    wrong: tuple[int, ...]
    friends: int


def evaluate(cases: Iterable[Case], ask: Callable[[str, Audience], Answer], source: Source) -> list[Score]:
    """Ask every question and score the answers."""
    return [score(case, ask(case.question, case.audience), source) for case in cases]


def score(case: Case, answer: Answer, source: Source) -> Score:
    """Score one answer."""
    cited = answer.citations
    found = compare(case, cited)
    recall, precision = recall_of(case, found.gold), precision_of(len(found.wrong), len(cited))
    return Score(
        case=case,
        status=answer.status,
        recall=recall,
        precision=precision,
        f1=f1_of(recall, precision),
        cited_gold=len(found.gold),
        exact_count=exact_count(case, answer.answer, answer.total, len(found.related)),
        citations=len(cited),
        verified=sum(_stands(one, source) for one in cited),
        behaviour=answer.status == _STATUS[case.expected_behaviour],
        false_friends=found.friends,
        missed=tuple(gold for gold in case.gold if gold not in found.gold),
        wrong=tuple(cited[rank] for rank in found.wrong),
    )


def compare(case: Case, cited: Sequence[Quoted]) -> Found:
    """What citations, or retrieved chunks, hold of a case."""
    shown = {gold for gold in (*case.gold, *case.related) if any(matches(one, gold) for one in cited)}
    wrong = [
        rank for rank, one in enumerate(cited) if not any(matches(one, gold) for gold in (*case.gold, *case.related))
    ]
    return Found(
        gold=tuple(gold for gold in case.gold if gold in shown),
        related=tuple(gold for gold in case.related if gold in shown),
        wrong=tuple(wrong),
        friends=sum(any(matches(cited[rank], friend) for friend in case.false_friends) for rank in wrong),
    )


def recall_of(case: Case, found: Sequence[Gold]) -> float | None:
    """The share of what must be cited that is; None where nothing must be."""
    if not case.gold:
        return None
    if case.kind == "listing":
        return len(found) / len(case.gold)
    if case.kind == "comparison" and case.expected_docs:
        return len({gold.doc for gold in found} & set(case.expected_docs)) / len(set(case.expected_docs))
    return min(1.0, len(found) / max(1, case.gold_min or 1))


def precision_of(wrong: int, cited: int) -> float | None:
    """The share of the citations that may be cited; None without citations."""
    return 1 - wrong / cited if cited else None


def f1_of(recall: float | None, precision: float | None) -> float | None:
    """The harmonic mean; an answer that cites nothing where something must be cited has 0."""
    if recall is None:
        return None
    return 2 * recall * precision / (recall + precision) if recall and precision else 0.0


def _stands(citation: Citation, source: Source) -> bool:
    """Whether a quote is what the stored text holds at its place, whatever state the answer claims for it."""
    return bool(citation.quote) and source(citation.document)[citation.start : citation.end] == citation.quote
