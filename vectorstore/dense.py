"""Dense vectors in Chroma: cosine space, checked on opening."""

import struct
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self, cast

import numpy as np
from numpy.typing import NDArray

from ingest.disk import full, is_full
from ingest.errors import LibraryError
from vectorstore.space import REBUILD, Space

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import Where

_FOLDER = "chroma"
_COLLECTION = "nodes"
_SPACE: Literal["cosine"] = "cosine"
_BATCH = 2000
SEARCH_WIDTH = 2000
_HEADER = struct.Struct("<iQQQQ")
"""Head of hnswlib's header: version, offset of the links, room, vectors, bytes for each vector."""


class DenseIndex:
    """Nearest nodes by cosine similarity.

    Args:
        client: The Chroma client that keeps the collection open.
        collection: The collection of node vectors; its metadata name the space.
    """

    def __init__(self, client: "ClientAPI", collection: "Collection") -> None:
        self._client = client
        self._collection = collection

    @classmethod
    def build(
        cls, folder: Path, space: Space, ids: Sequence[str], documents: Sequence[str], vectors: NDArray[np.float32]
    ) -> None:
        """Write the vectors of a library, and nothing else.

        Chroma's HNSW files are written with room for more vectors, filled with whatever the process had in memory:
        texts and vectors of removed documents among them. That room is erased here, and the index is written whole
        (`sync_threshold`), since a reader that finds it unfinished would write such files anew.

        Args:
            folder: The snapshot's folder.
            space: What the vectors were made with, kept with the collection.
            ids: Node ids, one a vector.
            documents: The id of each node's document, for filtering.
            vectors: Shape (nodes, dimension of the space).
        """
        from chromadb.api.collection_configuration import CreateCollectionConfiguration, CreateHNSWConfiguration

        # A wide search: near exact at the size of a library, also within one document of it.
        hnsw = CreateHNSWConfiguration(
            space=_SPACE, sync_threshold=2, batch_size=2, ef_search=SEARCH_WIDTH, max_neighbors=32
        )
        client = _client(folder)
        collection = client.create_collection(
            _COLLECTION,
            configuration=CreateCollectionConfiguration(hnsw=hnsw),
            metadata=space.model_dump(),
            embedding_function=None,
        )
        for first in range(0, len(ids), _BATCH):
            last = first + _BATCH
            collection.add(
                ids=list(ids[first:last]),
                embeddings=vectors[first:last],
                metadatas=[{"document": document} for document in documents[first:last]],
            )
        if len(ids) == 1:
            collection.update(ids=list(ids), embeddings=vectors)  # A second operation, so that the first is written.
        client.close()  # type: ignore[attr-defined]
        _erase_unused(folder / _FOLDER)

    @classmethod
    def open(cls, folder: Path, space: Space) -> Self:
        """Open the vectors of a library, after checking that they are in the space that the library says.

        Raises:
            LibraryError: If the collection is missing or was built with another model, dimension, prompt or distance.
        """
        from chromadb.errors import ChromaError

        check_folder(folder)
        try:
            client = _client(folder)
            collection = client.get_collection(_COLLECTION, embedding_function=None)
        except (ChromaError, ValueError) as error:
            raise full(folder) if is_full(error) else _damaged() from error
        check_collection(collection, space)
        return cls(client, collection)

    def count(self) -> int:
        """The number of vectors, counted anew."""
        return self._collection.count()

    @cached_property
    def _size(self) -> int:
        """The same, counted once: a published snapshot never changes."""
        return self.count()

    def nearest(self, vector: Sequence[float], k: int, documents: Sequence[str] | None = None) -> dict[str, float]:
        """The `k` nodes nearest to a vector: cosine similarity by node id, best first.

        Args:
            vector: The question's vector.
            k: How many at most.
            documents: Look only into these documents, or everywhere when None.
        """
        limit = min(k, self._size)
        if not limit or (documents is not None and not documents):
            return {}
        where = cast("Where", {"document": {"$in": list(documents)}}) if documents is not None else None
        found = self._collection.query(
            query_embeddings=np.asarray([vector], dtype=np.float32),
            n_results=limit,
            where=where,
            include=["distances"],
        )
        distances = found["distances"]
        assert distances is not None
        return {node: 1.0 - float(distance) for node, distance in zip(found["ids"][0], distances[0], strict=True)}

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()  # type: ignore[attr-defined]


def check_collection(collection: "Collection", space: Space) -> None:
    """Refuse a collection in another space than the library's.

    Raises:
        LibraryError: If it was built with another model, dimension, prompt or distance.
    """
    metadata = collection.metadata or {}
    distance = ((collection.configuration_json or {}).get("hnsw") or {}).get("space")
    # A collection of before the prompts were recorded names the model and the dimension only.
    expected = {name: value for name, value in space.model_dump().items() if name in metadata}
    if distance != _SPACE or not {"model", "dimension"} <= expected.keys() or expected != dict(metadata):
        raise LibraryError(
            f"L'index des vecteurs ({metadata.get('model')}, {metadata.get('dimension')} dimensions, {distance}) "
            f"n'est pas celui de la bibliothèque ({space.named()}, {_SPACE}).",
            f"Reconstruisez la bibliothèque avec « {REBUILD} ».",
        )


def check_folder(folder: Path) -> None:
    """Refuse a snapshot without its vectors' index; asked before a client, which would make it.

    Raises:
        LibraryError: If it is missing.
    """
    if not (folder / _FOLDER).is_dir():
        raise _damaged()


def _erase_unused(folder: Path) -> None:
    """Fill the room that HNSW files keep for further vectors with zeros."""
    for header in folder.rglob("header.bin"):
        _, _, room, used, size = _HEADER.unpack(header.read_bytes()[: _HEADER.size])
        for name, width in (("data_level0.bin", size), ("length.bin", 4)):
            file = header.with_name(name)
            if file.stat().st_size == room * width:
                with file.open("r+b") as content:
                    content.seek(used * width)
                    content.write(bytes((room - used) * width))


def _damaged() -> LibraryError:
    return LibraryError("L'index des vecteurs de la bibliothèque est absent ou abîmé.", "Relancez « pst ingest ».")


def _client(folder: Path) -> "ClientAPI":
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    path = str(folder / _FOLDER)
    try:
        return chromadb.PersistentClient(path=path, settings=Settings(anonymized_telemetry=False))
    except Exception:
        # Chroma keeps what could not start (the disk was full), and would fail for this folder as long as the process.
        if path not in SharedSystemClient._identifier_to_refcount:
            SharedSystemClient._identifier_to_system.pop(path, None)
        raise
