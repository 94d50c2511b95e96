"""The last answers, for a while and in memory alone: a question that goes on with one is understood from it.

Clients send the text of a conversation, not our answers with their sources. What they say that we answered is believed
only where we did: else the question is answered anew, without a language model.
"""

import hashlib
import time
from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

from assistant.answer import Answer

_MOST, _MOST_BYTES = 1000, 20_000_000
_SECONDS = 3600.0


class _Kept(NamedTuple):
    answer: Answer
    size: int
    until: float


class Memory:
    """Answers by what identifies them; forgotten an hour after their last use, the oldest first where room lacks."""

    def __init__(self) -> None:
        self._kept: OrderedDict[bytes, _Kept] = OrderedDict()  # by the moment of their last use
        self._size = 0
        self._lock = Lock()

    def keep(self, answer: Answer, *what: str) -> None:
        """Remember an answer.

        Args:
            answer: The answer.
            what: All that it depends on, who may read it included.
        """
        name, size, now = _name(what), len(answer.model_dump_json().encode()), time.monotonic()
        with self._lock:
            self._forget(name)
            self._kept[name] = _Kept(answer, size, now + _SECONDS)
            self._size += size
            self._trim(now)

    def find(self, *what: str) -> Answer | None:
        """The answer that was kept under the same words, or None."""
        name, now = _name(what), time.monotonic()
        with self._lock:
            self._trim(now)
            found = self._kept.pop(name, None)
            if found is None:
                return None
            self._kept[name] = found._replace(until=now + _SECONDS)
            return found.answer

    def _trim(self, now: float) -> None:
        while self._kept:
            name, oldest = next(iter(self._kept.items()))
            if oldest.until > now and len(self._kept) <= _MOST and self._size <= _MOST_BYTES:
                return
            self._forget(name)

    def _forget(self, name: bytes) -> None:
        gone = self._kept.pop(name, None)
        self._size -= gone.size if gone is not None else 0


def _name(what: tuple[str, ...]) -> bytes:
    return hashlib.sha256("\0".join(one.replace("\0", " ") for one in what).encode(errors="replace")).digest()
