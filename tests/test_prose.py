"""Prose stands under the heading above it."""

import pytest

from ingest.layout import blocks
from ingest.parsers.prose import is_heading
from ingest.records import Level
from tests.plans import parsed

GUIDE = """\
Guide pour les agents

1. Accueil

Les agents accueillent le public.

Horaires d'ouverture

Le guichet ouvre à neuf heures précises tous les matins.

2. Dossiers

- Un dossier par ménage.
- Une fiche par dossier.
"""


def test_paragraphs_stand_under_their_headings() -> None:
    document = parsed(GUIDE)
    above = {node.text: [one.text for one in document.ancestors(node)] for node in document.nodes}
    assert above["Les agents accueillent le public."] == ["Accueil"]
    assert above["Le guichet ouvre à neuf heures précises tous les matins."] == ["Horaires d'ouverture"]
    assert above["Un dossier par ménage."] == above["Une fiche par dossier."] == ["Dossiers"]
    assert all(node.level is Level.PASSAGE for node in document.nodes)


def test_headings_are_told_from_paragraphs() -> None:
    kinds = {node.text: node.kind for node in parsed(GUIDE).nodes}
    assert kinds["Accueil"] == kinds["Dossiers"] == kinds["Horaires d'ouverture"] == "titre"
    assert kinds["Un dossier par ménage."] is None


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("# Titre\n\nTexte", True),
        ("Titre\n\nUn paragraphe plus long que lui.", True),
        ("**Titre**\n\nMot", True),
        ("1. Titre\n\nUn paragraphe.", True),
        ("Une phrase finie.\n\nUn paragraphe plus long que la phrase.", False),
        ("- Une puce\n\nUn paragraphe plus long que la puce.", False),
        ("1. Humanité\n2. Respect", False),
        ("Seul", False),
        ("Un paragraphe de bien plus de douze mots ne peut pas être un titre ici\n\n" + "Texte " * 40, False),
    ],
)
def test_a_heading_is_short_and_heads_something(text: str, heading: bool) -> None:
    first, *rest = blocks(text)
    assert is_heading(first, rest[0] if rest else None) is heading
