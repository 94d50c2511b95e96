"""Words that sound alike in French."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.sounds import sound


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("anquete", "enquête"),
        ("chaufage", "chauffage"),
        ("logemant", "logement"),
        ("jeunese", "jeunesse"),
        ("psyco", "psycho"),
        ("formassion", "formation"),
        ("povreté", "pauvreté"),
        ("telefone", "téléphone"),
        ("fasade", "façade"),
        ("habitan", "habitants"),
        ("sanitère", "sanitaire"),
    ],
)
def test_a_phonetic_spelling_sounds_like_its_word(typed: str, meant: str) -> None:
    assert sound(typed) == sound(meant)


@pytest.mark.parametrize(("one", "other"), [("jeunes", "jeunesse"), ("logement", "logiciel"), ("santé", "sport")])
def test_other_words_sound_otherwise(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéèêçàœ", min_size=1, max_size=20))
def test_accents_and_case_do_not_count(word: str) -> None:
    assert sound(word.upper()) == sound(word)
