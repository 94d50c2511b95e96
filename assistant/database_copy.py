"""What the stores' SQLite files hold, brought into the PostgreSQL database (`pst database copy`)."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import SecretStr

from assistant.database import Connection, Database
from assistant.places import Place, Server
from assistant.postgresql import SCHEMA
from assistant.settings import Settings
from ingest.errors import SettingsError

_NO_STORE = "CREATE TABLE IF NOT EXISTS schema_versions (store TEXT PRIMARY KEY, version INTEGER NOT NULL)"


def copied(settings: Settings) -> dict[str, int]:
    """Copy every store into the database, in one transaction; the application is stopped meanwhile.

    Args:
        settings: The installation's settings, which name the database.

    Returns:
        How many rows each table now has.

    Raises:
        PstError: If no database is named, if it holds something already, or it cannot be written: nothing is, then.
    """
    files = settings.model_copy(update={"database": SecretStr("")})
    target = settings.conversations
    if not isinstance(target, Server):
        raise SettingsError(
            "Aucune base PostgreSQL n'est réglée.", "Donnez son adresse dans PST_DATABASE, puis recommencez."
        )
    _open_all(settings)
    _open_all(files)
    counts: dict[str, int] = {}
    with Database(target, _NO_STORE, "les données").connection() as connection:
        connection.begin_schema()
        for source in _files(files):
            with Database(source, _NO_STORE, "les données").connection() as old:
                for table in _tables(old):
                    counts[table] = _copy(old, connection, table, target)
    return counts


def _open_all(settings: Settings) -> None:
    """Make or update the tables of the stores; of SQLite files, those that are there."""
    from assistant.administration.feedback import Feedback
    from assistant.administration.journal import Journal
    from assistant.api.audit import Audit
    from assistant.api.keys import Keys
    from assistant.drafting.workspace.database import Workspace
    from assistant.notebook import Notebook

    if _is_there(settings.conversations):
        Notebook(settings.conversations)
    if _is_there(settings.feedback):
        Feedback(settings.feedback)
    if _is_there(settings.journal):
        Journal(settings.journal, settings.journal_days)
    if _is_there(settings.drafts):
        Workspace(settings.drafts)
    if _is_there(settings.api_audit):
        Audit(settings.api_audit, settings.journal_days).close()
    if _is_there(settings.api_keys):
        Keys(settings.api_keys).every()


def _is_there(place: Place) -> bool:
    return not isinstance(place, Path) or place.exists()


def _files(settings: Settings) -> Iterator[Path]:
    places = (settings.conversations, settings.feedback, settings.journal, settings.drafts)
    return (one for one in (*places, settings.api_audit, settings.api_keys) if isinstance(one, Path) and one.exists())


def _tables(connection: Connection) -> list[str]:
    """The tables of a SQLite file, those that others refer to first."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND name NOT IN ('schema_versions', 'clock') ORDER BY rowid"  # what says nothing of anybody
    ).fetchall()
    return [name for (name,) in rows]


def _copy(old: Connection, new: Connection, table: str, target: Server) -> int:
    if new.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():
        raise SettingsError(
            f"La base PostgreSQL « {target} » contient déjà des données ({table}) : rien n'a été copié.",
            "Donnez une base vide, ou gardez celle-ci comme elle est.",
        )
    columns = old.columns(table)
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    count = 0
    found = old.execute(f"SELECT {names} FROM {table}")
    while (row := found.fetchone()) is not None:
        new.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", row)
        count += 1
    numbered = new.execute(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_schema = ? AND table_name = ? AND is_identity = 'YES'",
        (SCHEMA, table),
    ).fetchone()
    if numbered and count:
        new.execute(
            f"SELECT setval(pg_get_serial_sequence(?, ?), MAX({numbered[0]})) FROM {table}", (table, numbered[0])
        )
    return count
