"""Phrases of the vocabulary as parts of regular expressions over folded text."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from ingest.folding import fold_spaces
from ingest.vocabulary import load

Span = tuple[int, int]


GAP = "…"
"""In a phrase: up to `_ROOM` words may stand here."""
_ROOM = 4


def alternatives(phrases: Iterable[str]) -> str:
    """One pattern for several phrases, the longest first.

    `*` stands for any ending, a space for any white space, `GAP` for a few words. An apostrophe that ends a phrase
    needs nothing after it.
    """
    return "|".join(map(_body, sorted(map(str, phrases), key=len, reverse=True)))


@lru_cache(maxsize=16384)
def _body(phrase: str) -> str:
    words = rf"\W+(?:[\w'-]+\W+){{0,{_ROOM}}}?"
    parts = [re.escape(fold_spaces(part)).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for part in phrase.split(GAP)]
    body = words.join(parts)
    return body + ("" if body.endswith("'") else r"(?!\w)")


@lru_cache(maxsize=8192)
def phrases_pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """What finds any of some phrases in folded text, the longest first."""
    return re.compile(rf"(?<![\w-])(?:{alternatives(phrases)})" if phrases else r"(?!)")


@cache
def listed(*path: str) -> str:
    """The pattern for a list of `listings.yaml`, by its keys."""
    found = load("listings")
    for key in path:
        found = found[key]
    return rf"(?<![\w-])(?:{alternatives(found)})"


def blank(text: str, spans: Iterable[Span]) -> str:
    """A text with some spans made blank, every other character where it was."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)
