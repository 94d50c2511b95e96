"""How wholly a title speaks of a theme."""

import pytest

from assistant.titles import is_double, is_pure, outside_brackets


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
    assert not outside_brackets("Dresser un bilan (état du logement, équipement)", "logement")
    assert outside_brackets("Rénover un logement (deux chambres)", "logement")
