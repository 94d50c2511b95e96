"""Limits on amounts of money."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.amounts import amount, find_limits, says_none
from ingest.folding import fold


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("12.000 €", 12000),
        ("12 000,50 EUR", 12000.5),
        ("50k€", 50000),
        ("1,5 million d'euros", 1_500_000),
        ("8.000 € ; 4.000 €", 12000),
        ("10.000 € (dont 2.000 € de subside)", 10000),
        ("entre 5.000 € et 7.000 €", 7000),
        ("À définir", None),
        ("Budget ordinaire", None),
    ],
)
def test_what_a_budget_comes_to(value: str, expected: float | None) -> None:
    assert amount(value) == expected


@given(st.integers(1, 99_999_999))
def test_figures_are_read_however_they_are_grouped(number: int) -> None:
    grouped = f"{number:,}"
    assert amount(f"{grouped.replace(',', '.')} €") == number
    assert amount(f"{grouped.replace(',', ' ')} euros") == number
    assert amount(f"{number} €") == number


@pytest.mark.parametrize("value", ["Sans coût supplémentaire", "Néant", "0 €", "Gratuit"])
def test_nothing_is_spent(value: str) -> None:
    assert says_none(value)


@pytest.mark.parametrize("value", ["10 €", "Sur fonds propres", "20.000 €"])
def test_something_is(value: str) -> None:
    assert not says_none(value)


@pytest.mark.parametrize(
    ("question", "met", "missed"),
    [
        ("un budget supérieur à 50 000 €", "50.001 €", "50.000 €"),
        ("un budget d'au moins 50 000 €", "50.000 €", "49.999 €"),
        ("un budget inférieur à 50k€", "49.999 €", "50.000 €"),
        ("un coût de maximum 50 000 euros", "50.000 €", "50.001 €"),
    ],
)
def test_a_limit_is_strict_where_it_is_said_so(question: str, met: str, missed: str) -> None:
    (limit,) = find_limits(fold(question))
    assert limit.test(met)
    assert not limit.test(missed)
    assert not limit.test("À définir")


@pytest.mark.parametrize("question", ["Quelles actions avec plus de 3 partenaires ?", "un budget de plus de 3 lignes"])
def test_other_numbers_limit_no_budget(question: str) -> None:
    assert list(find_limits(fold(question))) == []
