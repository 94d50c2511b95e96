"""Sheets of a workbook: the plan's, those that say whose it is, menus, hidden ones."""

import pytest

from ingest.errors import UnreadableFileError
from ingest.readers.workbook import MAX_COLUMNS, MAX_ROWS, Sheet, check_extent, write_workbook
from ingest.source import Source, SourceWriter

PLAN = [["OO", "Action"], ["Loger", "Acheter"]]


def written(*sheets: Sheet) -> Source:
    writer = SourceWriter()
    write_workbook(writer, sheets)
    return writer.source()


def lines(source: Source, *, outside: bool) -> list[str]:
    text = source.text.split("\n")
    return [text[line - 1].strip() for line, hint in source.hints.items() if hint.outside is outside]


def test_who_the_plan_is_of_stands_before_it_and_menus_outside() -> None:
    source = written(
        Sheet("PST", PLAN),
        Sheet("Listes", [["Catégories"], ["logement"]]),
        Sheet("Infos", [["Organisation", "Commune de Hannut"], ["Espace", "PST 2025-2030"]]),
    )
    assert source.text.startswith("Organisation : Commune de Hannut\nEspace : PST 2025-2030\n")
    assert lines(source, outside=True) == [
        "Organisation : Commune de Hannut", "Espace : PST 2025-2030", "PST", "Catégories", "logement",
    ]  # fmt: skip
    assert lines(source, outside=False) == ["Loger", "Acheter"]


def test_a_sheet_of_sentences_beside_a_plan_is_content() -> None:
    sentence = "Chaque service tient ses lignes à jour avant la fin du mois."
    assert sentence in lines(written(Sheet("PST", PLAN), Sheet("Aide", [[sentence]])), outside=False)


@pytest.mark.parametrize("name", ["Volet interne", "Interne", "VOLET EXTERNE"])
def test_a_sheet_may_be_a_volet(name: str) -> None:
    source = written(Sheet(name, PLAN))
    assert [hint.level for hint in source.hints.values()] == ["volet", "oo", "action"]
    assert lines(source, outside=False)[0] == name


def test_a_volet_inside_the_sheet_goes_before_its_name() -> None:
    source = written(Sheet("Interne", [["Volet interne : nos services"], [], *PLAN]))
    assert lines(source, outside=False) == ["Volet interne : nos services", "Loger", "Acheter"]


def test_a_hidden_sheet_is_left_out_and_told() -> None:
    source = written(Sheet("PST", PLAN), Sheet("Ancien", PLAN, hidden=True), Sheet("Vide", [[""]], hidden=True))
    assert source.warnings == ("la feuille masquée « Ancien » n'a pas été lue",)
    assert lines(source, outside=False) == ["Loger", "Acheter"]


def test_without_a_plan_every_sheet_is_text() -> None:
    source = written(Sheet("Contacts", [["Nom", "Prénom"]]), Sheet("Suite", [["Dupont", "Jean"]]))
    assert lines(source, outside=False) == ["Contacts", "Nom | Prénom", "Suite", "Dupont | Jean"]


@pytest.mark.parametrize(("rows", "columns"), [(MAX_ROWS + 1, 1), (1, MAX_COLUMNS + 1), (MAX_ROWS, MAX_COLUMNS)])
def test_an_extent_that_is_refused(rows: int, columns: int) -> None:
    with pytest.raises(UnreadableFileError, match="« x »"):
        check_extent("x", rows, columns)
