"""Restrictions on the year by which something is due."""

from datetime import date

import pytest

from assistant.deadlines import find_deadlines, find_overdue
from ingest.folding import fold


@pytest.mark.parametrize(
    ("question", "met", "missed"),
    [
        ("à terminer d'ici 2026", ["2025", "30/06/2026"], ["2027", "2026-2028"]),
        ("échéance après 2027", ["2028", "2026-2028"], ["2027", "2026"]),
        ("échéance au-delà de 2027", ["2028"], ["2027"]),
        ("échéance à partir de 2027", ["2027", "2028"], ["2026"]),
        ("échéance avant 2027", ["2026"], ["2027", "2028"]),
        ("échéance entre 2026 et 2028", ["2026", "2027", "2028"], ["2025", "2029"]),
        ("dont l'échéance est 2026 ou 2028", ["2026", "2028"], ["2027"]),
        ("dont l'échéance tombe en 2026", ["décembre 2026"], ["2027"]),
    ],
)
def test_deadlines_choose_years(question: str, met: list[str], missed: list[str]) -> None:
    found = next(find_deadlines(fold(question)))
    assert [value for value in [*met, *missed] if found.test(value)] == met
    assert not found.test("à déterminer")


@pytest.mark.parametrize("question", ["Que prévoit le PST 2025-2030 ?", "le budget 2026", "Quelles actions ?"])
def test_other_years_are_no_deadline(question: str) -> None:
    assert list(find_deadlines(fold(question))) == []


def test_a_deadline_is_certain_only_where_the_question_speaks_of_one() -> None:
    assert next(find_deadlines(fold("échéance avant 2027"))).sure
    assert not next(find_deadlines(fold("les actions avant 2027"))).sure


@pytest.mark.parametrize("question", ["l'échéance est dépassée", "échéances dépassées", "les délais sont dépassés"])
def test_what_should_be_over_is_reckoned_from_today(question: str) -> None:
    (found,) = find_overdue(fold(question), date(2026, 11, 22))
    assert [value for value in ("2025", "31/12/2024", "2026", "2024-2027", "à définir") if found.test(value)] == [
        "2025",
        "31/12/2024",
    ]
