"""Scores that words alone give."""

import numpy as np

from assistant.aspects import Aspect
from assistant.catalogue import Catalogue
from assistant.relevance import Relevance
from assistant.scored import NEAREST, SAID, merged, said, worded
from ingest.themes import sequence
from tests.fakes import FakeLibrary
from tests.samples import parsed

PLAN = """PST 2025-2030 du CPAS de Huy

Volet externe

Objectif stratégique 1 : Être un CPAS moderne

Objectif opérationnel 1.1 : Améliorer l'archivage

Actions :
    • Trier les caves
    • Former les agents à l'archivage
    • Aider les usagers à tenir leur archivage
"""
CATALOGUE = Catalogue(FakeLibrary(parsed(PLAN, "huy-pst.txt")))
RELEVANCE = Relevance(FakeLibrary(parsed(PLAN, "huy-pst.txt")))
WORDS = frozenset({sequence("archivage")})


def at(text: str) -> int:
    return next(place for place, (_, node) in enumerate(CATALOGUE.pairs) if node.text == text)


def test_a_subject_is_handed_down_and_a_deed_is_not() -> None:
    subject = said(CATALOGUE, Aspect(None, (), WORDS)).total
    deed = said(CATALOGUE, Aspect(None, (), WORDS, deed=True)).total
    assert subject[at("Trier les caves")] == np.float32(NEAREST)
    assert deed[at("Trier les caves")] == 0
    assert subject[at("Former les agents à l'archivage")] == deed[at("Former les agents à l'archivage")] == SAID
    assert (deed <= subject).all()


def test_what_is_asked_of_the_public_is_not_said_of_the_staff() -> None:
    public = said(CATALOGUE, Aspect(None, (), WORDS, deed=True, public=True)).total
    assert public[at("Former les agents à l'archivage")] == 0
    assert public[at("Aider les usagers à tenir leur archivage")] == SAID


def test_what_means_something_else_does_not_count() -> None:
    friends = frozenset({sequence("tenir leur archivage")})
    found = said(CATALOGUE, Aspect(None, (), WORDS, friends=friends, deed=True)).total
    assert found[at("Aider les usagers à tenir leur archivage")] == 0


def test_more_words_held_never_weigh_less() -> None:
    both = worded(CATALOGUE, RELEVANCE, sequence("former archivage")).total
    assert both[at("Former les agents à l'archivage")] >= both[at("Aider les usagers à tenir leur archivage")]
    assert ((both >= 0) & (both <= 1)).all()


def test_parts_are_the_highest_of_each() -> None:
    first, second = (worded(CATALOGUE, RELEVANCE, sequence(word)) for word in ("archivage", "caves"))
    assert (merged([first, second])["mots"] == np.maximum(first.parts["mots"], second.parts["mots"])).all()
