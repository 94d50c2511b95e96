"""One store of the installation, in a SQLite file of its own or in the PostgreSQL database: the same SQL for both.

The statements are written in SQLite's words; `assistant.postgresql` says the few that PostgreSQL calls otherwise.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from assistant import postgresql
from assistant.places import Place
from ingest.disk import full, is_full
from ingest.errors import PstError

_BUSY_SECONDS = 10.0
_TABLE = re.compile(r"CREATE TABLE IF NOT EXISTS (\w+)")
_VERSIONS = """
CREATE TABLE IF NOT EXISTS schema_versions (
    store TEXT PRIMARY KEY,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID
"""

Value = str | int | float | bytes | None


class Rows(Protocol):
    """What a statement found."""

    @property
    def rowcount(self) -> int:
        """How many rows it changed."""

    def fetchone(self) -> Any:  # noqa: ANN401 - a column's type is its table's
        """The next row, or None."""

    def fetchall(self) -> list[Any]:
        """All rows."""


class Connection(Protocol):
    """One transaction with a store."""

    def execute(self, statement: str, values: Sequence[Value] = ()) -> Rows:
        """Run one statement, its values written `?`."""

    def hold(self, table: str, key: str) -> None:
        """Keep everybody else from changing a row, by its `id`, until the transaction ends: its first statement."""

    def begin_schema(self) -> None:
        """Keep everybody else from making tables until the transaction ends: its first statement."""

    def columns(self, table: str) -> tuple[str, ...]:
        """The columns of a table, in order; none where it is missing."""


class Database:
    """The tables of one store; what is erased from a SQLite file leaves no trace in it.

    Each operation takes a connection and lets go of it: a thread never meets another's.

    Args:
        place: The SQLite file (it and its parents are created, readable by the owner alone), or the database.
        schema: The statements that create its tables where they are missing, in the store's first version.
        name: What it holds, as errors say it: « les avis ».
        error: The error that it raises.
        steps: What makes of each version of the tables the next one, without a semicolon inside a string.

    Raises:
        PstError: If it cannot be reached or written, or a later version of the product has changed its tables.
    """

    def __init__(
        self, place: Place, schema: str, name: str, error: type[PstError] = PstError, steps: Sequence[str] = ()
    ) -> None:
        self._place, self._name, self._error = place, name, error
        self.tables = tuple(_TABLE.findall(schema))
        if isinstance(place, Path):
            self._make(place)
        scripts = (schema, *steps)
        with self.connection() as connection:
            current = self._version(connection)
        if current > len(scripts):
            raise error(
                f"Une version plus récente de l'assistant a déjà écrit {name} (« {place} »).",
                "Mettez cet assistant à jour.",
            )
        if current < len(scripts):
            with self.connection() as connection:
                connection.begin_schema()
                self._update(connection, scripts)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """One transaction, committed at the end of the block.

        Raises:
            PstError: If the store cannot be read or written.
        """
        with self._opened() as connection:
            yield connection

    def _opened(self) -> AbstractContextManager[Connection]:
        if isinstance(self._place, Path):
            return self._file(self._place)
        return postgresql.connection(self._place, self._name, self._error)

    def _make(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
        except OSError as cause:
            raise self._error(
                f"Impossible d'écrire {self._name} dans « {path} » ({cause.strerror}).",
                "Vérifiez le réglage PST_HOME et les droits d'accès.",
            ) from cause
        with self.connection() as connection:
            connection.execute("PRAGMA journal_mode = WAL")

    def _version(self, connection: Connection) -> int:
        """How many scripts its tables have seen; 0 where they are missing, or older than these numbers."""
        if not connection.columns("schema_versions"):
            return 0
        row = connection.execute("SELECT version FROM schema_versions WHERE store = ?", (self.tables[0],)).fetchone()
        return int(row[0]) if row else 0

    def _update(self, connection: Connection, scripts: Sequence[str]) -> None:
        connection.execute(_VERSIONS)
        for script in scripts[self._version(connection) :]:  # another process may have been faster
            for statement in filter(str.strip, script.split(";")):
                connection.execute(statement)
        connection.execute(
            "INSERT INTO schema_versions VALUES (?, ?) ON CONFLICT (store) DO UPDATE SET version = excluded.version",
            (self.tables[0], len(scripts)),
        )

    @contextmanager
    def _file(self, path: Path) -> Iterator[Connection]:
        try:
            with closing(sqlite3.connect(path, timeout=_BUSY_SECONDS)) as connection, connection:
                connection.execute("PRAGMA foreign_keys = ON")
                connection.execute("PRAGMA secure_delete = ON")
                yield _FileConnection(connection)
        except sqlite3.Error as cause:
            if is_full(cause):
                raise full(path.parent) from cause
            raise self._error(
                f"Impossible de lire ou d'écrire {self._name} (« {path} ») : {cause}.",
                "Vérifiez l'espace disque et les droits d'accès ; si le fichier est abîmé, déplacez-le.",
            ) from cause


class _FileConnection:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, statement: str, values: Sequence[Value] = ()) -> Rows:
        return self._connection.execute(statement, values)

    def hold(self, table: str, key: str) -> None:
        self._connection.execute("BEGIN IMMEDIATE")  # SQLite locks the whole file

    def begin_schema(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def columns(self, table: str) -> tuple[str, ...]:
        return tuple(name for (name,) in self._connection.execute("SELECT name FROM pragma_table_info(?)", (table,)))
