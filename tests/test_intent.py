"""What a question asks for, from its wording."""

import pytest

from assistant.intent import Intent, fact_pattern, find_facts, find_intent, find_level, find_unit, has_any, keys_found
from ingest.folding import fold
from ingest.records import Level
from ingest.vocabulary import load

WORDINGS = [
    ("Quelles actions visent la jeunesse ?", Intent.LISTING),
    ("Liste des mesures sur le logement", Intent.LISTING),
    ("Quels CPAS ont une crèche ?", Intent.LISTING),
    ("Que prévoit Durbuy pour les aînés ?", Intent.LISTING),
    ("Combien d'actions concernent l'énergie ?", Intent.COUNT),
    ("Combien d’objectifs opérationnels à Bernissart ?", Intent.COUNT),
    ("Compare Durbuy et Bernissart sur le logement", Intent.COMPARISON),
    ("Quelles différences entre les plans ?", Intent.COMPARISON),
    ("Quelle est la structure du PST ?", Intent.STRUCTURE),
    ("Combien de volets compte le plan ?", Intent.STRUCTURE),
    ("Je n'arrive plus à payer mon chauffage", Intent.PASSAGE),
    ("Quand un PST doit-il être évalué ?", Intent.PASSAGE),
    ("", Intent.PASSAGE),
]


@pytest.mark.parametrize(("question", "intent"), WORDINGS)
def test_the_wording_gives_the_intent(question: str, intent: Intent) -> None:
    assert find_intent(question) is intent


@pytest.mark.parametrize(("question", "intent"), WORDINGS)
def test_case_accents_spaces_and_apostrophes_do_not_count(question: str, intent: Intent) -> None:
    assert find_intent(question.upper()) is intent
    assert find_intent(fold(question)) is intent
    assert find_intent(question.replace("'", "’").replace(" ", "\u00a0")) is intent


def test_a_phrase_counts_on_word_boundaries_and_a_star_takes_any_ending() -> None:
    assert has_any("les actions", ["actions"])
    assert not has_any("les transactions", ["actions"])
    assert not has_any("les actionnaires", ["action"])
    assert has_any("les actionnaires", ["action*"])
    assert has_any("combien  d'actions", ["combien d'action*"])
    assert not has_any("", ["action"])


@pytest.mark.parametrize(
    ("question", "level"),
    [
        ("Quels objectifs stratégiques ?", Level.OS),
        ("Les OO de l'OS 3", Level.OO),
        ("Les axes de Trooz", Level.AXE),
        ("Les sous-actions", Level.SOUS_ACTION),
        ("Les intentions", Level.INTENTION),
        ("Quelles actions ?", None),
    ],
)
def test_the_finest_level_named_is_the_one_asked_for(question: str, level: Level | None) -> None:
    assert find_level(question) is level


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("Combien d'actions ?", Level.ACTION),
        ("Combien d'objectifs à Trooz ?", Level.OBJECTIF),
        ("Combien d'objectifs stratégiques ?", Level.OS),
        ("Combien de volets ?", Level.VOLET),
        ("Combien de projets ?", None),
    ],
)
def test_a_count_has_a_unit(question: str, unit: Level | None) -> None:
    assert find_unit(question) is unit


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Combien coûte le projet ?", "montant"),
        ("Quel est le budget prévu ?", "montant"),
        ("Quel est le numéro de téléphone ?", "contact"),
        ("pour quel âge ?", "age"),
        ("Quel article de loi ?", "article"),
        ("Quand faut-il l'évaluer ?", "date"),
    ],
)
def test_the_fact_asked_for_is_seen(question: str, fact: str) -> None:
    assert fact in find_facts(question)


def test_a_question_without_a_fact_asks_for_none() -> None:
    assert find_facts("Quelles actions visent la jeunesse ?") == ()


def test_every_kind_of_fact_has_a_look() -> None:
    for kind in load("questions")["facts"]:
        assert fact_pattern(kind).pattern


@pytest.mark.parametrize(
    ("kind", "text", "holds"),
    [
        ("montant", "un subside de 25.000 euros", True),
        ("montant", "12,50 € par repas", True),
        ("montant", "10 ménages en 2019", False),
        ("contact", "tél. 086/21 23 45", True),
        ("contact", "cpas@durbuy.be", True),
        ("contact", "rue de la Gare, 12", True),
        ("contact", "mise en place de 3 projets", False),
        ("contact", "un éducateur de rue", False),
        ("contact", "les personnes à la rue en 2019", False),
        ("age", "pour les 15-21 ans", True),
        ("date", "au premier trimestre 2020", True),
    ],
)
def test_a_fact_is_known_by_its_look(kind: str, text: str, holds: bool) -> None:
    assert bool(fact_pattern(kind).search(fold(text))) is holds


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("Un PST, est-ce une liste de souhaits ?", Intent.PASSAGE),
        ("Le PST est-il une liste ou un engagement ?", Intent.PASSAGE),
        ("Comment sortir de la liste d'attente ?", Intent.PASSAGE),
        ("Une liste des mesures, svp", Intent.LISTING),
        ("Faut-il regarder ce qu'on fait en commun avec la commune ?", Intent.PASSAGE),
        ("Qu'ont les deux plans en commun ?", Intent.COMPARISON),
        ("Le logement, plan par plan", Intent.LISTING),
    ],
)
def test_words_that_only_look_like_a_request(question: str, intent: Intent) -> None:
    assert find_intent(question) is intent


@pytest.mark.parametrize(
    ("question", "dated"),
    [
        ("Quand on évalue le PST, que faut-il regarder ?", False),
        ("Que faire quand on est malade ?", False),
        ("Quand le conseil doit-il adopter le PST ?", True),
        ("Pour quand est-ce ?", True),
        ("C'est quand le conseil ?", True),
    ],
)
def test_when_asks_for_a_date_or_tells_a_case(question: str, dated: bool) -> None:
    assert ("date" in find_facts(question)) is dated


@pytest.mark.parametrize("said", ["côté interne", "du versant interne", "à l'interne", "les objectifs internes"])
def test_a_volet_has_many_names(said: str) -> None:
    assert keys_found(fold(said), load("questions")["volets"]) == ("interne",)


@pytest.mark.parametrize(
    "question",
    [
        "Qui veut céder des biens communaux ?",
        "Acheter du matériel informatique : qui le prévoit ?",
        "Et qui envisage une crèche ?",
    ],
)
def test_who_wants_something_asks_for_rows(question: str) -> None:
    assert find_intent(question) is Intent.LISTING


@pytest.mark.parametrize(
    "question", ["Un PST c'est juste une liste d'actions ?", "Que dit la loi à qui veut un recours ?"]
)
def test_the_word_for_a_list_or_a_relative_clause_asks_for_none(question: str) -> None:
    assert find_intent(question) is Intent.PASSAGE


def test_a_quoted_title_asks_for_no_fact() -> None:
    assert find_facts("L'OS 2 « une vie digne à chaque âge » : quels objectifs ?") == ()
