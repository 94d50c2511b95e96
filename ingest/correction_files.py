"""Where corrections are kept: one readable YAML file a document, in the library's home.

The staff may read, edit or copy these files; the next `pst ingest` applies what they say.
"""

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.anchors import Anchor
from ingest.corrections import ON_NODES, Correction, Subject
from ingest.errors import CorrectionError
from ingest.folding import fold
from ingest.records import Level
from ingest.whole import write_whole

_HEAD = "# Corrections du personnel. Elles s'appliquent à chaque lecture du document (voir docs/guide.md).\n"
_NAME = 60


class _Stored(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Element(_Stored):
    id: str
    niveau: Level
    numero: str | None = None
    mots: str
    chemin: tuple[str, ...] = ()


class _Line(_Stored):
    numero: int = Field(gt=0)
    date: date
    champ: Subject
    valeur: str = ""
    element: _Element | None = None
    sous: _Element | None = None


class _File(_Stored):
    document: str
    corrections: tuple[_Line, ...] = ()


class _Dumper(yaml.SafeDumper):
    """Writes words as they are; characters that cannot be seen are escaped, so that they are read back."""


def _words(dumper: yaml.SafeDumper, words: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", words, style=None if words.isprintable() else '"')


_Dumper.add_representer(str, _words)


def path_of(folder: Path, document_id: str) -> Path:
    """The file of a document's corrections: a safe name that still says which document it is."""
    name = re.sub(r"[^a-z0-9]+", "-", fold(document_id)).strip("-")[:_NAME]
    return folder / f"{name or 'document'}-{hashlib.sha256(document_id.encode()).hexdigest()[:8]}.yaml"


def digest_of(folder: Path, document_id: str, parser: str) -> str:
    """Tells corrections apart, and what they were applied to, without reading them; "" where there is no file.

    Args:
        folder: Where the corrections are kept.
        document_id: The document.
        parser: What it was parsed with.
    """
    try:
        content = path_of(folder, document_id).read_bytes()
    except OSError:  # what cannot be read is told when it is loaded
        return ""
    return hashlib.sha256(f"{parser}\x1f".encode() + content).hexdigest()[:16]


def load_corrections(folder: Path, document_id: str) -> tuple[Correction, ...]:
    """A document's corrections, in the order of their numbers; none where there is no file.

    Raises:
        CorrectionError: If the file is not what it should be.
    """
    path = path_of(folder, document_id)
    try:
        stored = _File.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise _unreadable(path) from error
    if stored.document != document_id or len({line.numero for line in stored.corrections}) < len(stored.corrections):
        raise _unreadable(path)
    if any((line.element is None) == (line.champ in ON_NODES) for line in stored.corrections):
        raise _unreadable(path)
    found = [
        Correction(line.numero, line.date, line.champ, line.valeur, _anchor(line.element), _anchor(line.sous))
        for line in stored.corrections
    ]
    return tuple(sorted(found, key=lambda correction: correction.number))


def save_corrections(folder: Path, document_id: str, corrections: Sequence[Correction]) -> None:
    """Write a document's corrections in one step; no file where there is none left."""
    path = path_of(folder, document_id)
    if not corrections:
        path.unlink(missing_ok=True)
        return
    folder.mkdir(parents=True, exist_ok=True)
    stored = {"document": document_id, "corrections": [_line(correction) for correction in corrections]}
    content = yaml.dump(stored, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)
    write_whole(path, f"{_HEAD}{content}".encode())


def _line(correction: Correction) -> dict[str, Any]:
    line: dict[str, Any] = {
        "numero": correction.number,
        "date": correction.day,
        "champ": correction.subject.value,
    }
    if correction.value:
        line["valeur"] = correction.value
    if correction.node is not None:
        line["element"] = _element(correction.node)
    if correction.target is not None:
        line["sous"] = _element(correction.target)
    return line


def _element(anchor: Anchor) -> dict[str, Any]:
    element: dict[str, Any] = {"id": anchor.id, "niveau": anchor.level.value}
    if anchor.number:
        element["numero"] = anchor.number
    return {**element, "mots": anchor.words, "chemin": list(anchor.path)}


def _anchor(element: _Element | None) -> Anchor | None:
    if element is None:
        return None
    return Anchor(element.id, element.niveau, element.numero, element.mots, element.chemin)


def _unreadable(path: Path) -> CorrectionError:
    return CorrectionError(f"Le fichier de corrections « {path} » est mal formé.", "Corrigez-le ou retirez-le.")
