"""Named entries: on lines, in cells, with what is unknown and what is only proposed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.entries import TO_DEFINE, entries, entry_of, is_todo, key_of, told


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Échéance : 2026", ("echeance", "2026")),
        ("Responsable administratif : la directrice", ("responsable_administratif", "la directrice")),
        ("Indicateurs de résultat : taux", ("indicateur", "taux")),
        ("Pilote :", ("pilote", "")),
        ("à définir : service, budget", (TO_DEFINE, "service, budget")),
        ("Lutte contre la pauvreté : agir", None),
        ("Service de garde : ouvrir le samedi", None),
        ("Titre : le plan", None),
        ("Action : ouvrir", None),
        ("rien", None),
    ],
)
def test_a_line_names_a_field(line: str, found: tuple[str, str] | None) -> None:
    assert entry_of(line) == found


def test_a_cell_of_several_fields() -> None:
    cell = "• Pilote : le service social\n• Partenaires : ONE ; AMO\nà définir : budget"
    assert entries(cell, "porteur") == [("pilote", "le service social"), ("partenaires", "ONE ; AMO")]
    assert entries("Le CPAS\nÉchéance : 2027", "porteur") == [("porteur", "Le CPAS"), ("echeance", "2027")]
    assert entries("Service\ngestionnaire : accueil", "porteur") == [("porteur", "Service gestionnaire : accueil")]
    assert entries("Budget : à voir", "commentaires") == [("commentaires", "Budget : à voir")]


@given(st.text("ab éx.,;\n", min_size=1, max_size=30).filter(str.strip))
def test_a_cell_without_a_name_is_its_columns_own(cell: str) -> None:
    assert {key for key, _ in entries(cell, "etapes")} <= {"etapes"}


def test_what_is_unknown_is_no_item_of_a_list() -> None:
    assert told("budget", "à définir") == []
    assert told("partenaires", "à définir ; ONE") == [("partenaires", "ONE")]
    assert told("echeance", "à définir") == [("echeance", "à définir")]


def test_proposed_values_are_known_as_such() -> None:
    assert told("odd", "4 ; 8 (suggestions)") == [("odd", "4 ; 8"), ("champs_proposes", "odd")]
    assert told("indicateur", "Taux (suggestion)") == [
        ("indicateur", "Taux (suggestion)"),
        ("champs_proposes", "indicateur"),
    ]


def test_lines_that_list_what_is_to_be_said() -> None:
    assert is_todo("à définir : service")
    assert is_todo("Aucune action : à définir")
    assert not is_todo("Échéance : à définir")
    assert not is_todo("Les heures sont à définir")
    assert key_of("Catégorie") == "categorie"
