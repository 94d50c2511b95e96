"""The kinds of volets."""

import pytest

from ingest.vocabulary import load
from ingest.volets import kind_of_volet, volet_kind, volet_kinds


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["volet", "interne"], "interne"),
        (["les", "actions", "externes"], "externe"),
        (["volet", "transversal"], "commun"),
        (["volet", "commun", "interne", "et", "externe"], "commun"),
        (["environnement"], None),
        (["internet"], None),
        ([], None),
    ],
)
def test_the_words_of_a_title_name_the_kind(words: list[str], kind: str | None) -> None:
    assert volet_kind(words) == kind


def test_every_name_names_its_own_kind() -> None:
    assert all(volet_kind([name]) == kind for name, kind in volet_kinds().items())


def test_a_title_without_a_known_name_is_of_another_kind() -> None:
    assert kind_of_volet("Volet cohésion sociale") == "autre"
    assert kind_of_volet("Les actions transversales : volet « Interne »") == "interne"


def test_every_kind_has_a_name() -> None:
    assert set(volet_kinds().values()) == set(load("labels")["volet_kinds"])
