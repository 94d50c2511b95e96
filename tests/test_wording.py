"""Questions typed as on a telephone, read in plain French."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.spelling import Speller
from assistant.wording import read

SPELLER = Speller(["Soutenir la jeunesse."])


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("c koi un pst ?", "c'est quoi un pst ?"),
        ("ya koi pr les jeunes ds tt les plans", "il y a quoi pour les jeunes dans tous les plans"),
        ("il y a quoi", "il y a quoi"),
        ("g perdu mes papiers, jfais koi", "j'ai perdu mes papiers, je fais quoi"),
        ("une tte petite aide", "une toute petite aide"),
        ("Qu'est-ce que c'est ?", "Qu'est-ce que c'est ?"),
        ("500 g de pain, vitamine c, point c.", "500 g de pain, vitamine c, point c."),
        ("Le PR et les TT", "Le PR et les TT"),
        ("La jeunese", "La jeunesse"),
        ("JEUNESE", "jeunesse"),
        ("la société Zorbatek et M. Duponx", "la société Zorbatek et M. Duponx"),
        ("voir pst2030.be ou 3e-xyzt", "voir pst2030.be ou 3e-xyzt"),
    ],
)
def test_a_question_is_read(typed: str, plain: str) -> None:
    assert read(typed, SPELLER, []).plain == plain


def test_what_was_guessed_is_told_and_nothing_else() -> None:
    assert read("jai 1 logemant ds la region", SPELLER, []).corrected == (("logemant", "logement"),)


def test_names_are_left_as_they_are_typed() -> None:
    text = "que fait lojemant pr nous"
    assert read(text, SPELLER, [(9, 17)]).plain == "que fait lojemant pour nous"


def test_a_name_is_found_again_in_the_question_as_read() -> None:
    text = "ya koi a Durbuy pr la jeunese"
    wording = read(text, SPELLER, [(9, 15)])
    start, end = wording.place((9, 15))
    assert wording.plain[start:end] == "Durbuy"


@given(st.text(max_size=80), st.integers(0, 80), st.integers(1, 10))
@settings(deadline=None)
def test_places_stay_in_the_question_and_what_is_no_edit_is_kept(text: str, start: int, length: int) -> None:
    wording = read(text, SPELLER, [])
    end = min(len(text), start + length)
    start = min(start, end)
    first, last = wording.place((start, end))
    assert 0 <= first <= last <= len(wording.plain)
    if not any(begin < end and start < stop for begin, stop, _ in wording.edits):
        assert wording.plain[first:last] == text[start:end]
