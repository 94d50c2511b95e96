"""A plan written to a file, the format by the suffix (docs/decisions/0026-exports.md)."""

from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path

from assistant.drafting.records import Plan
from ingest.errors import PstError
from ingest.whole import write_whole

FORMATS = {
    ".docx": "docx",
    ".odt": "odt",
    ".pdf": "pdf",
    ".xlsx": "xlsx",
    ".md": "markdown",
    ".json": "json_file",
    ".xml": "ecomptes",
}
"""Suffixes, each with the module that writes its format; the libraries of a format are imported with its first file."""


class ExportError(PstError):
    """A file that a plan cannot be written to: an unknown suffix, a folder that is absent or closed."""

    exit_code = 2


def check_format(path: Path) -> None:
    """Make sure that a plan can be written to a file, before any work is done.

    Args:
        path: The file to write.

    Raises:
        ExportError: If its suffix is of no known format, or its folder does not exist.
    """
    if path.suffix.lower() not in FORMATS:
        raise ExportError(
            f"« {path.name} » : format d'export inconnu ({path.suffix or 'sans extension'}).",
            f"Donnez un nom de fichier en {', '.join(FORMATS)}.",
        )
    if not path.parent.is_dir():
        raise ExportError(f"Le dossier « {path.parent} » n'existe pas.", "Créez-le ou donnez un autre chemin.")


def write_plan(plan: Plan, path: Path, *, day: date | None = None, ins: int | None = None) -> None:
    """Write a plan.

    Args:
        plan: The plan or the draft.
        path: The file; its suffix chooses the format. One that exists is replaced.
        day: The date that it bears; without one it bears none, so that the same plan makes the same file.
        ins: The INS code of the commune, for eComptes.

    Raises:
        ExportError: If the suffix is unknown or the file cannot be written.
    """
    check_format(path)
    data = exported(plan, path.suffix.lower(), day=day, ins=ins)
    try:
        write_whole(path.resolve(), data)
    except OSError as error:
        raise ExportError(
            f"« {path} » ne peut pas être écrit ({error.strerror}).",
            "Fermez-le s'il est ouvert, vérifiez les droits d'accès ou donnez un autre chemin.",
        ) from error


def exported(plan: Plan, suffix: str, *, day: date | None = None, ins: int | None = None) -> bytes:
    """A plan as the bytes of a file.

    Args:
        plan: The plan or the draft.
        suffix: The format, with its full stop: `.docx`.
        day: As for `write_plan`.
        ins: As for `write_plan`.

    Raises:
        ExportError: If the suffix is unknown.
    """
    check_format(Path(f"plan{suffix}"))
    module = import_module(f"{__name__}.{FORMATS[suffix]}")
    write: Callable[..., bytes] = module.write
    return write(plan, ins=ins) if suffix == ".xml" else write(plan, day)
