"""One immutable state of the library on disk: documents, vectors, indexes, and what they were made with."""

import gc
import hashlib
import json
import zlib
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from ingest.errors import LibraryError
from ingest.french import analyse
from ingest.records import Document, Node
from vectorstore import served
from vectorstore.chroma import ChromaServer
from vectorstore.context import embedded_text, header, label
from vectorstore.dense import DenseIndex
from vectorstore.journal import Journal
from vectorstore.lexical import PartedIndex
from vectorstore.matrix import save_matrix
from vectorstore.reading import LOST, reading
from vectorstore.space import EmbeddingModel, Space
from vectorstore.terms import save_terms

FORMAT = 1
"""Raised when the files below change shape: an older library is then rebuilt from its sources."""

_MANIFEST = "snapshot.json"
_DOCUMENTS = "documents.json"
_VECTORS = "vectors.npz"
STEP = 32
"""Texts that the model is given at once; what is computed is journaled so often."""
_OWN_WORDS_WEIGHT = 2
_GIVE_ALL = "Relancez « pst ingest » en donnant tous vos documents."

Vectors = dict[str, NDArray[np.float32]]
Progress = Callable[[str, int, int], None]
"""Called with a stage, how much of it is done, and how much there is."""


class Quality(BaseModel):
    """What the quality report says of a document, in short.

    Attributes:
        key: What it was computed from: the reading and the corrections.
        line: The verdict on one line. `counts`: the elements in one phrase.
        reasons: Why the verdict is what it is.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    verdict: str
    line: str
    counts: str
    reasons: tuple[str, ...]


class Entry(BaseModel):
    """What the library knows of a document besides its content.

    Attributes:
        corrections: What its corrections were applied from (see `assistant.correcting`), or "" without any.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str
    path: str
    sha256: str
    ingested_at: datetime
    visibility: str = "public"
    quality: Quality | None = None
    corrections: str = ""


class Manifest(BaseModel):
    """What a snapshot was made with.

    Attributes:
        model: The embedding model's name; its vectors have `dimension` numbers.
        query_prompt: What it read before questions, `document_prompt` before documents. A library of before they were
            recorded was built with the embedded E5, whose prompts are these.
        sealed: Whether it has a seal (`vectorstore.seal`); one of before there were any has none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int
    parser: str
    model: str
    dimension: int
    query_prompt: str = "query: "
    document_prompt: str = "passage: "
    created: datetime
    entries: tuple[Entry, ...]
    sealed: bool = False

    @property
    def space(self) -> Space:
        """What the vectors were made with."""
        return Space(
            model=self.model,
            dimension=self.dimension,
            query_prompt=self.query_prompt,
            document_prompt=self.document_prompt,
        )


_documents = TypeAdapter(tuple[Document, ...])


def write(
    folder: Path,
    manifest: Manifest,
    documents: tuple[Document, ...],
    embeddings: EmbeddingModel,
    known: Mapping[str, NDArray[np.float32]],
    progress: Progress,
    server: ChromaServer | None = None,
    journal: Journal | None = None,
) -> None:
    """Write a whole snapshot into a new folder.

    Args:
        folder: A folder that nobody reads yet.
        manifest: What it is made with.
        documents: The documents, in the manifest's order.
        embeddings: The embedding model.
        known: Vectors of earlier snapshots by content hash: what has not changed is not embedded again.
        progress: Told of the stages.
        server: The Chroma server that holds the vectors' index, or None for files of the snapshot.
        journal: What keeps the vectors that are computed, should this be interrupted, or None.
    """
    folder.mkdir(parents=True)
    nodes = [(document, node) for document in documents for node in document.nodes]
    space = manifest.space
    keys, vectors = embed([embedded_text(*pair) for pair in nodes], space, embeddings, known, progress, journal)
    progress("index", 0, 2)
    PartedIndex.build([index_terms(*pair) for pair in nodes], [document.is_note for document, _ in nodes]).save(folder)
    progress("index", 1, 2)
    matrix = np.stack(list(vectors)) if vectors else np.zeros((0, manifest.dimension), dtype=np.float32)
    owners = [document.id for document, _ in nodes]
    if server is None:
        DenseIndex.build(folder, space, [node.id for _, node in nodes], owners, matrix)
    else:
        served.build(server, folder, space, owners, matrix)
    save_terms(folder, (node for _, node in nodes))
    save_matrix(folder / _VECTORS, np.array(keys, dtype=str), matrix)
    (folder / _DOCUMENTS).write_bytes(_documents.dump_json(documents))
    (folder / _MANIFEST).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
    progress("index", 2, 2)


def read_manifest(folder: Path) -> Manifest:
    """Read what a snapshot was made with.

    Raises:
        LibraryError: If it is missing, damaged or of another format, or cannot be read for now.
    """
    try:
        with reading(folder / _MANIFEST):
            content = (folder / _MANIFEST).read_bytes()
    except LOST as error:
        raise _damaged(folder) from error
    return parse_manifest(content, folder)


def parse_manifest(content: bytes | str, folder: Path) -> Manifest:
    """The same from the manifest's content.

    Raises:
        LibraryError: If it is damaged or of another format.
    """
    try:
        manifest = Manifest.model_validate_json(content)
    except ValidationError as error:
        raise _damaged(folder) from error
    if manifest.format != FORMAT:
        raise LibraryError(
            f"La bibliothèque a le format {manifest.format}, ce programme lit le format {FORMAT}.",
            _GIVE_ALL,
        )
    return manifest


def read_documents(folder: Path) -> tuple[Document, ...]:
    """Read a snapshot's documents.

    Raises:
        LibraryError: If they are missing or damaged, or cannot be read for now.
    """
    collecting = gc.isenabled()
    gc.disable()  # what is made here stays: to look again and again for what of it may go takes a third of the time
    try:
        with reading(folder / _DOCUMENTS):
            content = (folder / _DOCUMENTS).read_bytes()
        return _documents.validate_json(content)
    except (*LOST, ValidationError) as error:
        raise _damaged(folder) from error
    finally:
        if collecting:
            gc.enable()


def document_ids(folder: Path) -> tuple[str, ...] | None:
    """The ids of a snapshot's documents, as far as they can be told: also of those of an older format.

    Returns:
        None where nothing says whether it had any.
    """
    try:
        with reading(folder / _DOCUMENTS):
            found = json.loads((folder / _DOCUMENTS).read_bytes())
    except (*LOST, ValueError):
        return None
    rows = found if isinstance(found, list) else [found]
    ids = tuple(row["id"] for row in rows if isinstance(row, dict) and isinstance(row.get("id"), str))
    return ids if ids or not rows else None


def read_vectors(folder: Path) -> Vectors:
    """Read a snapshot's vectors, by content hash; empty when there are none to reuse."""
    try:
        with (folder / _VECTORS).open("rb") as file, np.load(file, allow_pickle=False) as stored:
            return dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
    except (OSError, EOFError, KeyError, ValueError, BadZipFile, zlib.error):
        return {}


