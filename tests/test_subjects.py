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


def told(number: int, text: str, rank: str, axis: str = "Accueil") -> DpsItem:
    return item(number, text, axis).model_copy(update={"rank": rank})


def test_an_objective_and_what_is_done_for_it_have_one_subject() -> None:
    items = [
        told(1, "Faire du logement le premier rempart contre l'exclusion", "sought", "Aide"),
        told(2, "Conclure une convention", "done", "Aide"),
        told(3, "Doter le service d'un fonds", "done", "Aide"),
        told(4, "Accompagner vers l'emploi par les articles 60", "sought", "Aide"),
        told(5, "Engager un jobcoach", "done", "Aide"),
        told(6, "Publier un guide", "done", "Aide"),
    ]
    found = subjects_of(items)
    assert [found[one.id] for one in items] == ["logement"] * 3 + ["insertion"] * 3


def test_what_is_done_without_an_objective_above_it_decides_for_itself() -> None:
    items = [
        told(1, "Prévenir les expulsions locatives", "done", ""),
        told(2, "Rénover deux logements de transit", "done", ""),
        told(3, "Accompagner les articles 60", "sought", "Insertion"),
        told(4, "Former des demandeurs d'emploi", "done", "Insertion"),
    ]
    found = subjects_of(items)
    assert found["D01"] == found["D02"] == "logement"
    assert found["D03"] == found["D04"] == "insertion"


def test_what_says_little_goes_with_its_paragraph_before_its_axis() -> None:
    nodes = ("a", "a", "a", "b", "b", "b")
    texts = (
        *("Accompagner les articles 60", "Créer des postes d'insertion", "Engager un coach"),
        *("Prévenir les expulsions locatives", "Rénover deux logements de transit", "Réserver une enveloppe"),
    )
    items = [
        item(rank, text, "Nos engagements").model_copy(update={"node": node})
        for rank, (text, node) in enumerate(zip(texts, nodes, strict=True), start=1)
    ]
    found = subjects_of(items)
    assert [found[one.id] for one in items] == ["insertion"] * 3 + ["logement"] * 3


def test_what_is_said_besides_weighs_less_than_what_a_commitment_is_on() -> None:
    items = [
        item(1, "Organiser des ateliers pour les aînés, avec la crèche et les familles"),
        item(2, "Maintenir les repas à domicile des aînés"),
        item(3, "Développer la crèche pour les familles"),
        item(4, "Soutenir les familles monoparentales"),
    ]
    assert subjects_of(items)["D01"] == subjects_of(items)["D02"]
