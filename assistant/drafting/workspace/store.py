"""Drafts on disk: every change is kept at once, can be undone, and never overwrites another tab's.

An id is the only key to a draft, so it is drawn from the system's secure random source. States are whole, compressed:
to undo is to read the one before, exactly as it was.
"""

import secrets
import zlib

from pydantic import TypeAdapter, ValidationError

from assistant.database import Connection
from assistant.drafting.errors import DraftError
from assistant.drafting.workspace.database import (
    GONE,
    LIST,
    Workspace,
    head,
    on_one_line,
    other_version,
    packed,
    state,
    unpacked,
)
from assistant.drafting.workspace.records import Listed, Opened, Owned, Work
from assistant.notebook import key_of
from ingest.records import Document

MOST_STEPS = 200
"""So many changes can be undone; older ones are forgotten."""

_ID_BYTES = 16
_document = TypeAdapter(Document)


class StaleError(DraftError):
    """A change to a version of a draft that is no longer the current one: nothing was saved."""


class Drafts(Workspace):
    """A store of drafts: one by its id, those of an owner, every change kept at once."""

    def create(self, owner: str, title: str, work: Work, source: Document | None = None) -> str:
        """Start a draft.

        Args:
            owner: Whose it is, "" where nobody is told apart.
            title: What to call it.
            work: Its first state.
            source: The declaration that it is made from, which is kept with it.

        Returns:
            Its id, which cannot be guessed.
        """
        name = secrets.token_urlsafe(_ID_BYTES)
        kept = zlib.compress(_document.dump_json(source)) if source is not None else None
        with self.connection() as connection:
            connection.execute(
                "INSERT INTO drafts (id, owner, title, source) VALUES (?, ?, ?, ?)",
                (name, key_of(owner), on_one_line(title), kept),
            )
            connection.execute("INSERT INTO states VALUES (?, 0, '', ?)", (name, packed(work)))
        return name

    def mine(self, owner: str) -> tuple[Listed, ...]:
        """The drafts of an owner, the last changed first."""
        with self.connection() as connection:
            rows = connection.execute(
                "SELECT id, title, changed_at FROM drafts WHERE owner = ? ORDER BY changed_at DESC, id",
                (key_of(owner),),
            ).fetchall()
        return tuple(Listed(*row) for row in rows)

    def open(self, name: str) -> Opened:
        """A draft as it stands.

        Raises:
            DraftError: If there is none, or it was written by another version of the product.
        """
        with self.connection() as connection:
            title, version, position, source = head(connection, name)
            body, label = state(connection, name, position)
            after = connection.execute(
                "SELECT label FROM states WHERE draft = ? AND position = ?", (name, position + 1)
            ).fetchone()
            before = connection.execute(
                "SELECT 1 FROM states WHERE draft = ? AND position = ?", (name, position - 1)
            ).fetchone()
        undo, redo = (label if before else None), (after[0] if after else None)
        return Opened(name, title, version, unpacked(body), undo, redo, bool(source))

    def source(self, name: str) -> Document | None:
        """The declaration that a draft is made from, where it is kept.

        Raises:
            DraftError: If there is no such draft, or it cannot be read.
        """
        with self.connection() as connection:
            row = connection.execute("SELECT source FROM drafts WHERE id = ?", (name,)).fetchone()
        if row is None:
            raise DraftError(GONE, LIST)
        try:
            return _document.validate_json(zlib.decompress(row[0])) if row[0] is not None else None
        except (ValidationError, zlib.error) as error:
            raise other_version() from error

    def save(self, name: str, version: int, label: str, work: Work) -> int:
        """Keep a change; what had been undone can no longer be redone.

        Args:
            name: The draft's id.
            version: The version that was changed.
            label: What was done, in French: « ligne renommée ».
            work: The new state.

        Returns:
            The new version.

        Raises:
            StaleError: If the draft has changed since that version.
            DraftError: If there is no such draft.
        """
        with self.connection() as connection:
            position = _checked(connection, name, version)
            connection.execute("DELETE FROM states WHERE draft = ? AND position > ?", (name, position))
            connection.execute("INSERT INTO states VALUES (?, ?, ?, ?)", (name, position + 1, label, packed(work)))
            connection.execute("DELETE FROM states WHERE draft = ? AND position < ?", (name, position + 1 - MOST_STEPS))
            return _moved(connection, name, version, position + 1)

    def step(self, name: str, version: int, step: int) -> int:
        """Undo the last change, or redo the last one undone; where there is none, nothing happens.

        Args:
            name: The draft's id.
            version: The version that is shown.
            step: -1 to undo, 1 to redo.

        Returns:
            The version from now on.

        Raises:
            StaleError: If the draft has changed since that version.
            DraftError: If there is no such draft.
        """
        with self.connection() as connection:
            position = _checked(connection, name, version) + step
            found = connection.execute("SELECT 1 FROM states WHERE draft = ? AND position = ?", (name, position))
            return _moved(connection, name, version, position) if found.fetchone() else version

    def rename(self, name: str, words: str) -> None:
        """Call a draft otherwise; an empty title changes nothing."""
        if words.strip():
            with self.connection() as connection:
                connection.execute("UPDATE drafts SET title = ? WHERE id = ?", (on_one_line(words), name))

    def duplicate(self, name: str, title: str) -> str:
        """Start a draft from another as it stands; its named versions come along, what was undone does not.

        Returns:
            The new one's id.

        Raises:
            DraftError: If there is no such draft.
        """
        copy = secrets.token_urlsafe(_ID_BYTES)
        with self.connection() as connection:
            _, _, position, _ = head(connection, name)
            connection.execute(
                "INSERT INTO drafts (id, owner, title, source) SELECT ?, owner, ?, source FROM drafts WHERE id = ?",
                (copy, on_one_line(title), name),
            )
            connection.execute(
                "INSERT INTO states SELECT ?, 0, '', body FROM states WHERE draft = ? AND position = ?",
                (copy, name, position),
            )
            connection.execute(
                "INSERT INTO versions (draft, name, made_at, body) SELECT ?, name, made_at, body FROM versions"
                " WHERE draft = ? ORDER BY number",
                (copy, name),
            )
        return copy

    def delete(self, name: str) -> None:
        """Forget a draft, its versions and its declaration included."""
        with self.connection() as connection:
            connection.execute("DELETE FROM drafts WHERE id = ?", (name,))

    def every(self) -> tuple[Owned, ...]:
        """All drafts with their owners, oldest first: for who answers for what is kept."""
        with self.connection() as connection:
            rows = connection.execute(
                "SELECT id, title, changed_at, owner FROM drafts ORDER BY changed_at, id"
            ).fetchall()
            names = connection.execute("SELECT draft, name FROM versions ORDER BY number").fetchall()
        named = {one: tuple(name for draft, name in names if draft == one) for one in {row[0] for row in rows}}
        return tuple(Owned(one, title, changed, owner, named[one]) for one, title, changed, owner in rows)

    def untitle(self, name: str, words: str) -> None:
        """Call a draft and its named versions otherwise, whosever it is."""
        with self.connection() as connection:
            connection.execute("UPDATE drafts SET title = ? WHERE id = ?", (on_one_line(words), name))
            connection.execute("UPDATE versions SET name = ? WHERE draft = ?", (on_one_line(words), name))


def _checked(connection: Connection, name: str, version: int) -> int:
    """The draft's position, the draft locked until the change is written."""
    connection.hold("drafts", name)
    _, current, position, _ = head(connection, name)
    if current != version:
        raise StaleError(
            "Ce projet a été modifié ailleurs, dans un autre onglet ou par une autre personne :"
            " votre dernier changement n'a pas été fait.",
            "La page montre maintenant la version à jour ; refaites votre changement s'il est encore utile.",
        )
    return position


def _moved(connection: Connection, name: str, version: int, position: int) -> int:
    connection.execute(
        "UPDATE drafts SET position = ?, version = ?, changed_at = CURRENT_TIMESTAMP WHERE id = ?",
        (position, version + 1, name),
    )
    return version + 1
