"""Commitments in the rows of a table."""

from assistant.drafting.commitments.rows import cells_that_commit, columns_of, is_row


def test_the_header_names_the_columns() -> None:
    assert columns_of("Thème | Engagement | Échéance") == (1,)
    assert columns_of("Objectifs | Actions | Budget") == (0, 1)
    assert columns_of("Mobilité | Acheter un minibus | 2027") is None
    assert columns_of("Dotation communale | 640.000 €") is None


def test_the_cells_of_these_columns_are_commitments() -> None:
    row = "Mobilité | Acheter un minibus | 2027"
    found = cells_that_commit(row, 10, (1,))
    assert [(row[one.start - 10 : one.end - 10], one.heads) for one in found] == [("Acheter un minibus", "Mobilité")]


def test_without_a_header_a_cell_counts_by_its_opening() -> None:
    assert [one.start for one in cells_that_commit("Mobilité | Achat d'un minibus", 0, ())] == [11]
    assert not cells_that_commit("Dotation communale | 640.000 €", 0, ())


def test_rows_have_bars() -> None:
    assert is_row("a | b")
    assert not is_row("a, b")
