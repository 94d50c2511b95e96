"""What the forms of corrections ask for."""

import pytest

from assistant.administration.wishing import (
    element_names,
    identity_of,
    identity_wishes,
    levels_of,
    node_wishes,
    title_of,
)
from ingest.corrections import Subject
from ingest.document import parse_text
from ingest.records import Document, Level
from tests.samples import ANDENNE


@pytest.fixture(scope="module")
def document() -> Document:
    return parse_text(ANDENNE, "andenne.txt", "andenne.txt", "0")


def test_a_form_left_as_it_was_asks_for_nothing(document: Document) -> None:
    assert identity_wishes(document, *identity_of(document)) == []
    for node in document.nodes:
        assert node_wishes(document, node, node.level, title_of(node), node.parent) == []


def test_only_what_differs_is_asked_for(document: Document) -> None:
    kind, owner, _, term = identity_of(document)
    (wish,) = identity_wishes(document, kind, owner, " 2024-2030 ", term)
    assert (wish.subject, wish.value, wish.node) == (Subject.PERIOD, "2024-2030", None)
    assert identity_wishes(document, kind, "", "", "") == []


def test_a_level_comes_before_a_place(document: Document) -> None:
    node = next(one for one in document.nodes if one.level is Level.OO)
    top = next(one for one in document.nodes if one.level is Level.VOLET)
    wishes = node_wishes(document, node, Level.OS, "Un autre titre", top.id)
    assert [one.subject for one in wishes] == [Subject.LEVEL, Subject.TITLE, Subject.PARENT]
    assert wishes[-1].value in top.id
    assert node_wishes(document, node, node.level, "", None)[0].value == "aucun"
    assert [one.subject for one in node_wishes(document, node, Level.PASSAGE, "", None)] == [Subject.LEVEL]


def test_elements_are_named_and_levels_are_those_of_a_plan(document: Document) -> None:
    names = element_names(document)
    assert len(set(names.values())) == len(names)
    assert any(name.startswith("OO 2.1 : Soutenir les jeunes (ligne") for name in names.values())
    assert Level.ARTICLE not in levels_of(document)
    assert levels_of(document)[Level.OO] == "Objectif opérationnel"
