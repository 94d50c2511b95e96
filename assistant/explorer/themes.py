"""How many actions each organisation has on each theme, counted as the assistant counts them.

The unit is the action; the item of a declaration, or an objective without actions, stands for one. A record is on a
theme by its own words or by the objective that it stands under, with the scores and the threshold of listings
(`assistant.scoring`), so that a cell and the answer to the question say the same number.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.aspect_readings import Aspect, Need
from assistant.catalogue import Catalogue, Mask
from assistant.explorer import naming
from assistant.relevance import Relevance
from assistant.scoring import ROW, Scoring
from assistant.units import Wanted, unit_mask
from ingest.records import Document, Node
from ingest.themes import thesaurus
from vectorstore.library import Library

Pairs = list[tuple[Document, Node]]
_NOTHING = Wanted(frozenset(), frozenset())


@dataclass(frozen=True)
class Themes:
    """The units of some plans, by theme.

    Attributes:
        documents: The plans.
        units: Their actions and what stands for one, in reading order.
        owner: The rank in `documents` of each unit's plan.
        rows: The ranks in `units` of those on a theme, by theme.
    """

    documents: tuple[Document, ...]
    units: tuple[tuple[Document, Node], ...]
    owner: NDArray[np.int32]
    rows: dict[str, NDArray[np.int32]]

    def pairs(self, concept: str | None, documents: Collection[str]) -> Pairs:
        """The units of some documents on a theme, or all of them for None, in reading order."""
        places = range(len(self.units)) if concept is None else self.rows.get(concept, ())
        return [self.units[at] for at in places if self.units[at][0].id in documents]

    def concepts_of(self, documents: Collection[str]) -> list[tuple[str, int]]:
        """The themes that some documents have units on, the most frequent first, with how many."""
        kept = np.array([one.id in documents for one in self.documents], dtype=bool)
        counts = {name: int(kept[self.owner[places]].sum()) for name, places in self.rows.items()}
        return sorted(((name, one) for name, one in counts.items() if one), key=lambda one: (-one[1], one[0]))


@dataclass(frozen=True, slots=True)
class Grid:
    """Themes by organisations.

    Attributes:
        concepts: The rows, the theme with the most actions first.
        organisations: The columns.
        counts: The number of units, one row a theme, one column an organisation.
        totals: The number of units of each organisation; a unit may count in several themes.
    """

    concepts: tuple[str, ...]
    organisations: tuple[str, ...]
    counts: NDArray[np.int64]
    totals: NDArray[np.int64]

    @property
    def shares(self) -> NDArray[np.float64]:
        """The share of each organisation's units that a theme has, from 0 to 1."""
        return self.counts / np.maximum(self.totals, 1)[None, :]


def classify(
    library: Library, documents: Sequence[Document], progress: Callable[[float], None] = lambda _: None
) -> Themes:
    """Find the themes of the units of some plans.

    Args:
        library: The open library.
        documents: The plans.
        progress: Told the share that is done, from 0 to 1.
    """
    catalogue = Catalogue(library, documents)
    if not len(catalogue):
        return Themes(tuple(documents), (), np.zeros(0, dtype=np.int32), {})
    units = unit_mask(catalogue, _NOTHING, themed=True)
    places = np.flatnonzero(units)
    rank = np.cumsum(units) - 1
    scoring = Scoring(catalogue, Relevance(library, documents))
    concepts = tuple(thesaurus().concepts)
    rows: dict[str, NDArray[np.int32]] = {}
    for done, concept in enumerate(concepts, start=1):
        rows[concept] = rank[np.flatnonzero(_on(scoring, concept) & units)].astype(np.int32)
        progress(done / len(concepts))
    pairs = tuple(catalogue.pairs[at] for at in places)
    return Themes(tuple(documents), pairs, owners(documents, pairs), rows)


def owners(documents: Sequence[Document], pairs: Sequence[tuple[Document, Node]]) -> NDArray[np.int32]:
    """The rank of each unit's plan.

    Args:
        documents: The plans.
        pairs: The units with their plans.
    """
    ranks = {one.id: at for at, one in enumerate(documents)}
    return np.array([ranks[document.id] for document, _ in pairs], dtype=np.int32)


def on_theme(library: Library, document: Document, concept: str) -> frozenset[str]:
    """The ids of a plan's elements that are on a theme, its objectives included."""
    catalogue = Catalogue(library, (document,))
    if not len(catalogue):
        return frozenset()
    found = _on(Scoring(catalogue, Relevance(library, (document,))), concept)
    return frozenset(catalogue.pairs[at][1].id for at in np.flatnonzero(found))


def grid(themes: Themes, documents: Collection[str], organisations: Iterable[str] | None = None) -> Grid:
    """Themes by organisations, counted over some documents; themes without a unit are left out.

    Args:
        themes: The units by theme.
        documents: The ids of the documents that count.
        organisations: The columns, in order; all those of these documents, in alphabetical order, when not given.
    """
    owners = [naming.organisation(one) if one.id in documents else "" for one in themes.documents]
    names = tuple(organisations) if organisations is not None else tuple(dict.fromkeys(filter(None, owners)))
    column = {name: at for at, name in enumerate(names)}
    of_unit = np.array([column.get(name, -1) for name in owners], dtype=np.int64)[themes.owner]
    totals = np.bincount(of_unit[of_unit >= 0], minlength=len(names))
    held: list[tuple[str, NDArray[np.int64]]] = []
    for concept, places in themes.rows.items():
        columns = of_unit[places]
        counts = np.bincount(columns[columns >= 0], minlength=len(names))
        if counts.sum():
            held.append((concept, counts))
    held.sort(key=lambda one: (-int(one[1].sum()), one[0]))
    table = np.array([one for _, one in held], dtype=np.int64).reshape(len(held), len(names))
    return Grid(tuple(name for name, _ in held), names, table, totals)


def _on(scoring: Scoring, concept: str) -> Mask:
    found: Mask = scoring.score([Need(((Aspect(concept, ()),),))]).total >= ROW
    return found
