"""Reading what a disk holds: a file that is lost or is not what it was, told from one that cannot be read for now."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import LibraryError

LOST = (FileNotFoundError, NotADirectoryError, IsADirectoryError)
"""What the system says of a file that is not there, or not a file: nothing else that it says is damage."""

_WHY = {
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.EMFILE: "trop de fichiers ouverts",
    errno.ENFILE: "trop de fichiers ouverts",
    errno.ESTALE: "le dossier partagé a été coupé",
    errno.EIO: "le disque ne répond pas comme il devrait",
}


class UnreadableNowError(LibraryError):
    """A library that cannot be read for now, which says nothing of whether it is damaged."""


@contextmanager
def reading(place: Path) -> Iterator[None]:
    """Tell what keeps the system or SQLite from reading; what is lost or inconsistent is left to the caller.

    Args:
        place: What the block reads.

    Raises:
        UnreadableNowError: If it is locked, forbidden, or out of reach.
    """
    try:
        yield
    except LOST:
        raise
    except OSError as error:
        raise _now(place, _WHY.get(error.errno or 0, error.strerror or type(error).__name__)) from error
    except sqlite3.OperationalError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code == sqlite3.SQLITE_ERROR:  # it read what makes no sense to it, as « unsupported file format »
            raise
        busy = code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        raise _now(place, "un autre programme la verrouille" if busy else str(error)) from error


def _now(place: Path, why: str) -> UnreadableNowError:
    return UnreadableNowError(
        f"La bibliothèque ne peut pas être lue pour l'instant ({place.name} : {why}).",
        "Rien n'a été changé. Fermez les autres programmes qui s'en servent, vérifiez les droits d'accès et le disque, "
        "puis recommencez.",
    )
