"""What readers think of answers: good or to be improved, why, and in their own words, masked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from assistant.ageing import oldest
from assistant.database import Database
from assistant.notebook import key_of
from assistant.places import Place
from assistant.privacy import mask
from ingest.errors import PstError
from prompts import text

_LONGEST = 1000
_SCHEMA = """
CREATE TABLE IF NOT EXISTS opinions (
    conversation TEXT NOT NULL,
    position INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    reasons TEXT NOT NULL,
    comment TEXT NOT NULL,
    given_at TEXT NOT NULL,
    owner TEXT NOT NULL,
    PRIMARY KEY (conversation, position, owner)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS opinions_by_date ON opinions (given_at);
"""


class Verdict(StrEnum):
    """What a reader thinks of an answer."""

    GOOD = "bonne"
    BAD = "mauvaise"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reader said of one answer.

    Attributes:
        conversation: The conversation's id.
        position: The answer's rank in it, from 0.
        reasons: Ids of `reasons()`.
        comment: Free words, masked; "" for none.
        given_at: When, in UTC.
    """

    conversation: str
    position: int
    verdict: Verdict
    reasons: tuple[str, ...]
    comment: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Given:
    """An opinion and who gave it, as `notebook.key_of` writes it."""

    opinion: Opinion
    owner: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many opinions of each sort there are; `reasons` counts each reason, the most frequent first."""

    good: int
    bad: int
    reasons: tuple[tuple[str, int], ...]

    @property
    def rate(self) -> float | None:
        """The share of good ones, from 0 to 1; None where there are none."""
        total = self.good + self.bad
        return self.good / total if total else None


@cache
def reasons() -> Mapping[str, str]:
    """The reasons that a reader may choose, by id, each with its French label (`prompts/qualite_motifs.md`)."""
    pairs = (line.partition(":") for line in text("qualite_motifs").splitlines() if line.strip())
    return MappingProxyType({name.strip(): label.strip() for name, _, label in pairs})


class Feedback:
    """A store of opinions; safe to share between threads and processes.

    Args:
        place: Where it is (`Settings.feedback`).
        days: How long opinions are kept; 0 keeps them for good.

    Raises:
        PstError: If it cannot be written; so do the methods.
    """

    def __init__(self, place: Place, days: int = 0) -> None:
        self._database = Database(place, _SCHEMA, "les avis")
        since = oldest(self._database, days)
        if since is not None:
            with self._database.connection() as connection:
                connection.execute("DELETE FROM opinions WHERE given_at < ?", (since.isoformat(timespec="seconds"),))

    def record(
        self,
        conversation: str,
        position: int,
        verdict: Verdict,
        given_reasons: Sequence[str] = (),
        comment: str = "",
        owner: str = "",
    ) -> None:
        """Keep an opinion; a second one of the same person on the same answer takes the place of the first.

        Args:
            conversation: The conversation's id.
            position: The answer's rank in it, from 0.
            verdict: What the reader thinks.
            given_reasons: Ids of `reasons()`.
            owner: The key of the person, as `ui.owner` gives it: nobody else reads or changes it.
            comment: Free words: what identifies somebody by a number is masked, what is too long is cut.

        Raises:
            PstError: If a reason is unknown.
        """
        unknown = [one for one in given_reasons if one not in reasons()]
        if unknown:
            raise PstError(f"Motif inconnu : « {unknown[0]} ».", f"Choisissez parmi : {', '.join(reasons())}.")
        kept = " ".join(dict.fromkeys(given_reasons))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        words = mask(comment.encode(errors="replace").decode().strip())[:_LONGEST]
        with self._database.connection() as connection:
            connection.execute(
                "INSERT INTO opinions VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (conversation, position, owner)"
                " DO UPDATE SET verdict = excluded.verdict, reasons = excluded.reasons,"
                " comment = excluded.comment, given_at = excluded.given_at",
                (conversation, position, Verdict(verdict).value, kept, words, now, key_of(owner)),
            )

    def withdraw(self, conversation: str, position: int, owner: str = "") -> None:
        """Forget what a person said of an answer, if anything was."""
        with self._database.connection() as connection:
            connection.execute(
                "DELETE FROM opinions WHERE conversation = ? AND position = ? AND owner = ?",
                (conversation, position, key_of(owner)),
            )

    def forget(self, conversation: str) -> None:
        """Erase what was said of a conversation's answers: it is deleted."""
        with self._database.connection() as connection:
            connection.execute("DELETE FROM opinions WHERE conversation = ?", (conversation,))

    def of(self, conversation: str, position: int, owner: str = "") -> Opinion | None:
        """What a person said of an answer, or None."""
        with self._database.connection() as connection:
            row = connection.execute(
                "SELECT * FROM opinions WHERE conversation = ? AND position = ? AND owner = ?",
                (conversation, position, key_of(owner)),
            ).fetchone()
        return _opinion(row) if row else None

    def latest(self, limit: int = 50, verdict: Verdict | None = None) -> tuple[Opinion, ...]:
        """The last opinions, newest first; only those of one verdict where it is given."""
        with self._database.connection() as connection:
            rows = connection.execute(
                "SELECT * FROM opinions WHERE verdict = COALESCE(?, verdict)"
                " ORDER BY given_at DESC, conversation, position LIMIT ?",
                (verdict, limit),
            ).fetchall()
        return tuple(map(_opinion, rows))

    def every(self) -> tuple[Given, ...]:
        """All opinions with their owners, oldest first: for who answers for what is kept."""
        with self._database.connection() as connection:
            rows = connection.execute("SELECT * FROM opinions ORDER BY given_at, conversation, position").fetchall()
        return tuple(Given(_opinion(row), str(row[-1])) for row in rows)

    def erase(self, given: Given) -> None:
        """Erase one opinion."""
        with self._database.connection() as connection:
            connection.execute(
                "DELETE FROM opinions WHERE conversation = ? AND position = ? AND owner = ?",
                (given.opinion.conversation, given.opinion.position, given.owner),
            )

    def tally(self, since: datetime | None = None) -> Tally:
        """The counts, over all opinions or those given since a moment."""
        start = since.astimezone(UTC).isoformat(timespec="seconds") if since else ""
        with self._database.connection() as connection:
            rows = connection.execute("SELECT verdict, reasons FROM opinions WHERE given_at >= ?", (start,)).fetchall()
        counted: dict[str, int] = {}
        for _, given in rows:
            for one in given.split():
                counted[one] = counted.get(one, 0) + 1
        good = sum(verdict == Verdict.GOOD for verdict, _ in rows)
        ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        return Tally(good, len(rows) - good, tuple(ordered))


def _opinion(row: Sequence[str | int]) -> Opinion:
    conversation, position, verdict, given, comment, at, _ = row
    return Opinion(
        str(conversation),
        int(position),
        Verdict(str(verdict)),
        tuple(str(given).split()),
        str(comment),
        datetime.fromisoformat(str(at)),
    )
