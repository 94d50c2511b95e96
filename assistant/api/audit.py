"""The log of what was asked of the API and by whom, without a word of its content.

Each line has a moment, the key's label, the route, the outcome and figures; never a question, an answer, a document's
name or an address. What is older than the installation allows is erased.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from assistant.ageing import oldest
from assistant.answer import Frozen
from assistant.database import Database
from assistant.places import Place
from ingest.errors import PstError

_MOST_WAITING = 10_000
_SCHEMA = """
CREATE TABLE IF NOT EXISTS api_requests (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    request TEXT NOT NULL,
    label TEXT NOT NULL,
    role TEXT NOT NULL,
    method TEXT NOT NULL,
    route TEXT NOT NULL,
    status INTEGER NOT NULL,
    ms REAL NOT NULL,
    count INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS api_requests_by_date ON api_requests (at);
"""
_COLUMNS = "at, request, label, role, method, route, status, ms, count"


class AuditLine(Frozen):
    """One request.

    Attributes:
        at: When it was answered (UTC).
        request: Its id, which the answer and the server's log bear too.
        label: The key's label, or « anonyme ».
        route: The route, its variables unnamed: `/trees/{document}`.
        ms: How long it took.
        count: How many sources or rows the answer had, where that means something.
    """

    at: str
    request: str
    label: str
    role: str
    method: str
    route: str
    status: int
    ms: float
    count: int | None


class Audit:
    """A store of lines, written beside the requests, in their order.

    Args:
        place: Where it is (`Settings.api_audit`).
        days: How many days are kept (`Settings.journal_days`); 0 keeps nothing and erases what there is.

    Raises:
        PstError: If it cannot be written.
    """

    def __init__(self, place: Place, days: int) -> None:
        self._days = days
        is_kept = not isinstance(place, Path) or place.exists()
        self._database = Database(place, _SCHEMA, "le journal de l'API") if days or is_kept else None
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="pst-audit")
        self._waiting = 0
        self._purged: date | None = None
        self._purge()

    def note(self, line: AuditLine) -> None:
        """Note a request, soon; a disk that is full stops no answer."""
        if not self._days or self._database is None or self._waiting >= _MOST_WAITING:
            return
        with suppress(RuntimeError):  # closed: the service stops
            self._writer.submit(self._write, line)
            self._waiting += 1

    def last(self, count: int = 100) -> tuple[AuditLine, ...]:
        """The last requests, the newest first; those that are being written are waited for.

        Raises:
            PstError: If the file cannot be read.
        """
        if self._database is None:
            return ()
        with suppress(RuntimeError):  # closed: nothing waits
            self._writer.submit(lambda: None).result()
        with self._database.connection() as connection:
            rows: Sequence[tuple[object, ...]] = connection.execute(
                f"SELECT {_COLUMNS} FROM api_requests ORDER BY position DESC LIMIT ?", (count,)
            ).fetchall()
        names = _COLUMNS.split(", ")
        return tuple(AuditLine.model_validate(dict(zip(names, row, strict=True))) for row in rows)

    def close(self) -> None:
        """Write what waits."""
        self._writer.shutdown(wait=True)

    def _write(self, line: AuditLine) -> None:
        self._waiting -= 1
        assert self._database is not None
        with suppress(PstError):
            self._purge()
            with self._database.connection() as connection:
                connection.execute(
                    f"INSERT INTO api_requests ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    tuple(line.model_dump().values()),
                )

    def _purge(self) -> None:
        """Erase what is too old, once a day."""
        now = datetime.now(UTC)
        if self._database is None or self._purged == now.date():
            return
        kept_from = oldest(self._database, self._days, now) if self._days else now + timedelta(days=1)
        if kept_from is not None:
            with self._database.connection() as connection:
                connection.execute("DELETE FROM api_requests WHERE at < ?", (kept_from.isoformat(timespec="seconds"),))
        self._purged = now.date()
