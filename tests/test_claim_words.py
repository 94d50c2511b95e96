"""The words of announcements: each number, bound and part is read as what it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.cardinals import spelled
from ingest.claim_words import bound_after, mention_pattern, number_of, word_pattern

NUMBERS = st.integers(2, 999)


@given(NUMBERS, st.sampled_from(["axes", "objectifs operationnels", "actions"]), st.data())
def test_a_number_is_read_in_figures_and_in_words(number: int, part: str, data: st.DataObject) -> None:
    for words in (str(number), data.draw(st.sampled_from(sorted(spelled(number))))):
        match = mention_pattern().search(f"le pst compte {words} {part}")
        assert match is not None
        assert number_of(match) == number


@pytest.mark.parametrize(
    ("blank", "joined"), [(" ", True), (" \n  ", True), ("\n", True), ("\n\n", False), ("", False)]
)
def test_at_most_one_line_break_stands_between_a_number_and_its_part(blank: str, joined: bool) -> None:
    assert (mention_pattern().search(f"12{blank}actions") is not None) is joined


@pytest.mark.parametrize(
    ("behind", "bound"), [(" au moins", "au_moins"), (" environ", "environ"), (" au plus", "au_plus")]
)
def test_a_bound_behind_the_name_is_told(behind: str, bound: str) -> None:
    match = bound_after().match(behind)
    assert match is not None
    assert match.lastgroup == bound


def test_a_word_is_found_at_its_start_only() -> None:
    assert word_pattern("self").search("notre plan compte")
    assert not word_pattern("self").search("un biplan compte")
    assert not word_pattern("self").search("planifier")
