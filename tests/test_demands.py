"""The facts that a question demands, whether elements give them, and events taken for granted."""

import pytest

from assistant.demands import around, demanding_terms, demands, premise
from ingest.document import parse_text

PLAN = parse_text(
    """Programme stratégique transversal 2025-2030 du CPAS d'Andenne

Volet externe : les politiques

Objectif stratégique 1 : Être un CPAS solidaire

Objectif opérationnel 1.1 : Nourrir

Actions :
    • Ouvrir une épicerie sociale le mardi de 9h à 12h
    • Élargir les horaires d'ouverture du magasin
    • Supprimer les colis
    • Livrer des repas pour 25.000 euros d'ici juin 2026
""",
    "p",
    "p.txt",
    "0",
)
ACTIONS = {node.text.split()[0]: (PLAN, node) for node in PLAN.nodes if node.level.value == "action"}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Combien coûte un repas ?", ["montant"]),
        ("C'est combien par litre ?", ["montant"]),
        ("Quel budget et quelle échéance pour la crèche ?", ["montant", "date"]),
        ("À quelle date ouvre la résidence ?", ["date"]),
        ("D'ici quand ?", ["date"]),
        ("quels jours roule le taxi social", ["horaire"]),
        ("quel pourcentage est réalisé ?", ["progression"]),
        ("le numero de tel de l'accueil", ["contact"]),
        ("Sur quel article du Code s'appuie la réquisition ?", ["article"]),
        ("Combien de places sont prévues ?", ["nombre"]),
        ("Que prévoit le plan pour les aînés ?", []),
        ("À qui s'adresse la lettre ?", []),
        ("un logement pour les marchands de sommeil", []),
    ],
)
def test_the_facts_that_a_question_demands(text: str, kinds: list[str]) -> None:
    assert sorted(demand.kind for demand in demands(text)) == sorted(kinds)


def test_a_demand_is_held_where_the_words_give_it() -> None:
    (hours,), (price,), (date,) = demands("à quelle heure ?"), demands("quel prix ?"), demands("pour quand ?")
    assert hours.held([ACTIONS["Ouvrir"]])
    assert not hours.held([ACTIONS["Livrer"]])
    assert price.held([ACTIONS["Livrer"]])
    assert date.held([ACTIONS["Livrer"]])
    assert not date.held([ACTIONS["Ouvrir"]])


def test_a_phrase_that_may_be_the_subject_is_enough_where_it_stands() -> None:
    (subject,) = demands("Le plan veut élargir les horaires d'ouverture, je crois")
    (asked,) = demands("Quels sont les horaires d'ouverture ?")
    assert subject.held([ACTIONS["Élargir"]])
    assert not asked.held([ACTIONS["Élargir"]])


def test_the_words_of_a_demand_are_no_subject() -> None:
    assert "budget" in demanding_terms("Quel budget pour la crèche ?")
    assert "crech" not in demanding_terms("Quel budget pour la crèche ?")


@pytest.mark.parametrize(
    "text",
    [
        "Pourquoi X a-t-il supprimé son taxi ?",
        "Pour quelle raison X a-t-il décidé de fermer sa maison de repos ?",
        "Depuis que la cafétéria est fermée, où vont les gens ?",
        "Quand Huy a-t-il vendu son home ?",
    ],
)
def test_an_event_taken_for_granted(text: str) -> None:
    found = premise(text)
    assert found is not None
    assert not found.held([ACTIONS["Ouvrir"]])


def test_an_event_that_is_told_may_be_asked_about() -> None:
    found = premise("Pourquoi le CPAS a-t-il supprimé les colis ?")
    assert found is not None
    assert found.held([ACTIONS["Supprimer"]])
    assert premise("Que prévoit le CPAS pour la ferme ?") is None
    assert premise("Quelles actions ont été supprimées ?") is None


def test_what_stands_below_belongs_to_an_element() -> None:
    above = next(node for node in PLAN.nodes if node.level.value == "oo")
    assert {node.id for _, node in around([(PLAN, above)])} >= {node.id for _, node in ACTIONS.values()}
