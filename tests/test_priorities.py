"""Restrictions on how urgent plans call a record."""

import pytest

from assistant.fields import Field
from assistant.priorities import find_priorities
from ingest.folding import fold


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("combien de fiches sont en priorité haute ?", "Haute"),
        ("les actions de faible priorité", "FAIBLE"),
        ("quelles actions ont une priorité élevée ?", "1"),
        ("priorité : moyenne", "Moyenne."),
    ],
)
def test_a_degree_of_priority_is_read_and_met_by_the_field(question: str, value: str) -> None:
    (one,) = find_priorities(fold(question))
    assert one.field is Field.PRIORITY
    assert one.test(value)


def test_other_degrees_do_not_meet_it() -> None:
    (one,) = find_priorities(fold("les fiches en priorité haute"))
    assert not any(map(one.test, ("Basse", "Moyenne")))


@pytest.mark.parametrize("question", ["les priorités de la commune", "la haute école", "une action prioritaire"])
def test_priorities_without_a_degree_restrict_nothing(question: str) -> None:
    assert list(find_priorities(fold(question))) == []
