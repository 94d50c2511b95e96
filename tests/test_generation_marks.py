"""Citation marks in a stream."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.generation.marks import MarkParser

KNOWN = range(1, 6)


def normalised(text: str) -> tuple[str, list[int]]:
    parser = MarkParser(KNOWN)
    return parser.feed(text) + parser.close(), parser.dropped


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Oui [1].", "Oui [1]."),
        ("Oui [1,2].", "Oui [1] [2]."),
        ("Oui [1, 2 et 3].", "Oui [1] [2] [3]."),
        ("Oui [[1]].", "Oui [1]."),
        ("Oui 【1】.", "Oui [1]."),
        ("Oui 【2†source】.", "Oui [2]."),
        ("Oui [^3].", "Oui [3]."),
        ("Oui [Source 1].", "Oui [1]."),
        ("Oui [source n° 1, source n° 4].", "Oui [1] [4]."),
        ("Oui [1-3].", "Oui [1] [2] [3]."),
        ("Oui [1][2]", "Oui [1][2]"),
        ("Oui [1] [1]", "Oui [1] [1]"),
        ("Oui [9].", "Oui ."),
        ("Oui [1, 9].", "Oui [1]."),
        ("Voir [la page](https://example.org).", "Voir [la page](https://example.org)."),
        ("un [sic] deux", "un [sic] deux"),
        ("à la fin [1", "à la fin [1"),
        ("[ ]", "[ ]"),
    ],
)
def test_marks_come_out_one_a_source(written: str, expected: str) -> None:
    assert normalised(written)[0] == expected


def test_sources_that_were_not_given_are_dropped_and_counted() -> None:
    assert normalised("a [7] b [1, 12]") == ("a  b [1]", [7, 12])


PIECES = st.lists(
    st.sampled_from(
        ["[", "]", "1", "2", "9", ",", " ", "Source", "【", "】", "†", "mot", "-", "(", ")", "^", "é", ".", "et"]
    ),
    max_size=25,
).map("".join)


@given(PIECES, st.data())
def test_where_a_stream_is_cut_changes_nothing(text: str, data: st.DataObject) -> None:
    whole, dropped = normalised(text)
    parser, done, rest = MarkParser(KNOWN), "", text
    while rest:
        cut = data.draw(st.integers(1, len(rest)))
        done += parser.feed(rest[:cut])
        rest = rest[cut:]
    assert done + parser.close() == whole
    assert parser.dropped == dropped


@given(PIECES)
def test_only_given_sources_are_cited_and_no_word_is_lost(text: str) -> None:
    whole, _ = normalised(text)
    assert not [one for one in re.findall(r"\[(\d+)\]", whole) if int(one) not in KNOWN]
    assert whole.count("mot") == text.count("mot")
