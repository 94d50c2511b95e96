"""A quote is in its document word for word, or it is not shown."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.verify import State, quote_state, verify
from ingest.folding import fold
from ingest.records import Document
from tests.samples import ANDENNE
from tests.shelves import HANNUT, plan

WORDS = [(match.start(), match.end()) for match in re.finditer(r"\w+", ANDENNE)]
SPACES = st.sampled_from([" ", "\n", "\t", "\u00a0", "  "])
SIGNS = st.sampled_from([",", ";", " :", ".", "!", " »", "« ", "…", "“", "”", "(", ")", " – ", " - ", "\n• "])


@st.composite
def places(draw: st.DrawFn) -> tuple[int, int]:
    """A run of whole words of the source."""
    first = draw(st.integers(0, len(WORDS) - 1))
    last = draw(st.integers(first, min(first + 12, len(WORDS) - 1)))
    return WORDS[first][0], WORDS[last][1]


@given(places())
def test_the_very_words_are_verified(place: tuple[int, int]) -> None:
    assert quote_state(ANDENNE, *place, ANDENNE[slice(*place)]) == "verified"


@given(places(), SPACES, SIGNS, st.booleans())
def test_case_spaces_and_punctuation_are_repaired(place: tuple[int, int], space: str, sign: str, upper: bool) -> None:
    words = re.findall(r"\w+|[^\w\s]+", ANDENNE[slice(*place)])
    typed = space.join(words) + sign
    typed = typed.upper() if upper else typed
    assume(typed != ANDENNE[slice(*place)])
    assert quote_state(ANDENNE, *place, typed) == "repaired"


@given(places(), st.data())
def test_a_changed_word_is_no_quote(place: tuple[int, int], data: st.DataObject) -> None:
    quote = ANDENNE[slice(*place)]
    inside = [match.span() for match in re.finditer(r"\w+", quote)]
    start, end = data.draw(st.sampled_from(inside))
    word = data.draw(st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=8))
    assume(fold(word) != fold(quote[start:end]))
    assert quote_state(ANDENNE, *place, quote[:start] + word + quote[end:]) is None


@given(places(), st.data())
def test_a_word_left_out_or_put_in_is_no_quote(place: tuple[int, int], data: st.DataObject) -> None:
    quote = ANDENNE[slice(*place)]
    start, end = data.draw(st.sampled_from([match.span() for match in re.finditer(r"\w+", quote)]))
    assert quote_state(ANDENNE, *place, quote[:start] + quote[end:]) is None
    assert quote_state(ANDENNE, *place, quote[:start] + "pas " + quote[start:]) is None


@given(places(), places())
def test_words_from_elsewhere_are_no_quote(place: tuple[int, int], other: tuple[int, int]) -> None:
    bare = [re.findall(r"\w+", fold(ANDENNE[slice(*one)])) for one in (place, other)]
    assume(bare[0] != bare[1])
    assert quote_state(ANDENNE, *place, ANDENNE[slice(*other)]) is None


@given(places(), st.text())
def test_an_invention_is_no_quote(place: tuple[int, int], text: str) -> None:
    assume(re.findall(r"\w+", fold(text)) != re.findall(r"\w+", fold(ANDENNE[slice(*place)])))
    assert quote_state(ANDENNE, *place, text) is None


@pytest.mark.parametrize("quote", ["", " ", "\n\u00a0", "…", "« »"])
def test_nothing_is_no_quote(quote: str) -> None:
    assert quote_state(ANDENNE, 0, 20, quote) is None
    assert quote_state("…", 0, 1, quote) in (None, "verified")


def test_a_number_keeps_its_digits_and_its_sign() -> None:
    source = "un budget de 25.000 euros, soit 5 % de plus"
    assert quote_state(source, 0, len(source), "un budget de 25 000 euros, soit 5 % de plus") == "repaired"
    assert quote_state(source, 0, len(source), "un budget de 2.500 euros, soit 5 % de plus") is None
    assert quote_state(source, 0, len(source), "un budget de 25.000 euros, soit 5 de plus") is None


def test_a_place_outside_the_source_holds_nothing() -> None:
    assert quote_state(ANDENNE, len(ANDENNE) + 5, len(ANDENNE) + 20, "formation") is None


def documents() -> tuple[Document, Document]:
    return plan(ANDENNE, "andenne.txt"), plan(HANNUT, "hannut.txt")


@given(places())
def test_words_of_the_document_are_found_wherever_they_stand(place: tuple[int, int]) -> None:
    document, _ = documents()
    found = verify(ANDENNE[slice(*place)], document)
    assert found.state is State.VERIFIED
    assert (found.document, found.text) == (document.id, ANDENNE[slice(*place)])
    assert found.start is not None
    assert document.text[found.start : found.end] == found.text


@given(places(), SPACES, st.booleans())
def test_typing_is_repaired_with_the_words_of_the_source(place: tuple[int, int], space: str, upper: bool) -> None:
    document, _ = documents()
    typed = space.join(re.findall(r"\w+", ANDENNE[slice(*place)]))
    found = verify(typed.upper() if upper else typed, document)
    assert found.shown
    assert found.start is not None
    assert document.text[found.start : found.end] == found.text
    assert re.findall(r"\w+", fold(found.text)) == re.findall(r"\w+", fold(typed))


def test_the_five_states() -> None:
    andenne, hannut = documents()
    foreign = next(node for node in hannut.nodes if len(node.text.split()) > 4 and fold(node.text) not in fold(ANDENNE))
    assert verify(foreign.text, andenne, [andenne, hannut]).state is State.MISATTRIBUTED
    assert verify(foreign.text, andenne, [andenne, hannut]).document == hannut.id
    assert verify(foreign.text, andenne).state is State.FABRICATED
    first, second = [" ".join(ANDENNE[WORDS[at][0] : WORDS[at + 4][1]].split()) for at in (20, 60)]
    assert verify(f"{second} {first}", andenne, [hannut]).state is State.FRANKENQUOTE
    assert verify(f"{second} […] {first}", andenne, [hannut]).state is State.FRANKENQUOTE
    assert verify("", andenne).state is State.FABRICATED
    assert verify("« … »", andenne).state is State.FABRICATED


@pytest.mark.parametrize("typed", ["5 % des ménages", "5 € des ménages", "6 % des ménages", "5 % des ménage"])
def test_a_sign_is_part_of_what_is_said(typed: str) -> None:
    document = plan("Programme stratégique transversal\n\nAider 5\u00a0% des ménages.\n", "plan.txt")
    assert verify(typed, document).shown is (typed == "5 % des ménages")


@given(st.text("abc dé 1€%.", max_size=30))
def test_only_what_stands_there_is_shown(quote: str) -> None:
    document = plan("Programme\n\nabc dé 1 €. cab 1 %\n", "plan.txt")
    found = verify(quote, document)
    if found.shown:
        assert found.start is not None
        assert quote_state(document.text, found.start, found.end or 0, quote) == found.state.value


def test_words_are_not_run_together() -> None:
    document = plan("Programme\n\nAider lesprit critique\n", "plan.txt")
    assert verify("les prit critique", document).state is State.FABRICATED
