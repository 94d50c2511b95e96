"""Fold text for comparison without moving a character: offsets in the fold are offsets in the source."""

import unicodedata
from functools import lru_cache

_SAME = {"’": "'", "‘": "'", "ʼ": "'", "′": "'", "\u2010": "-", "‑": "-", "–": "-", "—": "-", "\u00ad": "-"}


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _SAME:
        return _SAME[character]
    if character.isspace():
        return "\n" if character == "\n" else " "
    base = unicodedata.normalize("NFKD", character)[0].lower()
    return base if len(base) == 1 else character


def fold(text: str) -> str:
    """Lower-case, drop accents, make apostrophes, dashes and spaces plain; one character for each character."""
    return "".join(map(_fold_character, text))


def fold_spaces(text: str) -> str:
    """`fold`, with runs of white space made one space: for comparing words, not for offsets."""
    return " ".join(fold(text).split())
