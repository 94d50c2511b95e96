"""Who asks, and what for: no part of what is asked, unless nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.introductions import find_introductions
from assistant.question import understand
from tests.samples import andenne

DOCUMENTS = (andenne(),)


def concepts(text: str) -> tuple[str, ...]:
    return understand(text, "agent", DOCUMENTS).concepts


@pytest.mark.parametrize(
    "introduction",
    [
        "Je suis fonctionnaire à la planification d'urgence.",
        "Je suis assistante sociale au service énergie du CPAS et",
        "Conseiller en énergie dans une petite commune, j'aimerais savoir :",
        "Directeur d'école ici :",
        "Ici le chef du service travaux :",
        "En tant qu'échevine des familles,",
        "Moi c'est l'échevine du sport,",
        "Nouvel agent d'insertion au CPAS, je cherche ceci :",
        "Je travaille au service jeunesse de la commune,",
        "Pour mon TFE d'éducateur,",
        "Pour un travail sur la santé mentale,",
        "Dans le cadre de mon stage à la crèche,",
        "Je suis enseignante en crèche.",
        "On est un groupe d'étudiants en architecture et",
    ],
)
def test_who_asks_is_no_subject(introduction: str) -> None:
    assert concepts(f"{introduction} quelles actions sur la biodiversité ?") == ("biodiversite",)


@pytest.mark.parametrize(
    ("question", "theme"),
    [
        ("Je suis sans abri, qui peut m'aider ?", "logement-urgence"),
        ("Ma mère de 86 ans vit seule, y a-t-il des repas à domicile ?", "repas-domicile"),
        ("Je suis étudiante et je cherche un job, engagez-vous ?", "jeunesse"),
        ("Je suis agricultrice : que prévoit-on pour nous ?", "developpement-economique"),
        ("Pour mon mémoire sur la biodiversité, quelles actions ?", "biodiversite"),
        ("C'est le directeur de l'école qui décide ?", "enseignement"),
        ("Je suis présidente d'un club de sport : que prévoit-on pour nous ?", "sport"),
        ("Gardien d'école, on prévoit d'en engager ?", "enseignement"),
        ("Quelles actions en tant que partenaire d'une crèche ?", "petite-enfance"),
    ],
)
def test_what_someone_lives_or_studies_is_the_subject_of_their_question(question: str, theme: str) -> None:
    assert theme in concepts(question)


def test_an_introduction_still_says_where_to_look() -> None:
    question = understand("Je suis conseillère à Andenne. Quelles actions sur l'eau ?", "agent", DOCUMENTS)
    assert question.named.names == ("Andenne",)
    assert not question.personal
    assert question.asked.startswith("Je suis conseillère")


@given(st.text(alphabet="je suis bourgmestre,.:? en tant que pour mon TFE sur l'eau", max_size=120))
def test_introductions_stand_in_the_question(text: str) -> None:
    found = find_introductions(text)
    for start, end in (*found.sure, *found.topics, *found.trades):
        assert 0 <= start <= end <= len(text)
