"""Fields of records, and what restrictions on them leave."""

from dataclasses import replace

import pytest

from assistant.catalogue import Catalogue
from assistant.constraints import find_constraints
from assistant.fields import Constraint, Field, any_of, lacking, restrict, told, values
from ingest.records import Document, Level
from tests.fakes import FakeLibrary
from tests.samples import andenne, nameless

STATES = ("En cours", "Terminé", "À définir")


def with_states() -> Document:
    document = andenne()
    states = iter(STATES)
    return replace(
        document,
        nodes=tuple(
            replace(node, attributes=(("etat", state),))
            if node.level is Level.ACTION and (state := next(states, None))
            else node
            for node in document.nodes
        ),
    )


STATED, BARE = with_states(), nameless()
BOTH = Catalogue(FakeLibrary(STATED, BARE))
ACTIONS = BOTH.at({Level.ACTION})


def test_what_says_nothing_is_not_told() -> None:
    said = [told(node, Field.STATE) for node in STATED.nodes if node.attributes]
    assert said == [["En cours"], ["Terminé"], []]


def test_a_document_without_the_field_is_set_apart_and_holds_no_row() -> None:
    rows, left = restrict(find_constraints("Quelles actions ne sont pas terminées ?"), BOTH, ACTIONS)
    assert {document.id for document, _ in BOTH.rows(rows)} == {STATED.id}
    assert [document.id for document in left.lacking[Field.STATE]] == [BARE.id]
    assert lacking(Field.STATE, BOTH, ACTIONS) == (BARE,)


def test_a_field_that_no_plan_gives_is_told_apart_from_one_that_nothing_fits() -> None:
    bare = Catalogue(FakeLibrary(BARE))
    _, left = restrict(find_constraints("Quelles actions sont terminées ?"), bare, bare.at({Level.ACTION}))
    assert [one.field for one in left.unmet] == [Field.STATE]
    assert left.void is None
    rows, left = restrict(find_constraints("Quelles actions sont reportées ?"), BOTH, ACTIONS)
    assert left.void is not None
    assert left.void.words == "reportées"
    assert rows.sum() == ACTIONS.sum()
    assert values(Field.STATE, BOTH, ACTIONS, 5) == ("En cours", "Terminé")


@pytest.mark.parametrize(("value", "met"), [("a", True), ("b", True), ("c", False)])
def test_either_of_two_restrictions_may_be_met(value: str, met: bool) -> None:
    first, second = (
        Constraint(Field.STATE, word, (at, at + 1), lambda said, word=word: said == word)  # type: ignore[misc]
        for at, word in enumerate("ab")
    )
    assert any_of([first, second]).test(value) is met


def test_an_abbreviation_is_what_the_legend_of_its_document_says() -> None:
    (constraint,) = find_constraints("les actions confiées au service des travaux")
    node = replace(STATED.nodes[-1], attributes=(("responsable", "TRAV"),))
    assert not constraint.accepts(node)
    assert constraint.accepts(node, {"TRAV": "service des travaux"})
    assert not constraint.accepts(node, {"TRAV": "service jeunesse"})
