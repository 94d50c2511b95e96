"""How wholly a title speaks of a theme."""

import pytest

from assistant.titles import is_double, is_named, is_pure


@pytest.mark.parametrize(
    ("title", "pure"),
    [
        ("Le logement", True),
        ("AXE 2 : Le logement.", True),
        ("Le logement et l'énergie", False),
        ("La mobilité", False),
    ],
)
def test_a_pure_title_says_nothing_else(title: str, pure: bool) -> None:
    assert is_pure(title, "logement") is pure


@pytest.mark.parametrize(
    ("title", "double"),
    [
        ("Être un CPAS qui soutient les aînés et ceux qui les entourent", False),
        ("Soutenir les aînés et valoriser les talents", True),
        ("Les aînés, la mobilité", True),
        ("Permettre aux aînés de vieillir chez eux", False),
    ],
)
def test_a_double_title_has_another_subject_or_deed(title: str, double: bool) -> None:
    assert is_double(title, "aines") is double


def test_brackets_hold_examples() -> None:
    assert not is_named("Dresser un bilan (état du logement, équipement)", "logement")
    assert is_named("Rénover un logement (deux chambres)", "logement")


def test_a_building_only_says_where() -> None:
    assert is_named("Chauffer le hall des sports au bois", "sport")
    assert not is_named("Chauffer le hall des sports au bois", "sport", "sport")
    assert is_named("Ouvrir le hall des sports aux clubs de natation", "sport", "sport")
