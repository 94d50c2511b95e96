"""Acronyms that are used, spelt out, or meant by other words."""

import pytest

from assistant.acronyms import colloquial, spellings, spoken
from ingest.french import analyse


@pytest.mark.parametrize("text", ["Qui rédige le PIIS ?", "Qui rédige le projet individualisé d'intégration sociale ?"])
def test_an_acronym_is_found_used_or_spelt_out(text: str) -> None:
    assert set(analyse("PIIS")) <= spoken(text, tuple(analyse(text))).keys()


def test_a_small_word_is_no_acronym() -> None:
    assert not set(analyse("DIS")) & spoken("dis-moi comment faire", ("fair",)).keys()


def test_other_words_mean_it_too() -> None:
    assert set(analyse("DIS")) <= colloquial("on m'a refusé le revenu d'intégration").keys()


def test_a_text_that_spells_an_acronym_holds_it() -> None:
    held = set(analyse("une demande de droit à l'intégration sociale"))
    assert any(own == set(analyse("DIS")) and words <= held for own, words in spellings())
