"""An understood question in words."""

import pytest

from assistant.question import understand
from tests.samples import DPS, andenne, parsed

LIBRARY = (andenne(), parsed(DPS, "huy-dps.txt"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Quelles actions pour la jeunese ?",
            ["Actions", "thème : la jeunesse", "tous les CPAS", "compris : jeunesse (« jeunese »)"],
        ),
        ("Les actions sauf à Huy", ["Actions", "tous les CPAS sauf Huy"]),
        ("Actions d'Andenne hors volet interne", ["Actions", "Andenne", "sans volet interne"]),
        (
            "Qui pilote le taxi social ?",
            ["Recherche dans les textes", "fait demandé : responsable", "thème : la mobilité", "tous les CPAS"],
        ),
        (
            "Quelles actions sur les zeppelins d'ici 2026 ?",
            ["Actions", "mot : zeppelins", "tous les CPAS", "non pris en compte : « d'ici 2026 »"],
        ),
        (
            "Actions logement de la mandature 2018-2024",
            ["Actions", "thème : le logement", "tous les CPAS", "mandature 2018-2024"],
        ),
        ("Combien d'actions pour les jeunes ?", ["Comptage", "actions", "thème : la jeunesse", "tous les CPAS"]),
    ],
)
def test_all_that_was_understood_is_said(text: str, words: list[str]) -> None:
    assert understand(text, "agent", LIBRARY).in_words() == " · ".join(words)
