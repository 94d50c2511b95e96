"""Named versions of a draft: what its author wants to find again."""

from assistant.drafting.errors import DraftError
from assistant.drafting.workspace.database import Workspace, head, on_one_line, state, unpacked
from assistant.drafting.workspace.records import Version, Work


class Versions(Workspace):
    """The named versions of drafts, beside the drafts."""

    def keep(self, name: str, label: str) -> None:
        """Give the draft's present state a name.

        Raises:
            DraftError: If there is no such draft.
        """
        with self.connection() as connection:
            _, _, position, _ = head(connection, name)
            body, _ = state(connection, name, position)
            connection.execute(
                "INSERT INTO versions (draft, name, body) VALUES (?, ?, ?)",
                (name, on_one_line(label) or "Version", body),
            )

    def all(self, name: str) -> tuple[Version, ...]:
        """The named versions of a draft, the last made first."""
        with self.connection() as connection:
            rows = connection.execute(
                "SELECT number, name, made_at FROM versions WHERE draft = ? ORDER BY number DESC", (name,)
            ).fetchall()
        return tuple(Version(*row) for row in rows)

    def work(self, name: str, number: int) -> Work:
        """What a named version holds.

        Raises:
            DraftError: If there is none, or it cannot be read.
        """
        with self.connection() as connection:
            row = connection.execute(
                "SELECT body FROM versions WHERE draft = ? AND number = ?", (name, number)
            ).fetchone()
        if row is None:
            raise DraftError("Cette version n'existe plus.", "Choisissez-en une autre.")
        return unpacked(row[0])

    def forget(self, name: str, number: int) -> None:
        """Forget a named version."""
        with self.connection() as connection:
            connection.execute("DELETE FROM versions WHERE draft = ? AND number = ?", (name, number))
