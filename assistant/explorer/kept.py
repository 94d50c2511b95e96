"""The themes of a snapshot's plans on disk, computed once for all processes.

A published snapshot never changes, and may be read-only: what is kept lies elsewhere in the home, under the snapshot's
name and the version of what it was found with, and goes once the snapshot is gone. It holds ranks and digests, no word
of a document. It may be deleted at any time; damaged, or where nothing can be written, it is as if it had never been.
"""

import hashlib
import json
import logging
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from uuid import uuid4

import numpy as np
import Stemmer

from assistant.answer import Frozen
from assistant.catalogue import Catalogue
from assistant.explorer import themes
from assistant.explorer.themes import Themes
from ingest.records import Document
from ingest.vocabulary import load
from vectorstore.library import Library

_LOG = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parents[2]
_SUFFIX = ".json"
_PACKAGES, _SOURCES = ("assistant", "ingest", "vectorstore"), frozenset({".py", ".yaml"})


class _Kept(Frozen):
    """Themes without the plans.

    Attributes:
        plans: Digest of the plans' ids and lengths.
        units: Where the units stand among the plans' nodes.
        rows: The ranks of the units on each theme.
    """

    plans: str
    units: tuple[int, ...]
    rows: dict[str, tuple[int, ...]]


def classify(folder: Path, library: Library, documents: Sequence[Document]) -> Themes:
    """The themes of the units of some plans, from the disk where another run left them.

    Args:
        folder: Where they are kept; it need not exist.
        library: The open library.
        documents: The plans.
    """
    sweep(folder, library.folder.parent)
    file = folder / f"{library.folder.name}-{_fingerprint()}{_SUFFIX}"
    pairs = Catalogue(library, documents).pairs
    kept = _read(file)
    if kept is not None and kept.plans == _digest(documents):
        units = tuple(pairs[at] for at in kept.units)
        return Themes(
            tuple(documents),
            units,
            themes.owners(documents, units),
            {name: np.array(ranks, dtype=np.int32) for name, ranks in kept.rows.items()},
        )
    found = themes.classify(library, documents)
    places = {node.id: at for at, (_, node) in enumerate(pairs)}
    kept = _Kept(
        plans=_digest(documents),
        units=tuple(places[node.id] for _, node in found.units),
        rows={name: tuple(ranks.tolist()) for name, ranks in found.rows.items()},
    )
    _write(file, kept)
    sweep(folder, library.folder.parent)
    return found


def sweep(folder: Path, snapshots: Path) -> None:
    """Erase what was kept of snapshots that are gone, what other versions left, and what is no file of this module's.

    Args:
        folder: Where themes are kept.
        snapshots: The folder of the library's snapshots.
    """
    try:
        for file in folder.iterdir():
            snapshot, _, version = file.stem.rpartition("-")
            if version != _fingerprint() or file.suffix != _SUFFIX or not (snapshots / snapshot).is_dir():
                file.unlink(missing_ok=True)
    except OSError as error:
        _told(error)


def _read(file: Path) -> _Kept | None:
    try:
        digest, _, body = file.read_bytes().partition(b"\n")
        return _Kept.model_validate_json(body) if digest == _sealed(body) else None
    except (OSError, ValueError):
        return None


def _write(file: Path, kept: _Kept) -> None:
    """Write what is kept, at once or not at all."""
    body = kept.model_dump_json().encode()
    fresh = file.with_suffix(f".{uuid4().hex}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(_sealed(body) + b"\n" + body)
        fresh.replace(file)
    except OSError as error:
        _told(error)


def _told(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        _LOG.warning("The themes cannot be kept: %s", error)


def _sealed(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()


def _digest(documents: Sequence[Document]) -> str:
    return hashlib.sha256(json.dumps([[one.id, len(one.nodes)] for one in documents]).encode()).hexdigest()


@cache
def _fingerprint() -> str:
    """Names what themes are found with: the code, the word lists as this process read them, the stemmer."""
    digest = hashlib.sha256(Stemmer.version().encode())
    for package in _PACKAGES:
        for file in sorted((_ROOT / package).rglob("*")):
            if file.suffix in _SOURCES:
                digest.update(file.read_bytes())
    digest.update(json.dumps(load("thesaurus"), sort_keys=True, default=str).encode())
    return digest.hexdigest()[:32]
