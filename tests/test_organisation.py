"""A document speaks for the centre that it names as its own, never for a partner, never by a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.layout import blocks
from ingest.organisation import commune_names, find_organisation

BODY = "\n\nLe plan fixe des objectifs pour la législature et les soumet au conseil.\n\nIl sera évalué à mi-mandat.\n"


def found(text: str) -> str | None:
    evidence = find_organisation(text, blocks(text))
    if evidence is not None:
        assert text[evidence.start : evidence.end] == evidence.quote
    return evidence.value if evidence else None


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("PST du CPAS de Hannut", "Hannut"),
        ("Programme stratégique transversal du C.P.A.S. de Hannut", "Hannut"),
        ("DECLARATION POLITIQUE SOCIALE - 2018-2024 - CPAS de TROOZ", "Trooz"),
        ("Programme du Centre Public d'Action Sociale de DURBUY", "Durbuy"),
        ("PST du Centre public d’action sociale d'Andenne", "Andenne"),
        ("PST\n\nCPAS de La Louvière", "La Louvière"),
        ("CPAS D’OTTIGNIES-LOUVAIN-LA-NEUVE", "Ottignies-Louvain-la-Neuve"),
        ("PST du CPAS de Braine-l’Alleud", "Braine-l'Alleud"),
        ("PST du CPAS du Roeulx", "Le Rœulx"),
        ("PST du CPAS des Bons Villers", "Les Bons Villers"),
        ("CPAS DE BERNISSART PROGRAMME STRATEGIQUE TRANSVERSAL", "Bernissart"),
        ("PST du CPAS de Saint-Hubert", "Saint-Hubert"),
        ("PST du CPAS Hannut", "Hannut"),
        ("PST du CPAS", None),
        ("PST DU CPAS LEGISLATURE 2024-2030", None),
        ("Programme du CPAS Législature 2024-2030", None),
        ("Le CPAS Président : Jean", None),
        ("CPAS de Trifouilly-les-Oies", "Trifouilly-les-Oies"),
        ("Commune de Trifouilly-les-Oies\n\nProgramme stratégique transversal", "Trifouilly-les-Oies"),
        ("Le plan de la commune de Trifouilly-les-Oies", None),
        ("Ville Santé\n\nProgramme stratégique transversal", None),
        ("PST d'un CPAS de taille moyenne", None),
        ("Programme stratégique transversal", None),
    ],
)
def test_the_title_names_the_centre(head: str, name: str | None) -> None:
    assert found(head + BODY) == name


def test_mentions_in_the_body_add_up() -> None:
    text = "PST\n" + "\n\nUn paragraphe.\n" * 6 + "\n\nLe CPAS de Hannut agit.\n\nAu CPAS de Hannut, on forme.\n"
    assert found(text) == "Hannut"


def test_one_mention_in_the_body_of_an_unknown_place_is_not_enough() -> None:
    assert found("PST\n" + "\n\nUn paragraphe.\n" * 6 + "\n\nLe CPAS de Trifouilly agit.\n") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Le service travaille avec le CPAS de Hotton.",
        "Une convention lie le centre au CPAS de Hotton.",
        "Des services tels que le CPAS DE HOTTON livrent des repas.",
        "En collaboration avec le CPAS de Hotton, le centre loge.",
    ],
)
def test_a_partner_is_not_the_author(sentence: str) -> None:
    assert found("PST\n" + "\n\nUn paragraphe.\n" * 6 + f"\n\n{sentence}\n" * 3) is None


def test_two_centres_of_equal_weight_are_not_chosen_between() -> None:
    assert found("Le CPAS de Hannut et le CPAS de Huy\n" + BODY) is None


def test_the_known_spelling_of_a_commune_is_given() -> None:
    assert commune_names()["ottignies louvain la neuve"] == "Ottignies-Louvain-la-Neuve"
    assert found("PST DU CPAS DE HERON" + BODY) == "Héron"


@given(
    st.lists(st.sampled_from(["CPAS", " de ", "Hannut", "Huy", "avec ", "commune ", "\n\n", "d'", "’", "É"])).map(
        "".join
    )
)
def test_any_mix_of_mentions_gives_a_name_that_the_text_holds(text: str) -> None:
    name = found(text)
    assert name is None or name.lower() in text.lower()
