"""Commitments in the rows of a table."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.commitments.rows import Columns, cells_that_commit, columns_of, is_row, said_in_row
from ingest.document import read_data


def test_the_header_names_the_columns() -> None:
    assert columns_of("Thème | Engagement | Échéance") == Columns((1,), ((2, "Échéance"),))
    assert columns_of("Objectifs | Actions | Budget") == Columns((0, 1), ((2, "Budget"),))
    assert columns_of("Domaine | Constats | Engagement | Moyens") == Columns((2,), ((3, "Moyens"),))
    assert columns_of("Mobilité | Acheter un minibus | 2027") is None
    assert columns_of("Dotation communale | 640.000 €") is None


def test_the_cells_of_these_columns_are_commitments() -> None:
    row = "Mobilité | Acheter un minibus | 2027"
    found = cells_that_commit(row, 10, Columns((1,), ((2, "Échéance"),)))
    assert [(row[one.start - 10 : one.end - 10], one.heads) for one in found] == [("Acheter un minibus", "Mobilité")]
    assert found[0].beside == "Échéance : 2027"


def test_a_cell_may_hold_several() -> None:
    row = "Accueil | Éditer un guide (papier ; numérique) ; refonte du site | –"
    found = cells_that_commit(row, 0, Columns((1,), ((2, "Moyens"),)))
    assert [row[one.start : one.end] for one in found] == ["Éditer un guide (papier ; numérique)", "refonte du site"]
    assert not found[0].beside


def test_without_a_header_a_cell_counts_by_its_opening() -> None:
    assert [one.start for one in cells_that_commit("Mobilité | Achat d'un minibus", 0, None)] == [11]
    assert not cells_that_commit("Dotation communale | 640.000 €", 0, None)


def test_rows_have_bars() -> None:
    assert is_row("a | b")
    assert not is_row("a, b")


def test_the_fields_that_a_table_gave_to_an_element_are_said_by_their_names() -> None:
    text = (
        "CPAS de Gesves\nDéclaration de politique sociale 2025-2030\n\nLogement\n\n"
        "Projet\tPartenaires\tÉchéance\tBudget\nAménagement de deux logements\tAIS\t2027\t310.000 €\n"
        "Achat d'une maison\t\t2028\t\nCréation d'un potager\tPCS\t2026\t3.000 €\n"
    )
    found = {one.text: said_in_row(one) for one in read_data(text.encode(), "dps.txt", "dps.txt").nodes}
    assert found["Aménagement de deux logements"] == "Partenaire : AIS ; Échéance : 2027 ; Budget : 310.000 €"
    assert found["Achat d'une maison"] == "Échéance : 2028"
    assert found["Logement"] == ""


_WORDS = st.text("abé 2€;()", max_size=12)


@given(st.lists(_WORDS, min_size=1, max_size=5), st.integers(0, 9), st.booleans())
def test_commitments_of_a_row_stand_in_its_cells(cells: list[str], start: int, headed: bool) -> None:
    row = " | ".join(cells)
    columns = Columns((1,), ((2, "Échéance"),)) if headed else None
    found = cells_that_commit(row, start, columns)
    last = start
    for one in found:
        assert last <= one.start < one.end <= start + len(row)
        assert "|" not in row[one.start - start : one.end - start]
        last = one.end
