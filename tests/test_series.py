"""Numbers go on with one another as documents count: in figures, in Roman numerals, in letters, part by part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parsers.series import goes_on

NUMBERS = st.lists(st.integers(1, 40).map(str), min_size=1, max_size=4).map(".".join)


@pytest.mark.parametrize(
    ("number", "following"),
    [("1", "2"), ("9", "10"), ("1.3", "1.4"), ("2.1.9", "2.1.10"), ("I", "II"), ("III", "IV"), ("IX", "X"), ("a", "b"),
     ("A", "B"), ("I.2", "I.3"), ("1.a", "1.b")],
)  # fmt: skip
def test_a_number_is_followed_by_the_next(number: str, following: str) -> None:
    assert goes_on(number, following)


@pytest.mark.parametrize(
    ("number", "following"),
    [("", ""), ("", "1"), ("1", ""), ("1", "1"), ("2", "1"), ("1", "3"), ("1", "1.1"), ("1.9", "2.0"), ("1.3", "2.4"),
     ("I", "III"), ("II", "I"), ("1", "II"), ("a", "c"), ("a", "B")],
)  # fmt: skip
def test_any_other_number_does_not_follow(number: str, following: str) -> None:
    assert not goes_on(number, following)


def test_letters_that_are_also_roman_numerals_go_on_as_letters() -> None:
    assert goes_on("h", "i")
    assert goes_on("i", "j")
    assert goes_on("V", "W")


@given(NUMBERS)
def test_a_number_has_one_follower_and_never_follows_itself(number: str) -> None:
    above, _, last = number.rpartition(".")
    following = f"{above}.{int(last) + 1}" if above else str(int(last) + 1)
    assert goes_on(number, following)
    assert not goes_on(following, number)
    assert not goes_on(number, number)
    assert not goes_on(number, f"{number}.1")


@given(st.text(max_size=6), st.text(max_size=6))
def test_any_two_words_are_judged(number: str, following: str) -> None:
    assert goes_on(number, following) in (True, False)
