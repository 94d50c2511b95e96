"""Which files an ingestion takes: a path, a folder walked, and what the folder's manifest declares of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from ingest.errors import UnreadableFileError
from ingest.readers import SUPPORTED_SUFFIXES
from ingest.records import Period

MANIFEST = "manifest.yaml"
_TERM = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")


@dataclass(frozen=True, slots=True)
class Source:
    """One file to ingest, with the term of office that its supplier declared for it."""

    path: Path
    term: Period | None


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
            sources[resolved] = Source(resolved, declared_term(resolved))
    return Collection(tuple(sources.values()), tuple(skipped))


def declared_term(file: Path) -> Period | None:
    """The term of office that the manifest beside a file declares for it.

    Raises:
        UnreadableFileError: If the manifest is not what it should be.
    """
    return _declared_terms(file.parent).get(file.name)


def _walk(folder: Path) -> tuple[list[Path], list[Path]]:
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    taken = [path for path in files if path.suffix.lower() in SUPPORTED_SUFFIXES]
    return taken, [path for path in files if path not in set(taken) and path.name != MANIFEST]


def _declared_terms(folder: Path) -> dict[str, Period]:
    """Terms of office by file name, from the folder's manifest if it has one.

    Raises:
        UnreadableFileError: If the manifest is not what it should be.
    """
    manifest = folder / MANIFEST
    if not manifest.is_file():
        return {}
    try:
        declared = yaml.safe_load(manifest.read_text(encoding="utf-8"))["documents"]
        terms = {name: _TERM.fullmatch(str(entry["term"])) for name, entry in declared.items() if "term" in entry}
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise UnreadableFileError(
            f"Le manifeste « {manifest} » est mal formé.", "Corrigez-le ou retirez-le."
        ) from error
    return {name: Period(int(match.group(1)), int(match.group(2))) for name, match in terms.items() if match}
