"""Questions that ask for an objective to be written."""

import pytest

from assistant.drafting.wishes import ObjectiveWish, wish_of
from tests.samples import andenne


@pytest.mark.parametrize(
    ("question", "subject", "style"),
    [
        ("rédige un objectif sur la précarité énergétique", "la précarité énergétique", None),
        ("Rédige un objectif opérationnel sur la mobilité dans le style de Durbuy", "la mobilité", "Durbuy"),
        ("propose-moi un OO pour les aînés", "les aînés", None),
        ("peux-tu écrire un objectif stratégique sur le logement ?", "le logement", None),
        ("Rédigez un nouvel objectif concernant le RGPD, sur le modèle du PST de Bernissart.", "le RGPD", "Bernissart"),
    ],
)
def test_a_wish_is_read_with_its_subject(question: str, subject: str, style: str | None) -> None:
    assert wish_of(question) == ObjectiveWish(subject, style)


@pytest.mark.parametrize(
    "question",
    [
        "Quel objectif est rédigé pour les jeunes ?",
        "Quels objectifs propose Durbuy pour les aînés ?",
        "Propose des actions contre l'isolement",
        "Qui rédige le PST ?",
        "Écris-moi un poème sur le CPAS",
    ],
)
def test_other_questions_are_not_one(question: str) -> None:
    assert wish_of(question) is None


def test_a_wish_typed_as_on_a_telephone_is_written_out() -> None:
    found = wish_of("redige un objectif sur la fracture numerique ds le style d'Andenne", (andenne(),))
    assert found == ObjectiveWish("la fracture numérique", "Andenne")
