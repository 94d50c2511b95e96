"""Closed queries: every record that answers, and no other."""

import pytest

from assistant.census import Census, Listing, Row
from assistant.question import Question, understand
from assistant.relevance import Relevance
from assistant.service import Assistant
from assistant.titles import is_named
from ingest.records import Document, Level
from ingest.themes import thesaurus
from ingest.vocabulary import load
from tests.fakes import FakeLibrary
from tests.samples import andenne, dps, parsed

LIBRARY = FakeLibrary(andenne(), dps())
UNITS = {Level.ACTION, Level.INTENTION, Level.OBJECTIF}


def asked(text: str, library: FakeLibrary = LIBRARY) -> Question:
    return understand(text, "agent", library.documents)


def texts(text: str, library: FakeLibrary = LIBRARY) -> list[str]:
    return [row.node.text for row in Census(library, Relevance(library)).find(asked(text, library)).rows]


@pytest.fixture(scope="module")
def census(assistant: Assistant) -> tuple[Census, tuple[Document, ...]]:
    library = assistant.shelf.open()
    return Census(library, Relevance(library)), library.documents


def test_without_subject_every_action_and_every_item_of_a_dps_is_listed() -> None:
    expected = [node.text for _, node in LIBRARY.pairs if node.level in UNITS]
    assert texts("Liste des actions") == expected


def test_what_an_action_says_and_what_its_objective_says_both_count() -> None:
    assert texts("Quelles actions visent la jeunesse ?") == [
        "Ouvrir une maison de quartier",
        "Engager un éducateur de rue pour 25.000 euros en 2026",
    ]


def test_a_heading_with_a_theme_of_its_own_decides_for_what_stands_under_it() -> None:
    assert "Prêter des tablettes" not in texts("Quelles actions visent la jeunesse ?")
    assert texts("Quelles actions contre la fracture numérique ?") == [
        "Prêter des tablettes",
        "Ouvrir un logement de transit",
    ]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Quelles actions sur le logement à Andenne ?", ["Ouvrir un logement de transit"]),
        ("Les actions sur l'informatique dans le volet interne ?", ["Acquérir un logiciel de gestion des dossiers"]),
        ("Quelles actions sur l'informatique dans le volet externe ?", []),
        ("Quelles intentions sur le logement ?", ["Soutenir les locataires.", "Développer la mobilité."]),
        ("Quels objectifs opérationnels pour les jeunes ?", ["Soutenir les jeunes"]),
    ],
)
def test_organisation_volet_and_level_restrict(question: str, expected: list[str]) -> None:
    assert texts(question) == expected


def test_words_without_a_theme_are_looked_for_as_words() -> None:
    shed = parsed("PST du CPAS de Huy\nObjectif stratégique 1 : Être fou\n- Garer un zeppelin\n- Rire\n", "huy.txt")
    assert texts("Quelles actions sur les zeppelins ?", FakeLibrary(andenne(), shed)) == ["Garer un zeppelin"]
    assert texts("Quelles actions sur les zeppelins ?") == []


def test_subjects_joined_by_and_are_all_listed_once_in_reading_order() -> None:
    both = texts("Quelles actions sur la jeunesse et sur le logement ?")
    apart = texts("Quelles actions sur la jeunesse ?") + texts("Quelles actions sur le logement ?")
    assert sorted(both) == sorted(set(apart))
    assert both == [text for text in [node.text for _, node in LIBRARY.pairs] if text in both]


def test_an_objective_without_actions_stands_for_one() -> None:
    page = parsed(
        "Le PST du CPAS de Huy\n\nVolet externe\n\nObjectif stratégique 1 : Être un CPAS qui soutient les jeunes\n"
        "Objectif stratégique 2 : Être un CPAS qui loge\n",
        "huy.txt",
    )
    library = FakeLibrary(page)
    assert texts("Que fait Huy pour les jeunes ?", library) == ["Être un CPAS qui soutient les jeunes"]


@pytest.mark.parametrize("concept", sorted(thesaurus().concepts))
def test_every_tagged_record_of_the_corpus_is_listed(concept: str, census: tuple[Census, tuple[Document, ...]]) -> None:
    """A listing is exhaustive, in order, each record once, and restricting it only takes rows away."""
    query, documents = census
    label = thesaurus().concepts[concept].label
    question = understand(f"Quelles actions portent sur {label} ?", "agent", documents)
    rows = query.find(question).rows
    ids = [row.node.id for row in rows]
    every = [node for document in documents for node in document.nodes]
    assert ids == [node.id for node in every if node.id in set(ids)]
    tagged = {node.id for node in every if node.level is Level.ACTION and concept in node.themes}
    if len(question.clauses) == 1 and question.concepts == (concept,):
        places = concept if concept in load("listings")["places"] else None
        held = {node.id for node in every if is_named(node.text, concept, places)}
        assert tagged & held <= set(ids)
    for document in documents:
        if document.identity.organisation and len(question.topics) == 1:
            name = document.identity.organisation.value
            narrow = query.find(understand(f"Quelles actions portent sur {label} à {name} ?", "agent", documents)).rows
            assert _ids(narrow) == [row.node.id for row in rows if row.document.id == document.id]


