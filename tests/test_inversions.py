"""Sentences whose words stand in another order."""

import pytest

from assistant.drafting.wording.rewording import infinitive_of


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Il sera mis fin à l'attente au guichet", "Mettre fin à l'attente au guichet"),
        ("Il ne sera plus demandé de preuve", "Ne plus demander de preuve"),
        ("Seront triés, rue par rue, les 1.900 dossiers", "Trier, rue par rue, les 1.900 dossiers"),
        ("À nos aînés, sera offert, chaque été, un repas", "Offrir à ses aînés, chaque été, un repas"),
        ("Dans le hall sera installée une borne", "Installer dans le hall une borne"),
        ("À Vaux verra le jour un potager", "Créer à Vaux un potager"),
        ("Quant à la crèche, elle sera agrandie en 2027", "Agrandir la crèche en 2027"),
        ("Quant au dépôt, nous le viderons", "Vider le dépôt"),
        ("Les frais, que nous rembourserons à moitié", "Rembourser à moitié les frais"),
        ("Que chaque agent soit formé", "Veiller à ce que chaque agent soit formé"),
        ("Pas de fermeture de l'antenne", "Ne pas fermer l'antenne"),
    ],
)
def test_the_order_is_put_right(source: str, expected: str) -> None:
    found = infinitive_of(source)
    assert found is not None
    assert found.text == expected


@pytest.mark.parametrize("source", ["Il sera difficile de tenir", "Sera ouvert", "Quant à la crèche", "Pas de chance"])
def test_what_is_no_such_sentence_is_left(source: str) -> None:
    assert infinitive_of(source) is None
