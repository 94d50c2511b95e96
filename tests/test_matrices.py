"""Tables whose columns are levels: merged cells, blanks, dashes, repeated ancestors, crosses, numbers of their own."""

from ingest.elements import Element
from ingest.headers import find_header
from ingest.matrices import fields_of, read_matrix

HEAD = ["OS", "OO", "Action", "Pilote"]


def read(rows: list[list[str]], bands: frozenset[int] = frozenset()) -> list[Element]:
    header = find_header(rows)
    assert header is not None
    return read_matrix(rows, header, bands)


def parents(found: list[Element]) -> dict[str, str | None]:
    return {one.text: found[one.parent].text if one.parent is not None else None for one in found}


def test_a_blank_goes_on_with_the_element_above() -> None:
    found = read([HEAD, ["Être", "Loger", "Acheter", "DG"], ["", "", "Louer", ""]])
    assert parents(found) == {"Être": None, "Loger": "Être", "Acheter": "Loger", "Louer": "Loger"}


def test_a_dash_says_that_there_is_no_objective() -> None:
    found = read([HEAD, ["Être", "Loger", "Acheter", ""], ["Être", "–", "Nommer", ""]])
    assert parents(found)["Nommer"] == "Être"


def test_a_blank_says_the_same_where_ancestors_are_repeated() -> None:
    rows = [HEAD, ["Être", "Loger", "Acheter", ""], ["Être", "Loger", "Louer", ""], ["Être", "", "Nommer", ""]]
    assert parents(read(rows))["Nommer"] == "Être"


def test_a_blank_below_a_merged_objective_goes_on_with_the_one_below_it() -> None:
    rows = [HEAD, ["Être", "Loger", "Acheter", ""], ["Être", "", "Louer", ""], ["Être", "Nourrir", "Cuire", ""]]
    assert parents(read(rows)) == {
        "Être": None, "Loger": "Être", "Acheter": "Loger", "Louer": "Loger", "Nourrir": "Être", "Cuire": "Nourrir",
    }  # fmt: skip


def test_an_objective_named_again_later_keeps_its_actions_together() -> None:
    rows = [HEAD, ["A", "x", "un", ""], ["A", "y", "deux", ""], ["A", "x", "trois", ""]]
    found = read(rows)
    assert parents(found)["trois"] == "x"
    assert len(found) == 6


def test_wide_exports_give_each_level_its_fields() -> None:
    rows = [
        [
            "OS\nRéférence",
            "OS\nTitre",
            "OS\nÉtat",
            "OO\nRéférence",
            "OO\nTitre",
            "ACT\nTitre",
            "ACT\nPorteur",
            "TASK\nTitre",
        ],
        ["1", "Être", "En cours", "2", "Loger", "Acheter", "DG", "Appeler"],
        ["1", "Être", "En cours", "2", "Loger", "Acheter", "DG", "Relancer"],
        ["3", "Nourrir", "Fini", "", "", "", "", ""],
    ]
    assert [(one.number, one.text, one.attributes) for one in read(rows)] == [
        ("1", "Être", (("etat", "En cours"),)),
        ("2", "Loger", ()),
        ("", "Acheter", (("porteur", "DG"),)),
        ("3", "Nourrir", (("etat", "Fini"),)),
    ]


def test_several_actions_of_a_cell_share_its_fields() -> None:
    found = read([HEAD, ["Être", "Loger", "• Acheter\n• Louer", "DG"]])
    assert [one.attributes for one in found[2:]] == [(("pilote", "DG"),)] * 2


def test_a_number_beside_an_action_is_its_own_and_a_longer_one_a_sub_action_s() -> None:
    rows = [
        ["N°", "Action", "Porteur"],
        ["1.2.1", "Visiter", "Ville"],
        ["1.2.1.a", "Engager", "CPAS"],
        ["1.2.2", "Taxer", ""],
    ]
    assert [(one.level, one.number) for one in read(rows)] == [
        ("action", "1.2.1"), ("sous_action", "1.2.1.a"), ("action", "1.2.2"),
    ]  # fmt: skip


def test_a_cross_says_what_its_header_says() -> None:
    rows = [["Action", "Ville", "CPAS", "En cours", "Fait"], ["Ouvrir", "x", "X", "", "✓"]]
    assert read(rows)[0].attributes == (("porteur", "Ville ; CPAS"), ("etat", "Fait"))
    assert fields_of("etat", "Fait", "non") == []


def test_the_header_of_the_next_page_is_no_row() -> None:
    assert len(read([HEAD, ["Être", "Loger", "Acheter", ""], HEAD, ["", "", "Louer", ""]])) == 4


def test_a_row_across_heads_what_stands_below_it() -> None:
    rows = [["Objectif opérationnel", "Action"], ["Être ouvert", ""], ["Accueillir", "Ouvrir"]]
    assert parents(read(rows, frozenset({1}))) == {
        "Être ouvert": None,
        "Accueillir": "Être ouvert",
        "Ouvrir": "Accueillir",
    }


def test_a_code_in_the_cell_goes_before_the_column_s_name() -> None:
    rows = [["Objectif", "Action"], ["OS 1 : Être", ""], ["OO 1.1 : Loger", "Acheter"]]
    assert [one.level for one in read(rows)] == ["os", "oo", "action"]


def test_a_table_of_counts_holds_no_elements() -> None:
    assert read([["OS", "OO", "Actions"], ["Être", "3", "9"]]) == []


def test_a_total_has_figures_and_an_action_has_an_owner() -> None:
    found = read(
        [["Action", "Pilote", "Budget"], ["Total des crédits", "", "12 €"], ["Total des dons à doubler", "DG", ""]]
    )
    assert [(one.level, one.total) for one in found] == [(None, True), ("action", False)]


def test_a_row_without_element_says_more_of_the_one_above() -> None:
    found = read([HEAD, ["Être", "Loger", "Acheter", "DG"], ["", "", "", "RH"]])
    assert found[-1].attributes == (("pilote", "DG ; RH"),)
