"""The form of a backup: one zip file of an installation's files, and what each of them was."""

import re
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.places import is_own
from ingest.errors import PstError

if TYPE_CHECKING:
    from zipfile import ZipInfo

CONTENTS = "sauvegarde.json"
VERSION = 1
DRAWN = "chroma.id"
"""What tells a library from the others of a Chroma server: a copy of it must draw its own, or each would delete the
other's collections."""
_LARGEST_CONTENTS = 64 * 2**20
_FORBIDDEN = re.compile(r'[\x00-\x1f\\:*?"<>|]')
_OTHER = "Donnez une sauvegarde faite par « pst backup »."


class BackupError(PstError):
    """A backup that cannot be made, or cannot be restored."""


class Member(BaseModel):
    """What a file was: how many bytes, and their SHA-256."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: int
    sha256: str


class Contents(BaseModel):
    """What a backup holds.

    Attributes:
        version: The form of backups. `snapshot`: the format of the library's snapshots.
        home: The folder that it was made of.
        files: The files, by their paths in it.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: int
    snapshot: int
    created: datetime
    home: str
    files: dict[str, Member]


def read_contents(archive: ZipFile, name: str, snapshot: int) -> Contents:
    """What a backup says that it holds, after checking that this is what is in it, and nothing that leads elsewhere.

    Args:
        archive: The backup.
        name: What it is called.
        snapshot: The newest format of snapshots that can be read.

    Raises:
        BackupError: If it is no backup, is of another version, or holds what no backup holds.
    """
    try:
        if archive.getinfo(CONTENTS).file_size > _LARGEST_CONTENTS:
            raise _not_ours(name)
        contents = Contents.model_validate_json(archive.read(CONTENTS))
    except (KeyError, ValidationError, BadZipFile, OSError, EOFError, RuntimeError) as error:
        raise _not_ours(name) from error
    if contents.version > VERSION or contents.snapshot > snapshot:
        raise BackupError(
            f"« {name} » a été faite par une version plus récente de l'assistant.", "Mettez l'assistant à jour."
        )
    held = [info for info in archive.infolist() if info.filename != CONTENTS]
    for info in held:
        _check(info, contents.files.get(info.filename), name)
    if len(held) != len(contents.files):  # one that is missing, or there twice
        raise BackupError(f"« {name} » est incomplète ou abîmée.", "Restaurez une autre sauvegarde.")
    return contents


def _check(info: "ZipInfo", member: Member | None, name: str) -> None:
    path = PurePosixPath(info.filename)
    apart = path.is_absolute() or _FORBIDDEN.search(info.filename) or {"..", "."} & set(info.filename.split("/"))
    if apart or info.is_dir() or not path.parts or path.parts[0].startswith(".") or path.as_posix() != info.filename:
        raise BackupError(f"« {name} » contient un chemin interdit : rien n'a été restauré.", _OTHER)
    if member is None or member.size != info.file_size:
        raise BackupError(f"« {name} » est incomplète ou abîmée.", "Restaurez une autre sauvegarde.")


def check_apart(path: Path, home: Path) -> None:
    """Make sure that a backup is not among what it is made of, or what its restoration replaces.

    Raises:
        BackupError: If it is inside the installation's folder, wherever links lead.
    """
    own = [one for one in home.iterdir() if is_own(one.name) and one.is_dir()] if home.is_dir() else []
    if any(path.resolve().is_relative_to(one.resolve()) for one in (home, *own)):
        raise BackupError(
            f"« {path} » est dans le dossier de l'installation (« {home} »), dont une sauvegarde doit rester à part ; "
            "rien n'a été changé.",
            "Mettez-la dans un autre dossier, de préférence sur un autre disque.",
        )


def open_archive(path: Path) -> ZipFile:
    """Open a backup.

    Raises:
        BackupError: If there is none, or it is no zip file.
    """
    try:
        return ZipFile(path)
    except OSError as error:
        raise BackupError(f"« {path} » ne peut pas être lu ({error.strerror}).", "Vérifiez le chemin.") from error
    except (BadZipFile, ValueError, EOFError) as error:
        raise _not_ours(path.name) from error


def _not_ours(name: str) -> BackupError:
    return BackupError(f"« {name} » n'est pas une sauvegarde de l'assistant, ou elle est abîmée.", _OTHER)
