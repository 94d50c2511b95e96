"""The journal of the questions: figures of all of them, and the words of those that found no answer, masked.

It says how much the assistant is used and where it falls short. The words of a question that was answered are not
kept here; what is older than the installation allows is erased.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from assistant.ageing import oldest
from assistant.database import Database
from assistant.places import Place
from assistant.privacy import mask

DAYS = 90
_ANSWERED = "answered"
_LONGEST = 500
_SCHEMA = """
CREATE TABLE IF NOT EXISTS questions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    asked_at TEXT NOT NULL,
    intent TEXT NOT NULL,
    status TEXT NOT NULL,
    mode TEXT NOT NULL,
    seconds REAL NOT NULL,
    role TEXT NOT NULL,
    question TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS questions_by_date ON questions (asked_at);
"""


@dataclass(frozen=True, slots=True)
class Day:
    """The questions of one day (local time of the installation): all, and those that found no answer."""

    day: date
    asked: int
    unanswered: int


@dataclass(frozen=True, slots=True)
class Times:
    """How long answers took, in seconds; `p95` is what 95 % of them stay under."""

    count: int
    median: float
    p95: float


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question, masked, that found no answer; `times` says how often it was asked, `last` when it last was."""

    question: str
    intent: str
    status: str
    times: int
    last: datetime


class Journal:
    """A store of figures; safe to share between threads and processes.

    Args:
        place: Where it is (`Settings.journal`); no file is made where nothing is to be kept.
        days: How many days are kept (`Settings.journal_days`); 0 keeps nothing and erases what there is.

    Raises:
        PstError: If it cannot be written; so do the methods.
    """

    def __init__(self, place: Place, days: int = DAYS) -> None:
        self._days = days
        needed = bool(days) or not isinstance(place, Path) or place.exists()
        self._database = Database(place, _SCHEMA, "le journal des questions") if needed else None
        self._purged: date | None = None
        self._purge()

    def note(self, question: str, intent: str, status: str, mode: str, seconds: float, role: str) -> None:
        """Note a question.

        Args:
            question: Its words; they are masked again, and kept only where it found no answer and speaks neither of
                somebody's private life nor of an emergency.
            intent: What was understood as asked (`Answer.intent`).
            status: `answered`, `refused` or `clarify`.
            mode: `extractive` or `generative`.
            seconds: How long the answer took.
            role: Who asked: a `Role`'s value.
        """
        if not self._days or self._database is None:
            return
        self._purge()
        kept = status != _ANSWERED and not _is_private(question)
        words = mask(" ".join(question.encode(errors="replace").decode().split()))[:_LONGEST] if kept else None
        with self._database.connection() as connection:
            connection.execute(
                "INSERT INTO questions (asked_at, intent, status, mode, seconds, role, question)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (_stamp(datetime.now(UTC)), intent, status, mode, max(0.0, seconds), role, words),
            )

    def per_day(self, days: int = 30) -> tuple[Day, ...]:
        """The last days, oldest first, those without a question included; empty where there never was one."""
        today = datetime.now().date()
        first = today - timedelta(days=days - 1)
        counted: dict[date, tuple[int, int]] = {}
        for at, status in self._rows("asked_at, status", _midnight(first)):
            day = datetime.fromisoformat(str(at)).astimezone().date()
            asked, unanswered = counted.get(day, (0, 0))
            counted[day] = (asked + 1, unanswered + (status != _ANSWERED))
        if not counted:
            return ()
        every = (first + timedelta(days=rank) for rank in range(days))
        return tuple(Day(day, *counted.get(day, (0, 0))) for day in every)

    def times(self, days: int = 30) -> Times | None:
        """How long answers took over the last days; None where there were none."""
        rows = self._rows("seconds", datetime.now(UTC) - timedelta(days=days))
        return times([float(seconds) for (seconds,) in rows])

    def roles(self, days: int = 30) -> tuple[tuple[str, int], ...]:
        """Who asked over the last days: each role with its number of questions, the most frequent first."""
        counted: dict[str, int] = {}
        for (role,) in self._rows("role", datetime.now(UTC) - timedelta(days=days)):
            counted[str(role)] = counted.get(str(role), 0) + 1
        return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))

    def unanswered(self, limit: int = 50) -> tuple[Unanswered, ...]:
        """Questions that found no answer, the same words counted once, the last asked first."""
        if self._database is None:
            return ()
        with self._database.connection() as connection:
            rows = connection.execute(
                "SELECT question, intent, status, times, asked_at FROM (SELECT question, intent, status, asked_at,"
                " COUNT(*) OVER (PARTITION BY question) AS times,"
                " ROW_NUMBER() OVER (PARTITION BY question ORDER BY asked_at DESC, id DESC) AS newest"
                " FROM questions WHERE question IS NOT NULL) AS asked"
                " WHERE newest = 1 ORDER BY asked_at DESC, question LIMIT ?",
                (limit,),
            ).fetchall()
        return tuple(Unanswered(q, intent, status, n, datetime.fromisoformat(at)) for q, intent, status, n, at in rows)

    def forget(self, question: str) -> None:
        """Erase the words of a question that found no answer: it was dealt with. Its figures stay."""
        if self._database is None:
            return
        with self._database.connection() as connection:
            connection.execute("UPDATE questions SET question = NULL WHERE question = ?", (question,))

    def _rows(self, columns: str, since: datetime) -> Sequence[tuple[str | float, ...]]:
        if self._database is None:
            return ()
        with self._database.connection() as connection:
            found = connection.execute(f"SELECT {columns} FROM questions WHERE asked_at >= ?", (_stamp(since),))
            return found.fetchall()

    def _purge(self) -> None:
        """Erase what is too old, once a day."""
        today = datetime.now(UTC).date()
        if self._database is None or self._purged == today:
            return
        self._purged = today
        since = oldest(self._database, self._days) if self._days else datetime.now(UTC) + timedelta(days=1)
        if since is not None:
            with self._database.connection() as connection:
                connection.execute("DELETE FROM questions WHERE asked_at < ?", (_stamp(since),))


def times(seconds: Sequence[float]) -> Times | None:
    """The median and the 95th percentile (nearest rank) of some durations; None for none."""
    if not seconds:
        return None
    ordered = sorted(seconds)
    return Times(len(ordered), median(ordered), ordered[-(-95 * len(ordered) // 100) - 1])


def _is_private(question: str) -> bool:
    from assistant.screening import screen

    found = [screen(question, "agent"), screen(question, "citoyen")]
    return any(one.refusal == "personnel" or one.emergencies for one in found)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day).astimezone()


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
