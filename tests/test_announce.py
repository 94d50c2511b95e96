"""Lines that announce structure are told from sentences that start with the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.announce import announces, titled


@pytest.mark.parametrize(
    "line",
    [
        "Objectif stratégique 1 : Être ouvert",
        "OBJECTIF OPERATIONNEL N°2",
        "OO 1.1 – Former",
        "O.S.1 Être",
        "A 1.1.1 : Rédiger",
        "A2 : Rédiger",
        "Actions :",
        "Actions",
        "Axe 2 : Le logement",
        "Intentions générales",
        "Volet externe",
        "PARTIE II : LE VOLET EXTERNE",
        "Priorité 2 de la DPS : Les jeunes",
        "Pilote : le service social",
    ],
)
def test_structure_announces_itself(line: str) -> None:
    assert announces(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "actions :",
        "Actions et projets du CPAS",
        "Action-pilote menée en 2025",
        "A 18 ans, le jeune choisit",
        "A 2.500 euros près",
        "A l'accueil",
        "Objectifs du présent plan",
        "OS : objectif stratégique",
        "OO : objectif opérationnel",
        "Voletis",
        "Priorité aux jeunes",
        "Pilote de ligne",
        "Osons",
    ],
)
def test_sentences_do_not(line: str) -> None:
    assert not announces(line)


@given(st.text(max_size=60))
def test_any_line_is_judged(line: str) -> None:
    assert announces(line) in (True, False)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("OS 1 : ÊTRE UN CPAS QUI", True),
        ("OBJECTIF STRATÉGIQUE 1", False),
        ("ACTIONS :", False),
        ("VOLET INTERNE", False),
    ],
)
def test_a_label_is_told_from_a_label_with_its_title(line: str, expected: bool) -> None:
    assert titled(line) is expected
