"""Patterns made of word lists."""

import re

from assistant.drafting.commitments.patterns import any_of, choices


def test_a_dash_is_any_ending_and_dots_are_a_few_words() -> None:
    pattern = re.compile(choices(["ne … repris-", "d'un"]))
    assert pattern.fullmatch("ne sera donc pas reprise")
    assert not pattern.fullmatch("ne reprend")
    assert pattern.fullmatch("d'un")


def test_expressions_are_whole_words() -> None:
    assert any_of("own").search("le cpas et la commune")
    assert not any_of("own").search("le cpassage")
