"""The table of themes, where the chosen organisations have none."""

import numpy as np

from assistant.explorer.themes import Grid
from ui.explorer import heat


def test_a_grid_without_a_theme_is_a_table_of_its_totals() -> None:
    grid = Grid((), ("Huy",), np.zeros((0, 1), dtype=np.int64), np.array([3], dtype=np.int64))
    for share in (False, True):
        drawn = heat._table(grid, share=share)
        assert "<td>3</td>" in drawn
        assert "data-pst-cell" not in drawn
