"""What the legal notes answer, and the questions that they leave to the plans."""

import pytest

from assistant.notes import Notes
from assistant.question import understand
from ingest.records import Document
from tests.fakes import FakeLibrary
from tests.samples import andenne, dps, note

LIBRARY = FakeLibrary(andenne(), dps(), note())


def told(question: str, library: FakeLibrary = LIBRARY) -> list[str]:
    found = Notes(library).find(understand(question, "agent", library.plans))
    return [passage.node.text for passage in found]


@pytest.fixture(scope="module")
def library(notes: tuple[Document, ...]) -> FakeLibrary:
    return FakeLibrary(andenne(), dps(), *notes)


def test_differing_sources_stand_together_the_latest_first_and_what_is_uncertain_last() -> None:
    figures = [text.split(" (")[0] for text in told("Quel est le délai du CODIR ?")]
    assert figures == [
        "Le CODIR se réunit dans les neuf mois.",
        "Avant, le CODIR se réunit dans les six mois.",
        "À vérifier : le délai actuel du CODIR.",
    ]


def test_the_origin_is_part_of_what_is_told() -> None:
    assert all("(Source : " in text and "date : " in text for text in told("Quel est le délai du CODIR ?"))


@pytest.mark.parametrize(
    "question",
    ["Le comité de direction a combien de temps pour se réunir ?", "durée du CODIR ?", "que dit l'article 7bis ?"],
)
def test_a_rule_is_found_by_its_acronym_its_full_name_or_its_article(question: str) -> None:
    assert any("six mois" in text for text in told(question))


@pytest.mark.parametrize(
    "question",
    [
        "Quel est le délai du CODIR à Andenne ?",
        "D'après les plans, quel est le délai du CODIR ?",
        "Quelles actions visent la jeunesse ?",
        "Le CODIR se réunit",
        "Que dit l'article 9bis ?",
        "Quel est le délai pour un permis de bâtir ?",
        "C'est quoi un compte rendu de match ?",
        "Faut-il un passeport ?",
        "?",
    ],
)
def test_other_questions_are_left_to_the_plans(question: str) -> None:
    assert told(question) == []


def test_what_the_notes_say_of_the_product_is_for_questions_about_it() -> None:
    assert [text for text in told("Le CODIR doit-il être publié ?") if "L'assistant" in text] == []
    assert [text for text in told("L'assistant doit-il publier le CODIR ?") if "L'assistant" in text]


def test_a_library_without_notes_tells_no_rule() -> None:
    assert told("Quel est le délai du CODIR ?", FakeLibrary(andenne(), dps())) == []


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("quel délai pour adopter le PST ?", ["six mois", "neuf mois", "07/02/2025", "15/10/2024"]),
        ("que dit l'article 27ter ?", ["27ter", "À vérifier"]),
        ("c'est quoi un PIIS ?", ["Le projet individualisé d'intégration sociale (PIIS)"]),
        ("durée d'un article 60", ["limitée à ce que demande son but"]),
        ("Comment contester une décision du CPAS ?", ["recours", "3 mois"]),
        ("Le CPAS a combien de jours pour décider d'une demande de DIS ?", ["30 jours"]),
        ("On m'a refusé le RIS, combien de temps pour un recours ?", ["recours", "3 mois"]),
        ("Le rapport sur les synergies est-il encore obligatoire ?", ["17/07/2025", "à vérifier"]),
    ],
)
def test_the_corpus_answers_legal_questions(library: FakeLibrary, question: str, words: list[str]) -> None:
    answer = "\n".join(told(question, library))
    assert [word for word in words if word not in answer] == []


@pytest.mark.parametrize(
    "question", ["c'est quoi l'informatique ?", "Faut-il payer pour le taxi social ?", "Quelle loi sur le divorce ?"]
)
def test_the_corpus_does_not_answer_about_other_rules(library: FakeLibrary, question: str) -> None:
    assert told(question, library) == []


def test_a_figure_is_the_same_in_words_and_an_article_is_none() -> None:
    from assistant.notes import _figures

    assert _figures("dans les six mois, au plus tard le 7e jour") == {6, 7}
    assert _figures("une évaluation à mi-mandat, un rapport") == set()
    assert _figures("quarante-cinq jours") == {45}
