"""A change of the library and of files beside it: all of it or nothing, also where the process is killed.

What is to be undone, or done once the pointer has moved, is noted before anything changes. Whoever takes the writer's
lock next settles what an interrupted writer has left: if the pointer still names what it named, the files are put back
as they were; otherwise the change was made, and what it was to erase is erased.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.whole import partial_of, write_whole
from vectorstore import rooms

FILE = "changement.json"
BEFORE = ".avant"


class _Note(BaseModel):
    """What is going on, with paths relative to the folder of the snapshots, symbolic links followed in both.

    Attributes:
        named: The snapshots that the pointer named before.
        kept: Files that may change; each stands beside itself as it was, unless it did not exist.
        erased: Files and folders to erase once the change is made.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    named: tuple[str, ...]
    kept: dict[str, bool] = {}
    erased: tuple[str, ...] = ()


class Change:
    """What a writer is about to do besides publishing.

    Args:
        folder: The folder of the snapshots.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._note = _Note(named=_named(folder))

    def keep(self, paths: Sequence[Path]) -> None:
        """Have files put back as they are, if the library does not change; to be called before they do."""
        fresh = [path for path in paths if self._name(path) not in self._note.kept]
        kept = {self._name(path): path.exists() for path in fresh}
        self._write({"kept": {**self._note.kept, **kept}})
        for path in fresh:
            if kept[self._name(path)]:
                _copy(path, before(path))

    def erase(self, paths: Sequence[Path]) -> None:
        """Have files and folders erased once the library has changed."""
        self._write({"erased": (*self._note.erased, *(self._name(path) for path in paths))})

    def _name(self, path: Path) -> str:
        return os.path.relpath(path.parent.resolve() / path.name, self._folder.resolve())

    def _write(self, update: dict[str, object]) -> None:
        self._note = self._note.model_copy(update=update)
        write_whole(self._folder / FILE, self._note.model_dump_json(indent=1).encode())


@contextmanager
def settling(folder: Path) -> Iterator[Change]:
    """Note a change while it is made, and settle it at the end, whether it succeeded or failed.

    Args:
        folder: The folder of the snapshots; its writer's lock is held.
    """
    try:
        yield Change(folder)
    except BaseException:
        with suppress(OSError):  # what failed is to be told; the next writer settles it
            settle(folder)
        raise
    settle(folder)


def settle(folder: Path) -> None:
    """Finish what a note says is going on: undo it where the library has not changed.

    Args:
        folder: The folder of the snapshots; its writer's lock is held.
    """
    file = folder / FILE
    partial_of(file).unlink(missing_ok=True)
    try:
        note = _Note.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        return
    except ValidationError:  # written whole: this is no note of ours, and nothing is known of what it meant
        file.unlink()
        return
    real = folder.resolve()  # « .. » leads out of where it is, not of where a link to it stands
    undone = note.named == _named(folder)
    for name, existed in note.kept.items():
        path = real / name
        if undone and not existed:
            path.unlink(missing_ok=True)
        elif undone and before(path).exists():
            before(path).replace(path)
        before(path).unlink(missing_ok=True)
        partial_of(path).unlink(missing_ok=True)
    for name in () if undone else note.erased:
        _erase(real / name)
    file.unlink()


def _erase(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
        return
    for one in (path, before(path), partial_of(path)):
        one.unlink(missing_ok=True)


def _copy(path: Path, target: Path) -> None:
    """A second name for a file that is only ever replaced; a copy where the file system has no such names."""
    target.unlink(missing_ok=True)
    try:
        os.link(path, target)
    except OSError:
        partial = partial_of(target)
        shutil.copy2(path, partial)
        partial.replace(target)


def before(path: Path) -> Path:
    """Where a file stands as it was, while it may change; it is erased with the file."""
    return path.with_name(f"{path.name}{BEFORE}")


def _named(folder: Path) -> tuple[str, ...]:
    return tuple(one.name for one in rooms.named(folder))
