"""What plans explain of themselves, for questions about plans as such: their introductions, and never an action."""

from collections.abc import Sequence

from assistant.genre import GenericQuestion, asks_to_draft, explains
from assistant.meaning import Meaning
from assistant.question import Question
from assistant.ranking import Passage
from assistant.rules import asked_of_rules
from ingest.folding import fold
from ingest.records import Level
from vectorstore.library import Library

_RANK_WEIGHT = 1.5
"""What the score of a passage in the search adds to its meaning, in standard deviations."""
_TITLE_WEIGHT = 0.5
"""How much of what its title is nearer than itself a passage gains."""
_NEAR = 1.2
"""How far below the best passage, in standard deviations, one still answers."""

_FAR, _FAR_FROM_NOTES = 2.0, 1.8
"""How far below the nearest explanation, or the nearest of all beside notes, a passage tells of something else."""
_WORDED, _MAX_BESIDE = 0.34, 4
"""The share of the question's words by which an explanation stands beside notes that are nearer, and how many do."""


def explaining(question: Question, ranked: Sequence[Passage], library: Library, most: int) -> list[Passage]:
    """The passages that explain what a question asks of plans as such, best first.

    Args:
        question: The question.
        ranked: The candidates, best first.
        library: The open library.
        most: How many passages at most.
    """
    meaning = Meaning(library, question, usual=True)
    scored = [(_score(one, meaning), one) for one in ranked if explains(one.document, one.node)]
    scored.sort(key=lambda pair: -pair[0])
    return [one for score, one in scored if score >= scored[0][0] - _NEAR][:most]


def beside(
    question: Question, rules: Sequence[Passage], told: Sequence[Passage], library: Library
) -> tuple[list[Passage], list[Passage]]:
    """What the notes and the plans say of plans as such, without what is much farther from the question than the other.

    Args:
        question: The question.
        rules: Statements of the notes, best first.
        told: Explanations of plans, best first.
        library: The open library.
    """
    rules, told = _near(question, rules, _giving(question, rules, told), library)
    if not (rules and told and isinstance(question, GenericQuestion)):
        return list(rules), list(told)
    meaning = Meaning(library, question, usual=True)
    nearest = max(meaning.of(one.node) for one in rules)
    kept = [one for one in told if one.coverage >= _WORDED or meaning.of(one.node) >= nearest][:_MAX_BESIDE]
    few = bool(kept) and nearest < max(meaning.of(one.node) for one in kept) - _NEAR
    return list(rules[:1] if few else rules), kept


def _giving(question: Question, rules: Sequence[Passage], told: Sequence[Passage]) -> Sequence[Passage]:
    """What plans tell of the very thing that is asked of a rule (a delay, a remedy), where the notes state it."""
    wanted = [one.said for one in asked_of_rules(question) if one.said is not None]
    said = [one for one in wanted if any(one.search(fold(passage.node.text)) for passage in rules)]
    return [one for one in told if all(pattern.search(fold(one.node.text)) for pattern in said)]


def _near(
    question: Question, rules: Sequence[Passage], told: Sequence[Passage], library: Library
) -> tuple[Sequence[Passage], Sequence[Passage]]:
    """What is not much farther in meaning than the rest; of plans as such, what plans tell is measured by its best."""
    generic = isinstance(question, GenericQuestion)
    if not told or not (rules or generic):
        return rules, told
    if rules and asks_to_draft(question.text):  # what plans say of themselves tells nobody what to write
        return rules, []
    meaning = Meaning(library, question)
    if generic:
        nearest = max(meaning.of(one.node) for one in told)
        return rules, [one for one in told if one.sure or meaning.of(one.node) >= nearest - _FAR]
    nearest = max(meaning.of(one.node) for one in (*rules, *told))
    floor = nearest - _FAR_FROM_NOTES
    kept, beside_them = ([one for one in group if meaning.of(one.node) >= floor] for group in (rules, told))
    return kept, beside_them


def _score(passage: Passage, meaning: Meaning) -> float:
    own = meaning.of(passage.node)
    title = next((one for one in passage.document.ancestors(passage.node) if one.level is Level.PASSAGE), None)
    above = meaning.of(title) if title is not None else own
    return own + _TITLE_WEIGHT * max(above - own, 0.0) + _RANK_WEIGHT * passage.score
