"""Questions that ask for a new objective to be written: « rédige un objectif sur la précarité énergétique »."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

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


def wish_of(question: str) -> ObjectiveWish | None:
    """The objective that a question asks to write, or None where it asks for something else."""
    for pattern in _requests():
        found = pattern.search(" ".join(question.split()))
        if found is not None:
            return ObjectiveWish(found.group("subject").strip(" ,"), found.group("style"))
    return None


@cache
def _requests() -> Sequence[re.Pattern[str]]:
    return tuple(re.compile(str(one), re.IGNORECASE) for one in load("drafting")["requests"])
