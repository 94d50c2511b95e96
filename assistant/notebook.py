"""Whose conversations are which: the list that a person finds again, with names; nobody else's.

A person is known by a key that their browser keeps, or by their account: see `ui.owner`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from assistant.access import Role
from assistant.conversations import Conversations
from assistant.database import Database
from assistant.places import Place
from assistant.privacy import mask
from assistant.stored import Exchange, Stored

_LONGEST = 120
_MOST = 200
"""A list longer than this is a list that nobody reads."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS notebook (
    conversation TEXT PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    owner TEXT NOT NULL,
    title TEXT NOT NULL,
    updated_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS notebook_of_owner ON notebook (owner, updated_at);
"""
_MINE = "(? OR conversation IN (SELECT id FROM conversations WHERE role = 'citoyen'))"
"""What a citizen began and staff went on with is the staff's."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A conversation in the list.

    Attributes:
        conversation: Its id.
        title: The name that its owner gave it, or its first question.
        updated_at: When it was last written to, in UTC: « 2026-11-22 10:15:00 ».
    """

    conversation: str
    title: str
    updated_at: str


class Notebook:
    """The lists of conversations, beside the conversations themselves.

    Args:
        place: Where these are (`Settings.conversations`).
    """

    def __init__(self, place: Place) -> None:
        Conversations(place)  # its tables are those that the list refers to
        self._database = Database(place, _SCHEMA, "la liste des conversations")

    def keep(self, owner: str, conversation: str, title: str) -> None:
        """Put a conversation in its owner's list, or note that it has been written to; a name given stays.

        Args:
            owner: The key of the person.
            conversation: The conversation's id.
            title: Its first question.
        """
        with self._database.connection() as connection:
            connection.execute(
                "INSERT INTO notebook (conversation, owner, title) VALUES (?, ?, ?) "
                "ON CONFLICT (conversation) DO UPDATE SET updated_at = CURRENT_TIMESTAMP "
                "WHERE notebook.owner = excluded.owner",
                (conversation, key_of(owner), _short(title)),
            )

    def of(self, owner: str) -> tuple[Kept, ...]:
        """A person's conversations, the last written to first."""
        with self._database.connection() as connection:
            rows = connection.execute(
                "SELECT conversation, title, updated_at FROM notebook WHERE owner = ? "
                "ORDER BY updated_at DESC, conversation LIMIT ?",
                (key_of(owner), _MOST),
            ).fetchall()
        return tuple(Kept(*row) for row in rows)

    def rename(self, owner: str, conversation: str, title: str, role: Role) -> None:
        """Give a conversation another name; one that is somebody else's, or that staff took over, is left alone."""
        if not _short(title):
            return
        with self._database.connection() as connection:
            connection.execute(
                f"UPDATE notebook SET title = ? WHERE conversation = ? AND owner = ? AND {_MINE}",
                (_short(title), conversation, key_of(owner), role.may(Role.STAFF)),
            )

    def delete(self, owner: str, conversation: str, role: Role) -> bool:
        """Erase a conversation with all its exchanges.

        Returns:
            Whether it was the owner's, and is erased.
        """
        with self._database.connection() as connection:
            mine = connection.execute(
                f"DELETE FROM notebook WHERE conversation = ? AND owner = ? AND {_MINE}",
                (conversation, key_of(owner), role.may(Role.STAFF)),
            ).rowcount
            if mine:
                connection.execute("DELETE FROM conversations WHERE id = ?", (conversation,))
        return bool(mine)

    def every(self) -> Iterator[Stored]:
        """All conversations, in a list or not, with their exchanges: for who answers for what is kept."""
        with self._database.connection() as connection:
            rows = connection.execute(
                "SELECT id, created_at, role, COALESCE(owner, ''), COALESCE(title, '') FROM conversations"
                " LEFT JOIN notebook ON conversation = id ORDER BY created_at, id"
            ).fetchall()
            for name, created, role, owner, title in rows:
                turns = connection.execute(
                    "SELECT asked_at, turn FROM turns WHERE conversation = ? ORDER BY position", (name,)
                ).fetchall()
                yield Stored(name, created, role, owner, title, tuple(Exchange(*one) for one in turns))

    def erase(self, conversation: str) -> None:
        """Erase a conversation, whosever it is, with its exchanges and its place in a list."""
        with self._database.connection() as connection:
            connection.execute("DELETE FROM conversations WHERE id = ?", (conversation,))


def key_of(owner: str) -> str:
    """What is stored of a person: who reads the file cannot take their place."""
    return sha256(owner.encode()).hexdigest()


def _short(title: str) -> str:
    flat = mask(" ".join(title.split()))
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"
