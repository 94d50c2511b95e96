"""Phrases of the vocabulary in patterns."""

import re

from assistant.phrases import alternatives, blank, listed, phrases_pattern
from ingest.vocabulary import load


def test_a_phrase_ends_at_a_word_s_end_unless_it_says_otherwise() -> None:
    pattern = re.compile(alternatives(["porte par", "pilot*", "a charge d'"]))
    assert pattern.fullmatch("porte  par")
    assert pattern.fullmatch("pilotees")
    assert pattern.match("a charge d'un")
    assert not pattern.match("porte parfois")


def test_the_longest_phrase_wins() -> None:
    assert re.match(alternatives(["en", "en cours"]), "en cours").group(0) == "en cours"  # type: ignore[union-attr]


def test_blanking_moves_nothing() -> None:
    assert blank("abcdef", [(1, 3)]) == "a  def"


def test_every_list_of_phrases_compiles() -> None:
    for key, value in load("listings").items():
        paths = [(key, name) for name in value] if isinstance(value, dict) else [(key,)]
        for path in paths:
            re.compile(listed(*path))


def test_a_gap_leaves_room_for_a_few_words() -> None:
    pattern = phrases_pattern(("quelles … actions",))
    assert pattern.search("quelles sont les actions")
    assert pattern.search("quelles actions")
    assert not pattern.search("quelles un deux trois quatre cinq actions")
