"""Sentences of a model's answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.generation.sentences import sentences, trailing


def texts(text: str) -> list[str]:
    return [one.text for one in sentences(text) if not one.empty]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un. Deux. Trois.", ["Un.", "Deux.", "Trois."]),
        ("Le plan prévoit un taxi [1]. Il coûte 3 € [2].", ["Le plan prévoit un taxi.", "Il coûte 3 €."]),
        ("Le plan prévoit un taxi. [1] Il coûte 3 €.", ["Le plan prévoit un taxi.", "Il coûte 3 €."]),
        ("Selon l'art. 60 de la loi, M. Dupont signe.", ["Selon l'art. 60 de la loi, M. Dupont signe."]),
        ("Le CPAS (p. ex. à Huy) aide.", ["Le CPAS (p. ex. à Huy) aide."]),
        ("- un taxi [1]\n- un bus [2]\n", ["un taxi", "un bus"]),
        ("1. Un taxi. 2. Un bus.", ["Un taxi.", "Un bus."]),
        ("Vraiment ?! Oui.", ["Vraiment ?!", "Oui."]),
        ("un budget de 12.000 € est prévu", ["un budget de 12.000 € est prévu"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_marks_belong_to_the_sentence_that_they_follow() -> None:
    assert [one.marks for one in sentences("Un taxi [1] [3]. Un bus. [2] Rien.")] == [(1, 3), (2,), ()]


def test_titles_state_nothing() -> None:
    found = sentences("## Durbuy\n**À Huy :**\nVoici les actions :\n- un taxi [1]\nCeci : un bus [2].")
    assert [one.title for one in found] == [True, True, True, False, False]


@given(st.text(alphabet="Ab é.!?…[]12 \n-*#«»:", max_size=80))
def test_no_character_is_lost(text: str) -> None:
    assert "".join(one.raw for one in sentences(text)) == text


@pytest.mark.parametrize(
    ("written", "turned"),
    [
        ("[1] Le plan forme. [2] La DPS aide.", "Le plan forme [1]. La DPS aide [2]."),
        ("- [1] [3] Le plan forme", "- Le plan forme [1] [3]"),
        ("[1] Le document [1] forme.\nAutre [2].", "Le document [1] forme.\nAutre [2]."),
        ("Le plan forme. [1] La DPS aide. [2]", "Le plan forme. [1] La DPS aide. [2]"),
        ("Le plan forme [1].", "Le plan forme [1]."),
    ],
)
def test_marks_put_before_sentences_are_put_after_them(written: str, turned: str) -> None:
    assert trailing(written) == turned
