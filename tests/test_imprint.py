"""What a document says of itself, found where that is all that is asked."""

import pytest

from assistant.imprint import imprints
from assistant.question import understand
from tests.fakes import FakeLibrary
from tests.samples import andenne, parsed

HANNUT = """Déclaration de politique sociale 2024-2030
CPAS de Hannut
Conseil du 12 mars 2025
Jeanne Delvaux, Présidente du CPAS

Axe 1 : Le logement
Intentions :
- Augmenter l'offre à loyer modéré.
- Adopter un règlement de location le 3 mai 2026.

Fait à Hannut, pour le Conseil : la Directrice générale.
"""
LIBRARY = FakeLibrary(parsed(HANNUT, "hannut-dps.txt"), andenne())


def told(question: str) -> list[tuple[str, str]]:
    return [(one.fact, one.node.text) for one in imprints(understand(question, "agent", LIBRARY.documents), LIBRARY)]


@pytest.mark.parametrize(
    ("question", "fact", "words"),
    [
        ("De quand date la DPS de Hannut ?", "adoption", "12 mars 2025"),
        ("À quelle séance le CPAS de Hannut a-t-il adopté sa déclaration ?", "adoption", "12 mars 2025"),
        ("Qui est la présidente du CPAS de Hannut ?", "presidence", "Delvaux"),
        ("Quelle période couvre la DPS de Hannut ?", "periode", "2024-2030"),
        ("Quelle période couvre le PST d'Andenne ?", "periode", "2025-2030"),
    ],
)
def test_a_question_about_a_document_finds_its_own_words(question: str, fact: str, words: str) -> None:
    found = told(question)
    assert (fact, True) in [(name, words in text) for name, text in found]
    assert len(found) <= 2


@pytest.mark.parametrize(
    "question",
    [
        "Quand le règlement de location de Hannut sera-t-il adopté ?",
        "Quelle période pour ouvrir une maison de quartier à Andenne ?",
        "De quand date la DPS ?",
        "Quelles actions pour le logement à Hannut ?",
        "",
    ],
)
def test_another_subject_or_no_document_is_left_to_the_search(question: str) -> None:
    assert told(question) == []


def test_what_a_document_does_not_say_of_itself_is_not_told() -> None:
    assert told("De quand date le PST d'Andenne ?") == []
