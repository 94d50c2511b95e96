"""A conversation as it is written in its store, whatever version of the product wrote it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_JOURNAL_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer.

    Attributes:
        asked_at: When, in UTC: « 2026-11-22 10:15:00 ».
        turn: The JSON text that was written.
    """

    asked_at: str
    turn: str

    @property
    def data(self) -> dict[str, Any]:
        """What the text says; empty where it says nothing that can be read."""
        try:
            found = json.loads(self.turn)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


@dataclass(frozen=True, slots=True)
class Stored:
    """A conversation with all its exchanges, oldest first.

    Attributes:
        role: The role that it belongs to.
        owner: Whose list it is in, as `notebook.key_of` writes it; "" for nobody's.
        title: Its name in that list, or "".
    """

    id: str
    created_at: str
    role: str
    owner: str
    title: str
    exchanges: tuple[Exchange, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        """What was asked, as it was written and as the journal writes it."""
        found = dict.fromkeys(one for exchange in self.exchanges for one in _texts(exchange.data, "question"))
        return tuple(dict.fromkeys((*found, *(" ".join(one.split())[:_JOURNAL_LONGEST] for one in found))))

    @property
    def understood(self) -> tuple[str, ...]:
        """What the assistant understood, which says again what was asked."""
        return tuple(one for exchange in self.exchanges for one in _texts(exchange.data, "understood"))


def _texts(turn: dict[str, Any], name: str) -> Iterator[str]:
    answer = turn.get("answer")
    for place in (turn, answer if isinstance(answer, dict) else {}):
        if isinstance(found := place.get(name), str):
            yield found
