"""Dates are read as French texts write them."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import DATE, MONTHS, day
from ingest.folding import fold


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("1er mai 1984", "1984-05-01"),
        ("12 MARS 1984", "1984-03-12"),
        ("8 août 2020", "2020-08-08"),
        ("18-10-1992", "1992-10-18"),
        ("07/09/2018", "2018-09-07"),
        ("3.5.2001", "2001-05-03"),
        ("2018-09-07", "2018-09-07"),
    ],
)
def test_a_date_is_read_in_any_form(words: str, iso: str) -> None:
    match = re.search(DATE, fold(f"le {words}, le conseil"))
    assert match is not None
    assert day(match.group()) == date.fromisoformat(iso)


@pytest.mark.parametrize("words", ["2019-2024", "31 février 2020", "12 MARS 84", "1984-03-12/31 000"])
def test_other_figures_are_no_day(words: str) -> None:
    match = re.fullmatch(DATE, fold(words))
    assert match is None or day(match.group()) is None


@given(st.dates(date(1831, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back(when: date) -> None:
    month = next(name for name, number in MONTHS.items() if number == when.month)
    for words in (f"{when.day} {month} {when.year}", when.strftime("%d/%m/%Y"), when.isoformat()):
        assert re.fullmatch(DATE, words)
        assert day(words) == when
