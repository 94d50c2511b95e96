"""Numbers of laws are compared by what they say, not by how they are printed."""

import re

import pytest

from ingest.folding import fold
from ingest.numerals import ARTICLE, division_key, key, roman


@pytest.mark.parametrize(
    ("printed", "same"),
    [
        ("1er", "1"),
        ("27 ter", "27ter"),
        ("§ 2", "2"),
        ("premier", "1"),
        ("1o", "1°"),
        ("L. 1123-27", "L1123-27"),
        ("1 er", "1"),
    ],
)
def test_two_prints_of_one_number_have_one_key(printed: str, same: str) -> None:
    assert key(printed) == key(same)


@pytest.mark.parametrize("other", ["27bis", "27", "27/1", "L27"])
def test_other_numbers_have_other_keys(other: str) -> None:
    assert key("27ter") != key(other)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Ier", "1"),
        ("I", "1"),
        ("1re", "1"),
        ("IV", "4"),
        ("IIbis", "2bis"),
        ("XIV", "14"),
        ("III/1", "3/1"),
        ("PREMIÈRE", "1"),
        ("unique", "unique"),
    ],
)
def test_divisions_are_numbered_in_one_way(printed: str, expected: str) -> None:
    assert division_key(printed) == expected


@pytest.mark.parametrize(("numeral", "value"), [("i", 1), ("iv", 4), ("ix", 9), ("xl", 40), ("xc", 90), ("xxvii", 27)])
def test_roman_numerals_have_their_value(numeral: str, value: int) -> None:
    assert roman(numeral) == value


@pytest.mark.parametrize(
    "number",
    ["1er", "27ter", "L1123-27bis", "4/1", "60quinquies", "D.IV.22", "I.3-1", "10terdecies", "R.270bis-1", "premier"],
)
def test_the_pattern_takes_a_number_whole(number: str) -> None:
    match = re.match(ARTICLE, fold(number))
    assert match is not None
    assert match.group() == fold(number)
