"""How much of a question a text covers: the share of its words, rare words counting more."""

import math
from collections import Counter
from functools import cached_property

from ingest.french import analyse
from ingest.records import Document, Node
from vectorstore.context import label
from vectorstore.library import Library


class Relevance:
    """Word statistics of one library.

    Args:
        library: The open library.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def own_terms(self) -> dict[str, frozenset[str]]:
        """The terms of each node's own words (and of the DPS priority printed under it), by node id."""
        return {
            node.id: frozenset(analyse(f"{label(node)} {node.dps_priority.label if node.dps_priority else ''}"))
            for _, node in self._library.pairs
        }

    @cached_property
    def _frequencies(self) -> Counter[str]:
        return Counter(term for terms in self.own_terms.values() for term in terms)

    def idf(self, term: str) -> float:
        """Inverse document frequency: ln(1 + N / (1 + n)); a word that no node holds weighs most."""
        return math.log(1 + len(self.own_terms) / (1 + self._frequencies[term]))

    def knows(self, term: str) -> bool:
        """Whether any node holds the term."""
        return term in self._frequencies

    def path_terms(self, document: Document, node: Node) -> frozenset[str]:
        """The terms of a node and of its ancestors."""
        return self.own_terms[node.id].union(*(self.own_terms[one.id] for one in document.ancestors(node)))

    def coverage(self, wanted: tuple[str, ...], held: frozenset[str]) -> float:
        """The IDF-weighted share of the wanted terms that a set of terms holds: 0…1, and 1 for no wanted term."""
        total = sum(self.idf(term) for term in wanted)
        return sum(self.idf(term) for term in wanted if term in held) / total if total else 1.0
