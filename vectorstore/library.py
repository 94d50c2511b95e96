"""The searchable library: the current snapshot, opened once and searched in memory and in Chroma."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.claims import Claim, find_claims
from ingest.french import analyse
from ingest.records import Document, Node, Visibility
from vectorstore import snapshot
from vectorstore.chroma import ChromaServer
from vectorstore.context import embedded_text
from vectorstore.dense import DenseIndex, check_folder
from vectorstore.fusion import RERANKER_WEIGHT, convex
from vectorstore.lexical import PartedIndex
from vectorstore.matrix import open_matrix
from vectorstore.naming import named
from vectorstore.nearest import Run, joined, nearest
from vectorstore.reranker import RERANKED, Reranker
from vectorstore.served import ServedIndex
from vectorstore.space import EmbeddingModel, refuse_other
from vectorstore.spans import Spans
from vectorstore.terms import ByNode, TermTable, load_terms

_CANDIDATES = 100
"""How many nodes each index hands to the fusion."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A node found by a search.

    Attributes:
        score: Fused score, 0…1, relative to the other hits of the same search.
        lexical: BM25 score. `dense`: cosine similarity (0 when the dense index did not hand the node over).
        reranked: The reranker's raw score, or None where none read the node.
    """

    document: Document
    node: Node
    score: float
    lexical: float
    dense: float
    reranked: float | None = None


class Library:
    """An open snapshot. Immutable: a new ingest publishes another one beside it.

    Args:
        folder: The snapshot's folder.
        model: The model that questions are embedded with; a search refuses one that is not the snapshot's.
        reranker: The model that reads the best hits again, or None.
        server: The Chroma server that holds the vectors' index, or None for files of the snapshot.

    Raises:
        LibraryError: If the snapshot is damaged.
    """

    def __init__(
        self, folder: Path, model: EmbeddingModel, reranker: Reranker | None = None, server: ChromaServer | None = None
    ) -> None:
        self.folder = folder
        self.manifest = snapshot.read_manifest(folder)
        self.documents = snapshot.read_documents(folder)
        self._model, self._reranker, self._server = model, reranker, server
        self._embedded: tuple[str, list[float]] | None = None

    @cached_property
    def plans(self) -> tuple[Document, ...]:
        """What organisations wrote (plans, declarations, pages): all but the legal notes. Only this is counted."""
        return tuple(document for document in self.documents if not document.is_note)

    @cached_property
    def notes(self) -> tuple[Document, ...]:
        """The legal notes, which explain the rules."""
        return tuple(document for document in self.documents if document.is_note)

    @cached_property
    def internal(self) -> bool:
        """Whether it holds documents that are not for the public."""
        return any(document.visibility is Visibility.INTERNAL for document in self.documents)

    @cached_property
    def pairs(self) -> tuple[tuple[Document, Node], ...]:
        """Every node with its document, in the order of the indexes."""
        return tuple((document, node) for document in self.documents for node in document.nodes)

    @cached_property
    def own_terms(self) -> Mapping[str, frozenset[str]]:
        """The terms of each node's own words (and of the DPS priority printed under it), by node id."""
        return ByNode(self._position, self.terms.own)

    @cached_property
    def own_words(self) -> Mapping[str, list[str]]:
        """The same words in order, stop words kept and articles left out: what the thesaurus compares, by node id."""
        return ByNode(self._position, self.terms.said)

    @cached_property
    def terms(self) -> TermTable:
        """The terms of every node, in the order of `pairs`."""
        return load_terms(self.folder, [node for _, node in self.pairs])

    @cached_property
    def spans(self) -> Spans:
        """Finds sequences of terms in every node at once."""
        return Spans(self.terms)

    @cached_property
    def runs(self) -> dict[str, Run]:
        """The places of each document's nodes in `pairs`, by document id."""
        found, start = {}, 0
        for document in self.documents:
            found[document.id] = (start, start + len(document.nodes))
            start += len(document.nodes)
        return found

    @cached_property
    def _claims(self) -> dict[str, tuple[Claim, ...]]:
        return {}

    def claims(self, document: Document) -> tuple[Claim, ...]:
        """What one of its documents announces of its own parts, looked for once."""
        if document.id not in self._claims:
            self._claims[document.id] = find_claims(document)
        return self._claims[document.id]

    @cached_property
    def _position(self) -> dict[str, int]:
        return {node.id: index for index, (_, node) in enumerate(self.pairs)}

    @cached_property
    def lexical(self) -> PartedIndex:
        """The BM25 index."""
        return PartedIndex.open(self.folder, [document.is_note for document, _ in self.pairs])

    @cached_property
    def dense(self) -> DenseIndex | ServedIndex:
        """The Chroma index."""
        if self._server is None:
            return DenseIndex.open(self.folder, self.manifest.space)
        nodes = [(node.id, document.id) for document, node in self.pairs]
        return ServedIndex.open(self._server, self.folder, self.manifest.space, nodes, lambda: self.vectors)

    @cached_property
    def vectors(self) -> NDArray[np.float32] | None:
        """The vector of every node, in the order of `pairs`; None where they cannot be read."""
        found = open_matrix(snapshot.vectors_file(self.folder))
        whole = found is not None and found.shape == (len(self.pairs), self.manifest.dimension)
        return np.asarray(found) if whole else None

    def check_model(self) -> None:
        """Refuse to answer with another model than the one that the library was built with.

        Raises:
            LibraryError: If the settings name another model or other prompts.
            ModelError: If the model that they name is not there.
        """
        refuse_other(self.manifest.space, self._model)

    def embed(self, query: str) -> list[float]:
        """The vector of a question, in the library's own space.

        Raises:
            LibraryError: If the settings name another model or other prompts, or the vector is of another length.
            ModelError: If the model cannot be loaded or does not answer.
        """
        self.check_model()
        last = self._embedded  # one answer searches for the same words in plans, notes and laws
        if last is None or last[0] != query:
            vector = self._model.embed_query(query)
            refuse_other(self.manifest.space, self._model, len(vector))
            last = self._embedded = query, vector
        return last[1]

    def document(self, name: str) -> Document:
        """The document of an id; its file name or its name without extension will do where it is unambiguous.

        Raises:
            UnknownDocumentError: If no document, or more than one, answers to the name.
        """
        return self.by_id.get(name) or named(self.documents, name)

    @cached_property
    def by_id(self) -> dict[str, Document]:
        """The documents by id."""
        return {document.id: document for document in self.documents}

    def holds(self, node_id: str) -> bool:
        """Whether a node is in the library."""
        return node_id in self._position

    def position(self, node_id: str) -> int:
        """The place of a node in `pairs`, and of its vector in `vectors`, by its id."""
        return self._position[node_id]

    def pair(self, node_id: str) -> tuple[Document, Node]:
        """A node and its document, by the node's id."""
        return self.pairs[self._position[node_id]]

    def search(
        self,
        query: str,
        k: int = 10,
        documents: Collection[str] | None = None,
        terms: Sequence[str] | None = None,
        *,
        rerank: bool = True,
    ) -> list[Hit]:
        """Nodes ranked by fused lexical and dense scores.

        Args:
            query: The question, as asked.
            k: How many hits at most.
            documents: Ids of the documents to look into, or None for all.
            terms: Index terms for the lexical side, when they are not simply the question's.
            rerank: Whether the reranker, where there is one, reads the best hits again.

        Raises:
            LibraryError: If an index is damaged, or was built with another model than the settings name.
            ModelError: If a model cannot be loaded or does not answer.
        """
        vector = self.embed(query)
        scores = self.lexical.scores(list(analyse(query) if terms is None else terms))
        allowed = None if documents is None else set(documents)
        runs = None if allowed is None else joined([run for name, run in self.runs.items() if name in allowed])
        lexical = self._best(scores, runs)
        dense = self._nearest(vector, allowed, runs)
        fused = convex(lexical, dense)
        hits = []
        again = rerank and self._reranker is not None
        for node_id in list(fused)[: max(k, RERANKED) if again else k]:
            position = self._position[node_id]
            document, node = self.pairs[position]
            hits.append(Hit(document, node, fused[node_id], float(scores[position]), dense.get(node_id, 0.0)))
        return self.rerank(query, hits)[:k] if again else hits

    def rerank(self, question: str, hits: Sequence[Hit]) -> list[Hit]:
        """Hits in the order that they have once the reranker has read the first of them; as they are without one.

        Raises:
            ModelError: If the reranker cannot be loaded.
        """
        head = hits[:RERANKED]
        if self._reranker is None or not head:
            return list(hits)
        raw = self._reranker.rerank(question, [embedded_text(hit.document, hit.node) for hit in head])
        again = {hit.node.id: score for hit, score in zip(head, raw, strict=True)}
        blended = convex(again, {hit.node.id: hit.score for hit in hits}, RERANKER_WEIGHT)
        known = {hit.node.id: hit for hit in hits}
        return [replace(known[name], score=score, reranked=again.get(name)) for name, score in blended.items()]

    def _nearest(self, vector: Sequence[float], allowed: set[str] | None, runs: list[Run] | None) -> dict[str, float]:
        """The cosines of the nodes nearest to a vector, best first; Chroma finds them where no matrix can be read."""
        vectors = self._searched
        if vectors is None:
            return self.dense.nearest(vector, _CANDIDATES, None if allowed is None else sorted(allowed))
        found = nearest(vectors, vector, _CANDIDATES, runs)
        names = [self.pairs[at][1].id for at in found.places.tolist()]
        return dict(zip(names, found.cosines.tolist(), strict=True))

    @cached_property
    def _searched(self) -> NDArray[np.float32] | None:
        """The vectors, once the index is known to be there; later searches go on when the snapshot is erased."""
        if self.vectors is not None and self._server is None:
            check_folder(self.folder)
        return self.vectors

    def _best(self, scores: NDArray[np.float32], runs: list[Run] | None) -> dict[str, float]:
        """The scores of the nodes that words find, best first; among equals, in reading order."""
        places = np.flatnonzero(scores > 0)
        if runs is not None:
            inside = np.zeros(len(scores), dtype=bool)
            for start, end in runs:
                inside[start:end] = True
            places = places[inside[places]]
        found = scores[places]
        if len(found) > _CANDIDATES:
            least = np.partition(found, len(found) - _CANDIDATES)[len(found) - _CANDIDATES]
            places, found = places[found >= least], found[found >= least]
        best = places[np.argsort(-found, kind="stable")][:_CANDIDATES].tolist()
        return {self.pairs[at][1].id: float(scores[at]) for at in best}

    def close(self) -> None:
        """Let go of the files."""
        if "dense" in self.__dict__:
            self.dense.close()
