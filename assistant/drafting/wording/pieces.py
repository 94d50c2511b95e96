"""A sentence as words that can be exchanged one by one: « l' » stands alone, spaces and commas are kept."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.vocabulary import load

_PIECE = re.compile(r"(\s*)([^\W\d_]+(?:-[^\W\d_]+)*'|et/ou\b|\w+(?:[-.,]\w+)*|[^\w\s])")
_APOSTROPHES = re.compile("[’‘ʼ´`]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
_STOP = re.compile(r"(?<![.…\s])\s*(?:\.|;|,)\s*$")
_ABBREVIATION = re.compile(r"(?:\betc|\b\w\.\w|\basbl|\bart|\bcf|\bex)\.?$", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?]\s+\w")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a sign, and the space before it."""

    gap: str
    word: str

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.word.lower()


def has_sentences(line: str) -> bool:
    """Whether a text is more than one sentence."""
    return _SENTENCE.search(line) is not None


def cut(text: str) -> list[Piece]:
    """A text's pieces; joined again by `joined` they are the text."""
    return [Piece(match[1], match[2]) for match in _PIECE.finditer(text)]


def joined(pieces: list[Piece]) -> str:
    """The text of pieces."""
    return "".join(one.gap + one.word for one in pieces).strip()


def plain(text: str) -> str:
    """A text on one line, with straight apostrophes and without the stop that ends a line of a list."""
    for ligature, letters in _LIGATURES.items():
        text = text.replace(ligature, letters)
    line = " ".join(_APOSTROPHES.sub("'", text).split())
    line = re.sub(r"(?<=[^\W\d_]')\s+(?=\w)", "", line)
    if _SENTENCE.search(line) or _ABBREVIATION.search(line.rstrip(".")):
        return line
    return _STOP.sub("", line)


def in_style_of(source: str, text: str) -> str:
    """A text with the apostrophes of another one."""
    return text.replace("'", "’") if "’" in source and "'" not in source else text


def capital(text: str) -> str:
    """A text with a capital first letter."""
    return text[:1].upper() + text[1:]


def accented(text: str) -> str:
    """A text whose first noun has its accent, that capitals often lack: « Etude » → « Étude »."""
    word = re.match(r"E[^\W\d_]+", text)
    known = word is not None and "é" + word[0][1:].lower() in table()["nouns"]
    return "É" + text[1:] if known else text


def lowered(text: str) -> str:
    """A text without the capital of its first word, where that word is no name: an article, a determiner."""
    first = re.match(r"[^\W\d_]+'?", text)
    small = first is not None and first[0].lower() in determiners()
    return text[:1].lower() + text[1:] if small else text


@cache
def determiners() -> frozenset[str]:
    """The words that may stand before a noun."""
    return frozenset(words("determiners")) | {
        "le",
        "la",
        "l'",
        "les",
        "du",
        "des",
        "de",
        "d'",
        "aux",
        "au",
        "aucun",
        "aucune",
    }


@cache
def words(name: str) -> frozenset[str]:
    """A list of `ingest/vocabulary/rewording.yaml`, as a set."""
    return frozenset(str(one) for one in table()[name])


@cache
def table() -> dict[str, Any]:
    """The editable lists."""
    return load("rewording")
