"""Notions finer than themes: what a question wants done, and subjects that no theme holds."""

import pytest

from assistant.aspects import Need, needs
from assistant.catalogue import Catalogue
from assistant.census import Census
from assistant.notions import find_notions
from assistant.question import understand
from assistant.relevance import Relevance
from ingest.themes import sequence
from ingest.vocabulary import load
from tests.fakes import FakeLibrary
from tests.samples import parsed

PLAN = """PST 2025-2030 du CPAS de Huy

Volet externe

Objectif stratégique 1 : Être un CPAS proche des gens

Objectif opérationnel 1.1 : Informer

Actions :
    • Sensibiliser les élèves au tri des déchets
    • Sensibiliser les agents aux économies d'énergie
    • Conscientiser les familles à la précarité énergétique
    • Distribuer des ampoules économiques

Objectif opérationnel 1.2 : Loger

Actions :
    • Acheter deux maisons
    • Acquérir un logiciel de gestion
    • Rénover une maison
    • Mener une réflexion sur l'habitat groupé
    • Analyser les besoins de la population
    • Analyser les comptes du service
    • Organiser des activités intergénérationnelles
"""
LIBRARY = FakeLibrary(parsed(PLAN, "huy-pst.txt"))
CENSUS = Census(LIBRARY, Relevance(LIBRARY))


def rows(text: str) -> list[str]:
    return [row.node.text for row in CENSUS.find(understand(text, "agent", LIBRARY.documents)).rows]


def asked(text: str) -> list[Need]:
    question = understand(text, "agent", LIBRARY.documents)
    return needs(question, question.wanted)


def test_what_is_done_is_listed_by_its_own_words_and_their_kin() -> None:
    assert rows("Quelles actions de sensibilisation sont prévues ?") == [
        "Sensibiliser les élèves au tri des déchets",
        "Sensibiliser les agents aux économies d'énergie",
        "Conscientiser les familles à la précarité énergétique",
    ]


def test_what_is_done_and_to_what_have_to_fit_together() -> None:
    found = rows("Quelles actions pour sensibiliser à l'énergie ?")
    assert "Conscientiser les familles à la précarité énergétique" in found
    assert "Sensibiliser les élèves au tri des déchets" not in found
    assert "Distribuer des ampoules économiques" not in found
    assert rows("Qui veut acheter une maison ou un immeuble ?") == ["Acheter deux maisons"]


def test_what_is_only_thought_of_is_no_analysis() -> None:
    found = rows("Quelles actions sont encore au stade de la réflexion ou de l'analyse ?")
    assert found == ["Mener une réflexion sur l'habitat groupé"]
    assert rows("Quelles actions analysent ou étudient les besoins des habitants ?") == [
        "Analyser les besoins de la population"
    ]


def test_a_meeting_of_two_subjects_is_neither_of_them() -> None:
    assert rows("Mélanger jeunes et aînés : quelles actions ?") == ["Organiser des activités intergénérationnelles"]
    assert len(asked("Quelles actions pour les jeunes et les aînés ?")) == len(["jeunes", "aînés"])


@pytest.mark.parametrize("text", ["Quelles actions sur le logement ?", "J'ai besoin d'un toit", "culture sport"])
def test_a_question_without_one_names_none(text: str) -> None:
    assert not find_notions(text)


@pytest.mark.parametrize(
    "text",
    [
        "Pour mon étude, quelles actions sur le logement ?",
        "Fais une analyse des actions sur le logement",
        "Analyse les actions sur le logement",
        "Fais-moi un état des lieux des actions sur le logement",
    ],
)
def test_what_the_answer_is_for_is_not_what_plans_do(text: str) -> None:
    assert not find_notions(text)


@pytest.mark.parametrize("key", sorted(load("notions")))
def test_every_family_is_found_by_each_of_its_words(key: str) -> None:
    entry = load("notions")[key]
    beside = " ".join(load("notions")[other]["asked"][0] for other in entry.get("beside", [])[:1])
    for phrase in entry["asked"]:
        said = str(phrase).replace("…", "")
        assert key in {one.notion.id for one in find_notions(f"{said}, {beside}")}, phrase


@pytest.mark.parametrize("key", sorted(load("notions")))
def test_what_a_family_names_is_there(key: str) -> None:
    entry = load("notions")[key]
    known = {"asked", "held", "friends", "deed", "object", "over", "beside", "also", "theme"}
    assert set(entry) <= known
    assert {*entry.get("over", []), *entry.get("beside", [])} <= set(load("notions"))
    phrases = [*entry["asked"], *entry.get("held", []), *entry.get("friends", [])]
    assert all(sequence(str(phrase)) for phrase in phrases)


def test_records_are_read_whatever_their_order() -> None:
    catalogue = Catalogue(LIBRARY)
    (deed,) = find_notions("sensibiliser")
    assert len(catalogue.saying(deed.notion.held)) == len(rows("Quelles actions de sensibilisation sont prévues ?"))
