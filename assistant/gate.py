"""Whether what was found is enough to answer: relevance is not sufficiency.

A small logistic model weighs the signals; `python -m bench.gate` trains it and writes its numbers in `gate.json`.
Besides, a fact that a question demands must be given, and an event that it takes for granted must be told.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.demands import Demand, Premise
from assistant.expansion import query_terms, without_purpose
from assistant.genre import GenericQuestion
from assistant.question import Question, Topic
from assistant.ranking import Passage
from assistant.relevance import Relevance
from assistant.screening import first_person
from assistant.signals import NAMES, Signals, subject_of, weigh
from ingest.folding import fold

_ENOUGH_WITHOUT_SUBJECT = 0.55
"""The share of its words that answers a question which names no subject."""
_NEAR_EXPLANATION = 0.4
"""How much nearer than to questions of another world explanations must be, in standard deviations of those."""
_CERTAIN_NEED = 0.5
"""How surely a passage must name the help that a citizen's own story seeks, to answer it whatever else is told."""


@dataclass(frozen=True, slots=True)
class Model:
    """The trained weights.

    Attributes:
        mean: What each signal is centred on. `scale`: what it is divided by. `weights`: what it weighs then.
        threshold: The probability from which a question is answered.
    """

    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    threshold: float

    def probability(self, values: Sequence[float]) -> float:
        """How probable it is that an answer is there, 0…1."""
        rows = zip(values, self.mean, self.scale, self.weights, strict=True)
        logit = self.bias + sum(weight * (value - mean) / scale for value, mean, scale, weight in rows)
        return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, logit))))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The gate's decision.

    Attributes:
        reason: Why not: `rien`, `hors_sujet`, `absent` (not in the documents of the organisations named), `premisse`,
            or the kind of fact that is missing; None when answered.
        support: The probability that an answer is there, 0…1.
        unmet: The facts demanded that nothing gives; beside others that are given, an answer says so.
        denied: The event taken for granted that nothing tells.
        bearing: The passages that speak of the question's subject.
        met: The facts demanded that they give.
    """

    reason: str | None
    support: float
    unmet: tuple[Demand, ...] = ()
    denied: Premise | None = None
    bearing: tuple[Passage, ...] = ()
    met: tuple[Demand, ...] = ()


def judge(
    question: Question, passages: Sequence[Passage], relevance: Relevance, ranked: Sequence[Passage] | None = None
) -> Verdict:
    """Decide whether passages can answer a question.

    Args:
        question: The question.
        passages: What would be quoted, best first.
        relevance: The library's word statistics.
        ranked: Every candidate, best first, where they are known: how far the best stand out is a signal too.
    """
    generic = isinstance(question, GenericQuestion)
    if not passages or not (generic or query_terms(question) or question.named.names):
        named = question.named.documents and not subject_of(question).empty
        return Verdict("absent" if named else "rien", 0.0)
    if passages[0].sure:
        return Verdict(None, 1.0, bearing=tuple(passages))
    signals = weigh(question, ranked or passages, relevance)
    sure = _confidence(question, passages, signals)
    reason = _reason(question, signals, sure) or _off_theme(question, passages, relevance, signals)
    return Verdict(reason, sure, signals.unmet, signals.denied, signals.bearing, signals.met)


def _confidence(question: Question, passages: Sequence[Passage], signals: Signals) -> float:
    """How sure it is that the passages are about what is asked.

    Of a question about plans as such, explanations are chosen by their meaning: its words are seldom theirs.
    """
    if isinstance(question, GenericQuestion):
        return 1.0 if signals["dense"] >= _NEAR_EXPLANATION else 0.0
    if not subject_of(question).empty:
        told = question.named.documents and first_person(question.text)
        if told and max(one.need for one in passages) >= _CERTAIN_NEED:
            return 1.0  # a story holds many words that no plan does
        return model().probability(signals.values)
    if signals.met or signals.unmet:
        return 1.0
    return model().threshold if passages[0].coverage >= _ENOUGH_WITHOUT_SUBJECT else 0.0


def _reason(question: Question, signals: Signals, sure: float) -> str | None:
    if sure < model().threshold:
        return "absent" if question.named.documents else "hors_sujet"
    if signals.denied is not None:
        return "premisse"
    if signals.unmet and not signals.met:
        return signals.unmet[0].kind
    return None


def _off_theme(question: Question, passages: Sequence[Passage], relevance: Relevance, signals: Signals) -> str | None:
    """Why a question is not answered where nothing to quote is of one of its themes, or says one of its words.

    Its own words decide better than themes, but where they only say what something else is wanted for.
    """
    subject = subject_of(question)
    main = _main(question, subject.topics)
    worded = bool(subject.terms) and len(main) == len(subject.topics)
    if not subject.topics or worded or signals["need"] >= _CERTAIN_NEED:
        return None
    held = frozenset[str]().union(*(relevance.path_terms(one.document, one.node) for one in passages))
    themes = {
        theme for one in passages for node in (*one.document.ancestors(one.node), one.node) for theme in node.themes
    }
    if held.intersection(subject.terms) or any(topic.concept in themes or set(topic.words) & held for topic in main):
        return None
    return "absent" if question.named.documents else "hors_sujet"


def _main(question: Question, topics: Sequence[Topic]) -> Sequence[Topic]:
    """The topics of what is asked, without those that only say what for, unless there are no others."""
    words = fold(without_purpose(question.text))
    return [one for one in topics if fold(one.surface) in words] or topics


@cache
def model() -> Model:
    """The trained model, read once.

    Raises:
        ValueError: If its file is of other signals than the code: train it anew with `python -m bench.gate`.
    """
    raw = json.loads(files(__package__).joinpath("gate.json").read_text(encoding="utf-8"))
    if tuple(raw["signals"]) != NAMES:
        raise ValueError("assistant/gate.json was trained on other signals: run python -m bench.gate")
    mean, scale, weights = (tuple(raw[name]) for name in ("mean", "scale", "weights"))
    return Model(mean, scale, weights, raw["bias"], raw["threshold"])
