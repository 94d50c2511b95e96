"""Phrases of the vocabulary as parts of regular expressions over folded text."""

import re
from collections.abc import Iterable
from functools import cache

from ingest.folding import fold
from ingest.vocabulary import load

Span = tuple[int, int]


def alternatives(phrases: Iterable[str]) -> str:
    """One pattern for several phrases, the longest first; `*` stands for any ending, a space for any white space.

    An apostrophe that ends a phrase needs nothing after it.
    """
    longest = sorted(phrases, key=len, reverse=True)
    bodies = [re.escape(fold(one).strip()).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for one in longest]
    return "|".join(body + ("" if body.endswith("'") else r"(?!\w)") for body in bodies)


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
