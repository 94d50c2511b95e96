"""The tables and frames of a page: what ruled lines enclose, with the words inside."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.readers.grid import is_band
from ingest.readers.hyphens import Speller
from ingest.readers.paragraphs import paragraphs
from ingest.readers.printed import Box, Grid, Page, Style, Word
from ingest.readers.rows import rows
from ingest.readers.ruling import Lattice, lattices
from ingest.readers.unruled import with_unruled

_MAX_FRAME = 0.7
_MIN_FILLED = 0.25


def with_tables(page: Page, speller: Speller) -> tuple[list[Word], list[Box]]:
    """The words of a page with its tables in the place of theirs, and the frames that stand around others.

    Args:
        page: The page.
        speller: Decides on cut words.
    """
    words = list(page.words)
    frames: list[Box] = []
    for lattice in sorted(lattices(page.rules), key=lambda one: -one.count):
        inside = [word for word in words if not word.grid and lattice.box.holds(word.box, 3)]
        if not inside:
            continue
        grid = _grid(lattice, inside, page.number, speller)
        if grid is not None:
            taken = set(map(id, inside))
            words = [word for word in words if id(word) not in taken]
            words.append(Word("", grid.box, grid.box.bottom, Style(0), grid))
        elif lattice.box.width * lattice.box.height < _MAX_FRAME * page.width * page.height:
            frames.append(lattice.box)
    return with_unruled(words, page.number, speller), frames


def _grid(lattice: Lattice, words: Sequence[Word], page: int, speller: Speller) -> Grid | None:
    """A table's cells; None for a frame, or a drawing that only looks like a table."""
    held: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        place = lattice.cell_at((word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2)
        held.setdefault(place, []).append(word)
    widest = max(Counter(row for row, _ in held).values())
    if lattice.count < 2 or widest < 2 or len(held) < _MIN_FILLED * lattice.count:
        return None
    texts = {place: _text(inside, speller) for place, inside in held.items()}
    cells: list[tuple[str, ...]] = []
    bands: set[int] = set()
    for row, starts in enumerate(lattice.cells):
        spans = Counter(starts)
        # Merged over columns, a cell's words stand once, in its first column.
        firsts = {start: starts.index(start) for start in spans}
        cells.append(
            tuple(texts.get(start, "") if firsts[start] == column else "" for column, start in enumerate(starts))
        )
        if is_band(max(spans.values()), len(starts)):
            bands.add(row)
    return _trimmed(Grid(lattice.box, tuple(cells), frozenset(bands), (page,) * len(cells), lattice.xs))


def _trimmed(grid: Grid) -> Grid:
    """A table without the rows and columns that hold nothing."""
    kept = [row for row, cells in enumerate(grid.cells) if any(cells)]
    columns = [place for place in range(len(grid.cells[0])) if any(cells[place] for cells in grid.cells)]
    return replace(
        grid,
        cells=tuple(tuple(grid.cells[row][place] for place in columns) for row in kept),
        bands=frozenset(place for place, row in enumerate(kept) if row in grid.bands),
        pages=tuple(grid.pages[row] for row in kept),
        edges=(*(grid.edges[place] for place in columns), grid.edges[-1]),
    )


def _text(words: Iterable[Word], speller: Speller) -> str:
    """The words of a cell, one paragraph a line."""
    return "\n".join(one.text for one in paragraphs(rows(list(words)), speller))
