"""The index terms of every node's own words, in columns, kept with the library.

Read anew, the terms of 68,000 nodes take twenty seconds; made into sets for each node, those of 250,000 take half a
gigabyte. As columns they are ready at once, and the nodes that hold a term are found without visiting any.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from ingest.french import tokens
from ingest.records import Node
from vectorstore.context import label

_FILE = "terms.npz"
_NOWHERE: NDArray[np.int32] = np.zeros(0, dtype=np.int32)
_T = TypeVar("_T", covariant=True)

Terms = tuple[frozenset[str], list[str]]
"""The terms that carry a subject; and all but the articles, in order, as the thesaurus compares them."""


class TermTable(Sequence[Terms]):
    """The terms of nodes, in their order.

    Args:
        words: Every term, once.
        places: Of each word of each node, one node after the other, its rank in `words`.
        telling: Whether it carries a subject.
        ends: For each node, one past its last word.

    Attributes:
        places: As given.
    """

    def __init__(
        self, words: list[str], places: NDArray[np.int32], telling: NDArray[np.bool_], ends: NDArray[np.int64]
    ) -> None:
        self._words, self.places, self._telling = words, places, telling
        self._ends = ends
        self._starts = np.concatenate([np.zeros(1, dtype=np.int64), ends[:-1]]) if len(ends) else ends

    @classmethod
    def read(cls, nodes: Iterable[Node]) -> "TermTable":
        """The terms of nodes, from their words."""
        known: dict[str, int] = {}
        rows = []
        for node in nodes:
            terms, words = read_terms(node)
            rows.append([(known.setdefault(word, len(known)), word in terms) for word in words])
        return cls.of(rows, list(known))

    @classmethod
    def of(cls, rows: Sequence[Sequence[tuple[int, bool]]], words: list[str]) -> "TermTable":
        """A table of the ranks of each node's words, with whether each carries a subject.

        Args:
            rows: One a node.
            words: Every term, once.
        """
        return cls(
            words,
            np.array([place for row in rows for place, _ in row], dtype=np.int32),
            np.array([tells for row in rows for _, tells in row], dtype=bool),
            np.cumsum([len(row) for row in rows], dtype=np.int64),
        )

    def save(self, folder: Path) -> None:
        """Write the columns below a folder."""
        np.savez(
            folder / _FILE,
            words=np.array(self._words, dtype=str),
            places=self.places,
            telling=self._telling,
            ends=self._ends,
        )

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, at: int) -> Terms:  # type: ignore[override]
        return self.own(at), self.said(at)

    def own(self, at: int) -> frozenset[str]:
        """The terms of a node that carry a subject."""
        mine = slice(self._starts[at], self._ends[at])
        return frozenset(map(self._words.__getitem__, self.places[mine][self._telling[mine]].tolist()))

    def said(self, at: int) -> list[str]:
        """All the terms of a node but the articles, in order."""
        return [self._words[place] for place in self.places[self._starts[at] : self._ends[at]].tolist()]

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many words each node has."""
        return self._ends - self._starts

    @cached_property
    def rank(self) -> dict[str, int]:
        """The rank of each term among all."""
        return {word: rank for rank, word in enumerate(self._words)}

    @cached_property
    def _held(self) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int32]]:
        """The nodes that hold each term, one term after the other; where those of a term begin; and their terms."""
        nodes = np.repeat(np.arange(len(self), dtype=np.int64), self.sizes)[self._telling]
        pairs = np.sort(self.places[self._telling].astype(np.int64) * max(1, len(self)) + nodes)
        pairs = pairs[np.diff(pairs, prepend=-1) != 0]  # a term that a node says twice counts once
        terms, holders = np.divmod(pairs, max(1, len(self)))
        starts = np.searchsorted(terms, np.arange(len(self._words) + 1))
        return holders.astype(np.int32), starts.astype(np.int64), terms.astype(np.int32)

    def holders(self, term: str) -> NDArray[np.int32]:
        """The nodes that hold a term that carries a subject, in their order."""
        rank = self.rank.get(term)
        if rank is None:
            return _NOWHERE
        holders, starts, _ = self._held
        return holders[starts[rank] : starts[rank + 1]]

    def counts(self, weights: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many nodes hold each term, by its rank.

        Args:
            weights: How often each node counts.
        """
        holders, _, terms = self._held
        found = np.bincount(terms, weights=weights[holders], minlength=len(self._words))
        return found.astype(np.int64)


class ByNode(Mapping[str, _T]):
    """What is known of each node of a library, by the node's id; made when it is asked for.

    Args:
        position: Where each node stands, by id.
        made: What there is at a place.
    """

    def __init__(self, position: Mapping[str, int], made: Callable[[int], _T]) -> None:
        self._position, self._made = position, made

    def __getitem__(self, name: str) -> _T:
        return self._made(self._position[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._position)

    def __len__(self) -> int:
        return len(self._position)


def read_terms(node: Node) -> Terms:
    """The terms of a node's own words, and of the DPS priority printed under it."""
    listed = tokens(f"{label(node)} {node.dps_priority.label if node.dps_priority else ''}")
    terms = frozenset(token.term for token in listed if not token.stop)
    return terms, [token.term for token in listed if not token.article]


def save_terms(folder: Path, nodes: Iterable[Node]) -> None:
    """Write the terms of nodes below a folder.

    Args:
        folder: The snapshot's folder.
        nodes: Its nodes, in its order.
    """
    TermTable.read(nodes).save(folder)


def load_terms(folder: Path, nodes: Sequence[Node]) -> TermTable:
    """The terms of nodes, as `save_terms` wrote them; read anew where there is no such file, or one of other nodes.

    Args:
        folder: The snapshot's folder.
        nodes: Its nodes, in its order.
    """
    try:
        with (folder / _FILE).open("rb") as file, np.load(file, allow_pickle=False) as stored:
            words, places, telling, ends = (stored[name] for name in ("words", "places", "telling", "ends"))
    except (OSError, EOFError, KeyError, IndexError, ValueError, BadZipFile, zlib.error):
        return TermTable.read(nodes)
    whole = len(ends) == len(nodes) and (int(ends[-1]) if len(ends) else 0) == len(places) == len(telling)
    if not whole or (np.diff(ends) < 0).any() or (len(places) and not 0 <= places.min() <= places.max() < len(words)):
        return TermTable.read(nodes)
    return TermTable(words.tolist(), places, telling, ends)
