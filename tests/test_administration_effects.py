"""What a change of the thesaurus does, told before it is made."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.administration.effects import Element, effects, elements, recognised
from ingest.document import parse_text
from ingest.records import Document
from ingest.themes import thesaurus_of
from tests.samples import ANDENNE

WORDS = ["tablettes", "formation", "logement", "jeunes", "maison de quartier", "éducateur", "personnel"]

PLAN = parse_text(ANDENNE, "andenne.txt", "andenne.txt", "0")
LIBRARY = elements([PLAN])


def entry(terms: list[str], **more: list[str]) -> dict[str, Any]:
    return {"id": "essai", "label": "l'essai", "terms": terms, **more}


@pytest.fixture(scope="module")
def document() -> Document:
    return parse_text(ANDENNE, "andenne.txt", "andenne.txt", "0")


@pytest.fixture(scope="module")
def library(document: Document) -> tuple[Element, ...]:
    return elements([document])


@settings(max_examples=25)
@given(st.lists(st.sampled_from(WORDS)), st.lists(st.sampled_from(WORDS)), st.lists(st.sampled_from(WORDS)))
def test_what_is_told_is_what_the_tags_then_say(before: list[str], after: list[str], friends: list[str]) -> None:
    old, new = [entry(before)], [entry(after, false_friends=friends)]
    found = effects(LIBRARY, old, new)
    if old == new:
        assert found == ()
        return
    (one,) = found
    tagged = [
        {node.id for node in PLAN.nodes if "essai" in thesaurus_of(entries).tag(node.text)} for entries in (old, new)
    ]
    assert (one.before, one.after) == tuple(map(len, tagged))
    assert (one.gained, one.lost) == (len(tagged[1] - tagged[0]), len(tagged[0] - tagged[1]))
    assert {example.node.id for example in one.gaining} <= tagged[1] - tagged[0]
    assert {example.node.id for example in one.losing} <= tagged[0] - tagged[1]


def test_only_themes_that_change_are_told(library: tuple[Element, ...]) -> None:
    other = {"id": "autre", "label": "autre", "terms": ["logement"]}
    found = effects(library, [other], [other, entry(["tablettes"])])
    assert [(one.concept, one.gained) for one in found] == [("essai", 1)]
    gone = effects(library, [other, entry(["tablettes"])], [other])
    assert [(one.label, one.lost, one.after) for one in gone] == [("l'essai", 1, 0)]


def test_a_theme_that_holds_too_much_is_told(library: tuple[Element, ...]) -> None:
    (wide,) = effects(
        library, [], [entry(["objectif", "jeunes", "ouvrir", "organiser", "acquérir", "prêter", "volet"])]
    )
    (narrow,) = effects(library, [], [entry(["tablettes"])])
    assert wide.is_wide(len(library))
    assert not narrow.is_wide(len(library))


def test_examples_come_from_several_documents(document: Document) -> None:
    documents = [replace(document, id=f"d{rank}") for rank in range(4)]
    (one,) = effects(elements(documents), [], [entry(["jeunes", "maison de quartier", "éducateur"])])
    assert len({example.document for example in one.gaining[:4]}) == 4


def test_the_themes_of_a_question() -> None:
    entries = [entry(["tablettes"], questions=["mon ordi"])]
    assert recognised("Qui répare mon ordi ?", entries) == ("l'essai",)
    assert recognised("Qui prête des tablettes ?", entries) == ("l'essai",)
    assert recognised("Qui ramasse les sapins ?", entries) == ()