def test_what_one_centre_s_listing_holds_the_whole_listing_holds(census: tuple[Census, tuple[Document, ...]]) -> None:
    query, documents = census
    asked = "Quelles actions portent sur la performance énergétique des bâtiments"
    wide = query.find(understand(f"{asked} ?", "agent", documents)).rows
    narrow = query.find(understand(f"{asked} à Bernissart ?", "agent", documents)).rows
    assert set(_ids(narrow)) <= set(_ids(wide))


WALCOURT = """Programme stratégique transversal 2025-2030 du CPAS de Walcourt

Volet interne : la maison

Objectif stratégique 1 : Être un CPAS bien géré

Objectif opérationnel 1.1 : Gérer une équipe

Actions :
    • Constituer une réserve de recrutement
    • Former le personnel aux logiciels informatiques
    • Réviser le règlement de travail

Volet externe : les politiques

Objectif stratégique 2 : Permettre aux aînés de vieillir chez eux

Objectif opérationnel 2.1 : Renforcer l'aide à domicile

Actions :
    • Engager deux aides familiales
    • Livrer les repas le week-end

Objectif opérationnel 2.2 : Renforcer les partenariats

Actions :
    • Réunir les associations

Objectif stratégique 3 : Soutenir l'enfance

Objectif opérationnel 3.1 : Accueillir les plus petits

Actions :
    • Ouvrir une crèche de douze places
    • Proposer un atelier de massage aux bébés
    • Aménager trois logements au-dessus de l'ancienne crèche
"""
ONE = FakeLibrary(parsed(WALCOURT, "walcourt.txt"))


def found(text: str, library: FakeLibrary = ONE) -> Listing:
    return Census(library, Relevance(library)).find(asked(text, library))


def listed(text: str, library: FakeLibrary = ONE) -> list[str]:
    return [row.node.text for row in found(text, library).rows]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # A part of a theme is asked for by its own words, and a former crèche is none.
        ("Qui ouvre une crèche ?", ["Ouvrir une crèche de douze places"]),
        ("Quelles actions pour les embauches ?", ["Constituer une réserve de recrutement"]),
        # Linked themes have to fit together; listed ones each suffice.
        ("Qui prévoit la formation du personnel en informatique ?",
         ["Former le personnel aux logiciels informatiques"]),
        # An objective further above counts, unless what stands between has another subject.
        (
            "Quelles actions visent les personnes âgées ?",
            ["Engager deux aides familiales", "Livrer les repas le week-end", "Réunir les associations"],
        ),
        ("Quelles actions visent les aînés, sauf les repas à domicile ?",
         ["Engager deux aides familiales", "Réunir les associations"]),
        # Elements by number and by title; levels.
        ("Les actions de l'OO 2.1", ["Engager deux aides familiales", "Livrer les repas le week-end"]),
        ("Quelles actions sous l'objectif stratégique sur les aînés ?",
         ["Engager deux aides familiales", "Livrer les repas le week-end", "Réunir les associations"]),
        ("Quels objectifs opérationnels sous l'OS 2 ?", ["Renforcer l'aide à domicile", "Renforcer les partenariats"]),
        ("Liste des objectifs stratégiques du volet externe",
         ["Permettre aux aînés de vieillir chez eux", "Soutenir l'enfance"]),
        ("Liste des actions hors volet externe",
         ["Constituer une réserve de recrutement", "Former le personnel aux logiciels informatiques",
          "Réviser le règlement de travail"]),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_listed_and_nothing_else(question: str, expected: list[str]) -> None:
    assert listed(question) == expected


def test_every_row_says_what_put_it_in() -> None:
    rows = found("Quelles actions visent les personnes âgées ?").rows
    assert all(row.reasons and 0.5 <= row.score <= 1 for row in rows)
    assert rows[0].score == max(value for _, value in rows[0].reasons)


def test_an_element_of_two_plans_is_ambiguous() -> None:
    library = FakeLibrary(parsed(WALCOURT, "walcourt.txt"), andenne())
    assert found("Les actions de l'OS 2", library).ambiguous
    assert not found("Les actions de l'OS 2 de Walcourt", library).ambiguous


def test_a_field_that_no_plan_gives_lists_nothing_and_is_told() -> None:
    listing = found("Quelles actions sont terminées ?")
    assert not listing.rows
    assert [one.words for one in listing.unmet] == ["terminées"]
    themed = found("Quelles actions sont terminées pour les aînés ?")
    assert themed.rows
    assert themed.unparsed == ("terminées",)


def test_the_documents_that_speak_of_a_theme_are_known() -> None:
    library = FakeLibrary(parsed(WALCOURT, "walcourt.txt"), andenne(), dps())
    census = Census(library, Relevance(library))
    assert [one.file for one in census.speaking_of("petite-enfance")] == ["walcourt.txt"]
    assert len(census.speaking_of("logement")) == 3
    assert census.speaking_of("tourisme") == ()


def test_a_comparison_shows_what_comes_nearest_in_a_plan_without_rows() -> None:
    other = WALCOURT.replace("Walcourt", "Huy").replace(
        "Ouvrir une crèche de douze places", "Soutenir la petite enfance"
    )
    library = FakeLibrary(parsed(WALCOURT, "walcourt.txt"), parsed(other, "huy.txt"))
    listing = found("Compare Walcourt et Huy : les crèches", library)
    assert [row.document.file for row in listing.rows] == ["walcourt.txt"]
    assert {row.document.file for row in listing.near} == {"huy.txt"}


def _ids(rows: list[Row]) -> list[str]:
    return [row.node.id for row in rows]
