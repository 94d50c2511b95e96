"""The records that a closed query keeps."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import overload

import numpy as np
from numpy.typing import NDArray

from assistant.catalogue import LEVELS, Catalogue
from assistant.scored import Scored
from ingest.records import Document, Level, Node


@dataclass(frozen=True, slots=True)
class Row:
    """A record that a closed query keeps.

    Attributes:
        score: How sure it is that it answers, 0…1; `bench.audit` shows it.
        reasons: What gives it how much.
    """

    document: Document
    node: Node
    score: float = 1.0
    reasons: tuple[tuple[str, float], ...] = ()


class Rows(Sequence[Row]):
    """Rows of a catalogue, each made when it is asked for: a count over a region has tens of thousands.

    Args:
        catalogue: The records.
        places: Where the rows stand, in order.
        scored: What their scores are, or None where nothing but restrictions chose them.
    """

    def __init__(self, catalogue: Catalogue, places: NDArray[np.intp], scored: Scored | None = None) -> None:
        self._catalogue, self._places, self._scored = catalogue, places, scored

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> "Rows": ...
    def __getitem__(self, at: int | slice) -> "Row | Rows":
        if isinstance(at, slice):
            return Rows(self._catalogue, self._places[at], self._scored)
        place, scored = int(self._places[at]), self._scored
        document, node = self._catalogue.pairs[place]
        if scored is None:
            return Row(document, node)
        reasons = tuple((name, round(float(part[place]), 3)) for name, part in scored.parts.items() if part[place])
        return Row(document, node, round(float(scored.total[place]), 3), reasons)

    def by_document(self) -> list["Rows"]:
        """The rows of each document, in their order."""
        if not len(self):
            return []
        bounds = (np.flatnonzero(np.diff(self._catalogue.owner[self._places])) + 1).tolist()
        return [self[start:end] for start, end in pairwise([0, *bounds, len(self)])]

    def levels(self) -> Counter[Level]:
        """How many rows there are of each level."""
        numbers = np.bincount(self._catalogue.level[self._places], minlength=len(LEVELS)).tolist()
        return Counter({level: number for level, number in zip(LEVELS, numbers, strict=True) if number})


def by_document(rows: Sequence[Row]) -> list[Sequence[Row]]:
    """The rows of each document, in the order in which documents come."""
    if isinstance(rows, Rows):
        return list(rows.by_document())
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.document.id, []).append(row)
    return list(found.values())


def levels(rows: Sequence[Row]) -> Counter[Level]:
    """How many rows there are of each level."""
    return rows.levels() if isinstance(rows, Rows) else Counter(row.node.level for row in rows)
