"""The subject of a commitment, its volet, and whether it says what is sought or what is done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.records import DpsItem
from assistant.drafting.subjects import MAX_SUBJECTS, is_concrete, subject_of, subjects, subjects_of
from ingest.themes import thesaurus

WORDS = [
    "Former les agents",
    "Rénover le serveur informatique",
    "Distribuer des colis alimentaires",
    "Lutter contre l'isolement des aînés",
    "Accompagner les articles 60",
    "Prévenir les expulsions",
    "Soutenir les familles monoparentales",
    "Publier un bulletin",
    "Organiser une fête",
    "Conclure des synergies avec la commune",
    "Isoler les logements",
    "Ouvrir une crèche",
    "xyz",
]


def item(number: int, text: str, axis: str = "") -> DpsItem:
    return DpsItem(id=f"D{number:02}", text=text, axis=axis, node="", start=0, end=len(text), line=1)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Poursuivre l'accompagnement des articles 60", "insertion"),
        ("Prévention des expulsions locatives", "logement"),
        ("Renforcer la médiation de dettes", "precarite"),
        ("Maintenir les repas à domicile pour les aînés", "aines"),
        ("Former les agents à l'accueil", "personnel"),
        ("Remplacer le serveur informatique", "gestion"),
    ],
)
def test_words_decide_the_subject(text: str, subject: str) -> None:
    assert subject_of(text) == subject


def test_what_says_little_goes_with_its_heading_and_its_neighbours() -> None:
    items = [
        item(1, "Soutenir les demandeurs d'emploi", "Insertion"),
        item(2, "Créer un atelier", "Insertion"),
        item(3, "Développer les articles 60", "Insertion"),
    ]
    assert set(subjects_of(items).values()) == {"insertion"}


def test_the_agents_side_is_internal() -> None:
    assert subjects()[subject_of("Évaluer la charge de travail du personnel")].volet == "interne"


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40), st.sampled_from(["", "Aînés", "Gestion interne"]))
def test_every_commitment_has_a_subject_and_there_are_few(texts: list[str], axis: str) -> None:
    items = [item(rank, text, axis) for rank, text in enumerate(texts)]
    found = subjects_of(items)
    assert set(found) == {one.id for one in items}
    assert set(found.values()) <= set(subjects())
    assert len(set(found.values())) <= MAX_SUBJECTS


def test_every_theme_of_a_subject_is_in_the_thesaurus_and_every_theme_has_one_subject() -> None:
    held = [theme for one in subjects().values() for theme in one.themes]
    assert sorted(held) == sorted(set(held))
    assert set(held) == set(thesaurus().concepts)
    assert all(near in subjects() for one in subjects().values() for near in one.near)


@pytest.mark.parametrize(
    ("words", "concrete"),
    [
        ("Créer un registre des conventions", True),
        ("Mettre en place un guichet", True),
        ("Maintenir 14 postes", True),
        ("S'inscrire dans le réseau", True),
        ("Favoriser l'accueil", False),
        ("Mettre l'accent sur les articles 60", False),
        ("Mieux informer la population", False),
    ],
)
def test_what_is_done_is_told_from_what_is_sought(words: str, concrete: bool) -> None:
    assert is_concrete(words) is concrete
