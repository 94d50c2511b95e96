"""The element of a plan that a question lists below."""

import numpy as np
import pytest

from assistant.catalogue import Catalogue
from assistant.relevance import Relevance
from assistant.scope import Scope, find_scope
from tests.fakes import FakeLibrary
from tests.samples import andenne, dps

LIBRARY = FakeLibrary(andenne(), dps())
CATALOGUE, RELEVANCE = Catalogue(LIBRARY), Relevance(LIBRARY)


def scope(text: str, volet: str | None = None, *, among: str | None = None) -> Scope | None:
    where = np.ones(len(CATALOGUE), dtype=bool) if among is None else CATALOGUE.of({among})
    return find_scope(text, CATALOGUE, RELEVANCE, where, volet)


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("Quelles actions sous l'OO 2.2 ?", ["Lutter contre la fracture numérique"]),
        ("les actions de l'O.O. 2.2", ["Lutter contre la fracture numérique"]),
        ("objectif opérationnel n° 1.1 : les actions", ["Former le personnel"]),
        ("Que contient l'axe I ?", ["Le logement."]),
        ("Que range-t-on sous « Soutenir les jeunes » ?", ["Soutenir les jeunes"]),
        ("Quelles actions l'objectif opérationnel sur la fracture numérique contient-il ?",
         ["Lutter contre la fracture numérique"]),
        ("Combien d'actions dans l'objectif stratégique relatif aux agents ?",
         ["Être un CPAS qui prend soin de ses agents"]),
        ("Les intentions de l'axe logement", ["Le logement."]),
        ("L'objectif stratégique sur l'organisation (soin des agents), ça fait combien d'actions ?",
         ["Être un CPAS qui prend soin de ses agents"]),
    ],
)  # fmt: skip
def test_elements_are_named_by_number_by_quotes_and_by_subject(question: str, titles: list[str]) -> None:
    named = scope(question)
    assert named is not None
    assert [node.text for _, node in named.roots] == titles


def test_an_element_that_is_not_there_is_a_scope_without_roots() -> None:
    named = scope("Les actions de l'OS 9")
    assert named is not None
    assert (named.level, named.number, named.roots) == ("os", "9", ())


@pytest.mark.parametrize(
    "question",
    [
        "Quelles actions sur le thème du logement ?",
        "Quelles actions « innovantes » sont prévues ?",
        "Toutes les actions du volet interne",
        "Quels objectifs visent la jeunesse ?",
        "Quelles actions portent sur le logement ?",
    ],
)
def test_a_subject_is_no_element(question: str) -> None:
    assert scope(question) is None


def test_a_volet_decides_between_elements_of_one_number() -> None:
    assert scope("Les actions de l'OS 1", "interne").roots  # type: ignore[union-attr]
    assert not scope("Les actions de l'OS 1", "externe").roots  # type: ignore[union-attr]


def test_the_words_stand_where_the_scope_says() -> None:
    question = "Liste des actions de l'OO 2.2 à Andenne"
    named = scope(question)
    assert named is not None
    assert question[slice(*named.span)] == "OO 2.2"


def test_an_element_is_named_by_its_rank() -> None:
    named = scope("Toutes les actions du premier objectif opérationnel, celui sur les agents")
    assert named is not None
    owners = [document.id for document, _ in named.roots]
    assert owners
    assert len(owners) == len(set(owners))
    assert named.words.endswith("agents")


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Volet externe, point fracture numérique : les actions", "Lutter contre la fracture numérique"),
        ("L'OO 1.1 « une vie digne » : les actions", "Former le personnel"),
        ("Que contient l'OO « Soutenir les jeunes » ?", "Soutenir les jeunes"),
    ],
)
def test_a_heading_and_a_title_after_a_number_are_part_of_the_name(question: str, title: str) -> None:
    named = scope(question, among="andenne-pst.txt")
    assert named is not None
    assert [node.text for _, node in named.roots] == [title]
    assert "digne" not in question.replace(named.words, "")


@pytest.mark.parametrize("question", ["thème logement : toutes les actions", "le point sur le logement", "point 3"])
def test_a_heading_word_before_a_mere_subject_names_nothing(question: str) -> None:
    assert scope(question) is None
