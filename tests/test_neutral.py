"""Another organisation's action without what is its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.neutral import local_facts, neutral

OPENINGS = ["Organiser des ateliers cuisine", "Créer un potager collectif", "Former les agents aux premiers secours"]
LOCAL = [
    " avec l'asbl Les Coquelicots",
    " à Durbuy",
    " (rue du Moulin)",
    " pour 25.000 euros",
    " en 2026",
    " via la Maison Dubois",
    " en partenariat avec le Patro de Huy",
    " « Été solidaire »",
]


@given(st.sampled_from(OPENINGS), st.lists(st.sampled_from(LOCAL), max_size=3))
def test_nothing_local_is_left_and_nothing_is_added(opening: str, tails: list[str]) -> None:
    found = neutral(opening + "".join(tails))
    if found is not None:
        assert local_facts(found) == []
        assert found.startswith(opening.split()[0])
        assert (opening + "".join(tails)).startswith(found) or not tails or "(" in "".join(tails)
    elif not any("«" in one for one in tails):
        pytest.fail(f"rien n'est proposé : {opening}{tails}")


@pytest.mark.parametrize(
    "text",
    [
        "Maintenir 14 postes article 60 § 7, dont 4 en entreprise privée",
        "Être en contact avec l'AMO GRAINE et leur permettre des permanences",
        "Participation à la plateforme Log'in",
        "Agir",
        "Acquérir et rénover douze studios",
    ],
)
def test_what_cannot_be_left_out_whole_makes_no_proposal(text: str) -> None:
    assert neutral(text) is None


def test_common_names_stay() -> None:
    assert neutral("Conclure une convention avec le Forem") == "Conclure une convention avec le Forem"
    assert neutral("Informer les usagers quant au RGPD") == "Informer les usagers quant au RGPD"


def test_no_sentence_ends_on_a_verb_that_lost_its_object() -> None:
    text = "Poursuivre les permanences en accentuant la communication et en développant des supports « ludiques »"
    assert neutral(text) == "Poursuivre les permanences en accentuant la communication"