def is_of_documents(names: Collection[str]) -> bool:
    """Whether the file that holds a snapshot's documents is among some of its files."""
    return _DOCUMENTS in names


def vectors_file(folder: Path) -> Path:
    """The file that holds a snapshot's vectors."""
    return folder / _VECTORS


def manifest_file(folder: Path) -> Path:
    """The file that says what a snapshot was made with."""
    return folder / _MANIFEST


def index_terms(document: Document, node: Node) -> list[str]:
    """The terms that a node is found by: its own words count more than its path's."""
    return analyse(header(document, node)) + _OWN_WORDS_WEIGHT * analyse(label(node))


def content_hash(text: str, space: Space) -> str:
    """What identifies a document's vector: the model, its dimension, and the very text that it read, prompt included.

    What is put before questions changes no vector of a document.
    """
    made_of = json.dumps([space.model, space.dimension, space.document_prompt, text])
    return hashlib.sha256(made_of.encode()).hexdigest()


def embed(
    texts: list[str],
    space: Space,
    embeddings: EmbeddingModel,
    known: Mapping[str, NDArray[np.float32]],
    progress: Progress,
    journal: Journal | None = None,
) -> tuple[list[str], list[NDArray[np.float32]]]:
    """The content hashes of texts and their vectors; only those not known by their hash are computed, and journaled."""
    keys = [content_hash(text, space) for text in texts]
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    found: dict[str, NDArray[np.float32]] = {}
    pending = list(missing.items())
    for first in range(0, len(pending), STEP):
        progress("vecteurs", first, len(pending))
        batch = pending[first : first + STEP]
        for (key, _), vector in zip(batch, embeddings.embed_documents([text for _, text in batch]), strict=True):
            found[key] = np.asarray(vector, dtype=np.float32)
        if journal is not None:
            journal.add({key: found[key] for key, _ in batch})
    progress("vecteurs", len(pending), len(pending))
    return keys, [found[key] if key in found else known[key] for key in keys]


def _damaged(folder: Path) -> LibraryError:
    return LibraryError(f"La bibliothèque est abîmée ou incomplète ({folder.name}).", _GIVE_ALL)
