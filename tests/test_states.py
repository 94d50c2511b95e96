"""The states of progress that a question restricts its rows to."""

import pytest

from assistant.constraints import find_constraints
from assistant.states import plain

VALUES = ["En cours", "EN_ATTENTE", "NON_COMMENCE", "Risque", "Blocage", "Pause", "PROBLEME", "À agender", "Validé"]


def accepted(text: str) -> set[str]:
    """The values that satisfy all that a question says of states."""
    found = find_constraints(text, VALUES)
    return {value for value in VALUES if found and all(one.test(value) is not one.denied for one in found)}


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("quelles actions sont signalées à risque, bloquées, en pause ou en problème ?",
         {"Risque", "Blocage", "Pause", "PROBLEME"}),
        ("les actions au statut « non commencé » (ni en attente, ni à problème)", {"NON_COMMENCE"}),
        ("quels projets ont été suspendus ?", {"Pause"}),
        ("quelles fiches sont au point mort ?", {"Blocage"}),
        ("les actions au statut EN_ATTENTE", {"EN_ATTENTE"}),
        ("les projets dont le statut est validé", {"Validé"}),
        ("les actions « à agender »", {"À agender"}),
    ],
)  # fmt: skip
def test_a_state_is_read_by_its_words_or_by_the_plan_s(question: str, values: set[str]) -> None:
    assert accepted(question) == values


@pytest.mark.parametrize(
    "question",
    [
        "que prévoit-on pour les personnes à risque ?",
        "les jeunes en difficulté",
        "quelles actions pour des logements aux loyers bloqués ?",
        "qui aménage une salle avec un espace d'attente ?",
    ],
)
def test_the_same_words_of_people_are_no_state(question: str) -> None:
    assert not find_constraints(question, VALUES)


def test_values_of_tools_are_compared_as_words() -> None:
    assert plain("NON_COMMENCE") == "non commence"
    assert plain(" En cours. ") == "en cours"
