"""One file that holds all of an installation as it is at one moment: library, corrections, sources and stores."""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from assistant.archive import CONTENTS, DRAWN, VERSION, BackupError, Contents, Member, check_apart
from assistant.places import Places, is_own
from ingest.disk import telling_when_full
from ingest.whole import sync_folder
from vectorstore import rooms
from vectorstore.shelf import Shelf
from vectorstore.snapshot import FORMAT, Progress

_SQLITE = b"SQLite format 3\0"
_PASSING = frozenset({"jobs", "cache", rooms.QUARANTINE})
"""Folders of what comes and goes: the state of jobs, what is computed again, what is damaged."""
_OWN = (".lock", ".new", ".avant", ".partial", "-wal", "-shm", "-journal")
_ASIDE = ".sauvegarde-"
_BLOCK = 1 << 20
_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made: how many files, and the bytes of the file that holds them."""

    path: Path
    files: int
    size: int


def backup(places: Places, shelf: Shelf, target: Path, progress: Progress = lambda *_: None) -> Backup:
    """Write a backup.

    People may go on reading and asking; whoever changes the library waits until it is done.

    Args:
        places: Where the installation keeps what it writes.
        shelf: Its library.
        target: The file to write; it must not exist, and only its owner may read it.
        progress: Told of the stages.

    Raises:
        PstError: If there is nothing to keep, the library is damaged or busy, the file exists or cannot be written.
    """
    target, home = target.absolute(), places.home.absolute()
    check_apart(target, home)
    if target.exists():
        raise BackupError(f"« {target} » existe déjà ; rien n'a été écrit.", "Donnez un autre nom.")
    if not target.parent.is_dir():
        raise BackupError(f"Le dossier « {target.parent} » n'existe pas.", "Créez-le, ou donnez un autre chemin.")
    if not home.is_dir() or not any(is_own(one.name) for one in home.iterdir()):
        raise BackupError(f"« {home} » est vide : il n'y a rien à sauvegarder.", "Vérifiez le réglage PST_HOME.")
    partial = target.with_name(f".{target.name}.partial")
    try:
        with telling_when_full(target.parent), shelf.lock():
            lost = not shelf.folders and (rooms.leftovers(shelf.folder) or rooms.quarantined(shelf.folder))
            if lost or shelf.damages():
                raise BackupError("La bibliothèque est abîmée.", "Relancez « pst ingest », puis la sauvegarde.")
            partial.unlink(missing_ok=True)
            with open(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
                count = _write(home, _kept(home, shelf), file, progress)
                file.flush()
                os.fsync(file.fileno())
        _name(partial, target)
    except OSError as error:
        raise BackupError(
            f"« {target} » ne peut pas être écrit ({error.strerror}).", "Donnez un autre chemin."
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    sync_folder(target.parent)
    return Backup(target, count, target.stat().st_size)


def _kept(home: Path, shelf: Shelf) -> list[Path]:
    """The files of an installation that are worth keeping, in order; a folder elsewhere that a link leads to is one.

    Raises:
        BackupError: If one cannot be taken.
    """
    kept: list[Path] = []
    for path in sorted(one for one in home.iterdir() if is_own(one.name) and one.name not in _PASSING):
        kept += _below(path, shelf) if path.is_dir() else _file(path)
    taken = {one.relative_to(home).parts[1] for one in kept if one.parts[len(home.parts)] == shelf.folder.name}
    lost = [one.name for one in shelf.folders if one.name not in taken]
    if lost:
        raise BackupError(
            f"La bibliothèque ({lost[0]}) n'a pas pu être lue : aucune sauvegarde n'a été faite.",
            "Vérifiez le dossier « library » et les droits d'accès.",
        )
    return kept


def _below(top: Path, shelf: Shelf) -> Iterator[Path]:
    library, snapshots = shelf.folder.absolute(), {one.absolute() for one in shelf.folders}
    for folder, names, files in os.walk(top, onerror=_refuse):
        here = Path(folder)
        if here == library:
            names[:] = [name for name in names if here / name in snapshots]
            files = [name for name in files if name != DRAWN]
        names[:] = sorted(name for name in names if not name.startswith(".") and name not in _PASSING)
        for name in names:
            if (here / name).is_symlink():
                raise _link(here / name)
        for name in sorted(files):
            yield from _file(here / name)


def _file(path: Path) -> Iterator[Path]:
    if path.name.startswith(".") or path.name.endswith(_OWN):
        return
    if path.is_file():
        yield path
    elif path.is_symlink():
        raise _link(path)


def _refuse(error: OSError) -> None:
    raise BackupError(
        f"« {error.filename} » ne peut pas être lu ({error.strerror}) : aucune sauvegarde n'a été faite.",
        "Vérifiez les droits d'accès.",
    ) from error


def _link(path: Path) -> BackupError:
    return BackupError(
        f"« {path} » est un lien, que la sauvegarde ne suit pas : aucune sauvegarde n'a été faite.",
        "Remplacez-le par ce à quoi il mène, ou retirez-le.",
    )


def _write(home: Path, paths: list[Path], file: IO[bytes], progress: Progress) -> int:
    for left in home.glob(f"{_ASIDE}*"):  # a backup was killed
        shutil.rmtree(left, ignore_errors=True)
    files = {}
    with TemporaryDirectory(dir=home, prefix=_ASIDE) as folder, ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for rank, path in enumerate(paths):
            progress("sauvegarde", rank, len(paths))
            name = path.relative_to(home).as_posix()
            try:
                whole = _whole(path, Path(folder))
                files[name] = _add(archive, whole, name)
            except FileNotFoundError:  # a store that was erased meanwhile
                continue
        contents = Contents(version=VERSION, snapshot=FORMAT, created=datetime.now(UTC), home=str(home), files=files)
        archive.writestr(_entry(CONTENTS), contents.model_dump_json(indent=1))
    progress("sauvegarde", len(paths), len(paths))
    return len(files)


def _whole(path: Path, folder: Path) -> Path:
    """A file that nobody changes while it is read: of a database, a copy as of one moment."""
    with path.open("rb") as file:
        if file.read(len(_SQLITE)) != _SQLITE:
            return path
    copy = folder / "copie.sqlite"
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, timeout=30)) as source, closing(sqlite3.connect(copy)) as into:
        source.backup(into)
        into.execute("PRAGMA journal_mode = DELETE")
    return copy


def _add(archive: ZipFile, path: Path, name: str) -> Member:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, archive.open(_entry(name), "w", force_zip64=True) as into:
        while block := source.read(_BLOCK):
            digest.update(block)
            size += len(block)
            into.write(block)
    return Member(size=size, sha256=digest.hexdigest())


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EARLIEST)  # the same installation makes the same file, whatever the clock says
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
    return entry


def _name(partial: Path, target: Path) -> None:
    """Give a file its name, unless somebody else has taken it meanwhile."""
    try:
        os.link(partial, target)
    except FileExistsError as error:
        raise BackupError(f"« {target} » existe déjà ; rien n'a été écrit.", "Donnez un autre nom.") from error
    except OSError:  # a file system without second names
        partial.replace(target)
