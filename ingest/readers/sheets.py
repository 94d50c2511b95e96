"""Tables that a page cuts, put together again."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.folding import fold_spaces
from ingest.readers.paragraphs import Paragraph
from ingest.readers.printed import Box, Grid

_NEAR = 5.0


def joined_tables(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs and tables in order, with each table that goes on over the page in one piece.

    A title in a frame at the foot of a page belongs to the table below it on the next one.

    Args:
        paragraphs: A document's paragraphs; a table stands as one of a single line.
    """
    found: list[Paragraph] = []
    for one in paragraphs:
        above = found[-1] if found else None
        grid = one.first.grid
        if grid is None or above is None or one.page != _end(above) + 1:
            found.append(one)
        elif above.first.grid is not None and _goes_on(above.first.grid, grid):
            found[-1] = _with(above, _joined(above.first.grid, grid))
        elif above.frame is not None and _level(above.frame, grid.box) and not _opens(grid):
            title = Grid(above.frame, ((above.text,),), frozenset({0}), (above.page,), (grid.edges[0], grid.edges[-1]))
            found[-1] = _with(one, _joined(title, grid))
        else:
            found.append(one)
    return found


def _end(one: Paragraph) -> int:
    """The page that a paragraph or a table ends on."""
    return one.first.grid.pages[-1] if one.first.grid is not None else one.last.page


def _with(one: Paragraph, grid: Grid) -> Paragraph:
    return replace(one, lines=(replace(one.first, grid=grid),), page=grid.pages[0])


def _level(one: Box, other: Box) -> bool:
    """Whether two things stand one below the other with the same sides."""
    return abs(one.x0 - other.x0) <= _NEAR and abs(one.x1 - other.x1) <= _NEAR


def _opens(grid: Grid) -> bool:
    """Whether a table has its title in its first row."""
    return len(grid.cells[0]) == 1 or (sum(map(bool, grid.cells[0])) == 1 and bool(grid.cells[0][0]))


def _goes_on(above: Grid, below: Grid) -> bool:
    if not _level(above.box, below.box) or not _nested(above.edges, below.edges):
        return False
    header = fold_spaces(" ".join(above.cells[0]))
    if header and header == fold_spaces(" ".join(below.cells[0])):
        return True  # The header again.
    if _opens(below):
        # A row of a title alone: a sheet of its own, unless the one above is nothing but titles so far.
        return len(above.cells) == 1 and _opens(above)
    label = fold_spaces(below.cells[0][0])
    labels = [fold_spaces(row[0]) for row in above.cells if row[0]]
    # The field that the sheet above began with begins another sheet.
    return not (label and label in labels and len(below.cells[0]) > 1 and _is_form(above))


def _is_form(grid: Grid) -> bool:
    """Whether the first column holds names of fields, each once."""
    labels = [fold_spaces(row[0]) for row in grid.cells if row[0]]
    return len(labels) == len(set(labels)) and len(labels) > 1 and all(len(label) < 60 for label in labels)


def _nested(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether the columns of one table are those of the other, some put together."""
    few, many = sorted((one, other), key=len)
    return all(any(abs(edge - place) <= _NEAR for place in many) for edge in few)


def _joined(above: Grid, below: Grid) -> Grid:
    many = max(above.edges, below.edges, key=len)
    above, below = _spread(above, many), _spread(below, many)
    if len(below.cells) > 1 and below.cells[0] == above.cells[0] and any(below.cells[0]):
        below = replace(
            below,
            cells=below.cells[1:],
            pages=below.pages[1:],
            bands=frozenset(band - 1 for band in below.bands if band),
        )
    return above.followed_by(below, cut=_is_cut(above, below))


def _spread(grid: Grid, edges: tuple[float, ...]) -> Grid:
    """A table laid out over finer columns."""
    if len(grid.edges) == len(edges):
        return replace(grid, edges=edges)
    places = [min(range(len(edges)), key=lambda at: abs(edges[at] - edge)) for edge in grid.edges[:-1]]
    cells = []
    for row in grid.cells:
        wide = [""] * (len(edges) - 1)
        for place, cell in zip(places, row, strict=True):
            wide[min(place, len(wide) - 1)] = cell
        cells.append(tuple(wide))
    return replace(grid, cells=tuple(cells), edges=edges)


def _is_cut(above: Grid, below: Grid) -> bool:
    """Whether the page cut a row: what stands in its cells goes on below, in the middle of a sentence."""
    pairs = [(top, under) for top, under in zip(above.cells[-1], below.cells[0], strict=True) if under]
    if not pairs or not all(top for top, _ in pairs):
        return False
    return all(under[:1].islower() or top.endswith(("-", ",", "\u00ad")) for top, under in pairs)
