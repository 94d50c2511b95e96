"""What a language model is given to read: a few well-chosen sources, fenced, escaped, and no longer than it can read.

What documents say is data. The marks that fence it cannot be written by a document: angle brackets are replaced; and a
passage that reads like an order to an assistant is not given at all.
"""

import re
from collections.abc import Sequence

from assistant.generation.evidence import Source
from assistant.screening import gives_orders

_MAX_SOURCES = 12
"""More do not make better answers: small models lose those in the middle."""
_MAX_QUOTE = 700
_MIN_QUOTE = 120
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_ANGLES = str.maketrans({"<": "‹", ">": "›"})


def escaped(text: str) -> str:
    """A text that can close no fence and hide nothing: one line, no control character, no angle bracket.

    Args:
        text: Words of a document, of its name, or of a question.
    """
    return " ".join(_CONTROL.sub(" ", text).translate(_ANGLES).replace("```", "'''").split())


def chosen(sources: Sequence[Source], most: int = _MAX_SOURCES) -> list[Source]:
    """The sources to give, in order: the first of each document in turn, none that gives orders to an assistant.

    Args:
        sources: The verified sources of the extractive answer, best first within a document.
        most: How many.
    """
    shelves: dict[str, list[Source]] = {}
    for one in sources:
        if not gives_orders(one.words) and not gives_orders(one.place):
            shelves.setdefault(one.citation.document, []).append(one)
    found: list[Source] = []
    while shelves and len(found) < most:
        for name in list(shelves):
            found.append(shelves[name].pop(0))
            if not shelves[name]:
                del shelves[name]
    return sorted(found[:most], key=lambda one: one.n)


def fenced(sources: Sequence[Source], room: int) -> tuple[str, list[Source]]:
    """The sources as a model reads them, and which of them had room.

    Args:
        sources: The sources to give.
        room: How many characters they may take; quotes are shortened before sources are left out.
    """
    kept = list(sources)
    while kept:
        share = max(_MIN_QUOTE, min(_MAX_QUOTE, room // len(kept) - 200))
        text = "\n".join(_fenced(one, share) for one in kept)
        if len(text) <= room or (len(kept) == 1 and share == _MIN_QUOTE):
            return text, kept
        kept.pop()
    return "", []


def _fenced(source: Source, most: int) -> str:
    words = escaped(source.words)
    if len(words) > most:
        words = words[:most].rsplit(" ", 1)[0] + " […]"
    return f'<source n="{source.n}">\nDocument : {escaped(source.place)[:300]}\nTexte : {words}\n</source>'
