"""Questions that ask for a new objective to be written: « rédige un objectif sur la précarité énergétique »."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.known import known
from assistant.organisations import find_organisations
from assistant.wording import read
from ingest.records import Document
from ingest.vocabulary import load


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


def _match(flat: str) -> re.Match[str] | None:
    return next((match for pattern in _requests() if (match := pattern.search(flat)) is not None), None)


@cache
def _requests() -> Sequence[re.Pattern[str]]:
    return tuple(re.compile(str(one), re.IGNORECASE) for one in load("drafting")["requests"])
