"""BM25 over French index terms."""

from pathlib import Path
from typing import Self

import bm25s
import numpy as np
from numpy.typing import NDArray

_FOLDER = "bm25"


class LexicalIndex:
    """Scores every entry of a library for a list of index terms.

    Args:
        index: The fitted BM25 model.
        size: The number of entries that it was fitted on.
    """

    def __init__(self, index: bm25s.BM25, size: int) -> None:
        self._index = index
        self._size = size
        self._vocabulary: dict[str, int] = index.vocab_dict

    @classmethod
    def build(cls, terms: list[list[str]]) -> Self:
        """Fit an index on the terms of each entry, in the library's order."""
        index = bm25s.BM25(method="lucene", k1=1.2, b=0.5)
        index.index(terms, show_progress=False)
        return cls(index, len(terms))

    def save(self, folder: Path) -> None:
        """Write the index below a folder."""
        self._index.save(folder / _FOLDER, show_progress=False)

    @classmethod
    def open(cls, folder: Path, size: int) -> Self:
        """Read an index written by `save`."""
        return cls(bm25s.BM25.load(folder / _FOLDER, load_corpus=False), size)

    def scores(self, terms: list[str]) -> NDArray[np.float32]:
        """BM25 scores, one for each entry; zeros where no term is known."""
        known = [term for term in terms if term in self._vocabulary]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._index.get_scores(known), dtype=np.float32)

    def knows(self, term: str) -> bool:
        """Whether any entry holds the term."""
        return term in self._vocabulary
