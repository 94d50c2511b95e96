"""An installation taken back from a backup: the old one or the new one, whenever the process is stopped.

The files are unpacked and checked beside the others, in a folder of the installation's own; from the moment a note says
that they are complete, whoever starts next finishes what was begun.
"""

import hashlib
import json
import os
import shutil
import sqlite3
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from filelock import FileLock, Timeout

from assistant.places import is_own
from ingest.whole import sync_folder, write_whole

if TYPE_CHECKING:
    from assistant.archive import BackupError, Contents
    from vectorstore.snapshot import Progress

_ROOM = ".restauration"
_NEW, _OLD, _READY, _LOCK = "nouveau", "ancien", "pret.json", ".restauration.lock"
_BLOCK = 1 << 20
_SPARE = 16 * 2**20


def finish(home: Path) -> bool:
    """Finish a restoration that was interrupted once it was complete; cheap where there is none.

    Args:
        home: The installation's folder.

    Returns:
        Whether there was one.

    Raises:
        BackupError: If it cannot be finished.
    """
    from assistant.archive import BackupError

    room = home / _ROOM
    if not room.is_dir():
        return False
    try:
        with FileLock(home / _LOCK, timeout=60 if (room / _READY).exists() else 0):
            return _finish(home)
    except Timeout as error:
        if not (room / _READY).exists():  # one is being unpacked
            return False
        raise BackupError(
            f"« {home} » est en cours de restauration.", "Attendez qu'elle soit finie, puis recommencez."
        ) from error
    except OSError as error:
        raise _unfinished(home, error) from error


def _finish(home: Path) -> bool:
    """The same, the lock being held; what was unpacked in vain is erased.

    Raises:
        BackupError: If it cannot be finished.
    """
    room = home / _ROOM
    complete = (room / _READY).exists()
    if complete:
        try:
            _swap(home, room)
        except (OSError, ValueError) as error:
            raise _unfinished(home, error) from error
    shutil.rmtree(room, ignore_errors=True)
    return complete


def _unfinished(home: Path, error: OSError | ValueError) -> "BackupError":
    from assistant.archive import BackupError

    told = f"{error.strerror} : « {error.filename} »" if isinstance(error, OSError) else "sa note est illisible"
    return BackupError(
        f"La restauration commencée dans « {home} » ne peut pas être achevée ({told}).",
        "Levez cet obstacle, puis relancez n'importe quelle commande : elle l'achèvera.",
    )


def _swap(home: Path, room: Path) -> None:
    """Put what was unpacked in the place of what is there; only what is the product's own goes."""
    wanted = set(json.loads((room / _READY).read_bytes()))
    old, new = room / _OLD, room / _NEW
    old.mkdir(exist_ok=True)
    for path in sorted(home.iterdir()):
        # What stands in a new one's place is old as long as the new one has not moved there.
        if is_own(path.name) and (path.name not in wanted or (new / path.name).exists()):
            path.replace(_free(old / path.name))
    for path in sorted(new.iterdir()):
        if not (home / path.name).exists():  # not the product's: it stays
            path.replace(home / path.name)
    sync_folder(home)
    shutil.rmtree(old, ignore_errors=True)
    (room / _READY).unlink()


def _free(path: Path) -> Path:
    """A path where nothing is yet."""
    rank = 0
    while (free := path.with_name(f"{path.name}.{rank}" if rank else path.name)).exists():
        rank += 1
    return free


def restore(home: Path, source: Path, progress: "Progress" = lambda *_: None, *, replace: bool = False) -> "Contents":
    """Take an installation back from a backup.

    Args:
        home: The installation's folder.
        source: The backup.
        progress: Told of the stages.
        replace: Whether an installation that is there may go.

    Returns:
        What the backup held.

    Raises:
        PstError: If it cannot be: then everything is as it was.
    """
    from assistant.archive import DRAWN, BackupError, check_apart, open_archive, read_contents
    from assistant.movable import check_movable
    from assistant.presence import alone
    from vectorstore.snapshot import FORMAT

    home = home.absolute()
    check_apart(source, home)
    finish(home)
    with ExitStack() as stack:
        archive = stack.enter_context(open_archive(source))
        contents = read_contents(archive, source.name, FORMAT)
        held = (
            [one.name for one in home.iterdir() if not one.name.startswith(".") and not _is_neutral(one)]
            if home.is_dir()
            else []
        )
        if held and not replace:
            raise BackupError(
                f"« {home} » contient déjà une installation ; rien n'a été changé.",
                "Ajoutez --remplacer pour la remplacer par la sauvegarde.",
            )
        needed = sum(member.size for member in contents.files.values())
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        _check_room(home, needed, source.name)
        check_movable(home)
        if not stack.enter_context(alone(home)):
            raise _busy(home)
        for lock in _held(home):
            stack.callback(lock.release)
        room = home / _ROOM
        try:
            _unpack(archive, contents, room / _NEW, source.name, progress)
            _move_sources(room / _NEW, contents.home, str(home))
            (room / _NEW / "library" / DRAWN).unlink(missing_ok=True)
            with suppress(FileNotFoundError):  # so that its former collections are deleted
                shutil.copyfile(home / "library" / DRAWN, room / _NEW / "library" / DRAWN)
            names = sorted({name.split("/")[0] for name in contents.files})
            write_whole(room / _READY, json.dumps(names).encode())
        except BaseException:
            shutil.rmtree(room, ignore_errors=True)
            raise
        _finish(home)
    return contents


