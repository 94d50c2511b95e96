"""Enough to answer, or not: and why not."""

import pytest

from assistant.gate import Verdict, judge
from assistant.passages import Passages
from assistant.question import understand
from assistant.relevance import Relevance
from tests.fakes import FakeLibrary
from tests.samples import andenne, dps

LIBRARY = FakeLibrary(andenne(), dps())
RELEVANCE = Relevance(LIBRARY)


def verdict(text: str) -> Verdict:
    question = understand(text, "agent", LIBRARY.documents)
    return judge(question, Passages(LIBRARY, RELEVANCE).find(question), RELEVANCE)


@pytest.mark.parametrize(
    "text",
    ["Où trouver une maison de quartier ?", "Je cherche un logement de transit", "Qui prête des tablettes ?"],
)
def test_what_the_documents_speak_of_is_answered(text: str) -> None:
    assert verdict(text).reason is None
    assert verdict(text).support > 0.5


@pytest.mark.parametrize(
    "text", ["Quelle est la capitale du Japon ?", "Donne-moi une recette de gaufres", "Qui a gagné le match hier ?"]
)
def test_what_they_do_not_speak_of_is_not(text: str) -> None:
    assert verdict(text).reason in ("rien", "hors_sujet")


@pytest.mark.parametrize("text", ["", "?", "bonjour", "quoi", "👍"])
def test_a_question_that_asks_nothing_has_no_answer(text: str) -> None:
    assert verdict(text).reason == "rien"


def test_an_amount_must_be_there() -> None:
    assert verdict("Combien coûte l'éducateur de rue ?").reason is None
    assert verdict("Combien coûte le prêt de tablettes ?").reason == "montant"
    assert verdict("Quel est le numéro de téléphone de la maison de quartier ?").reason == "contact"


def test_a_date_helps_but_is_not_required() -> None:
    assert verdict("Quand ouvre la maison de quartier ?").reason is None


def test_words_that_stand_nowhere_are_named() -> None:
    found = verdict("Une maison de quartier avec des zeppelins")
    assert len(found.missing) == 1
