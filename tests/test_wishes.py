"""Questions that ask for an objective to be written."""

import pytest

from assistant.answer import Turn
from assistant.drafting.wishes import INTENT, ObjectiveWish, wish_of, wish_within
from assistant.responder import Responder
from tests.fakes import FakeLibrary
from tests.samples import andenne, dps


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


def _turns(*questions: str, intent: str = INTENT) -> list[Turn]:
    answer = Responder(FakeLibrary(andenne(), dps())).answer("Merci", "agent", lambda _: None)
    return [Turn(question=one, answer=answer.model_copy(update={"intent": intent})) for one in questions]


@pytest.mark.parametrize(
    "question", ["et à Huy ?", "Et pour Huy", "et dans le style du PST de Huy ?", "Huy ?", "plutôt au CPAS de Huy"]
)
def test_another_style_is_a_wish_for_the_last_subject(question: str) -> None:
    history = _turns("rédige un objectif sur les aînés", "et à Andenne ?")
    assert wish_within(question, history, (andenne(), dps())) == ObjectiveWish("les aînés", "Huy")


@pytest.mark.parametrize(
    "question",
    ["et les jeunes ?", "Que fait Huy pour les aînés ?", "et le budget à Huy ?", "merci", "et à Huy et Andenne ?"],
)
def test_another_question_is_none(question: str) -> None:
    assert wish_within(question, _turns("rédige un objectif sur les aînés"), (andenne(), dps())) is None


def test_a_conversation_that_moved_on_wishes_nothing_more() -> None:
    documents = (andenne(), dps())
    answered = _turns("Que fait Andenne ?", intent="passage")
    answered = [
        one.model_copy(update={"answer": one.answer.model_copy(update={"status": "answered"})}) for one in answered
    ]
    moved = [*_turns("rédige un objectif sur les aînés"), *answered]
    assert wish_within("et à Huy ?", moved, documents) is None
    thanked = [*_turns("rédige un objectif sur les aînés"), *_turns("merci", intent="passage")]
    assert wish_within("et à Huy ?", thanked, documents) == ObjectiveWish("les aînés", "Huy")
    assert wish_within("et à Huy ?", (), documents) is None


def test_a_wish_typed_as_on_a_telephone_is_written_out() -> None:
    found = wish_of("redige un objectif sur la fracture numerique ds le style d'Andenne", (andenne(),))
    assert found == ObjectiveWish("la fracture numérique", "Andenne")
