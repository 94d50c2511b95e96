"""Numbers with their nouns, and the keys of widgets that begin anew."""

import pytest

from ui.keys import mark
from ui.markdown import several


@pytest.mark.parametrize(
    ("number", "one", "more", "said"),
    [
        (0, "ligne", "", "0 ligne"),
        (1, "ligne", "", "1 ligne"),
        (2, "ligne", "", "2 lignes"),
        (1, "élément cité", "éléments cités", "1 élément cité"),
        (3, "élément cité", "éléments cités", "3 éléments cités"),
    ],
)
def test_a_noun_is_in_the_plural_from_two_on(number: int, one: str, more: str, said: str) -> None:
    assert several(number, one, more) == said


def test_a_mark_changes_with_what_is_shown_and_holds_nothing_of_it() -> None:
    assert mark("Titre", None) == mark("Titre", None)
    assert mark("Titre", None) != mark("Titre", "Trooz")
    assert mark("a", "b") != mark("ab")
    assert mark("<b>\ud800").isalnum()
