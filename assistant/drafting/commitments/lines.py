"""Lines that are elements of a list without a mark: one a line, wrapped or not, below a heading.

A text keeps no paragraphs: where a line ends although the next word would have fitted, a new element starts.
"""

from functools import lru_cache
from itertools import pairwise

from ingest.vocabulary import load

_OPEN = (",", ";", ":", "-", "(", "«", "–", "/", "&", "'", "’")


def wrapping_width(text: str, spans: list[tuple[int, int]]) -> int:
    """The length of the longest line that goes on in the next one; 0 where no line does.

    Args:
        text: The document's text.
        spans: The elements of the document.
    """
    width = 0
    for start, end in spans:
        lines = text[start:end].split("\n")
        for line, after in pairwise(lines):
            if after.strip()[:1].islower():
                width = max(width, len(line.rstrip()))
    return width


def split_lines(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """The parts of an element of which each starts a line of its own.

    Args:
        text: The document's text.
        start: Where the element starts.
        end: Where it ends.
        width: Where lines are wrapped, as `wrapping_width` tells.
    """
    found, first, place = [], start, start
    while (stop := text.find("\n", place, end)) >= 0:
        line, after = text[text.rfind("\n", 0, place) + 1 : stop].rstrip(), text[stop:end].lstrip()
        last = line.split()[-1] if line.split() else ""
        word = after.split(maxsplit=1)[0] if after else ""
        fits = len(line) + 1 + len(word) <= width
        ended = not line.endswith(_OPEN) and last.lower().strip("(«") not in _linking_words()
        if fits and ended and word[:1].isupper() and text[first:stop].strip():
            found.append((first, first + len(text[first:stop].rstrip())))
            first = end - len(after)
        place = stop + 1
    return [*found, (first, end)]


@lru_cache(maxsize=1)
def _linking_words() -> frozenset[str]:
    """Words that no line ends with where an element does: articles, prepositions."""
    return frozenset(load("commitments")["no_verb_after"])
