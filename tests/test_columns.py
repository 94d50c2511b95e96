"""A column says of every record what reading the record says."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.catalogue import Catalogue
from assistant.fields import Constraint, Field, apply, lacking, told, values
from ingest.records import Document, Level, Node
from tests.fakes import FakeLibrary
from tests.samples import andenne, dps, nameless

SAID = ("Terminé", "En cours", "TRAV", "À définir", "  en   cours ", "")
PLANS = (andenne(), dps(), nameless())
COUNT = sum(len(document.nodes) for document in PLANS)
TESTS: tuple[Callable[[str], bool], ...] = (
    lambda value: "cours" in value.lower(),
    lambda value: "travaux" in value,
    lambda value: False,
    lambda value: len(value) > 5,
)
SHEETS = st.lists(
    st.lists(st.tuples(st.sampled_from(["etat", "sante", "porteur"]), st.sampled_from(SAID)), max_size=3),
    min_size=COUNT,
    max_size=COUNT,
)


def filled(sheets: list[list[tuple[str, str]]]) -> Catalogue:
    """The sample plans with such sheets; one of them explains an abbreviation."""
    rest = iter(sheets)

    def node(one: Node, rank: int) -> Node:
        legend = " (TRAV = service des travaux)" if rank == 0 else ""
        return replace(one, text=one.text + legend, attributes=tuple(next(rest)))

    documents = [
        replace(document, nodes=tuple(node(one, rank) for rank, one in enumerate(document.nodes))) for document in PLANS
    ]
    return Catalogue(FakeLibrary(*documents))


@given(sheets=SHEETS, test=st.sampled_from(TESTS), denied=st.booleans(), missing=st.booleans(), seed=st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_a_restriction_leaves_what_each_record_read_leaves(
    sheets: list[list[tuple[str, str]]], test: Callable[[str], bool], denied: bool, missing: bool, seed: int
) -> None:
    catalogue = filled(sheets)
    rows = np.random.default_rng(seed).random(len(catalogue)) < 0.7
    one = Constraint(Field.STATE, "x", (0, 1), test, denied=denied, missing=missing)
    found = apply(one, catalogue, rows)
    giving = {document.id for document, node in catalogue.pairs if told(node, Field.STATE)}
    plain = [
        bool(rows[at]) and document.id in giving and one.accepts(node, catalogue.legends.get(document.id))
        for at, (document, node) in enumerate(catalogue.pairs)
    ]
    assert found.rows.tolist() == plain
    owners = dict.fromkeys(document.id for at, (document, _) in enumerate(catalogue.pairs) if rows[at])
    assert [one.id for one in found.lacking] == [name for name in owners if name not in giving]
    assert lacking(Field.STATE, catalogue, rows) == found.lacking


@given(sheets=SHEETS, seed=st.integers(0, 99), most=st.integers(1, 5))
@settings(max_examples=60, deadline=None)
def test_what_rows_say_is_told_in_the_order_of_its_number(
    sheets: list[list[tuple[str, str]]], seed: int, most: int
) -> None:
    catalogue = filled(sheets)
    rows = np.random.default_rng(seed).random(len(catalogue)) < 0.7
    said: dict[str, int] = {}
    for at, (_, node) in enumerate(catalogue.pairs):
        for value in told(node, Field.STATE) if rows[at] else ():
            said[" ".join(value.split())] = said.get(" ".join(value.split()), 0) + 1
    assert values(Field.STATE, catalogue, rows, most) == tuple(sorted(said, key=lambda one: -said[one])[:most])


def test_no_document_no_column() -> None:
    nothing: tuple[Document, ...] = ()
    catalogue = Catalogue(FakeLibrary(*nothing))
    rows = catalogue.at({Level.ACTION})
    assert values(Field.STATE, catalogue, rows, 3) == ()
