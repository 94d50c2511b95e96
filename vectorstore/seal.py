"""A snapshot's seal: what its files were when it was published, so that a later look tells what the disk has lost.

Everything that is sealed is on the disk for good before the seal is, and the seal before anyone reads the snapshot:
after a power cut, what the pointer names is whole.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.whole import sync_folder
from vectorstore.reading import LOST, reading

FILE = "seal.json"
SMALL = 32 * 2**20
"""A snapshot of so many bytes or fewer is checked whole when it is opened: it takes a fraction of a second."""

_SQLITE = b"SQLite format 3\0"
_COUNTED = frozenset({"acquire_write"})
"""Tables that Chroma writes to whenever it opens a database: they say nothing of what it holds."""
_BLOCK = 1 << 20
_PATIENCE = 10.0
"""Seconds to wait for who has locked a database."""
_PAGE_SIZE, _PAGES = slice(16, 18), slice(28, 32)


class Mark(BaseModel):
    """What a file was: its size and its digest; of a database, which its readers write to, the digest of its rows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: int
    digest: str
    database: bool = False


class Seal(BaseModel):
    """What a snapshot was.

    Attributes:
        files: The mark of each file, by its path in the snapshot.
        manifest: The text of the file that says what the snapshot holds and from where: it is worth a second copy.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    files: dict[str, Mark]
    manifest: str


def write(folder: Path, manifest: Path) -> None:
    """Seal a folder that is complete: bring its files to the disk, then note what they are.

    Args:
        folder: The snapshot.
        manifest: The file of it that is kept twice.

    Raises:
        OSError: If the disk does not take it.
    """
    files = {}
    for path in _files(folder):
        _sync(path)
        files[path.relative_to(folder).as_posix()] = _mark(path)
    text = Seal(files=files, manifest=manifest.read_text(encoding="utf-8")).model_dump_json(indent=1)
    target = folder / FILE
    target.write_text(f"{_digest(text)}\n{text}", encoding="utf-8")
    _sync(target)
    for directory in (*(one for one in sorted(folder.rglob("*")) if one.is_dir()), folder):
        sync_folder(directory)


def read(folder: Path) -> Seal | None:
    """The seal of a snapshot; None where it has none that can be believed.

    Raises:
        UnreadableNowError: If it cannot be read for now.
    """
    try:
        with reading(folder / FILE):
            digest, _, text = (folder / FILE).read_text(encoding="utf-8").partition("\n")
        return Seal.model_validate_json(text) if digest == _digest(text) else None
    except (*LOST, UnicodeDecodeError, ValidationError):
        return None


def damages(folder: Path, *, thorough: bool = True, only: str | None = None) -> tuple[str, ...]:
    """The files of a sealed snapshot that are not what they were, by their paths in it.

    Args:
        folder: The snapshot.
        thorough: Whether to read every file; otherwise only the sizes are compared, unless the snapshot is small.
        only: The one file to look at.

    Raises:
        UnreadableNowError: If a file cannot be read for now: what is locked, say, is not damaged.
    """
    seal = read(folder)
    if seal is None:
        return (FILE,)
    thorough = thorough or sum(mark.size for mark in seal.files.values()) <= SMALL
    return tuple(
        name
        for name, mark in seal.files.items()
        if only in (None, name) and not _holds(folder / name, mark, thorough=thorough)
    )


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != FILE)


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _mark(path: Path) -> Mark:
    size, database = path.stat().st_size, _is_database(path)
    return Mark(size=size, digest=_rows(path) if database else _content(path), database=database)


def _holds(path: Path, mark: Mark, *, thorough: bool) -> bool:
    try:
        with reading(path):
            if mark.database:
                return _is_complete(path, mark.size) and (not thorough or _rows(path) == mark.digest)
            return path.stat().st_size == mark.size and (not thorough or _content(path) == mark.digest)
    except (*LOST, sqlite3.Error, UnicodeDecodeError):
        return False


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE


def _is_complete(path: Path, size: int) -> bool:
    """Whether a database has all the pages that it says it has; readers add some, none takes any."""
    with path.open("rb") as file:
        head = file.read(100)
    page = int.from_bytes(head[_PAGE_SIZE])
    pages, found = int.from_bytes(head[_PAGES]), path.stat().st_size
    return head.startswith(_SQLITE) and found >= size and found >= pages * (1 << 16 if page == 1 else page)


def _content(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=32)).hexdigest()


def _rows(path: Path) -> str:
    """The digest of a database's tables and rows, in whatever order; an inconsistent one has none.

    Raises:
        sqlite3.Error: If it cannot be read.
    """
    total = 0
    with closing(sqlite3.connect(path, timeout=_PATIENCE)) as connection:
        connection.text_factory = bytes
        if connection.execute("PRAGMA integrity_check(1)").fetchone() != (b"ok",):
            raise sqlite3.DatabaseError("inconsistent")
        listed = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        for name, sql in listed:
            if name.decode() in _COUNTED:
                continue
            total += _number(name, sql)
            table = name.decode().replace('"', '""')
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                total += _number(name, row)
    return f"{total % (1 << 256):064x}"


def _number(*values: object) -> int:
    return int.from_bytes(hashlib.blake2b(repr(values).encode(), digest_size=32).digest())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
