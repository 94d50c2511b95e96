"""Questions about plans as such, and those about what plans hold."""

from collections.abc import Callable

import pytest

from assistant.ambiguity import means_own
from assistant.genre import GenericQuestion, Genre, asks_to_draft, explains, named_instrument
from assistant.question import Question, understand
from assistant.service import Assistant
from ingest.document import parse_text
from tests.fakes import FakeLibrary

PLAN = parse_text(
    """Programme stratégique transversal 2025-2030 du CPAS d'Andenne

Introduction

Le programme a été écrit en six ateliers avec les agents et les habitants du quartier.

Volet externe : les politiques

Objectif stratégique 1 : Être un CPAS solidaire

Objectif opérationnel 1.1 : Nourrir

Actions :
    • Ouvrir une épicerie sociale le mardi de 9h à 12h
""",
    "p",
    "p.txt",
    "0",
)


@pytest.mark.parametrize(
    "text",
    [
        "À quoi sert un PST ?",
        "La DPS, on peut la modifier ?",
        "Un programme stratégique remplace-t-il les autres plans ?",
        "ces programmes, ça engage à quoi ?",
        "Dans un PST, qui décide ?",
        "le plan du CPAS est-il public ?",
    ],
)
def test_the_instrument_may_be_the_subject(text: str) -> None:
    assert named_instrument(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "Dans le PST, il y a un taxi social ?",
        "Le PST prévoit-il une crèche ?",
        "Quelles actions du PST visent les jeunes ?",
        "Que trouve-t-on dans notre plan sur les haies ?",
    ],
)
def test_the_instrument_may_be_the_place_to_look_in(text: str) -> None:
    assert named_instrument(text) is False


@pytest.mark.parametrize("text", ["Le plan climat est-il prêt ?", "Un plan de formation existe-t-il ?", "Un taxi ?"])
def test_a_plan_with_a_subject_of_its_own_is_no_instrument(text: str) -> None:
    assert named_instrument(text) is None


def test_prose_explains_and_elements_and_titles_do_not() -> None:
    told = [node.text for node in PLAN.nodes if explains(PLAN, node)]
    assert told == ["Le programme a été écrit en six ateliers avec les agents et les habitants du quartier."]


@pytest.fixture(scope="module")
def asked(assistant: Assistant) -> Callable[[str], Question]:
    library = assistant._read(lambda opened: opened.library)
    genre = Genre(library)

    def read(text: str) -> Question:
        return genre.read(understand(text, "agent", library.plans))

    return read


@pytest.mark.parametrize(
    "text",
    [
        "On sera en retard pour le PST, que risque-t-on ?",
        "Un PST, c'est une liste de souhaits ou il faut des moyens ?",
        "Qui rédige le PST, les élus ou les agents ?",
        "Notre PST est en retard : que se passe-t-il ?",
    ],
)
def test_questions_about_plans_as_such(asked: Callable[[str], Question], text: str) -> None:
    found = asked(text)
    assert isinstance(found, GenericQuestion)


@pytest.mark.parametrize(
    "text",
    [
        "Que prévoit le PST de Durbuy pour les jeunes ?",
        "Quelles actions du PST visent la mobilité ?",
        "Combien d'actions dans notre PST ?",
        "Notre PST a été adopté à quelle date ?",
        "Combien de CPAS ont adopté un PST ?",
        "Le PST prévoit-il un taxi social ?",
        "D'après les plans, à quoi sert le PST ?",
        "Qui prête des tablettes ?",
    ],
)
def test_other_questions(asked: Callable[[str], Question], text: str) -> None:
    assert not isinstance(asked(text), GenericQuestion)


def test_a_question_stays_what_it_was_but_for_the_mark(asked: Callable[[str], Question]) -> None:
    found = asked("Qui rédige le PST, les élus ou les agents ?")
    assert found.text == "Qui rédige le PST, les élus ou les agents ?"
    assert found.in_words()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Directeur ici : le PST sera en retard. On risque quoi, une sanction ?", "aucune sanction"),
        ("RGPD : votre outil peut-il exiger le numéro de registre national ?", "NISS"),
        ("On a déjà un plan climat et un plan social : le PST vient en plus ou il chapeaute tout ?", "fédère"),
        ("J'ai lu dans le PST de mon CPAS qu'il y aurait un service. C'est écrit, donc ça existe déjà ?", "intentions"),
    ],
)
def test_the_notes_answer_and_no_action_is_cited(lawful: Assistant, text: str, told: str) -> None:
    answer = lawful.ask(text)
    assert answer.status == "answered"
    assert any(told in citation.quote for citation in answer.citations)
    library = lawful._read(lambda opened: opened.library)
    pairs = [library.pair(citation.node) for citation in answer.citations]
    assert pairs[0][0].is_note
    assert all(document.is_note or explains(document, node) for document, node in pairs)


def test_the_asker_s_own_centre_in_passing_is_not_asked_back(lawful: Assistant) -> None:
    question = "J'ai lu dans le PST de mon CPAS qu'il y aurait un service. C'est écrit, donc ça existe déjà ?"
    assert means_own(understand(question, "citoyen", lawful._read(lambda opened: opened.library).plans))
    assert lawful.ask(question, audience="citoyen").status == "answered"


def test_a_library_without_vectors_reads_the_wording_alone() -> None:
    library = FakeLibrary(PLAN)
    found = Genre(library).read(understand("À quoi sert un PST ?", "agent", library.plans))
    assert isinstance(found, GenericQuestion)


@pytest.mark.parametrize(
    ("text", "drafting"),
    [
        ("Je n'ai pas le budget de l'action, je mets quoi ?", True),
        ("Que mettre dans la fiche sans échéance ?", True),
        ("On peut copier une action d'un autre CPAS ?", True),
        ("Peut-on reprendre une action d'un autre plan ?", True),
        ("Quelles actions peut-on reprendre sur la mobilité ?", False),
        ("Que peut-on mettre en place comme actions ?", False),
        ("Doit-on reprendre dans le PST ce qu'on fait déjà ?", False),
    ],
)
def test_who_writes_their_own_plan_asks_what_to_write(text: str, drafting: bool) -> None:
    assert asks_to_draft(text) is drafting
