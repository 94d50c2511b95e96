"""The names of elements in French sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.nouns import counted, full_noun, noun, others, ranges, shortened
from ingest.records import Level
from vectorstore.context import LEVEL_NAMES


def test_every_level_has_a_name_in_both_numbers_and_before_a_number() -> None:
    for level in Level:
        assert noun(level) == noun(level, 0) == noun(level, 1)
        assert LEVEL_NAMES[level].lower() == noun(level).lower()
        assert LEVEL_NAMES[level][0].isupper()
        assert full_noun(level, 2) != full_noun(level, 1)


def test_readers_are_told_what_os_and_oo_mean() -> None:
    assert full_noun(Level.OS, 2) == "objectifs stratégiques"
    assert full_noun(Level.OO) == "objectif opérationnel"
    assert full_noun(Level.ACTION, 3) == noun(Level.ACTION, 3)


@pytest.mark.parametrize(("number", "told"), [(1, "1 autre"), (2, "2 autres")])
def test_what_is_left_out_agrees_in_number(number: int, told: str) -> None:
    assert others(number) == told
    assert counted(number, Level.ACTION) == told.replace("autre", "action")


@given(st.text(alphabet="abc ", max_size=300), st.integers(1, 100))
def test_a_shortened_text_is_its_own_start(text: str, most: int) -> None:
    short = shortened(text, most)
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))
    assert len(short) <= max(most + 1, len(text[:most].split(" ", 1)[0]) + 1)


@given(st.sets(st.integers(1, 60), max_size=30))
def test_ranges_say_each_number_once(numbers: set[int]) -> None:
    told = [part.split("-") for part in ranges(tuple(sorted(numbers))).split(", ") if part]
    assert [one for part in told for one in range(int(part[0]), int(part[-1]) + 1)] == sorted(numbers)
