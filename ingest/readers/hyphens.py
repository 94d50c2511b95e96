"""Words cut at the ends of lines made whole, hyphens that belong to words kept."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from ingest.folding import fold
from ingest.vocabulary import load

SOFT = "\u00ad"
_TIGHT = re.compile(r"(?<=[^\W\d_])/$")
_CUT = re.compile(r"(?P<head>[\w’'\-‐‑]*\w)(?P<mark>[-‐‑\u00ad])$")
_TAIL = re.compile(r"[\w’'\-‐‑]+")
_WORDS = re.compile(r"\w[\w’'\-‐‑]*\w|\w")


class Speller:
    """Decides whether the hyphen at the end of a line belongs to the word.

    The document itself is the best witness: how does it write the word elsewhere? Where it does not say,
    the parts that French hyphenates (« socio- », « vice- », « -là ») decide, and a capital or a figure below.

    Args:
        texts: The document's lines; words cut at their ends do not count.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._known: Counter[str] = Counter()
        for text in texts:
            words = _WORDS.findall(text.rstrip())
            cut = bool(_CUT.search(text.rstrip()[-2:]))
            self._known.update(_spelt(word) for word in (words[:-1] if cut else words)[1:] or words[:1])

    def joined(self, above: str, below: str) -> str:
        """Two lines as one text.

        Args:
            above: A line.
            below: The line that it goes on in.
        """
        above, below = above.rstrip(), below.lstrip()
        found = self._cut(above, below)
        if found is None:
            tight = bool(_TIGHT.search(above)) and below[:1].isalpha()  # « (urbanisme/ » over « logement) »
            return f"{above}{'' if tight else ' '}{below}".strip()
        cut, tail = found
        body = above[: cut.start("mark")]
        if cut.group("mark") == SOFT:
            return body + below
        return body + ("-" if self._keeps(cut.group("head"), tail) else "") + below

    def cuts(self, above: str, below: str) -> bool:
        """Whether a word starts at the end of a line and ends in the next one, be its hyphen written or not."""
        return self._cut(above.rstrip(), below.lstrip()) is not None

    def _cut(self, above: str, below: str) -> tuple[re.Match[str], str] | None:
        """The piece of a word at the end of a line, and the piece below it."""
        # The two last signs first: the search is slow on long lines that have no word there.
        cut = _CUT.search(above) if _CUT.search(above[-2:]) else None
        tail = _TAIL.match(below)
        if cut is None or tail is None:
            return None
        head, rest = cut.group("head"), tail.group()
        shared = cut.group("mark") != SOFT and _spelt(rest) in _parts()["coordinating"]
        # « jou-et »: the document knows the word.
        return None if shared and not self._known[_spelt(head + rest)] else (cut, rest)

    def _keeps(self, head: str, tail: str) -> bool:
        """Whether the hyphen between two parts of a word is one that is written."""
        if not tail[0].islower() or head[-1].isdigit():
            return True
        whole, hyphened = _spelt(head + tail), _spelt(f"{head}-{tail}")
        if self._known[whole] != self._known[hyphened]:
            return self._known[hyphened] > self._known[whole]
        parts = _parts()
        if hyphened in parts["words"]:
            return True
        # « tiers-in-vestissement »: only the piece next to the cut tells.
        first, last = re.split(r"[-‐‑’']", _spelt(head))[-1], re.split(r"[-‐‑]", _spelt(tail))[0]
        return first in parts["before"] or last in parts["after"] or _spelt(tail).startswith(tuple(parts["inside"]))


def without_soft(text: str) -> str:
    """A text without the marks of where words may be cut."""
    return text.replace(SOFT, "")


def _spelt(word: str) -> str:
    return fold(word.replace(SOFT, ""))


@lru_cache(maxsize=1)
def _parts() -> dict[str, frozenset[str]]:
    return {place: frozenset(map(_spelt, words)) for place, words in load("hyphens").items()}
