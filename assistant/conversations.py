"""Conversations on disk: a reload of the page, or a link kept, shows them again.

An id is the only key to a conversation, so it is drawn from the system's secure random source. Its address does not
open it to everybody all the same: what was answered to staff may rest on internal documents, and is theirs alone.
"""

import secrets

from pydantic import ValidationError

from assistant.access import AccessError, Role
from assistant.ageing import oldest
from assistant.answer import Turn
from assistant.database import Connection, Database
from assistant.places import Place
from assistant.privacy import masked_turn
from ingest.errors import PstError

_ID_BYTES = 16
_START_AFRESH = "Commencez une nouvelle conversation."
_SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY,
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    role TEXT NOT NULL DEFAULT 'agent'
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS turns (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    asked_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    turn TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS turns_of_conversation ON turns (conversation, position);
"""
_ADD_ROLE = "ALTER TABLE conversations ADD COLUMN role TEXT NOT NULL DEFAULT 'agent'"
_FORGET = """
DELETE FROM conversations WHERE created_at < ?
AND id NOT IN (SELECT conversation FROM turns WHERE asked_at >= ?)
"""


class Conversations:
    """A store of conversations; safe to share between threads and processes.

    Args:
        place: Where it is (`Settings.conversations`).
        days: How long a conversation is kept after its last exchange; 0 keeps it for good.
    """

    def __init__(self, place: Place, days: int = 0) -> None:
        self._days, self._database = days, Database(place, _SCHEMA, "les conversations")
        with self._database.connection() as connection:
            if "role" not in connection.columns("conversations"):
                connection.execute(_ADD_ROLE)  # those of an earlier version saw every document
        self._forget()

    def create(self, role: Role = Role.STAFF) -> str:
        """Start a conversation, and forget those that are too old.

        Args:
            role: Who has it.

        Returns:
            Its id, which cannot be guessed.
        """
        conversation = secrets.token_urlsafe(_ID_BYTES)
        self._forget()
        with self._database.connection() as connection:
            connection.execute("INSERT INTO conversations (id, role) VALUES (?, ?)", (conversation, _side(role)))
        return conversation

    def append(self, conversation: str, turn: Turn, role: Role = Role.STAFF) -> None:
        """Add an exchange at the end of a conversation, without the numbers that identify its asker.

        Args:
            conversation: The conversation's id.
            turn: The exchange.
            role: Who has it; a citizen's conversation that staff go on with becomes theirs.

        Raises:
            PstError: If the conversation does not exist, or cannot be written; `AccessError` if it is another role's.
        """
        with self._database.connection() as connection:
            connection.hold("conversations", conversation)  # nobody goes on with it before the exchange is written
            if not self._check(connection, conversation, role):
                raise PstError("Cette conversation n'existe pas ou n'existe plus.", _START_AFRESH)
            if role.may(Role.STAFF):
                connection.execute("UPDATE conversations SET role = ? WHERE id = ?", (_side(role), conversation))
            connection.execute(
                "INSERT INTO turns (conversation, turn) VALUES (?, ?)",
                (conversation, masked_turn(turn).model_dump_json()),
            )

    def turns(self, conversation: str, role: Role = Role.ADMINISTRATOR) -> tuple[Turn, ...]:
        """The exchanges of a conversation, oldest first; none if the id is unknown.

        Args:
            conversation: The conversation's id.
            role: Who wants to read it.

        Raises:
            PstError: If the conversation cannot be read, or was written by another version of the product;
                `AccessError` if it is another role's.
        """
        with self._database.connection() as connection:
            self._check(connection, conversation, role)
            rows = connection.execute(
                "SELECT turn FROM turns WHERE conversation = ? ORDER BY position", (conversation,)
            ).fetchall()
        try:
            return tuple(Turn.model_validate_json(turn) for (turn,) in rows)
        except ValidationError as error:
            raise PstError(
                "Cette conversation a été enregistrée par une autre version de l'assistant.", _START_AFRESH
            ) from error

    def _forget(self) -> None:
        since = oldest(self._database, self._days)
        if since is not None:
            before = f"{since:%Y-%m-%d %H:%M:%S}"
            with self._database.connection() as connection:
                connection.execute(_FORGET, (before, before))

    @staticmethod
    def _check(connection: Connection, conversation: str, role: Role) -> bool:
        """Whether there is such a conversation, which the role may read."""
        row = connection.execute("SELECT role FROM conversations WHERE id = ?", (conversation,)).fetchone()
        if row is not None and not role.may(Role(row[0])):
            raise AccessError(
                "Cette conversation a été tenue par un agent : elle n'est pas publique.",
                "Connectez-vous en tant qu'agent pour la relire, ou commencez une nouvelle conversation.",
            )
        return row is not None


def _side(role: Role) -> Role:
    """The role that a conversation belongs to: staff and administrators read the same documents."""
    return Role.STAFF if role.may(Role.STAFF) else Role.CITIZEN
