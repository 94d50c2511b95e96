"""Which files an ingestion takes: a path, a folder walked, and what the folder's manifest declares of them."""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from ingest.errors import UnreadableFileError
from ingest.readers import SUPPORTED_SUFFIXES
from ingest.records import Declared, DeclaredKind, Period

MANIFEST = "manifest.yaml"
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})
_TERM = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")
_NOTHING = Declared()
_JSON, _DRAFT, _SAMPLE = ".json", (b'"source"', b'"nodes"'), 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """One file to ingest, with what its supplier declared of it."""

    path: Path
    declared: Declared = _NOTHING


@dataclass(frozen=True, slots=True)
class Collection:
    """What was found: the files to read, and those of a folder that are left aside for their format."""

    sources: tuple[Source, ...]
    skipped: tuple[Path, ...]


def collect(paths: Sequence[Path]) -> Collection:
    """Find the files that a list of paths means; a folder is walked, hidden files are passed over.

    Args:
        paths: Files and folders.

    Returns:
        The files, each once, in a stable order.

    Raises:
        UnreadableFileError: If a path does not exist or a folder holds no document at all.
    """
    sources: dict[Path, Source] = {}
    skipped: list[Path] = []
    for path in paths:
        if path.is_dir():
            found, aside = _walk(path)
            if not found:
                raise UnreadableFileError(
                    f"Le dossier « {path} » ne contient aucun document lisible.",
                    f"Formats acceptés : {', '.join(sorted(SUPPORTED_SUFFIXES))}.",
                )
            skipped += aside
        elif path.exists():
            found = [path]
        else:
            raise UnreadableFileError(f"« {path} » n'existe pas.", "Vérifiez le chemin.")
        for file in found:
            resolved = file.resolve()
            sources[resolved] = Source(resolved, declared_of(resolved))
    return Collection(tuple(sources.values()), tuple(skipped))


def declared_of(file: Path) -> Declared:
    """What the manifest beside a file declares of it.

    Raises:
        UnreadableFileError: If the manifest is not what it should be.
    """
    return _manifest(file.parent).get(file.name, _NOTHING)


def _walk(folder: Path) -> tuple[list[Path], list[Path]]:
    """The documents of a folder and the files left aside; links to folders are not followed: they can go in circles."""
    files: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(place, name) for name in names if not _is_by_the_way(name)]
    files = sorted(path for path in files if path.is_file())
    taken = [path for path in files if path.suffix.lower() in SUPPORTED_SUFFIXES and not _is_other_json(path)]
    known = {*taken}
    return taken, [path for path in files if path not in known and path.name != MANIFEST]


def _is_other_json(path: Path) -> bool:
    """Whether a file is JSON of another kind than a draft: folders hold settings and lists of programs too."""
    if path.suffix.lower() != _JSON:
        return False
    try:
        with path.open("rb") as opened:
            sample = opened.read(_SAMPLE)
    except OSError:
        return False  # Told with the others that cannot be opened.
    return not all(name in sample for name in _DRAFT)


def _is_by_the_way(name: str) -> bool:
    """Whether a file is none that anyone wrote: hidden, or left by an office program or a file manager."""
    return name.startswith((".", "~$")) or name.lower() in _SYSTEM_FILES


def _manifest(folder: Path) -> dict[str, Declared]:
    """What is declared by file name, from the folder's manifest if it has one.

    Raises:
        UnreadableFileError: If the manifest is not what it should be.
    """
    manifest = folder / MANIFEST
    if not manifest.is_file():
        return {}
    try:
        declared = yaml.safe_load(manifest.read_text(encoding="utf-8"))["documents"]
        return {str(name): _declared(entry) for name, entry in declared.items()}
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise UnreadableFileError(
            f"Le manifeste « {manifest} » est mal formé.", "Corrigez-le ou retirez-le."
        ) from error


def _declared(entry: Mapping[str, object]) -> Declared:
    """One entry of a manifest; a term or a kind that means nothing here is left out."""
    term = _TERM.fullmatch(str(entry["term"])) if "term" in entry else None
    return Declared(
        term=Period(int(term.group(1)), int(term.group(2))) if term else None,
        kind=next((one for one in DeclaredKind if "kind" in entry and entry["kind"] == one), None),
    )
