"""Lists and structured values in one field, read back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.packing import bound, items_of, listed, packed, pieces_of, unpacked

WORDS = st.text("ab ;|\\•:é-", max_size=8).map(lambda words: " ".join(words.split()))
NAMES = {"cible": "cible", "annee": "année", "suggestion": "suggestion"}


@given(st.lists(WORDS.filter(bool)))
def test_a_list_comes_back(values: list[str]) -> None:
    assert items_of(listed(values)) == tuple(values)


@given(st.lists(WORDS, min_size=1))
def test_pieces_come_back(values: list[str]) -> None:
    assert pieces_of(bound(values)) == values


@given(WORDS, WORDS.filter(bool), WORDS.filter(bool))
def test_parts_come_back(main: str, goal: str, year: str) -> None:
    value = packed(main, [("cible", goal), ("année", year), ("suggestion", "")])
    assert unpacked(value, NAMES) == (main, {"cible": goal, "annee": year, "suggestion": ""})


@pytest.mark.parametrize(
    ("words", "values"),
    [("ONE ; AMO", ("ONE", "AMO")), ("ONE;AMO", ("ONE", "AMO")), ("ONE\nAMO ; X", ("ONE", "AMO", "X")), ("", ())],
)
def test_lists_as_people_write_them(words: str, values: tuple[str, ...]) -> None:
    assert items_of(words) == values


def test_words_that_bear_no_known_name_stay_in_the_value() -> None:
    assert unpacked("2026 | 2027 | cible : 3", NAMES) == ("2026 | 2027", {"cible": "3"})
