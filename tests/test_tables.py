"""Tables of plans in the forms that people give them, and tables that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.elements import TREE
from ingest.tables import elements, fields, header_words

Row = tuple[str, str, str, str | None]


def outline(grid: list[list[str]], bands: frozenset[int] = frozenset()) -> list[Row]:
    found = elements(grid, bands)
    return [
        (one.level.value, one.number, one.text, found[one.parent].text if one.parent is not None else None)
        for one in found
        if one.level is not None
    ]


def test_levels_in_columns() -> None:
    grid = [
        ["OS", "OO", "Action", "Pilote"],
        ["OS1 – Être ouvert", "OO 1.1 – Accueillir", "Ouvrir un guichet", "DG"],
        ["", "", "Former", "RH"],
        ["", "OO 1.2 – Écouter", "Sonder", "DG"],
    ]
    assert outline(grid) == [
        ("os", "1", "Être ouvert", None),
        ("oo", "1.1", "Accueillir", "Être ouvert"),
        ("action", "", "Ouvrir un guichet", "Accueillir"),
        ("action", "", "Former", "Accueillir"),
        ("oo", "1.2", "Écouter", "Être ouvert"),
        ("action", "", "Sonder", "Écouter"),
    ]
    assert header_words(grid) == "OS | OO | Action | Pilote"


def test_levels_in_a_column_of_references() -> None:
    grid = [["N°", "Libellé"], ["1", "Être ouvert"], ["1.1", "Accueillir"], ["1.1.1", "Ouvrir"], ["1.1.1.1", "Louer"]]
    assert [row[0] for row in outline(grid)] == ["os", "oo", "action", "sous_action"]


def test_references_without_any_header() -> None:
    grid = [["1", "Être ouvert"], ["1.1", "Accueillir"], ["1.1.1", "Ouvrir"], ["2", "Être vert"]]
    assert [row[0] for row in outline(grid)] == ["os", "oo", "action", "os"]


def test_levels_in_a_column_of_their_names() -> None:
    grid = [
        ["Niveau", "Intitulé", "Pilote"],
        ["OS", "Être ouvert", ""],
        ["OO", "Accueillir", ""],
        ["Action", "Ouvrir", "DG"],
    ]
    assert outline(grid)[2] == ("action", "", "Ouvrir", "Accueillir")


def test_levels_in_rows_across() -> None:
    grid = [
        ["Volet interne", "", ""],
        ["Action", "Responsable", "Délai"],
        ["OS 1 : Être ouvert", "", ""],
        ["OO 1.1 : Accueillir", "", ""],
        ["Ouvrir", "DG", "2026"],
        ["Total", "", "12"],
    ]
    assert outline(grid) == [
        ("volet", "", "Volet interne", None),
        ("os", "1", "Être ouvert", "Volet interne"),
        ("oo", "1.1", "Accueillir", "Être ouvert"),
        ("action", "", "Ouvrir", "Accueillir"),
    ]


def test_an_action_s_sheet() -> None:
    grid = [
        ["FICHE ACTION N° 3", ""],
        ["Objectif opérationnel", "1.1 – Accueillir"],
        ["Action", "Ouvrir"],
        ["Pilote", "DG"],
    ]
    assert outline(grid) == [("oo", "1.1", "Accueillir", None), ("action", "3", "Ouvrir", "Accueillir")]


def test_fields_without_a_title() -> None:
    assert fields([["Pilote", "DG", "Échéance", "2026"], ["Budget", ""]]) == [("Pilote", "DG"), ("Échéance", "2026")]
    assert fields([["Nom", "Prénom"], ["Dupont", "Jean"]]) is None


@pytest.mark.parametrize(
    "grid",
    [
        [["Nom", "Prénom"], ["Dupont", "Jean"]],
        [["Service", "Téléphone"], ["Accueil", "071 00 00 00"]],
        [["Fiche", "Intitulé", "Pilote"], ["1", "Ouvrir", "DG"], ["2", "Fermer", "DG"]],
        [["OS", "OO", "Actions"], ["Être ouvert", "3", "9"], ["Être vert", "2", "7"], ["Total", "5", "16"]],
        [["Article", "2024", "2025"], ["104/123", "10", "20"]],
        [["seul"]],
        [[]],
        [],
    ],
)
def test_other_tables_hold_no_elements(grid: list[list[str]]) -> None:
    assert elements(grid) == []


_HEADERS = ["OS", "OO", "Action", "Référence", "Titre", "Pilote", "Échéance", "Niveau", "2026"]
_CODES = ["OS.1", "1.1", "1.1.1", "OO 1.2 – Accueillir", "Volet externe", "x", "–", "Total", "Néant"]
_TITLES = ["", "Être ouvert", "Ouvrir un guichet", "- Louer\n- Peindre"]
_WORDS = st.sampled_from(_HEADERS + _CODES + _TITLES)


@given(st.lists(st.lists(_WORDS, max_size=6), max_size=12), st.frozensets(st.integers(0, 11), max_size=3))
def test_every_parent_stands_before_its_children_and_above_them(grid: list[list[str]], bands: frozenset[int]) -> None:
    found = elements(grid, bands)
    for place, one in enumerate(found):
        assert one.text
        assert len(dict(one.attributes)) == len(one.attributes)
        if one.parent is not None and one.level is not None:
            above = found[one.parent].level
            assert one.parent < place
            assert above is not None
            assert TREE.index(above) < TREE.index(one.level)
