"""Headers are known by their names in many forms, and a header row by what it names."""

import pytest

from ingest.headers import Column, column_of, find_header, is_exact, read_column
from ingest.records import Level


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("Échéance prévue", Column(field="echeance")),
        ("ÉCHÉANCES :", Column(field="echeance")),
        ("Qui ?", Column(field="porteur")),
        ("Moyens", Column(field="moyens")),
        ("Budget (en €)", Column(field="budget")),
        ("Indicateur(s) de résultat", Column(field="indicateur")),
        ("Indicateurs de réalisation", Column(field="indicateur")),
        ("Pilote / partenaires", Column(field="pilote")),
        ("Intitulé de l'action", Column(level=Level.ACTION)),
        ("Actions", Column(level=Level.ACTION)),
        ("OO\nTitre", Column(level=Level.OO, field="titre")),
        ("ACT\nDate début prévue", Column(level=Level.ACTION, field="date_debut")),
        ("SUBACT Indicateur résultat", Column(level=Level.SOUS_ACTION, field="indicateur")),
        ("Responsable de l'action", Column(level=Level.ACTION, field="responsable")),
        ("N° OO", Column(level=Level.OO, field="reference")),
        ("TASK\nTitre", Column(ignored=True)),
        ("Fiche", None),
        ("UID", None),
        ("Ouvrir une maison", None),
        ("", None),
    ],
)
def test_a_header_by_itself(name: str, column: Column | None) -> None:
    assert read_column(name) == column


def test_a_name_stands_for_a_level_or_a_field() -> None:
    assert column_of("Échéance") == "echeance"
    assert column_of("Action") == "action"
    assert column_of("TASK Titre") is None
    assert column_of("Bonjour") is None


def test_words_that_start_with_a_name_are_no_name() -> None:
    assert is_exact("Service")
    assert not is_exact("Service technique")


@pytest.mark.parametrize("above", [0, 1, 5, 14])
def test_a_header_may_stand_below_titles(above: int) -> None:
    rows = [[f"Ligne {rank}", ""] for rank in range(above)] + [["Action", "Pilote"], ["Ouvrir", "DG"]]
    header = find_header(rows)
    assert header is not None
    assert (header.first, header.after) == (above, above + 1)


def test_a_header_on_two_rows_is_read_from_the_lower_names() -> None:
    rows = [
        ["Action", "Mise en œuvre", "", "Avancement", ""],
        ["", "Responsable", "Échéance", "À faire", "Fait"],
        ["Ouvrir un guichet", "DG", "2026", "", "x"],
    ]
    header = find_header(rows)
    assert header is not None
    assert header.after == 2
    assert [column and column.field for column in header.columns] == ["", "responsable", "echeance", "etat", "etat"]


@pytest.mark.parametrize(
    ("names", "levels"),
    [
        (["Objectif", "Action", "Pilote"], [Level.OO, Level.ACTION]),
        (["Objectif", "Objectif opérationnel", "Action"], [Level.OS, Level.OO, Level.ACTION]),
        (["Axe", "Objectif", "Action"], [Level.OS, Level.OO, Level.ACTION]),
        (["Axe", "OS", "OO", "Action"], [Level.VOLET, Level.OS, Level.OO, Level.ACTION]),
    ],
)
def test_the_other_columns_decide_what_an_objective_is(names: list[str], levels: list[Level]) -> None:
    header = find_header([names])
    assert header is not None
    assert [column.holds for column in header.columns if column and column.holds] == levels


@pytest.mark.parametrize(
    "rows",
    [
        [["Nom", "Prénom"], ["Dupont", "Jean"]],
        [["Pilote", "Échéance"], ["DG", "2026"]],
        [["Action"], ["Ouvrir"]],
        [["Action sociale et logement", "Service technique de la commune"]],
        [["Fiche", "Intitulé", "Pilote", "Page", "Téléphone", "Adresse", "Étage"]],
        [],
    ],
)
def test_other_rows_head_no_plan(rows: list[list[str]]) -> None:
    assert find_header(rows) is None


def test_crosses_and_years_are_values_only_where_the_cells_are_crosses() -> None:
    crossed = find_header([["Action", "En cours", "2026"], ["Ouvrir", "x", "X"]])
    assert crossed is not None
    assert [column and column.value for column in crossed.columns] == ["", "En cours", "2026"]
    written = find_header([["Action", "Pilote", "2026"], ["Ouvrir", "DG", "10.000 €"]])
    assert written is not None
    assert written.columns[2] is None
