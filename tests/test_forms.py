"""Action sheets: names beside, before or above their values, objectives that each sheet repeats, other tables."""

import pytest

from ingest.forms import read_form, read_pairs


def test_names_stand_beside_their_values_two_a_row() -> None:
    rows = [
        ["Action", "Ouvrir", "", ""],
        ["Pilote", "Service technique", "Échéance", "2027"],
        ["ODD", "8 – 12", "", ""],
    ]
    assert read_form(rows)[0].attributes == (("pilote", "Service technique"), ("echeance", "2027"), ("odd", "8 – 12"))


def test_names_stand_before_a_colon() -> None:
    found = read_form([["Intitulé : Ouvrir"], ["Pilote : DG"], ["Échéance : fin 2026"]])
    assert [(one.text, one.attributes) for one in found] == [("Ouvrir", (("pilote", "DG"), ("echeance", "fin 2026")))]


def test_names_stand_above_their_values() -> None:
    rows = [
        ["Action : Ouvrir", ""],
        ["Pilote", "Échéance"],
        ["DG", "2026"],
        ["Budget", "Indicateur"],
        ["10 €", "Ouvert"],
    ]
    assert dict(read_form(rows)[0].attributes) == {
        "pilote": "DG", "echeance": "2026", "budget": "10 €", "indicateur": "Ouvert",
    }  # fmt: skip


def test_a_wrapped_name_is_the_name() -> None:
    rows = [["Objectif\nopérationnel", "1.1 Loger"], ["Action", "Acheter"], ["Pilote", "DG"]]
    assert [one.text for one in read_form(rows)] == ["Loger", "Acheter"]


def test_a_value_goes_on_in_rows_without_a_name() -> None:
    rows = [["Action", "Ouvrir"], ["Étapes", "Choisir"], ["", "Louer"], ["Pilote", "DG"]]
    assert dict(read_form(rows)[0].attributes)["etapes"] == "Choisir ; Louer"


def test_the_banner_gives_the_number_and_the_title() -> None:
    found = read_form([["Fiche 1.1.2 – Former les facteurs", ""], ["OO", "1.1 Aller vers"], ["Pilote", "DG"]])
    assert [(one.level, one.number, one.text) for one in found] == [
        ("oo", "1.1", "Aller vers"), ("action", "1.1.2", "Former les facteurs"),
    ]  # fmt: skip


def test_a_shared_action_belongs_to_the_first_objective_and_keeps_the_other() -> None:
    found = read_form([["OO", "2.2 – Lever les freins\n2.1 – Élargir"], ["Action", "Conduire"], ["Pilote", "DG"]])
    assert [one.text for one in found] == ["Lever les freins", "Conduire"]
    assert found[1].attributes[0] == ("objectif_lie", "2.1 – Élargir")


def test_empty_fields_are_left_out() -> None:
    assert read_form([["Action", "Ouvrir"], ["Pilote", ""], ["Budget", "–"], ["ODD", "1"]])[0].attributes == (
        ("odd", "1"),
    )


@pytest.mark.parametrize(
    "rows",
    [
        [["Nom", "Prénom"], ["Dupont", "Jean"]],
        [["Action", "Pilote"], ["Ouvrir", "DG"], ["Fermer", "RH"]],
        [["Pilote", "DG"]],
        [["Action", "Responsable", "Échéance", "Indicateur"], ["Ouvrir", "DG", "2022", ""], ["Remarque : à revoir"]],
        [["Le plan", "Il compte"], ["trois", "volets"], ["Pilote", "DG"], ["Budget", "10 €"], ["a", "b"], ["c", "d"]],
    ],
)
def test_other_tables_are_no_sheets(rows: list[list[str]]) -> None:
    assert read_pairs(rows) is None
