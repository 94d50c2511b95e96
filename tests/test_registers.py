"""Tables with one element a row: references, depths, names of levels, links, rows of volets and totals."""

import pytest

from ingest.elements import Element
from ingest.headers import find_header
from ingest.registers import read_register


def read(rows: list[list[str]]) -> list[Element]:
    return read_register(rows, find_header(rows), frozenset())


HEAD = ["Référence", "Titre", "État"]


def test_letters_tell_the_level_and_the_order_the_parent() -> None:
    found = read(
        [HEAD, ["OS.8", "Être", "En cours"], ["OO.9", "Loger", ""], ["A.10", "Acheter", "Fini"], ["SA.3", "Louer", ""]]
    )
    assert [(one.level, one.number, one.parent) for one in found] == [
        ("os", "8", None), ("oo", "9", 0), ("action", "10", 1), ("sous_action", "3", 2),
    ]  # fmt: skip
    assert found[0].attributes == (("etat", "En cours"),)


@pytest.mark.parametrize("code", ["AL.4", "T.5", "TASK 7"])
def test_links_and_tasks_are_no_elements(code: str) -> None:
    found = read([HEAD, ["OS.1", "Être", ""], ["OO.2", "Loger", ""], [code, "Ailleurs", ""], ["A.3", "Acheter", ""]])
    assert [one.text for one in found] == ["Être", "Loger", "Acheter"]


def test_the_depth_of_a_number_tells_the_level_and_its_start_the_parent() -> None:
    rows = [HEAD, ["1", "Être", ""], ["1.2", "B", ""], ["1.10", "C", ""], ["1.2.1", "b", ""], ["1.10.1", "c", ""]]
    assert {one.text: one.parent for one in read(rows)} == {"Être": None, "B": 0, "C": 0, "b": 1, "c": 2}


def test_numbers_may_start_at_the_volet() -> None:
    rows = [HEAD, ["1", "Volet interne", ""], ["1.1", "Être", ""], ["1.1.1", "Former", ""], ["1.1.1.1", "Écrire", ""]]
    assert [one.level for one in read(rows)] == ["volet", "os", "oo", "action"]


def test_rows_of_a_volet_stand_between_and_totals_are_marked() -> None:
    rows = [HEAD, ["", "Volet externe", ""], ["1", "Être", ""], ["1.1", "Loger", ""], ["Total : 2", "", ""]]
    found = read(rows)
    assert [(one.level, one.total) for one in found] == [("volet", False), ("os", False), ("oo", False), (None, True)]
    assert found[1].parent == 0


def test_a_title_that_starts_like_a_total_is_one_where_its_reference_says_so() -> None:
    found = read([HEAD, ["OS.1", "Être", ""], ["OO.2", "Total des dons à doubler", ""]])
    assert found[1].text == "Total des dons à doubler"


def test_a_code_may_stand_before_the_title() -> None:
    rows = [["Intitulé", "Pilote"], ["OS 1 – Être", ""], ["OO 1.1 – Loger", ""], ["Action 1.1.1 – Acheter", "DG"]]
    assert [(one.level, one.number, one.text) for one in read(rows)] == [
        ("os", "1", "Être"), ("oo", "1.1", "Loger"), ("action", "1.1.1", "Acheter"),
    ]  # fmt: skip


@pytest.mark.parametrize("names", [("OS", "OO", "Action"), ("1", "2", "3"), ("Objectif stratégique", "OO", "ACT")])
def test_a_column_may_name_the_level(names: tuple[str, str, str]) -> None:
    rows = [["Niveau", "Intitulé", "Pilote"], *([name, f"Titre {len(name)}", ""] for name in names)]
    assert [one.level for one in read(rows)] == ["os", "oo", "action"]


@pytest.mark.parametrize(
    "rows",
    [
        [["N°", "Intitulé"], ["1", "Ouvrir"], ["2", "Fermer"]],
        [["Intitulé", "Pilote"], ["Ouvrir", "DG"]],
        [["1", "Ouvrir"], ["2", "Fermer"]],
        [["1.1", "Ouvrir"], ["texte", "Fermer"], ["texte", "Louer"]],
    ],
)
def test_rows_that_do_not_tell_their_level_are_none(rows: list[list[str]]) -> None:
    assert read(rows) == []
