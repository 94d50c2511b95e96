"""The fields that tables and sheets give of a record, and a restriction on what one of them says."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, partial
from weakref import WeakKeyDictionary

import numpy as np

from assistant.catalogue import Catalogue, Mask, is_told
from assistant.columns import Column, column
from assistant.phrases import Span
from ingest.records import Document, Node
from ingest.vocabulary import load


class Field(StrEnum):
    """What a restriction is about."""

    HOLDER = "porteur"
    YEAR = "échéance"
    STATE = "état d'avancement"
    BUDGET = "budget"
    PARTNER = "partenaire"
    PRIORITY = "priorité"

    @property
    def keys(self) -> tuple[str, ...]:
        """The attributes that hold it, the closest first."""
        return _keys(self.name)


@cache
def _keys(name: str) -> tuple[str, ...]:
    return tuple(load("listings")["field_keys"][name.lower()])


@dataclass(frozen=True, slots=True)
class Constraint:
    """One restriction.

    Attributes:
        words: How the question says it.
        span: Where.
        test: Whether a value of the field satisfies it.
        sure: Whether the question cannot mean anything else: where no plan gives the field, or none says this, it has
            to be said.
        missing: Whether a record without the field satisfies it.
        denied: Whether the question wants the records of which it is not true: « pas terminées ».
    """

    field: Field
    words: str
    span: Span
    test: Callable[[str], bool]
    sure: bool = True
    missing: bool = False
    denied: bool = False

    def accepts(self, node: Node, legend: Mapping[str, str] | None = None) -> bool:
        """Whether a record satisfies it; of one without the field, nothing is known unless it is the field we want.

        Args:
            node: The record.
            legend: What the abbreviations of its document stand for.
        """
        values = told(node, self.field)
        spelt = [legend[value] for value in values if legend and value in legend]
        return self.says(values, spelt) if values else self.missing

    def says(self, values: Iterable[str], spelt: Iterable[str] = ()) -> bool:
        """Whether what a record gives satisfies it: its values, and what abbreviations among them stand for."""
        return any(map(self.test, [*values, *spelt])) is not self.denied


@dataclass(frozen=True, slots=True)
class Restricted:
    """What a restriction leaves.

    Attributes:
        rows: The rows that satisfy it.
        lacking: The documents with rows of which no record gives the field: nothing can be said of theirs.
        given: Whether any of them gives it.
    """

    rows: Mask
    lacking: tuple[Document, ...]
    given: bool


@dataclass(slots=True)
class Left:
    """What became of a question's restrictions.

    Attributes:
        met: Those that were applied. `unmet`: those that no plan searched gives the field for.
        dropped: Those that fit nothing and that the question may not have meant.
        lacking: The documents that do not give a field that rows are chosen by.
        void: The one that no record satisfies though plans give its field.
    """

    met: list[Constraint] = field(default_factory=list)
    unmet: list[Constraint] = field(default_factory=list)
    dropped: list[Constraint] = field(default_factory=list)
    lacking: dict[Field, tuple[Document, ...]] = field(default_factory=dict)
    void: Constraint | None = None


_COLUMNS: WeakKeyDictionary[Catalogue, dict[Field, Column]] = WeakKeyDictionary()


def told(node: Node, field: Field) -> list[str]:
    """What a record says of a field, the closest attribute first."""
    keys = field.keys
    held = [(keys.index(key), value) for key, value in node.attributes if key in keys and is_told(value)]
    return [value for _, value in sorted(held, key=lambda one: one[0])]


def any_of(constraints: list[Constraint]) -> Constraint:
    """One restriction that either of some satisfies: « achevées ou en cours »."""
    first, tests = constraints[0], [one.test for one in constraints]
    return replace(
        first,
        span=(first.span[0], constraints[-1].span[1]),
        test=lambda value: any(test(value) for test in tests),
        sure=all(one.sure for one in constraints),
        missing=any(one.missing for one in constraints),
    )


def lacking(field: Field, catalogue: Catalogue, rows: Mask) -> tuple[Document, ...]:
    """The documents with rows of which no record gives a field."""
    owing = np.zeros(len(catalogue.documents), dtype=bool)
    owing[catalogue.owner[rows]] = True
    owing[catalogue.owner[catalogue.giving(field.keys)]] = False
    return tuple(catalogue.documents[rank] for rank in np.flatnonzero(owing).tolist())


def apply(constraint: Constraint, catalogue: Catalogue, rows: Mask) -> Restricted:
    """The rows that satisfy a restriction; a document without the field has none, whatever is asked of it."""
    silent = lacking(constraint.field, catalogue, rows)
    answering = rows & ~catalogue.of({one.id for one in silent})
    held = _column(catalogue, constraint.field)
    kept = held.where(constraint.says, answering)
    if constraint.missing:
        kept |= answering & ~held.given
    return Restricted(kept, silent, bool(answering.any()))


def values(field: Field, catalogue: Catalogue, rows: Mask, most: int) -> tuple[str, ...]:
    """What some rows say of a field, what is said most first."""
    said: dict[str, int] = {}
    for each, count in _column(catalogue, field).counted(rows):
        for value in (" ".join(one.split()) for one in each):
            said[value] = said.get(value, 0) + count
    return tuple(sorted(said, key=lambda one: -said[one])[:most])


def _column(catalogue: Catalogue, field: Field) -> Column:
    """What the records say of a field, read once for a catalogue."""
    kept = _COLUMNS.setdefault(catalogue, {})
    if field not in kept:
        kept[field] = column(catalogue, field.keys, partial(told, field=field))
    return kept[field]


def restrict(constraints: Iterable[Constraint], catalogue: Catalogue, rows: Mask) -> tuple[Mask, Left]:
    """The rows that some restrictions leave, and what became of each of these."""
    found = Left()
    for constraint in constraints:
        left = apply(constraint, catalogue, rows)
        if left.given and left.rows.any():
            rows = left.rows
            found.met.append(constraint)
            known = found.lacking.get(constraint.field, ())
            names = {one.id for one in known}
            found.lacking[constraint.field] = (*known, *(one for one in left.lacking if one.id not in names))
        elif constraint.sure and left.given and found.void is None:
            found.void = constraint
        elif constraint.sure and not left.given:
            found.unmet.append(constraint)
        else:
            found.dropped.append(constraint)
    return rows, found