def _check_room(home: Path, needed: int, name: str) -> None:
    from assistant.archive import BackupError

    free = shutil.disk_usage(home).free
    if needed + _SPARE > free:
        raise BackupError(
            f"Il n'y a plus assez de place sur le disque pour « {name} » ({needed / 1e6:.0f} Mo ; "
            f"il reste {free / 1e6:.0f} Mo) ; rien n'a été changé.",
            "Libérez de la place, puis recommencez.",
        )


def _is_neutral(path: Path) -> bool:
    """Whether a folder that holds only this is empty: a lock, or what a file system makes for itself."""
    return path.suffix == ".lock" or path.name == "lost+found"


def _busy(home: Path) -> "BackupError":
    from assistant.archive import BackupError

    return BackupError(
        f"« {home} » est en cours d'utilisation ; rien n'a été changé.",
        "Arrêtez l'application et les autres commandes, puis recommencez.",
    )


def _held(home: Path) -> list[FileLock]:
    """The locks of an installation that nobody else is writing to.

    Raises:
        BackupError: If somebody is.
    """
    busy = _busy(home)
    for path in sorted(home.glob("*.sqlite")):
        try:
            with closing(sqlite3.connect(path, timeout=0)) as connection:
                connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise busy from error
        except sqlite3.Error:  # damaged: one more reason to restore
            continue
    held = []
    for lock in (home / _LOCK, home / "library" / "writer.lock"):
        if lock.parent.is_dir():
            held.append(FileLock(lock, timeout=0))
            try:
                held[-1].acquire()
            except Timeout as error:
                for one in held[:-1]:
                    one.release()
                raise busy from error
    return held


def _unpack(archive: ZipFile, contents: "Contents", folder: Path, name: str, progress: "Progress") -> None:
    """Write the files of a backup, each checked as it comes.

    Raises:
        BackupError: If one is not what it was.
    """
    from assistant.archive import BackupError
    from ingest.disk import telling_when_full

    broken = BackupError(f"« {name} » est abîmée ; rien n'a été changé.", "Restaurez une autre sauvegarde.")
    for rank, (path, member) in enumerate(contents.files.items()):
        progress("restauration", rank, len(contents.files))
        target = folder / path
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        digest, left = hashlib.sha256(), member.size
        try:
            with (
                telling_when_full(folder.parent),
                archive.open(path) as source,
                open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as into,
            ):
                while block := source.read(_BLOCK):
                    left -= len(block)
                    if left < 0:
                        raise broken
                    digest.update(block)
                    into.write(block)
                into.flush()
                os.fsync(into.fileno())
        except (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise broken from error
        except Exception as error:
            if type(error).__module__ == "zlib":
                raise broken from error
            raise
        if left or digest.hexdigest() != member.sha256:
            raise broken
    for one in sorted(folder.rglob("*")):
        if one.is_dir():
            sync_folder(one)
    progress("restauration", len(contents.files), len(contents.files))


def _move_sources(folder: Path, before: str, after: str) -> None:
    """Have a library say where its documents' files are from now on, where the installation's folder is another."""
    from vectorstore import rooms, seal, snapshot

    if before == after or not (folder / "library").is_dir():
        return
    for one in rooms.named(folder / "library"):
        with suppress(OSError):
            file = snapshot.manifest_file(one)
            manifest = snapshot.read_manifest(one)
            entries = tuple(
                entry.model_copy(update={"path": after + entry.path.removeprefix(before)})
                if entry.path.startswith(before + os.sep)
                else entry
                for entry in manifest.entries
            )
            file.write_text(
                manifest.model_copy(update={"entries": entries}).model_dump_json(indent=1), encoding="utf-8"
            )
            if manifest.sealed:
                seal.write(one, file)
