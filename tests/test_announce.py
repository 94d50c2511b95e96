"""Lines that announce structure are told from sentences that start with the same words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.announce import announces, flexible, titled
from ingest.vocabulary import load


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
        "Nos actions :",
        "Les actions prévues",
        "Actions à mener :",
        "Principales actions",
        "A.1.2 : Rédiger",
        "OO A.1 : Former",
        "OS B – Être solide",
        "OO 1.a Former",
        "OS I.2 : Être solide",
        "Objectif stratégique n° 3",
        "Ob jectif opérationnel 1.2 : Former",
        "Objectif opérationne1 1.2 : Former",
    ],
)
def test_structure_announces_itself(line: str) -> None:
    assert announces(line)


@pytest.mark.parametrize("line", ["0bjectif stratégique 1 : Être ouvert", "0S 4 : Être ouvert"])
def test_structure_announces_itself_with_its_first_letter_misread(line: str) -> None:
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
        "Nos actions sont nombreuses",
        "Les actions prévues par le plan",
        "OS 2, sans créer de droits",
        "OS 1.1 et OO 2.1 se complètent",
        "Gouvernance partagée",
        "Les volets interne et externe",
        "Objectifs et actions",
        "0 action",
        "OO a été revu",
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
        ("0S 1 : ÊTRE UN CPAS QUI", True),
        ("NOS ACTIONS", False),
    ],
)
def test_a_label_is_told_from_a_label_with_its_title(line: str, expected: bool) -> None:
    assert titled(line) is expected


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("objectif stratégique", "objectif strategique"),
        ("objectif stratégique", "objectif  strategique"),
        ("objectif stratégique", "objectif-strategique"),
        ("objectif stratégique", "0bjectif strategique"),
        ("objectif stratégique", "ob jectif strateg1que"),
        ("objectif opérationnel", "objectif operationne1"),
        ("O.S.", "o.s."),
        ("O.S.", "o.s"),
    ],
)
def test_words_of_the_vocabulary_match_as_they_are_printed_and_misread(words: str, text: str) -> None:
    assert re.fullmatch(flexible(words), text)


@pytest.mark.parametrize(
    ("words", "text"),
    [("action", "acti0n sociale"), ("axe", "a xe"), ("axe", "axes"), ("objectif", "abjectif"), ("pôle", "p01e")],
)
def test_short_words_and_other_words_do_not(words: str, text: str) -> None:
    assert not re.fullmatch(flexible(words), text)


@given(st.sampled_from([word for level in load("labels")["levels"].values() for word in level]), st.booleans())
def test_every_label_of_the_vocabulary_announces(word: str, capitals: bool) -> None:
    line = f"{word.upper() if capitals else word[0].upper() + word[1:]} 1.1 : Former"
    assert announces(line)
    assert titled(line)


@pytest.mark.parametrize(
    "line",
    [
        "OS 1 À l'écoute du citoyen",
        "OO 1.1 À chaque âge sa place",
        "Action 1.1.1 À domicile, livrer les repas",
        "OO 2.1 Et si on se parlait",
        "OO 3.2 Ouvrir le samedi",
    ],
)
def test_a_title_may_begin_with_a_word_that_links(line: str) -> None:
    assert announces(line)
