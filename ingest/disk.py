"""A disk that is full: every layer tells it in the same French line, whatever library met it."""

import errno
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import PstError

_NUMBERS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_WORDS = re.compile(
    r"disk is full|disk i/o error|no space left|os error (?:28|122|27)\b|quota exceeded|file too large"
    r"|\d+ requested and \d+ written",
    re.IGNORECASE,
)
"""What SQLite, NumPy and the libraries that wrap the system's errors say of it; « disk I/O error » of a limit."""
_SOME = 1 << 20


class DiskFullError(PstError):
    """There is no room left where the installation writes."""


def is_full(error: BaseException) -> bool:
    """Whether an error, or what caused it, is a disk without room."""
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        if isinstance(one, DiskFullError) or (isinstance(one, OSError) and one.errno in _NUMBERS):
            return True
        if not isinstance(one, PstError) and _WORDS.search(str(one)):
            return True
        seen.add(id(one))
        one = one.__cause__ or one.__context__
    return False


def full(place: Path | str | None = None) -> DiskFullError:
    """The error that a user is told.

    Args:
        place: Where there is no room, if it is known.
    """
    where = f" pour écrire dans « {place} »{_left(place)}" if place else ""
    return DiskFullError(
        f"Il n'y a plus de place sur le disque{where} ; ce qui était enregistré est intact.",
        "Libérez de la place, puis recommencez.",
    )


@contextmanager
def telling_when_full(place: Path) -> Iterator[None]:
    """Turn whatever a full disk raises into the one error that says so.

    Args:
        place: Where the block writes.

    Raises:
        DiskFullError: If the disk is full.
    """
    try:
        yield
    except DiskFullError:
        raise
    except Exception as error:
        if is_full(error) or _is_used_up(place, error):
            raise full(place) from error
        raise


def _is_used_up(place: Path, error: Exception) -> bool:
    """Whether there is no block left, where the error is one of a library's own that does not say why it failed."""
    if isinstance(error, PstError | OSError):
        return False
    try:
        return shutil.disk_usage(place).free < 1 << 14
    except OSError:
        return False


def _left(place: Path | str) -> str:
    try:
        free = shutil.disk_usage(Path(place)).free
    except OSError:
        return ""
    more = " : un quota, une limite ou une panne arrête l'écriture" if free >= _SOME else ""
    return f" (il reste {free / 1e6:.1f} Mo{more})".replace(".", ",")
