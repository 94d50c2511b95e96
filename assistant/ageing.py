"""What is too old to be kept, unless the machine's clock has jumped: a wrong clock must not erase everything at once.

A store notes when it was last used. Where that lies more than a month back, the clock may be wrong (or the installation
was left alone): nothing is erased until the same clock has run on for a week. One that was set back is believed again.
"""

from datetime import UTC, datetime, timedelta

from assistant.database import Database

JUMP = timedelta(days=31)
GRACE = timedelta(days=7)
_TABLE = "clock"
_SCHEMA = "CREATE TABLE IF NOT EXISTS clock (id TEXT PRIMARY KEY, seen TEXT NOT NULL, jumped TEXT) STRICT"
_ID = "only"


def oldest(database: Database, days: int, now: datetime | None = None) -> datetime | None:
    """From when on a store keeps what it has; None where nothing may be erased at present.

    Args:
        database: The store.
        days: How many days it keeps; 0 sets no limit.
        now: The time by the machine's clock.
    """
    if not days:
        return None
    now = now or datetime.now(UTC)
    with database.connection() as connection:
        if not connection.columns(_TABLE):
            connection.begin_schema()
            connection.execute(_SCHEMA)
        row = connection.execute("SELECT seen, jumped FROM clock WHERE id = ?", (_ID,)).fetchone()
        jumped = _jumped(now, *row) if row else None
        noted = jumped.isoformat(timespec="seconds") if jumped is not None else None
        connection.execute(
            "INSERT INTO clock VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET seen = excluded.seen, "
            "jumped = excluded.jumped",
            (_ID, now.isoformat(timespec="seconds"), noted),
        )
    if jumped is not None:
        return None
    try:
        return now - timedelta(days=days)
    except OverflowError:  # a clock of the first years
        return None


def _jumped(now: datetime, seen: str, since: str | None) -> datetime | None:
    """When the clock jumped ahead, as long as it is not believed."""
    last, before = datetime.fromisoformat(seen), datetime.fromisoformat(since) if since else None
    if now - last > JUMP:
        return now
    if before is None or now < before or now - before >= GRACE:
        return None
    return before
