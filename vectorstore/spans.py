"""Where sequences of the thesaurus stand in the words of all nodes at once, without reading any node.

What `ingest.themes.Thesaurus.says` tells of one text, this tells of every text of a library.
"""

from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ingest.themes import GAP, ROOM
from vectorstore.terms import TermTable

_Sequence = tuple[str, ...]
_Places = NDArray[np.int64]


class Spans:
    """Finds sequences of terms in a table.

    Args:
        table: The terms of a library's nodes.
    """

    def __init__(self, table: TermTable) -> None:
        self._table = table

    @cached_property
    def _node(self) -> NDArray[np.int32]:
        """The node that each word stands in."""
        return np.repeat(np.arange(len(self._table), dtype=np.int32), self._table.sizes)

    @cached_property
    def _by_term(self) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The places of each term, one term after the other, and where those of a term begin."""
        places = self._table.places
        order = np.argsort(places, kind="stable").astype(np.int32)
        starts = np.searchsorted(places[order], np.arange(len(self._table.rank) + 1))
        return order, starts

    def _of_term(self, term: str) -> _Places:
        rank = self._table.rank.get(term)
        if rank is None:
            return np.zeros(0, dtype=np.int64)
        order, starts = self._by_term
        return order[starts[rank] : starts[rank + 1]].astype(np.int64)

    def of(self, sequence: _Sequence) -> tuple[_Places, _Places]:
        """Where a sequence begins, in order, and one past where each of these ends, among all words.

        A sequence without a word stands nowhere.
        """
        if GAP in sequence:
            at = sequence.index(GAP)
            first, last = self._plain(sequence[:at])
            starts, ends = self.of(sequence[at + 1 :])
            if not len(starts):
                return starts, starts
            after = np.minimum(np.searchsorted(starts, last), len(starts) - 1)
            near = (starts[after] >= last) & (starts[after] <= last + ROOM)
            found = near & (self._node[first] == self._node[starts[after]])
            return first[found], ends[after][found]
        return self._plain(sequence)

    def _plain(self, sequence: _Sequence) -> tuple[_Places, _Places]:
        if not sequence:
            none = np.zeros(0, dtype=np.int64)
            return none, none
        first, places = self._of_term(sequence[0]), self._table.places
        for step, term in enumerate(sequence[1:], start=1):
            rank = self._table.rank.get(term, -1)
            first = first[first + step < len(places)]
            first = first[places[first + step] == rank]
        last = first + len(sequence)
        whole = self._node[first] == self._node[last - 1]
        return first[whole], last[whole]

    def saying(self, sequences: Iterable[_Sequence], friends: Iterable[_Sequence] = ()) -> NDArray[np.int32]:
        """The nodes that say one of some sequences, outside what would be a false friend; in their order.

        Args:
            sequences: What to look for.
            friends: Sequences that hold others and mean something else.
        """
        first, last = self._all(sequences)
        if not len(first):
            return np.zeros(0, dtype=np.int32)
        begins, ends = self._all(friends)
        if len(begins):
            order = np.argsort(begins, kind="stable")
            begins, furthest = begins[order], np.maximum.accumulate(ends[order])
            before = np.searchsorted(begins, first, side="right") - 1
            free = (before < 0) | (furthest[np.maximum(before, 0)] < last)
            first = first[free]
        nodes = np.sort(self._node[first])
        return np.asarray(nodes[np.diff(nodes, prepend=-1) != 0])

    def _all(self, sequences: Iterable[_Sequence]) -> tuple[_Places, _Places]:
        found = [self.of(one) for one in sequences]
        none = np.zeros(0, dtype=np.int64)
        return (
            np.concatenate([none, *(first for first, _ in found)]),
            np.concatenate([none, *(last for _, last in found)]),
        )
