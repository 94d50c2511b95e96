"""Numbers in words: what is spelled is read back, and nothing else is a number."""

import re

from hypothesis import given
from hypothesis import strategies as st

from ingest.cardinals import WORDS, spelled, value


@given(st.integers(2, 999), st.booleans())
def test_every_spelling_is_read_back(number: int, hyphens: bool) -> None:
    for words in spelled(number):
        written = words.replace(" ", "-") if hyphens else words
        assert value(written) == number
        assert re.fullmatch(WORDS, written)


@given(st.integers(2, 998))
def test_no_spelling_means_two_numbers(number: int) -> None:
    assert not spelled(number) & spelled(number + 1)


def test_belgian_and_french_ways_are_known_and_an_article_is_no_number() -> None:
    assert {value(words) for words in ("soixante-dix-sept", "septante-sept")} == {77}
    assert {value(words) for words in ("quatre-vingt-dix", "nonante")} == {90}
    assert value("vingt et une") == 21
    assert value("un") is value("une") is value("deux trois") is value("cent mille") is None
