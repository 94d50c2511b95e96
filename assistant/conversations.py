"""Conversations on disk: a reload of the page, or a link kept, shows them again.

An id is the only key to a conversation, so it is drawn from the system's secure random source.
"""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pydantic import ValidationError

from assistant.answer import Turn
from assistant.privacy import masked_turn
from ingest.errors import PstError

_ID_BYTES = 16
_BUSY_SECONDS = 10.0
_START_AFRESH = "Commencez une nouvelle conversation."
_SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY,
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS turns (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    asked_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    turn TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS turns_of_conversation ON turns (conversation, position);
"""


class Conversations:
    """A store of conversations in one SQLite file; safe to share between threads and processes.

    Each operation opens a connection and closes it: a thread never meets another's, and none is left open.

    Args:
        path: The SQLite file; it and its parents are created, readable by the owner alone.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
        except OSError as error:
            raise PstError(
                f"Les conversations ne peuvent pas être écrites dans « {path} » ({error.strerror}).",
                "Vérifiez le réglage PST_HOME et les droits d'accès.",
            ) from error
        with self._connection() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_SCHEMA)

    def create(self) -> str:
        """Start a conversation.

        Returns:
            Its id, which cannot be guessed.
        """
        conversation = secrets.token_urlsafe(_ID_BYTES)
        with self._connection() as connection:
            connection.execute("INSERT INTO conversations (id) VALUES (?)", (conversation,))
        return conversation

    def append(self, conversation: str, turn: Turn) -> None:
        """Add an exchange at the end of a conversation, without the numbers that identify its asker.

        Raises:
            PstError: If the conversation does not exist, or cannot be written.
        """
        with self._connection() as connection:
            try:
                connection.execute(
                    "INSERT INTO turns (conversation, turn) VALUES (?, ?)",
                    (conversation, masked_turn(turn).model_dump_json()),
                )
            except sqlite3.IntegrityError as error:
                raise PstError("Cette conversation n'existe pas ou n'existe plus.", _START_AFRESH) from error

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """The exchanges of a conversation, oldest first; none if the id is unknown.

        Raises:
            PstError: If the conversation cannot be read, or was written by another version of the product.
        """
        with self._connection() as connection:
            rows = connection.execute(
                "SELECT turn FROM turns WHERE conversation = ? ORDER BY position", (conversation,)
            ).fetchall()
        try:
            return tuple(Turn.model_validate_json(turn) for (turn,) in rows)
        except ValidationError as error:
            raise PstError(
                "Cette conversation a été enregistrée par une autre version de l'assistant.", _START_AFRESH
            ) from error

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=_BUSY_SECONDS)) as connection, connection:
                connection.execute("PRAGMA foreign_keys = ON")
                yield connection
        except sqlite3.Error as error:
            raise PstError(
                f"Les conversations (« {self._path} ») ne sont pas accessibles : {error}.",
                "Vérifiez l'espace disque et les droits d'accès ; si le fichier est abîmé, déplacez-le.",
            ) from error
