"""Makes what was erased from a store leave its files: what is freed is overwritten, and the log of writes emptied."""

import sqlite3
from contextlib import closing
from pathlib import Path

from assistant import postgresql
from assistant.places import Place, Places
from ingest.disk import full, is_full
from ingest.errors import PstError

_WAIT_SECONDS = 10.0
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def scrub(place: Place) -> bool:
    """Write a store anew without what was erased from it.

    PostgreSQL's own log of writes, and copies of it, are its administrator's (docs/security.md).

    Args:
        place: Where the store is.

    Returns:
        Whether it could be: not while somebody else reads or writes for longer than some seconds.

    Raises:
        PstError: If it can never be as things are: a full disk, no right to write, a damaged file.
    """
    if not isinstance(place, Path):
        return postgresql.scrub(place)
    try:
        with closing(sqlite3.connect(place, timeout=_WAIT_SECONDS, isolation_level=None)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("VACUUM")
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.Error as cause:
        if getattr(cause, "sqlite_errorcode", 0) & 0xFF in _BUSY:
            return False
        if is_full(cause):
            raise full(place.parent) from cause
        raise PstError(
            f"Ce qui est effacé n'a pas pu quitter le fichier « {place} » : {cause}.",
            "Vérifiez l'espace disque et les droits d'accès, puis relancez « pst privacy purge ».",
        ) from cause
    return not busy


def scrub_all(settings: Places) -> bool:
    """Write every store that exists anew; whether all of them could be.

    Raises:
        PstError: As `scrub` does.
    """
    every = (settings.conversations, settings.feedback, settings.journal, settings.drafts, settings.api_audit)
    done = [scrub(one) for one in dict.fromkeys(every) if not isinstance(one, Path) or one.exists()]
    return all(done)
