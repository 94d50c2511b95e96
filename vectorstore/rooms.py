"""The folder of the snapshots: which one counts, which are damaged, in quarantine or left over."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from ingest.errors import LibraryError
from ingest.records import Visibility
from ingest.whole import partial_of, sync_folder, write_whole
from vectorstore import seal, snapshot
from vectorstore.reading import LOST, UnreadableNowError, reading

LOCK = "writer.lock"
QUARANTINE = "quarantaine"
_POINTER = "current"
_PUBLIC = "-public"
_NAME = re.compile(r"\d{8}T\d{6}-[0-9A-Za-z]+(?:-public)?")


def named(folder: Path) -> tuple[Path, ...]:
    """The snapshots that the pointer names: the whole library, then the public's part if it is another one.

    Nothing where there is no pointer, or one that the disk has changed: it may be empty, or name what is no snapshot.

    Args:
        folder: The folder of the snapshots.

    Raises:
        UnreadableNowError: If it cannot be read for now.
    """
    try:
        with reading(folder / _POINTER):
            names = (folder / _POINTER).read_bytes().decode("ascii", errors="replace").split()
    except LOST:
        return ()
    return tuple(folder / name for name in names) if all(map(_NAME.fullmatch, names)) else ()


def public_of(snapshot_folder: Path) -> Path:
    """Where the public's part of a snapshot is, where it is another."""
    return snapshot_folder.with_name(f"{snapshot_folder.name}{_PUBLIC}")


def point(folder: Path, targets: Sequence[Path]) -> None:
    """Have the pointer name other snapshots, in one step that a power cut does not halve.

    Args:
        folder: The folder of the snapshots.
        targets: The whole library, then the public's part if it is another one.
    """
    sync_folder(folder)
    write_whole(folder / _POINTER, "\n".join(one.name for one in targets).encode("ascii"))


def sweep(folder: Path, keep: Sequence[Path]) -> None:
    """Erase every other snapshot: what was removed from the library leaves nothing on disk.

    Args:
        folder: The folder of the snapshots.
        keep: Folders in it, at least one.

    Raises:
        ValueError: If none is kept, or one that stands elsewhere: then nothing is erased.
    """
    if not keep or not all(one.parent == folder and one.name not in ("", "..") for one in keep):
        raise ValueError(f"no folders of {folder}: {list(keep)}")
    for path in folder.iterdir():
        if path.is_dir() and path not in keep:
            shutil.rmtree(path, ignore_errors=True)
    partial_of(folder / _POINTER).unlink(missing_ok=True)


def leftovers(folder: Path) -> tuple[str, ...]:
    """Names of folders that an interrupted writer has left, which the next one erases."""
    keep = {QUARANTINE, *(one.name for one in named(folder))}
    found = folder.iterdir() if folder.is_dir() else ()
    return tuple(sorted(one.name for one in found if one.is_dir() and one.name not in keep))


def tidy(folder: Path) -> bool:
    """Erase what an interrupted writer has left; a pointer that was lost is set again first, or nothing is erased.

    Where the pointer names nothing, one cannot choose between several snapshots: an older one may hold what has been
    removed since.

    Returns:
        Whether the pointer can be believed.
    """
    folders = named(folder)
    if not folders or not all(remains(one).is_dir() for one in folders):
        folders = _found(folder)
        if not folders:
            return not any(one.is_dir() for one in folder.iterdir())
        point(folder, folders)
    sweep(folder, (*folders, folder / QUARANTINE))
    return True


def damages(snapshot_folder: Path, *, thorough: bool = True, only: str | None = None) -> tuple[str, ...]:
    """The files of a snapshot that are damaged or missing, by their paths in it; none are known of an unsealed one.

    Args:
        snapshot_folder: The snapshot.
        thorough: See `vectorstore.seal.damages`.
        only: See there too.
    """
    return seal.damages(snapshot_folder, thorough=thorough, only=only) if _is_sealed(snapshot_folder) else ()


def seal_older(folder: Path) -> None:
    """Seal the current snapshots where an earlier version did not; the writer's lock is held."""
    for one in named(folder):
        if not _is_sealed(one):
            seal.write(one, snapshot.manifest_file(one))


def set_aside(folder: Path) -> None:
    """Put the current snapshots in quarantine: nobody reads them any more, but who builds the library anew."""
    for one in named(folder):
        if one.is_dir() and one.parent == folder and one != folder:
            target = folder / QUARANTINE / one.name
            target.parent.mkdir(exist_ok=True)
            one.replace(target)
    sync_folder(folder)


def quarantined(folder: Path) -> tuple[Path, ...]:
    """The snapshots in quarantine."""
    aside = folder / QUARANTINE
    return tuple(sorted(aside.iterdir())) if aside.is_dir() else ()


def remains(snapshot_folder: Path) -> Path:
    """Where a snapshot is: in its place, or in quarantine."""
    aside = snapshot_folder.parent / QUARANTINE / snapshot_folder.name
    with reading(snapshot_folder):
        return aside if not snapshot_folder.is_dir() and aside.is_dir() else snapshot_folder


def _found(folder: Path) -> tuple[Path, ...]:
    """The one whole library among the snapshots, with its public part; nothing where there are none or several."""
    whole = [one for one in folder.iterdir() if not one.name.endswith(_PUBLIC) and _is_whole(one)]
    if len(whole) != 1:
        return ()
    (one,) = whole
    if {entry.visibility for entry in snapshot.read_manifest(one).entries} <= {Visibility.PUBLIC.value}:
        return (one,)
    return (one, public_of(one)) if _is_whole(public_of(one)) else ()


def _is_sealed(folder: Path) -> bool:
    """Whether a snapshot has a seal, or says that it had one; one that is gone had."""
    with reading(folder):
        if (folder / seal.FILE).exists() or not folder.is_dir():
            return True
    try:
        return snapshot.read_manifest(folder).sealed
    except UnreadableNowError:
        raise
    except LibraryError:
        return False


def _is_whole(folder: Path) -> bool:
    return (folder / seal.FILE).is_file() and not seal.damages(folder)
