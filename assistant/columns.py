"""What every record says of a field, in one column: each way of saying it once, and a code for each record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.catalogue import Catalogue, Mask
from ingest.records import Node

Said = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """What records say of a field.

    Attributes:
        said: Each list of values that some record gives, as written, with what the abbreviations among them stand for
            in its document.
        codes: For each record, the rank of its list in `said`, or -1 where it does not give the field.
    """

    said: tuple[tuple[Said, Said], ...]
    codes: NDArray[np.int32]

    @property
    def given(self) -> Mask:
        """The records that give the field."""
        return np.asarray(self.codes >= 0)

    def where(self, test: Callable[[Said, Said], bool], among: Mask) -> Mask:
        """The records, among some, that say what passes a test: each way of saying it is tested once."""
        chosen = among & self.given
        accepted = np.zeros(len(self.said), dtype=bool)
        for code in np.unique(self.codes[chosen]).tolist():
            accepted[code] = test(*self.said[code])
        found = np.zeros(len(self.codes), dtype=bool)
        found[chosen] = accepted[self.codes[chosen]]
        return found

    def counted(self, among: Mask) -> list[tuple[Said, int]]:
        """What some records say, in the order in which each way of saying it comes first, and how many say it so."""
        codes, first, counts = np.unique(self.codes[among & self.given], return_index=True, return_counts=True)
        order = np.argsort(first)
        return [(self.said[codes[at]][0], int(counts[at])) for at in order]


def column(catalogue: Catalogue, keys: tuple[str, ...], told: Callable[[Node], list[str]]) -> Column:
    """The column of a field.

    Args:
        catalogue: The records.
        keys: The attributes that hold it.
        told: What a record says of it.
    """
    said: dict[tuple[Said, Said], int] = {}
    codes = np.full(len(catalogue), -1, dtype=np.int32)
    for at in catalogue.giving(keys).tolist():
        document, node = catalogue.pairs[at]
        values = tuple(told(node))
        key = (values, _spelt(values, catalogue.legends.get(document.id)))
        codes[at] = said.setdefault(key, len(said))
    return Column(tuple(said), codes)


def _spelt(values: Said, legend: Mapping[str, str] | None) -> Said:
    """What the abbreviations among some values stand for."""
    return tuple(legend[value] for value in values if value in legend) if legend else ()
