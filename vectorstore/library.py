"""The searchable library: the current snapshot, opened once and searched in memory and in Chroma."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from ingest.errors import UnknownDocumentError
from ingest.french import analyse
from ingest.records import Document, Node
from vectorstore import snapshot
from vectorstore.dense import DenseIndex
from vectorstore.fusion import convex
from vectorstore.lexical import PartedIndex

_CANDIDATES = 100
"""How many nodes each index hands to the fusion."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A node found by a search.

    Attributes:
        score: Fused score, 0…1, relative to the other hits of the same search.
        lexical: BM25 score. `dense`: cosine similarity (0 when the dense index did not hand the node over).
    """

    document: Document
    node: Node
    score: float
    lexical: float
    dense: float


class Library:
    """An open snapshot. Immutable: a new ingest publishes another one beside it.

    Args:
        folder: The snapshot's folder.
        embeddings: The model that questions are embedded with.
        model: The model's name; `dimension` its vectors' length. Both must be the snapshot's.

    Raises:
        LibraryError: If the snapshot is damaged or was built with another model.
    """

    def __init__(self, folder: Path, embeddings: Embeddings, model: str, dimension: int) -> None:
        self.folder = folder
        self.manifest = snapshot.read_manifest(folder)
        self.documents = snapshot.read_documents(folder)
        self._embeddings = embeddings
        self._model, self._dimension = model, dimension

    @cached_property
    def plans(self) -> tuple[Document, ...]:
        """What organisations wrote (plans, declarations, pages): all but the legal notes. Only this is counted."""
        return tuple(document for document in self.documents if not document.is_note)

    @cached_property
    def notes(self) -> tuple[Document, ...]:
        """The legal notes, which explain the rules."""
        return tuple(document for document in self.documents if document.is_note)

    @cached_property
    def pairs(self) -> tuple[tuple[Document, Node], ...]:
        """Every node with its document, in the order of the indexes."""
        return tuple((document, node) for document in self.documents for node in document.nodes)

    @cached_property
    def _position(self) -> dict[str, int]:
        return {node.id: index for index, (_, node) in enumerate(self.pairs)}

    @cached_property
    def lexical(self) -> PartedIndex:
        """The BM25 index."""
        return PartedIndex.open(self.folder, [document.is_note for document, _ in self.pairs])

    @cached_property
    def dense(self) -> DenseIndex:
        """The Chroma index."""
        return DenseIndex.open(self.folder, self._model, self._dimension)

    def document(self, name: str) -> Document:
        """The document of an id; its file name or its name without extension will do where it is unambiguous.

        Raises:
            UnknownDocumentError: If no document, or more than one, answers to the name.
        """
        exact = [document for document in self.documents if document.id == name]
        wanted = Path(name).name
        loose = [document for document in self.documents if wanted in (document.file, Path(document.file).stem)]
        found = exact or loose
        if len(found) == 1:
            return found[0]
        names = ", ".join(document.id for document in (found or self.documents)) or "aucun"
        what = "désigne plusieurs documents" if found else "n'est pas dans la bibliothèque"
        raise UnknownDocumentError(f"« {name} » {what}.", f"Documents connus : {names}.")

    def pair(self, node_id: str) -> tuple[Document, Node]:
        """A node and its document, by the node's id."""
        return self.pairs[self._position[node_id]]

    def search(
        self,
        query: str,
        k: int = 10,
        documents: Collection[str] | None = None,
        terms: Sequence[str] | None = None,
    ) -> list[Hit]:
        """Nodes ranked by fused lexical and dense scores.

        Args:
            query: The question, as asked.
            k: How many hits at most.
            documents: Ids of the documents to look into, or None for all.
            terms: Index terms for the lexical side, when they are not simply the question's.
        """
        scores = self.lexical.scores(list(analyse(query) if terms is None else terms))
        allowed = None if documents is None else set(documents)
        lexical = self._best(scores, allowed)
        vector = self._embeddings.embed_query(query)
        dense = self.dense.nearest(vector, _CANDIDATES, None if allowed is None else sorted(allowed))
        fused = convex(lexical, dense)
        hits = []
        for node_id in list(fused)[:k]:
            position = self._position[node_id]
            document, node = self.pairs[position]
            hits.append(Hit(document, node, fused[node_id], float(scores[position]), dense.get(node_id, 0.0)))
        return hits

    def _best(self, scores: NDArray[np.float32], allowed: set[str] | None) -> dict[str, float]:
        found: dict[str, float] = {}
        for position in np.argsort(-scores, kind="stable"):
            if scores[position] <= 0 or len(found) == _CANDIDATES:
                break
            document, node = self.pairs[position]
            if allowed is None or document.id in allowed:
                found[node.id] = float(scores[position])
        return found

    def close(self) -> None:
        """Let go of the files."""
        if "dense" in self.__dict__:
            self.dense.close()
