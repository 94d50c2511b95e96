"""Citation marks in what a language model writes, however it writes them and wherever a stream is cut.

Models write `[1]`, and also `[1,2]`, `[[1]]`, `【1†source】`, `[^1]`, `[Source 1]`, `[1-3]`. All come out as `[1]`, one
mark a source; a mark of a source that was not given is dropped and counted.
"""

import re
from collections.abc import Collection

_OPEN = "[【"
_MAX_MARK = 60
"""Characters: what is still open after that is no mark."""
_MAX_RANGE = 20
_WORDS = r"(?:sources?|passages?|extraits?|réf(?:érence)?s?|citations?|docs?|documents?|n[°os]*|no|ref|§|\^|#)"
_NUMBERS = rf"(?:{_WORDS}[\s.:]*)*\d{{1,3}}(?:\s*(?:,|;|-|–|et|and|/|\s)\s*(?:{_WORDS}[\s.:]*)*\d{{1,3}})*"
_MARK = re.compile(rf"[\[【]+\s*(?P<numbers>{_NUMBERS})\s*(?:†[^\]】]*)?[\]】]+", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,3})\s*[-–]\s*(\d{1,3})")
_BEGINNING = re.compile(
    rf"[\[【]+\s*(?:(?:{_WORDS}|\d{{1,3}}|et|and|[\s.:,;/–-])*(?:†[^\]】]*)?|[a-zéè°^#§]{{0,9}})", re.IGNORECASE
)


class MarkParser:
    """Reads a stream and gives it back with its marks put in order.

    Args:
        known: The numbers of the sources that were given.

    Attributes:
        dropped: The numbers that were cited and never given, in order of appearance.
    """

    def __init__(self, known: Collection[int]) -> None:
        self._known = frozenset(known)
        self._held = ""
        self.dropped: list[int] = []

    def feed(self, chunk: str) -> str:
        """Take the next piece of the stream; returns what is certain so far."""
        self._held += chunk
        done: list[str] = []
        while self._held:
            start = min((at for one in _OPEN if (at := self._held.find(one)) >= 0), default=-1)
            if start < 0:
                done.append(self._held)
                self._held = ""
                break
            done.append(self._held[:start])
            self._held = self._held[start:]
            piece = self._next()
            if piece is None:
                break
            done.append(piece)
        return "".join(done)

    def close(self) -> str:
        """The rest, once the stream has ended."""
        rest, self._held = self._held, ""
        return _MARK.sub(self._written, rest)

    def _next(self) -> str | None:
        """What stands for the mark that the held text begins with, or None while it may still become one."""
        found = _MARK.match(self._held)
        if found is not None:
            if found.end() == len(self._held):
                return None  # a second bracket may follow: « [[1]] »
            self._held = self._held[found.end() :]
            return self._written(found)
        open_mark = _BEGINNING.fullmatch(self._held)
        if open_mark is not None and len(self._held) <= _MAX_MARK:
            return None
        first, self._held = self._held[0], self._held[1:]
        return first

    def _written(self, found: re.Match[str]) -> str:
        kept: list[int] = []
        for number in _numbers(found.group("numbers")):
            if number in self._known:
                kept.append(number)
            else:
                self.dropped.append(number)
        return " ".join(f"[{number}]" for number in dict.fromkeys(kept))


def _numbers(said: str) -> list[int]:
    found: list[int] = []
    rest = said
    for first, last in _RANGE.findall(said):
        if 0 < int(last) - int(first) <= _MAX_RANGE:
            rest = rest.replace(f"{first}-{last}", " ").replace(f"{first}–{last}", " ")
            found += range(int(first), int(last) + 1)
    return found + [int(one) for one in re.findall(r"\d{1,3}", _RANGE.sub(" ", rest) if found else rest)]
