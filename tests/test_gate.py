"""Enough to answer, or not: and why not."""

import pytest

from assistant.gate import Verdict, judge, model
from assistant.passages import Passages
from assistant.question import understand
from assistant.relevance import Relevance
from assistant.signals import NAMES
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


def test_a_date_asked_for_must_be_there() -> None:
    assert verdict("À quelle date ouvre la maison de quartier ?").reason == "date"
    assert verdict("Pour quand engage-t-on un éducateur de rue ?").reason is None


def test_an_event_taken_for_granted_must_be_told() -> None:
    found = verdict("Pourquoi Andenne a-t-il supprimé la maison de quartier ?")
    assert found.reason == "premisse"
    assert found.denied is not None
    assert found.denied.word == "supprimé"


def test_what_a_named_plan_does_not_speak_of_is_absent_from_it() -> None:
    assert verdict("Andenne prévoit-il un téléphérique ?").reason == "absent"


def test_one_fact_of_two_is_answered_and_the_other_is_told() -> None:
    found = verdict("Quel budget et quel numéro de téléphone pour l'éducateur de rue ?")
    assert found.reason is None
    assert [demand.kind for demand in found.met] == ["montant"]
    assert [demand.kind for demand in found.unmet] == ["contact"]


def test_the_trained_weights_are_of_the_signals() -> None:
    trained = model()
    assert len(trained.mean) == len(trained.scale) == len(trained.weights) == len(NAMES)
    assert 0 < trained.threshold < 1
    best = [mean + 3 * scale * (1 if weight > 0 else -1) for mean, scale, weight in zip(
        trained.mean, trained.scale, trained.weights, strict=True)]  # fmt: skip
    assert trained.probability(best) > trained.threshold > trained.probability([
        2 * mean - value for mean, value in zip(trained.mean, best, strict=True)])  # fmt: skip
