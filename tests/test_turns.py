"""Sentences in the future about a thing, and two commitments in one sentence."""

import pytest

from assistant.drafting.wording.rewording import infinitive_of


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Un comité d'usagers verra le jour en 2026", "Créer un comité d'usagers en 2026"),
        ("L'antenne déménagera en 2026", "Déménager l'antenne en 2026"),
        ("La garderie sera gratuite le mercredi", "Rendre gratuite la garderie le mercredi"),
        ("Le délai passera de dix à cinq jours", "Faire passer le délai de dix à cinq jours"),
        ("Chaque stagiaire recevra un badge", "Veiller à ce que chaque stagiaire reçoive un badge"),
        ("Les portes seront changées et la cave isolée", "Changer les portes et isoler la cave"),
        ("Une étude sera menée, et présentée au Conseil", "Mener une étude, et la présenter au Conseil"),
        (
            "Les terres seront vendues, et leur produit ira à la rénovation",
            "Vendre les terres, et destiner leur produit à la rénovation",
        ),
        ("Nous aurons à cœur d'aider les familles", "Aider les familles"),
        ("Notre CPAS se doit aussi d'être ouvert", "Être ouvert"),
        ("On veut un accueil digne : réaménager la salle", "Réaménager la salle pour un accueil digne"),
        ("Nous rénovons la salle et nous l'ouvrons à tous", "Rénover la salle et l'ouvrir à tous"),
        ("Parce que le froid tue, un abri sera ouvert", "Ouvrir un abri, parce que le froid tue"),
    ],
)
def test_a_sentence_becomes_an_infinitive(source: str, expected: str) -> None:
    found = infinitive_of(source)
    assert found is not None
    assert found.text == expected


@pytest.mark.parametrize(
    "source",
    [
        "Une personne sur cinq vivra seule en 2030",
        "Des centaines de personnes perdront leur droit",
        "Une note sera gardée dans une salle fermée et équipée",
    ],
)
def test_facts_and_doubtful_sentences_are_left(source: str) -> None:
    assert infinitive_of(source) is None
