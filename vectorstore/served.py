"""Dense vectors in a Chroma server: one collection a snapshot, made again from the snapshot's file where it is missing.

The server sees vectors and numbers, never a word of a document, nor its name: a node is known by its rank in the
library, a document by that of its first node. What it forgets can be made again, so that its disk may be wiped.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar, cast

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from ingest.errors import LibraryError
from vectorstore.chroma import ChromaServer, client_of, collection_name, told
from vectorstore.dense import SEARCH_WIDTH, check_collection
from vectorstore.space import Space

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import Where

_BATCH = 2000
_LOCK = "chroma.lock"
_T = TypeVar("_T")


class ServedIndex:
    """Nearest nodes by cosine similarity, asked of a server.

    Args:
        server: The server.
        folder: The snapshot's folder.
        space: What the vectors are made with.
        nodes: Node ids in the library's order, each with its document's.
        vectors: Gives the vectors, in the same order, or None where they cannot be read.
    """

    def __init__(
        self,
        server: ChromaServer,
        folder: Path,
        space: Space,
        nodes: Sequence[tuple[str, str]],
        vectors: Callable[[], NDArray[np.float32] | None],
    ) -> None:
        self._server, self._folder, self._space = server, folder, space
        self._nodes, self._vectors = nodes, vectors
        self._ranks = ranks([document for _, document in nodes])

    @classmethod
    def open(
        cls,
        server: ChromaServer,
        folder: Path,
        space: Space,
        nodes: Sequence[tuple[str, str]],
        vectors: Callable[[], NDArray[np.float32] | None],
    ) -> Self:
        """Open a snapshot's collection, after checking its space; where it is missing or incomplete, it is made again.

        Raises:
            LibraryError: If the server does not answer, or the collection is in another space.
        """
        index = cls(server, folder, space, nodes, vectors)
        _ = index._collection
        return index

    @cached_property
    def _collection(self) -> "Collection":
        found = self._found()
        if found is None:
            with FileLock(self._folder.parent / _LOCK):
                found = self._found() or self._made_again()
        return found

    def _found(self) -> "Collection | None":
        from chromadb.errors import NotFoundError

        client = client_of(self._server)
        try:
            with told(self._server):
                found = client.get_collection(collection_name(self._folder), embedding_function=None)
                whole = found.count() == len(self._nodes)
        except NotFoundError:
            return None
        check_collection(found, self._space)
        return found if whole else None

    def _made_again(self) -> "Collection":
        vectors = self._vectors() if self._nodes else np.zeros((0, self._space.dimension), dtype=np.float32)
        if vectors is None:
            raise LibraryError(
                "L'index des vecteurs de la bibliothèque est absent ou abîmé.", "Relancez « pst ingest »."
            )
        return build(self._server, self._folder, self._space, [document for _, document in self._nodes], vectors)

    def count(self) -> int:
        """The number of vectors, counted anew."""
        return self._asked(lambda collection: collection.count())

    def nearest(self, vector: Sequence[float], k: int, documents: Sequence[str] | None = None) -> dict[str, float]:
        """The `k` nodes nearest to a vector: cosine similarity by node id, best first.

        Args:
            vector: The question's vector.
            k: How many at most.
            documents: Look only into these documents, or everywhere when None.
        """
        limit = min(k, len(self._nodes))
        within = None if documents is None else [self._ranks[one] for one in documents if one in self._ranks]
        if not limit or within == []:
            return {}
        where = cast("Where", {"document": {"$in": within}}) if within is not None else None
        one = np.asarray([vector], dtype=np.float32)
        found = self._asked(
            lambda collection: collection.query(
                query_embeddings=one, n_results=limit, where=where, include=["distances"]
            )
        )
        distances = found["distances"]
        assert distances is not None
        return {
            self._nodes[int(rank)][0]: 1.0 - float(distance)
            for rank, distance in zip(found["ids"][0], distances[0], strict=True)
        }

    def close(self) -> None:
        """Nothing: the process's one client stays open."""

    def _asked(self, use: "Callable[[Collection], _T]") -> _T:
        """What the collection answers; one that is gone, of a server that was wiped, is made again first."""
        from chromadb.errors import NotFoundError

        try:
            with told(self._server):
                return use(self._collection)
        except NotFoundError:
            if not self._folder.is_dir():  # the snapshot was swept meanwhile
                raise _gone() from None
            self.__dict__.pop("_collection", None)
        try:
            with told(self._server):
                return use(self._collection)
        except NotFoundError:
            raise _gone() from None


def build(
    server: ChromaServer, folder: Path, space: Space, documents: Sequence[str], vectors: NDArray[np.float32]
) -> "Collection":
    """Put the vectors of a snapshot into a new collection; one of its name, left half made, is replaced.

    Args:
        server: The server.
        folder: The snapshot's folder.
        space: What the vectors were made with, kept with the collection.
        documents: The id of each node's document; it stays here.
        vectors: Shape (nodes, dimension of the space).

    Raises:
        LibraryError: If the server does not answer.
    """
    from chromadb.api.collection_configuration import CreateCollectionConfiguration, CreateHNSWConfiguration
    from chromadb.errors import NotFoundError

    client, name, rank = client_of(server), collection_name(folder), ranks(documents)
    hnsw = CreateHNSWConfiguration(space="cosine", ef_search=SEARCH_WIDTH, max_neighbors=32)
    with told(server):
        with suppress(NotFoundError):
            client.delete_collection(name)
        collection = client.create_collection(
            name,
            configuration=CreateCollectionConfiguration(hnsw=hnsw),
            metadata=space.model_dump(),
            embedding_function=None,
        )
        for first in range(0, len(documents), _BATCH):
            some = documents[first : first + _BATCH]
            collection.add(
                ids=[str(first + number) for number in range(len(some))],
                embeddings=np.ascontiguousarray(vectors[first : first + len(some)]),
                metadatas=[{"document": rank[one]} for one in some],
            )
    return collection


def ranks(documents: Sequence[str]) -> dict[str, int]:
    """The rank of each document's first node."""
    found: dict[str, int] = {}
    for rank, document in enumerate(documents):
        found.setdefault(document, rank)
    return found


def _gone() -> LibraryError:
    return LibraryError(
        "Les vecteurs de la bibliothèque ne sont plus sur le serveur Chroma.", "Relancez « pst ingest »."
    )
