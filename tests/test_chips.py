"""What the chips say is understood as a follow-up, and which part of a question each of them says."""

import pytest

from assistant.dialogue import follow
from ingest.records import Level
from tests.test_dialogue import DOCUMENTS, FIRST, turn
from ui.chips import _EVERYWHERE, _LEVELS, _VOLETS, choices_of, kind_of


@pytest.mark.parametrize(
    ("kind", "label", "names", "volet", "level"),
    [
        ("organisation", "Hannut", ("Hannut",), None, None),
        ("organisation", _EVERYWHERE, (), None, None),
        ("volet", "Volet interne", ("Gesves",), "interne", None),
        ("volet", "Tous les volets", ("Gesves",), None, None),
        ("level", "Objectifs opérationnels", ("Gesves",), None, Level.OO),
        ("level", "Objectifs stratégiques", ("Gesves",), None, Level.OS),
    ],
)
def test_choices_are_understood(
    kind: str, label: str, names: tuple[str, ...], volet: str | None, level: Level | None
) -> None:
    words = choices_of(kind, ["Hannut", "Huy"])[label]
    question = follow(f"Même question {words}", "agent", [turn(FIRST)], DOCUMENTS).question
    assert (question.named.names, question.volet, question.level) == (names, volet, level)
    assert question.concepts == ("jeunesse",)


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("Actions", "level"),
        ("OO", "level"),
        ("tous les CPAS", "organisation"),
        ("Hannut, Huy", "organisation"),
        ("volet interne", "volet"),
        ("thème : la jeunesse", None),
        ("thème : les espaces verts", None),
        ("Recherche dans les textes", None),
    ],
)
def test_each_chip_says_one_part(part: str, kind: str | None) -> None:
    assert kind_of(part, ["Hannut", "Huy", "Spa"]) == kind


def test_every_choice_of_volets_and_levels_has_its_words() -> None:
    assert len({*_VOLETS.values(), *_LEVELS.values()}) == len(_VOLETS) + len(_LEVELS)
