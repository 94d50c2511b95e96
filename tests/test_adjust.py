"""What the choices say is understood as a follow-up."""

import pytest

from assistant.dialogue import follow
from ingest.records import Level
from tests.test_dialogue import DOCUMENTS, FIRST, turn
from ui.adjust import adjusted


@pytest.mark.parametrize(
    ("choices", "names", "volet", "level"),
    [
        (("Hannut", "(inchangé)", "(inchangé)"), ("Hannut",), None, None),
        (("Tous les CPAS", "(inchangé)", "(inchangé)"), (), None, None),
        (("(inchangé)", "Volet interne", "(inchangé)"), ("Gesves",), "interne", None),
        (("Huy", "Volet externe", "Objectifs opérationnels"), ("Huy",), "externe", Level.OO),
        (("(inchangé)", "Tous les volets", "Objectifs stratégiques"), ("Gesves",), None, Level.OS),
    ],
)
def test_choices_are_understood(
    choices: tuple[str, str, str], names: tuple[str, ...], volet: str | None, level: Level | None
) -> None:
    question = follow(adjusted(*choices), "agent", [turn(FIRST)], DOCUMENTS).question
    assert (question.named.names, question.volet, question.level) == (names, volet, level)
    assert question.concepts == ("jeunesse",)


def test_without_a_choice_nothing_is_asked() -> None:
    assert adjusted("(inchangé)", "(inchangé)", "(inchangé)") == ""
