"""Which passages beside the best one earn their place in an answer, to a question of fact or to somebody in need.

A row of the same objective, or of the same theme, ranks near the row that answers, and tells something else.
"""

from collections.abc import Sequence

from assistant.meaning import Meaning
from assistant.question import Question
from assistant.ranking import Passage
from vectorstore.library import Library

_OWN, _COVERED = 0.5, 0.5
"""A passage tells what is asked when its words, alone and with its path, cover this share of what the best one's do."""
_NEAREST = 0.25
"""How much nearer in meaning than all that is chosen, in standard deviations, a passage must be to be added."""
_COVERED_WHEN_NEAREST = 0.45
"""And when it covers this share of what they cover."""
_HELPED, _HELPS = 0.3, 0.5
"""Where the best passage names the help that somebody seeks so surely, others must, at this share of its sureness."""


def helping(kept: Sequence[Passage]) -> list[Passage]:
    """The passages that name the help sought by somebody who tells of a need, where the best one does.

    Args:
        kept: The passages that stand out, best first.
    """
    floor = _HELPS * kept[0].need if kept and kept[0].need >= _HELPED else 0.0
    return [one for one in kept if one.need >= floor]


def earning(question: Question, kept: Sequence[Passage], library: Library) -> list[Passage]:
    """The passages that say, beside the best one, as much of what is asked; and the one that is nearest in meaning.

    Args:
        question: The question.
        kept: The passages that stand out, best first.
        library: The open library.
    """
    if len(kept) < 2:
        return list(kept)
    meaning = Meaning(library, question)
    nearest = max(kept, key=lambda one: meaning.of(one.node))
    own, covered = kept[0].own, kept[0].coverage
    return [
        one
        for one in kept
        if one is kept[0] or (one.coverage >= _COVERED * covered and (one.own >= _OWN * own or one is nearest))
    ]


def closest(question: Question, kept: Sequence[Passage], ranked: Sequence[Passage], library: Library) -> list[Passage]:
    """The passage closest in meaning to a question of fact, where the weighing left it out.

    Words decide badly between near elements when the text says the thing otherwise than the question.

    Args:
        question: The question.
        kept: The passages that stand out, best first.
        ranked: The candidates, best first.
        library: The open library.
    """
    heard = {one.document.id for one in kept}
    near = [one for one in ranked if one.document.id in heard and not one.document.children.get(one.node.id)]
    best = max(near, key=lambda one: one.dense, default=kept[0])
    if not best.dense or best in kept:
        return []
    meaning = Meaning(library, question)
    ahead = meaning.of(best.node) - max(meaning.of(one.node) for one in kept)
    covered = _COVERED_WHEN_NEAREST * max(one.coverage for one in kept)
    return [best] if ahead >= _NEAREST and best.coverage >= covered else []
