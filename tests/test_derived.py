"""The verb of a noun of action by its ending, and what is no action."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.wording.conjugation import is_infinitive
from assistant.drafting.wording.derived import bare, verb_of


@pytest.mark.parametrize(
    ("noun", "verb"),
    [
        ("doublement", "doubler"),
        ("fixation", "fixer"),
        ("placement", "placer"),
        ("prélèvement", "prélever"),
        ("révocation", "révoquer"),
        ("transmission", "transmettre"),
        ("fermeture", "fermer"),
        ("paiement", "payer"),
        ("Demenagement", "déménager"),
    ],
)
def test_the_ending_tells_the_verb(noun: str, verb: str) -> None:
    assert verb_of(noun) == verb


@pytest.mark.parametrize("noun", ["logement", "association", "règlement", "nation", "page", "budget", "isolement", ""])
def test_things_have_no_verb(noun: str) -> None:
    assert verb_of(noun) is None


@given(st.text(max_size=30))
def test_what_is_found_is_a_verb(text: str) -> None:
    assert len(bare(text)) == len(text.lower())
    found = verb_of(text)
    assert found is None or is_infinitive(found)
