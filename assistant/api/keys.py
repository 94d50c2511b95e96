"""The keys that open the API: who may do what, until when. Only their digests are kept.

A key is shown once, when it is made. It is 32 random bytes, so that a plain digest of it cannot be searched.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from assistant.access import Role
from assistant.database import Database
from assistant.places import Place
from ingest.errors import PstError

PREFIX = "pst-"
_BYTES = 32
_LONGEST = 60
_SCHEMA = """
CREATE TABLE IF NOT EXISTS api_keys (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    role TEXT NOT NULL,
    digest TEXT NOT NULL,
    created TEXT NOT NULL,
    expires TEXT,
    revoked TEXT
) STRICT, WITHOUT ROWID;
"""


class ApiKeyError(PstError):
    """A key that cannot be made or found."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Key:
    """What is known of a key; the key itself is not kept.

    Attributes:
        id: Short, for lists and for `pst key revoke`.
        label: Who or what has it: « Intranet ».
        expires: The last day on which it opens, or None.
        revoked: The day on which it was withdrawn, or None.
    """

    id: str
    label: str
    role: Role
    created: date
    expires: date | None
    revoked: date | None

    def opens(self, today: date) -> bool:
        """Whether it is valid on a day."""
        return self.revoked is None and (self.expires is None or today <= self.expires)

    def state(self, today: date) -> str:
        """The same in a French word."""
        if self.revoked is not None:
            return "révoquée"
        return "active" if self.opens(today) else "expirée"


class Keys:
    """A store of keys; safe to share between threads and processes.

    Args:
        place: Where it is (`Settings.api_keys`); a file is created with the first key.

    Raises:
        PstError: If it cannot be read or written; so do the methods.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._opened: Database | None = None

    def create(self, label: str, role: Role, expires: date | None = None) -> tuple[Key, str]:
        """Make a key.

        Args:
            label: Who or what it is for.
            role: What it may do.
            expires: Its last day, or None.

        Returns:
            The key's record, and the key itself, which cannot be shown again.

        Raises:
            ApiKeyError: If the label is empty or another valid key has it, or the date is over.
        """
        name = " ".join("".join(one if one.isprintable() else " " for one in label).split())[:_LONGEST]
        today = datetime.now().date()
        if not name:
            raise ApiKeyError("Une clé a besoin d'un libellé.", "Dites à qui ou à quoi elle sert : « Intranet ».")
        if expires is not None and expires < today:
            raise ApiKeyError(f"La date d'expiration {expires:%d/%m/%Y} est déjà passée.", "Donnez une date à venir.")
        if any(one.label == name and one.opens(today) for one in self.every()):
            raise ApiKeyError(f"Une clé « {name} » est déjà active.", "Révoquez-la, ou choisissez un autre libellé.")
        secret = PREFIX + secrets.token_urlsafe(_BYTES)
        key = Key(secrets.token_hex(4), name, role, today, expires, None)
        with self._database().connection() as connection:
            connection.execute(
                "INSERT INTO api_keys (id, label, role, digest, created, expires) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    key.id,
                    name,
                    role.value,
                    _digest(secret),
                    today.isoformat(),
                    expires.isoformat() if expires else None,
                ),
            )
        return key, secret

    def every(self) -> tuple[Key, ...]:
        """All the keys, the last made first."""
        return tuple(key for key, _ in self._rows())

    def revoke(self, name: str) -> Key:
        """Withdraw a key at once.

        Args:
            name: Its id, or the label of a valid one.

        Raises:
            ApiKeyError: If there is none.
        """
        today = datetime.now().date()
        found = [one for one in self.every() if one.revoked is None and name in (one.id, one.label)]
        if not found:
            raise ApiKeyError(f"Aucune clé « {name} » à révoquer.", "« pst key list » montre les clés.")
        key = max(found, key=lambda one: (one.id == name, one.opens(today)))
        with self._database().connection() as connection:
            connection.execute("UPDATE api_keys SET revoked = ? WHERE id = ?", (today.isoformat(), key.id))
        return key

    def holder(self, secret: str) -> Key | None:
        """The valid key that a request shows, or None.

        Every digest is compared, each in constant time, so that the time tells nothing of the keys.
        """
        digest, today, found = _digest(secret), datetime.now().date(), None
        for key, kept in self._rows():
            if hmac.compare_digest(digest, kept) and key.opens(today):
                found = key
        return found

    def _rows(self) -> list[tuple[Key, str]]:
        if self._opened is None and isinstance(self._place, Path) and not self._place.exists():
            return []
        with self._database().connection() as connection:
            rows = connection.execute(
                "SELECT id, label, role, created, expires, revoked, digest FROM api_keys ORDER BY created DESC, label"
            ).fetchall()
        return [
            (Key(one, label, Role(role), date.fromisoformat(made), _day(expires), _day(revoked)), str(digest))
            for one, label, role, made, expires, revoked, digest in rows
        ]

    def _database(self) -> Database:
        if self._opened is None:
            self._opened = Database(self._place, _SCHEMA, "les clés de l'API")
        return self._opened


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
