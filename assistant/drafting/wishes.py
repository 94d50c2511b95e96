"""Questions that ask for a new objective to be written: « rédige un objectif sur la précarité énergétique »."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.answer import Turn
from assistant.known import known
from assistant.organisations import find_organisations
from assistant.phrases import blank
from assistant.wording import read
from ingest.folding import fold_spaces
from ingest.records import Document
from ingest.vocabulary import load

INTENT = "redaction"
"""What the answer of the chat to such a question says that it is."""


@dataclass(frozen=True, slots=True)
class ObjectiveWish:
    """A new objective that somebody asks for.

    Attributes:
        subject: What it is on, as said: « la précarité énergétique ».
        style: The plan or the organisation whose objectives it should look like, as said, or None.
    """

    subject: str
    style: str | None = None


def wish_of(question: str, documents: Sequence[Document] = ()) -> ObjectiveWish | None:
    """The objective that a question asks to write, or None where it asks for something else.

    Args:
        question: The question, as asked.
        documents: The library's documents: what was typed as on a telephone is written out, and misspellings corrected
            but in their names; only once the question is known to be such a wish.
    """
    flat = " ".join(question.split())
    match = _match(flat)
    if match is None:
        return None
    start = match.start("subject")
    if documents:
        library = tuple(documents)
        here = known(library)
        named = find_organisations(flat, library, here.aliases, here.speller.knows)
        reading = read(flat, here.speller, named.spans)
        # Only what is wished for: « rédige » and « rédigé » are one word without accents.
        match = _match(flat[:start] + reading.plain[reading.place((start, start))[0] :]) or match
    return ObjectiveWish(match.group("subject").strip(" ,"), match.group("style"))


def wish_within(question: str, history: Sequence[Turn], documents: Sequence[Document]) -> ObjectiveWish | None:
    """The objective that a question asks to write, be it the last one again in another style: « et à Durbuy ? ».

    Args:
        question: The question, as asked.
        history: The conversation so far, oldest first.
        documents: The library's documents.
    """
    last: ObjectiveWish | None = None
    for turn in history:
        if turn.answer.intent == INTENT:
            last = _next(turn.question, last, documents)
        elif turn.answer.status != "clarify":  # thanks leave the conversation where it was
            last = None
    return _next(question, last, documents)


def _next(question: str, last: ObjectiveWish | None, documents: Sequence[Document]) -> ObjectiveWish | None:
    wish = wish_of(question, documents)
    if wish is not None or last is None:
        return wish
    here = known(tuple(documents))
    named = find_organisations(question, documents, here.aliases, here.speller.knows)
    names = named.names or named.unknown
    left = fold_spaces(blank(question, named.spans))
    if len(names) != 1 or named.excluded or re.fullmatch(str(load("drafting")["elsewhere"]), left) is None:
        return None
    return ObjectiveWish(last.subject, names[0])


def _match(flat: str) -> re.Match[str] | None:
    return next((match for pattern in _requests() if (match := pattern.search(flat)) is not None), None)


@cache
def _requests() -> Sequence[re.Pattern[str]]:
    return tuple(re.compile(str(one), re.IGNORECASE) for one in load("drafting")["requests"])
