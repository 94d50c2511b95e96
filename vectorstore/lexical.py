"""BM25 over French index terms."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import bm25s
import numpy as np
from numpy.typing import NDArray

from ingest.errors import LibraryError

_FOLDER = "bm25"
_EMPTY = "vide"
"""Stands in the folder in place of an index that has no term at all, which bm25s cannot fit."""


class LexicalIndex:
    """Scores every entry of a library for a list of index terms.

    Args:
        index: The fitted BM25 model, or None where no entry has a term.
        size: The number of entries that it was fitted on.
    """

    def __init__(self, index: bm25s.BM25 | None, size: int) -> None:
        self._index = index
        self._size = size
        # bm25s adds the empty word to the vocabulary that it saves.
        self._vocabulary = {term for term in index.vocab_dict if term} if index is not None else set()

    @classmethod
    def build(cls, terms: list[list[str]]) -> Self:
        """Fit an index on the terms of each entry, in the library's order."""
        if not any(terms):
            return cls(None, len(terms))
        index = bm25s.BM25(method="lucene", k1=1.2, b=0.5)
        index.index(terms, show_progress=False)
        return cls(index, len(terms))

    def save(self, folder: Path) -> None:
        """Write the index below a folder."""
        target = folder / _FOLDER
        if self._index is None:
            target.mkdir(parents=True)
            (target / _EMPTY).touch()
        else:
            self._index.save(target, show_progress=False)

    @classmethod
    def open(cls, folder: Path, size: int) -> Self:
        """Read an index written by `save`.

        Raises:
            LibraryError: If it is missing or damaged.
        """
        source = folder / _FOLDER
        if (source / _EMPTY).exists():
            return cls(None, size)
        try:
            return cls(bm25s.BM25.load(source, load_corpus=False), size)
        except (OSError, ValueError, KeyError, EOFError) as error:
            raise LibraryError(
                "L'index des mots de la bibliothèque est absent ou abîmé.", "Relancez « pst ingest »."
            ) from error

    def scores(self, terms: list[str]) -> NDArray[np.float32]:
        """BM25 scores, one for each entry; zeros where no term is known."""
        known = [term for term in terms if term in self._vocabulary]
        if self._index is None or not known:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._index.get_scores(known), dtype=np.float32)


_NOTES = "notes"
"""The folder of the index of the legal notes, beside that of everything else."""


class PartedIndex:
    """One index for what organisations wrote and one for the legal notes, scored as one.

    Each has its own word statistics, so that adding a note never changes how plans rank among themselves.

    Args:
        plans: The index of what organisations wrote.
        notes: The index of the legal notes, or None without any.
        of_notes: For each entry of the library, in its order, whether it stands in a note.
    """

    def __init__(self, plans: LexicalIndex, notes: LexicalIndex | None, of_notes: Sequence[bool]) -> None:
        self._plans, self._notes = plans, notes
        self._mask = np.array(of_notes, dtype=bool)

    @classmethod
    def build(cls, terms: list[list[str]], of_notes: Sequence[bool]) -> Self:
        """Fit both on the terms of each entry, in the library's order."""
        plans, notes = (
            [own for own, note in zip(terms, of_notes, strict=True) if note is part] for part in (False, True)
        )
        return cls(LexicalIndex.build(plans), LexicalIndex.build(notes) if notes else None, of_notes)

    def save(self, folder: Path) -> None:
        """Write both below a folder."""
        self._plans.save(folder)
        if self._notes is not None:
            self._notes.save(folder / _NOTES)

    @classmethod
    def open(cls, folder: Path, of_notes: Sequence[bool]) -> Self:
        """Read what `save` wrote.

        Raises:
            LibraryError: If an index is missing or damaged.
        """
        size = sum(of_notes)
        notes = LexicalIndex.open(folder / _NOTES, size) if size else None
        return cls(LexicalIndex.open(folder, len(of_notes) - size), notes, of_notes)

    def scores(self, terms: list[str]) -> NDArray[np.float32]:
        """BM25 scores, one for each entry of the library."""
        scores = np.zeros(len(self._mask), dtype=np.float32)
        scores[~self._mask] = self._plans.scores(terms)
        if self._notes is not None:
            scores[self._mask] = self._notes.scores(terms)
        return scores
