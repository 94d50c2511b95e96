"""Documents that are nearly the same: one plan in two formats, or two versions of it.

Each document becomes the set of its runs of four words. How much two sets share (Jaccard) is estimated from a
sketch of fixed size: one hash function, the least value in each of 512 bins (one-permutation hashing: Li, Owen and
Zhang, 2012). Comparing all pairs of 500 documents then takes a fraction of a second.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.folding import fold
from ingest.records import Document

SIMILAR = 0.6
"""From here on two documents are told apart as versions, not as different plans."""

_RUN = 4
_BINS = 512
_MIN_RUNS = 40
"""Shorter documents (a page that says that it has moved) are alike by accident."""

_EMPTY = np.uint64(0xFFFF_FFFF_FFFF_FFFF)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two documents by their ids, and the share of their words' runs that they have in common."""

    first: str
    second: str
    similarity: float


def duplicates(documents: Sequence[Document], least: float = SIMILAR) -> tuple[Duplicate, ...]:
    """Find the documents that are nearly the same.

    Args:
        documents: The library's documents.
        least: The least similarity that counts, from 0 to 1.

    Returns:
        The pairs, the most similar first.
    """
    words: dict[str, int] = {}
    sketches = [_sketch(document, words) for document in documents]
    ranks = [rank for rank, sketch in enumerate(sketches) if sketch is not None]
    if len(ranks) < 2:
        return ()
    matrix = np.stack([sketch for sketch in sketches if sketch is not None])
    filled = matrix != _EMPTY
    found: list[Duplicate] = []
    for at, rank in enumerate(ranks[:-1]):
        others = slice(at + 1, None)
        either = (filled[at] | filled[others]).sum(axis=1)
        both = ((matrix[at] == matrix[others]) & filled[at]).sum(axis=1)
        shares = both / np.maximum(either, 1)
        for place in np.flatnonzero(shares >= least):
            other = documents[ranks[at + 1 + int(place)]]
            found.append(Duplicate(documents[rank].id, other.id, round(float(shares[place]), 2)))
    return tuple(sorted(found, key=lambda one: (-one.similarity, one.first, one.second)))


def _sketch(document: Document, words: dict[str, int]) -> NDArray[np.uint64] | None:
    """The document's sketch, None where it is too short for one; `words` numbers the words of all of them."""
    numbers = [words.setdefault(word, len(words)) for word in _words(document)]
    if len(numbers) < _MIN_RUNS + _RUN - 1:
        return None
    single = _mixed(np.array(numbers, dtype=np.uint64))
    runs = np.zeros(len(numbers) - _RUN + 1, dtype=np.uint64)
    for place in range(_RUN):
        runs = _mixed(runs * np.uint64(31) + single[place : len(single) - _RUN + 1 + place])
    sketch = np.full(_BINS, _EMPTY, dtype=np.uint64)
    np.minimum.at(sketch, (runs % np.uint64(_BINS)).astype(np.intp), runs // np.uint64(_BINS))
    return sketch


def _words(document: Document) -> list[str]:
    return fold(" ".join(node.text for node in document.nodes)).split()


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread the bits of each value (the finaliser of SplitMix64, Steele, Lea and Flood, 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58_476D_1CE4_E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D0_49BB_1331_11EB)
    mixed: NDArray[np.uint64] = values ^ (values >> np.uint64(31))
    return mixed
