"""Misspelt words, and those that are none."""

import pytest

from assistant.spelling import Speller, plain
from ingest.themes import thesaurus

SPELLER = Speller(["Ouvrir une écuroue pour les jeunes.", "L'écuroue de Trifouillis accueille la jeunesse."])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jeunese", "jeunesse"),
        ("chaufage", "chauffage"),
        ("logemant", "logement"),
        ("surandettement", "surendettement"),
        ("anquête", "enquête"),
        ("personel", "personnel"),
        ("agees", "âgées"),
        ("mobilite", "mobilité"),
        ("jarrive", "j'arrive"),
        ("denergie", "d'énergie"),
        ("jcherche", "je cherche"),
        ("jabite", "j'habite"),
        ("loyé", "loyer"),
        ("povreté", "pauvreté"),
        ("ecuroue", "écuroue"),
        ("écurroue", "écuroue"),
    ],
)
def test_a_misspelt_word_is_corrected(typed: str, meant: str) -> None:
    assert SPELLER.correct(typed) == meant


@pytest.mark.parametrize(
    "word",
    [
        "jeunesse",
        "élèves",
        "proprio",
        "bagnole",
        "nounou",
        "kot",
        "écuroue",
        "trifouillis",
        "bourgmestre",
        "gsm",
        "xqzwvk",
        "allophones",
        "s",
    ],
)
def test_a_word_stays_and_so_does_what_nothing_comes_near(word: str) -> None:
    assert SPELLER.correct(word) is None


@pytest.mark.parametrize("concept", sorted(thesaurus().concepts))
def test_no_theme_s_own_name_is_corrected(concept: str) -> None:
    for word in thesaurus().concepts[concept].label.replace("'", " ").replace("(", " ").replace(")", " ").split():
        if word.isalpha():
            assert SPELLER.correct(word.lower()) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chauffar", "chauffard"),  # rather than « chauffer », which sounds otherwise
        ("dètes", "dettes"),  # rather than « d'êtes »
        ("jarive", "j'arrive"),
        ("restau", "restaurant"),
        ("biodiv", "biodiversité"),
    ],
)
def test_sounds_elisions_and_clipped_words(typed: str, meant: str) -> None:
    found = SPELLER.correct(typed)
    assert found is not None
    assert plain(found) == plain(meant)


@pytest.mark.parametrize("clipped", ["éduc", "réno"])
def test_a_clipped_word_is_no_other_word(clipped: str) -> None:
    found = SPELLER.correct(clipped)
    assert found is None or plain(found).startswith(plain(clipped))
