"""Full-text search over every element of the library: all that hold the words, counted exactly, the best first."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.explorer import naming
from assistant.explorer.collection import Collection as Explored
from assistant.explorer.words import Words, terms_of
from ingest.folding import fold_spaces
from ingest.records import Document, Level, Node

_Places = NDArray[np.int32]
_NOWHERE: _Places = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Only:
    """What a search is limited to; nothing for no limit.

    Attributes:
        organisations: Names as `naming.organisation` gives them.
        kinds: Kinds of documents as `naming.kind` gives them.
    """

    organisations: Collection[str] = ()
    levels: Collection[Level] = ()
    kinds: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes:
        hits: The elements with their documents, the best first.
        organisations: How many of them each organisation has, the most first.
        levels: How many there are at each level.
    """

    hits: tuple[tuple[Document, Node], ...]
    organisations: tuple[tuple[str, int], ...]
    levels: tuple[tuple[Level, int], ...]

    @property
    def total(self) -> int:
        """How many elements hold the words."""
        return len(self.hits)


class Finder:
    """Searches what a reader may explore.

    Args:
        explored: The documents.
    """

    def __init__(self, explored: Explored) -> None:
        self._explored = explored

    def find(self, words: Words, only: Only | None = None) -> Found:
        """The elements that hold all the words and phrases, in their own words or in their fields.

        Args:
            words: What to look for; nothing finds nothing.
            only: Where to look.
        """
        pairs, library = self._pairs, self._explored.library
        places = self._holding(words)
        limits = only or Only()
        hits = [at for at in places.tolist() if _meets(pairs[at], limits)]
        if words.terms and hits:
            scores = library.lexical.scores(list(words.terms))
            ranked = {at: float(scores[library.position(pairs[at][1].id)]) for at in hits}
            hits.sort(key=lambda at: (-ranked[at], at))
        found = tuple(pairs[at] for at in hits)
        owners = Counter(naming.organisation(document) for document, _ in found)
        levels = Counter(node.level for _, node in found)
        return Found(found, tuple(owners.most_common()), tuple((one, levels[one]) for one in Level if levels[one]))

    @cached_property
    def _pairs(self) -> tuple[tuple[Document, Node], ...]:
        return tuple((document, node) for document in self._explored.documents for node in document.nodes)

    @cached_property
    def _by_term(self) -> dict[str, _Places]:
        own = self._explored.library.own_words
        held: dict[str, list[int]] = {}
        for at, (_, node) in enumerate(self._pairs):
            terms: set[str] = {*own[node.id]}
            for _, value in node.attributes:
                terms |= _terms(value)
            for term in terms:
                held.setdefault(term, []).append(at)
        return {term: np.array(places, dtype=np.int32) for term, places in held.items()}

    def _holding(self, words: Words) -> _Places:
        if not words:
            return _NOWHERE
        lists = sorted((self._by_term.get(term, _NOWHERE) for term in words.terms), key=len)
        if lists:
            found = lists[0]
            for other in lists[1:]:
                found = np.intersect1d(found, other, assume_unique=True)
        else:
            found = np.arange(len(self._pairs), dtype=np.int32)
        if words.phrases:
            kept = [at for at in found.tolist() if _says(self._pairs[at][1], words.phrases)]
            found = np.array(kept, dtype=np.int32)
        return found


def _meets(pair: tuple[Document, Node], only: Only) -> bool:
    document, node = pair
    return (
        (not only.levels or node.level in only.levels)
        and (not only.organisations or naming.organisation(document) in only.organisations)
        and (not only.kinds or naming.kind(document) in only.kinds)
    )


@lru_cache(maxsize=65536)
def _terms(value: str) -> frozenset[str]:
    return terms_of(value)


def _says(node: Node, phrases: Iterable[str]) -> bool:
    said = [node.text, *(value for _, value in node.attributes)]
    folded = [fold_spaces(one) for one in said]
    return all(any(phrase in one for one in folded) for phrase in phrases)
