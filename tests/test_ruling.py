"""Ruled lines to cells."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.printed import Rule
from ingest.readers.ruling import lattices


def grid(columns: int, rows: int, x: float = 50, y: float = 100) -> list[Rule]:
    level = [Rule(x, y + 20 * row, x + 80 * columns, y + 20 * row) for row in range(rows + 1)]
    upright = [Rule(x + 80 * column, y, x + 80 * column, y + 20 * rows) for column in range(columns + 1)]
    return level + upright


@given(st.integers(1, 8), st.integers(1, 12))
def test_a_grid_has_its_cells(columns: int, rows: int) -> None:
    (lattice,) = lattices(grid(columns, rows))
    assert lattice.count == columns * rows
    assert lattice.cell_at(60, 105) == (0, 0)
    assert lattice.cell_at(50 + 80 * columns - 5, 100 + 20 * rows - 5) == (rows - 1, columns - 1)


@given(st.permutations(grid(3, 4)), st.floats(-0.8, 0.8))
def test_neither_order_nor_a_shaky_hand_matters(rules: list[Rule], shake: float) -> None:
    shaken = [Rule(r.x0 + shake * (n % 2), r.top, r.x1 + shake * (n % 2), r.bottom) for n, r in enumerate(rules)]
    (lattice,) = lattices(shaken)
    assert lattice.count == 12


def test_lines_in_pieces_are_one_line() -> None:
    pieces = [
        piece
        for r in grid(2, 2)
        for piece in (
            Rule(r.x0, r.top, (r.x0 + r.x1) / 2, (r.top + r.bottom) / 2 if r.upright else r.bottom),
            Rule((r.x0 + r.x1) / 2, (r.top + r.bottom) / 2 if r.upright else r.top, r.x1, r.bottom),
        )
    ]
    (lattice,) = lattices(pieces)
    assert lattice.count == 4


def test_a_missing_wall_merges_two_cells() -> None:
    rules = [r for r in grid(2, 2) if not (r.upright and r.x0 == 130)] + [Rule(130, 120, 130, 140)]
    (lattice,) = lattices(rules)
    assert lattice.count == 3
    assert lattice.cell_at(200, 105) == (0, 0)


def test_tables_apart_are_two_and_a_frame_drawn_twice_is_one() -> None:
    assert [one.count for one in lattices(grid(2, 2) + grid(3, 1, y=300))] == [4, 3]
    assert len(lattices(grid(1, 3)[:1] + grid(1, 1) + grid(1, 1, x=50.5, y=100.5))) == 1


def test_a_line_under_a_title_encloses_nothing() -> None:
    assert lattices([Rule(50, 100, 500, 100), Rule(50, 102, 500, 102)]) == []
