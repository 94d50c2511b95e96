"""What something is, for questions that ask it: the sentences that begin with the very thing."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.expansion import spelt
from assistant.question import Question
from assistant.ranking import Passage
from ingest.french import analyse, question_words
from ingest.records import Level

_DEFINITION = "definition"
_MIN_WORDS = 9
"""A shorter sentence explains nothing."""
_BETWEEN = re.compile(r"[,;:?!/«»\"()]|\b(?:et|ou|entre|versus|vs)\b", re.IGNORECASE)


def defining(question: Question, ranked: Sequence[Passage]) -> list[Passage]:
    """For each of several things of which a question asks what they are, the best passage that begins with it.

    « Différence entre objectif stratégique et action » is answered by two sentences, « L'objectif stratégique… » and
    « L'action… », and not by one that names both in passing.

    Args:
        question: The question.
        ranked: The candidates, best first.
    """
    parts = _parts(question) if _DEFINITION in question.facts else []
    if len(parts) < 2:
        return []
    found: dict[str, Passage] = {}
    for part in parts:
        names = [name for name in (part, frozenset(spelt(tuple(part)))) if name]
        best = next((one for one in ranked if any(_begins(one, name) for name in names)), None)
        if best is not None:
            found.setdefault(best.node.id, best)
    several = len(found) > 1
    return [replace(one, sure=several) for one in found.values()]


def _parts(question: Question) -> list[frozenset[str]]:
    """The things that a question asks about, as index terms."""
    segments = (frozenset(analyse(part)) - question_words() for part in _BETWEEN.split(question.text))
    return list(dict.fromkeys(part for part in segments if part))


def _begins(passage: Passage, name: frozenset[str]) -> bool:
    """Whether a sentence begins with a thing, or with one word and the thing (« ce volet interne… »)."""
    node = passage.node
    if node.level is not Level.PASSAGE or len(node.text.split()) < _MIN_WORDS:  # a title explains nothing
        return False
    return name <= set(analyse(node.text)[: len(name) + 1])
