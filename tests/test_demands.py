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


def _held(kind: str, question: str, words: str) -> bool:
    text = "PST 2025-2030 du CPAS d'Andenne\n\nVolet externe\n\nObjectif stratégique 1 : Aider\n\n"
    text += f"Objectif opérationnel 1.1 : Agir\n\nActions :\n    • {words}\n"
    plan = parse_text(text, "p", "p.txt", "0")
    action = next(node for node in plan.nodes if node.level.value == "action")
    demand = next(one for one in demands(question) if one.kind == kind)
    return demand.held([(plan, action)])


@pytest.mark.parametrize(
    ("kind", "question", "words"),
    [
        ("montant", "Combien coûteront les actions ?", "Il est impossible de déterminer un coût précis des travaux"),
        ("montant", "Quel budget pour la crèche ?", "Construire une crèche, budget à déterminer"),
        ("date", "C'est quand, l'ouverture ?", "Ouvrir la salle ; reste à fixer le jour"),
        ("nombre", "Combien de logements ?", "Rénover douze studios"),
        ("nombre", "Combien de ménages ?", "Suivre 10 ménages"),
    ],
)
def test_a_fact_is_given_by_its_figure_or_by_what_says_that_it_is_not_known(
    kind: str, question: str, words: str
) -> None:
    assert _held(kind, question, words)


@pytest.mark.parametrize(
    ("kind", "question", "words"),
    [
        ("montant", "Combien coûteront les actions ?", "Il est impossible de tout faire"),
        ("nombre", "Combien de personnes ?", "Engager une personne sous article 60 en 2018"),
        ("nombre", "Combien de personnes ?", "Poursuivre l'accompagnement d'un public en 2019-2024"),
        ("date", "C'est quand, le marché de Noël ?", "Organiser un marché"),
    ],
)
def test_years_articles_and_other_denials_give_no_fact(kind: str, question: str, words: str) -> None:
    assert not _held(kind, question, words)


def test_a_duration_is_no_number_of_things() -> None:
    assert not any(one.kind == "nombre" for one in demands("La DPS engage pour combien de temps ?"))


def test_what_somebody_is_told_of_is_not_demanded() -> None:
    assert not any(one.kind == "progression" for one in demands("À quel rythme rend-on compte de l'avancement ?"))
    assert any(one.kind == "progression" for one in demands("Quel est l'état d'avancement de la crèche ?"))


def test_words_for_a_place_in_a_document_are_no_subject() -> None:
    assert demanding_terms("Le plan se termine par une citation : de qui ?") >= {"citat"}


@pytest.mark.parametrize(
    ("text", "given"),
    [("Marie Dupont, Présidente du CPAS", True), ("Réunir la présidente et le directeur général du CPAS", False)],
)
def test_the_holder_of_an_office_is_given_by_a_name(text: str, given: bool) -> None:
    plan = parse_text(f"Programme stratégique transversal du CPAS d'Andenne\n\n{text}\n", "p", "p.txt", "0")
    (demand,) = (one for one in demands("C'est qui la présidente du CPAS ?") if one.kind == "personne")
    assert demand.counted
    assert demand.held([(plan, plan.nodes[-1])]) is given
