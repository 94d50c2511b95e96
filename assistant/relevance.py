"""How much of a question a text covers: the share of its words, rare words counting more."""

import math
import statistics
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.question import Question
from ingest.records import Document, Node
from ingest.vocabulary import load
from vectorstore.library import Library

TOPIC_WEIGHT = 4.0
"""A theme weighs as much as a rather rare word."""
_NEAREST, _MIN_SPREAD = 5, 0.005
_REMEMBERED = 4096
"""Elements whose path is read once: what stands beside each other stands under the same."""


class Relevance:
    """Word statistics of one library, or of one of its shelves.

    Args:
        library: The open library.
        documents: The documents whose words are counted; its plans when not given.
    """

    def __init__(self, library: Library, documents: Collection[Document] | None = None) -> None:
        self._library = library
        self._documents = library.plans if documents is None else documents
        self._above = lru_cache(maxsize=_REMEMBERED)(self._path)

    @property
    def own_terms(self) -> Mapping[str, frozenset[str]]:
        """The terms of each node's own words, by node id; see `Library.own_terms`."""
        return self._library.own_terms

    @cached_property
    def _frequencies(self) -> NDArray[np.int64]:
        """How many nodes hold each term, by its rank in the library's table."""
        weights = np.zeros(len(self._library.pairs), dtype=np.int64)
        for document in self._documents:
            start, end = self._library.runs[document.id]
            weights[start:end] += 1
        return self._library.terms.counts(weights)

    def _frequency(self, term: str) -> int:
        rank = self._library.terms.rank.get(term)
        return 0 if rank is None else int(self._frequencies[rank])

    @cached_property
    def _size(self) -> int:
        return sum(len(document.nodes) for document in self._documents)

    def idf(self, term: str) -> float:
        """Inverse document frequency: ln(1 + N / (1 + n)); a word that no node holds weighs most."""
        return math.log(1 + self._size / (1 + self._frequency(term)))

    @cached_property
    def stranger(self) -> tuple[float, float]:
        """How near the nearest element is, by cosine, to questions that have nothing to do with plans: mean and spread.

        Each embedding model has its own scale: only what stands out from this one is near.
        """
        best = [
            max((hit.dense for hit in self._library.search(text, _NEAREST, rerank=False)), default=0.0)
            for text in load("screening")["strangers"]
        ]
        return statistics.fmean(best), max(statistics.stdev(best), _MIN_SPREAD)

    def knows(self, term: str) -> bool:
        """Whether any node of these documents holds the term."""
        return self._frequency(term) > 0

    def path_terms(self, document: Document, node: Node) -> frozenset[str]:
        """The terms of a node and of its ancestors."""
        own = self.own_terms[node.id]
        return own if node.parent is None else own | self._above(node.parent)

    def _path(self, name: str) -> frozenset[str]:
        document, node = self._library.pair(name)
        return self.path_terms(document, node)

    def coverage(self, wanted: tuple[str, ...], held: frozenset[str]) -> float:
        """The IDF-weighted share of the wanted terms that a set of terms holds: 0…1, and 1 for no wanted term."""
        total = sum(self.idf(term) for term in wanted)
        return sum(self.idf(term) for term in wanted if term in held) / total if total else 1.0

    def support(self, question: Question, places: Iterable[tuple[Document, Node]]) -> tuple[float, tuple[str, ...]]:
        """How much of a question's subjects some places speak of together.

        A theme is spoken of where the thesaurus says so, or where its very words stand.

        Returns:
            The weighted share, 0…1 (1 for a question without subject), and the words that no place holds.
        """
        held: set[str] = set()
        themes: set[str] = set()
        for document, node in places:
            held |= self.path_terms(document, node)
            themes |= {theme for one in (*document.ancestors(node), node) for theme in one.themes}
        wanted = sum(self.idf(term) for term in question.terms) + TOPIC_WEIGHT * len(question.topics)
        got = sum(self.idf(term) for term in question.terms if term in held)
        got += TOPIC_WEIGHT * sum(topic.concept in themes or set(topic.words) <= held for topic in question.topics)
        return (got / wanted if wanted else 1.0), tuple(term for term in question.terms if term not in held)
