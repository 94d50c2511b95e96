"""Files that were uploaded: put aside first, given to the library, kept only where the library took them.

The library notes where each document came from, to read it again: the files stay under the installation's home.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path, PurePosixPath
from typing import IO
from uuid import uuid4

from ingest.collection import MANIFEST
from ingest.errors import UnreadableFileError
from ingest.limits import check_size
from vectorstore.changes import BEFORE, before

_LONGEST = 120
_EARLIER = ".avant-"
"""What the files that stood in for others were called before."""
_RESERVED = frozenset('<>:"/\\|?*')


def put_aside(folder: Path, files: Iterable[tuple[str, IO[bytes]]]) -> str:
    """Write uploaded files into a new folder.

    Args:
        folder: Where such folders are.
        files: Each with the name that its sender gives it.

    Returns:
        The new folder's name.
    """
    name = uuid4().hex
    target = folder / name
    target.mkdir(parents=True)
    for given, content in files:
        with _free(target / safe_name(given)).open("xb") as file:
            shutil.copyfileobj(content, file)
    return name


def safe_name(given: str) -> str:
    """A file name without a path, nor characters that cannot be printed or that some system refuses.

    It is no hidden file's, nor that of a folder's manifest, which says what its other files are, nor that of a file as
    it was before it changed.

    Args:
        given: What the sender calls it; its suffix is kept, for it tells the format.
    """
    last = PurePosixPath(given.replace("\\", "/")).name
    plain = "".join("_" if one in _RESERVED or not one.isprintable() else one for one in last).strip(" .")
    plain = plain.encode(errors="replace").decode()
    stem, suffix = os.path.splitext(plain)
    suffix = f"{suffix}_" if suffix.lower() == BEFORE else suffix
    name = f"{stem[: _LONGEST - len(suffix)]}{suffix[:20]}".strip(" .") or "document"
    return f"document-{name}" if name.lower() == MANIFEST.lower() else name


class Intake:
    """Moves files that were put aside to their place, and back out again where the library refuses them.

    Args:
        aside: The folder of the files that were put aside.
        place: Where the library's own files are.
    """

    def __init__(self, aside: Path, place: Path) -> None:
        self._aside, self._place = aside, place
        self._moved: dict[str, Path | None] = {}

    def bring(self, refuse: Callable[[str, UnreadableFileError], None]) -> list[Path]:
        """Move the files to their place; one of the same name that is there is set aside meanwhile.

        Args:
            refuse: Told of each file that is too large.
        """
        self._place.mkdir(parents=True, exist_ok=True)
        brought = []
        for file in sorted(self._aside.iterdir()):
            try:
                check_size(file.stat().st_size, file.name)
            except UnreadableFileError as error:
                refuse(file.name, error)
                continue
            target = self._place / file.name
            former = before(target) if target.exists() else None
            if former is not None:
                target.replace(former)
            self._moved[file.name] = former
            shutil.move(file, target)
            brought.append(target)
        return brought

    def settle(self, refused: Iterable[str]) -> None:
        """Take the files that the library refused away again, and forget what stood in for the others.

        Args:
            refused: The names of the files that did not become documents.
        """
        names = set(refused)
        for name, former in self._moved.items():
            target = self._place / name
            if name in names:
                target.unlink(missing_ok=True)
                if former is not None:
                    former.replace(target)
            elif former is not None:
                former.unlink(missing_ok=True)
        self._moved.clear()
        shutil.rmtree(self._aside, ignore_errors=True)

    def give_up(self) -> None:
        """Take every file away again."""
        self.settle(list(self._moved))


def settle_interrupted(place: Path, held: Mapping[Path, str]) -> None:
    """Finish what an upload that was killed has left: a file that stood in for a new version of it.

    It is put back if it is what the library holds, otherwise erased.

    Args:
        place: Where the library's own files are; no upload is going on.
        held: The digest (SHA-256) of what the library read from each file.
    """
    here = {path.name: digest for path, digest in held.items() if path.parent.resolve() == place.resolve()}
    for left in (*place.glob(f"*{BEFORE}"), *place.glob(f"{_EARLIER}*")):
        with suppress(OSError):  # one that cannot be read for now is for the next job
            digest = _digest(left)
            for name in (name for name, one in here.items() if one == digest):
                if not (place / name).is_file() or _digest(place / name) != digest:
                    left.replace(place / name)
                    break
            left.unlink(missing_ok=True)


def discard(path: str, place: Path) -> None:
    """Erase the file of a document that left the library, if it is one that was uploaded."""
    file = Path(path)
    with suppress(OSError):
        if file.parent.resolve() == place.resolve():
            file.unlink(missing_ok=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _free(path: Path) -> Path:
    """The path, numbered where its name is taken already."""
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free
