"""The store of the drafts: its tables, its connections, a state as it is packed."""

import zlib

from pydantic import ValidationError

from assistant.database import Connection, Database
from assistant.drafting.errors import DraftError
from assistant.drafting.workspace.records import Work
from assistant.places import Place

_LONGEST = 200
GONE = "Ce projet n'existe pas ou n'existe plus."
LIST = "Choisissez-en un autre dans la liste de vos projets."
_SCHEMA = """
CREATE TABLE IF NOT EXISTS drafts (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    title TEXT NOT NULL,
    changed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    version INTEGER NOT NULL DEFAULT 1,
    position INTEGER NOT NULL DEFAULT 0,
    source BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS drafts_of_owner ON drafts (owner, changed_at);
CREATE TABLE IF NOT EXISTS states (
    draft TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (draft, position)
) STRICT;
CREATE TABLE IF NOT EXISTS versions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    draft TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    made_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS versions_of_draft ON versions (draft, number);
"""


class Workspace(Database):
    """The store of the drafts.

    Args:
        place: Where it is (`Settings.drafts`).
    """

    def __init__(self, place: Place) -> None:
        super().__init__(place, _SCHEMA, "les projets", DraftError)


def head(connection: Connection, name: str) -> tuple[str, int, int, bool]:
    """A draft's title, version, position and whether its declaration is kept."""
    row = connection.execute(
        "SELECT title, version, position, source IS NOT NULL FROM drafts WHERE id = ?", (name,)
    ).fetchone()
    if row is None:
        raise DraftError(GONE, LIST)
    title, version, position, source = row
    return str(title), int(version), int(position), bool(source)


def state(connection: Connection, name: str, position: int) -> tuple[bytes, str]:
    """A state of a draft, packed, and what made it."""
    row = connection.execute(
        "SELECT body, label FROM states WHERE draft = ? AND position = ?", (name, position)
    ).fetchone()
    if row is None:
        raise other_version()
    return row[0], row[1]


def on_one_line(words: str) -> str:
    """A title as it is kept."""
    return " ".join(words.split())[:_LONGEST]


def packed(work: Work) -> bytes:
    """A state as it is written."""
    return zlib.compress(work.model_dump_json().encode())


def unpacked(body: bytes) -> Work:
    """A state that was written.

    Raises:
        DraftError: If it cannot be read.
    """
    try:
        return Work.model_validate_json(zlib.decompress(body))
    except (ValidationError, zlib.error) as error:
        raise other_version() from error


def other_version() -> DraftError:
    """What is said of a draft that cannot be read."""
    return DraftError("Ce projet a été enregistré par une autre version de l'assistant, ou est abîmé.", LIST)
