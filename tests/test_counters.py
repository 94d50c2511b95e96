"""Numbers of lists, printed as word processors and browsers print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.numerals import roman
from ingest.readers.counters import shown


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (3, "lowerLetter", "c"),
        (26, "upperLetter", "Z"),
        (27, "lowerLetter", "aa"),
        (28, "lowerLetter", "ab"),
        (4, "lowerRoman", "iv"),
        (49, "upperRoman", "XLIX"),
        (0, "lowerLetter", "0"),
        (0, "lowerRoman", "0"),
        (-2, "upperRoman", "-2"),
        (400, "upperRoman", "400"),
        (5, "unknown", "5"),
    ],
)
def test_shown(value: int, kind: str, expected: str) -> None:
    assert shown(value, kind) == expected


@given(st.integers(1, 399))
def test_roman_numerals_read_back(value: int) -> None:
    assert roman(shown(value, "lowerRoman")) == value


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_letters_tell_numbers_apart(one: int, other: int) -> None:
    assert (shown(one, "lowerLetter") == shown(other, "lowerLetter")) == (one == other)
