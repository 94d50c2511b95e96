"""Lines that name a thing, with the verb of its class, the article and the number."""

import pytest

from assistant.drafting.wording.rewording import infinitive_of, supported_of


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Atelier mensuel de réparation", "Organiser un atelier mensuel de réparation"),
        ("Séances d'info sur les primes", "Organiser des séances d'info sur les primes"),
        ("Cours de français du soir", "Organiser des cours de français du soir"),
        ("Convention avec l'AIS", "Conclure une convention avec l'AIS"),
        ("Trois tables de conversation par mois", "Organiser trois tables de conversation par mois"),
        ("Nouvelles brochures pour les aînés", "Réaliser de nouvelles brochures pour les aînés"),
        ("Mediation avec le fournisseur", "Mener une médiation avec le fournisseur"),
        ("Garderie du soir : à organiser avec l'asbl Ô", "Organiser une garderie du soir, avec l'asbl Ô"),
        ("une gestion saine et prévisible", "Assurer une gestion saine et prévisible"),
        ("Guide du locataire ; formation d'un référent", "Réaliser un guide du locataire ; former un référent"),
    ],
)
def test_a_thing_gets_its_verb_and_article(source: str, expected: str) -> None:
    assert infinitive_of(source) is None
    found = supported_of(source)
    assert found is not None
    assert found.text == expected


@pytest.mark.parametrize(
    "source",
    [
        "Convention",
        "Prime : 50 €",
        "Action sociale",
        "Logement de transit à Vaux",
        "Un atelier sera complet",
        "La page est lue",
    ],
)
def test_labels_bodies_and_sentences_are_left(source: str) -> None:
    assert supported_of(source) is None
