"""Tables without lines: a row of known column names, and rows that keep to the places of those names."""

import itertools
from collections.abc import Sequence

from ingest.readers.hyphens import Speller
from ingest.readers.paragraphs import paragraphs
from ingest.readers.printed import Box, Grid, Style, Word
from ingest.readers.rows import Line, rows
from ingest.tables import column_of

_GAP = 0.9
_MIN_NAMES = 3
_SLACK = 2.0
_LOOSE = 2.6
_STEP = 1.15


def with_unruled(words: Sequence[Word], page: int, speller: Speller) -> list[Word]:
    """The words of a page with its tables without lines in the place of theirs.

    Args:
        words: The words of a page, tables with lines standing for theirs.
        page: Its number.
        speller: Decides on cut words.
    """
    lines = rows(words)
    taken: set[int] = set()
    grids: list[Word] = []
    for place, line in enumerate(lines):
        starts = _header(line)
        if not starts or place in taken:
            continue
        body = _body(lines, place, starts)
        if len(body) < 2:
            continue
        taken.update(range(place, place + len(body)))
        grid = _grid(body, starts, page, speller)
        grids.append(Word("", grid.box, grid.box.bottom, Style(0), grid))
    if not grids:
        return list(words)
    gone = {id(word) for place in taken for word in lines[place].words}
    boxes = [word.box for word in grids]
    return [word for word in words if id(word) not in gone and not any(box.holds(word.box) for box in boxes)] + grids


def _header(line: Line) -> list[float]:
    """Where columns start that a line names; empty where it names something else."""
    if line.grid:
        return []
    segments: list[list[Word]] = []
    for word in line.words:
        if not segments or word.box.x0 - segments[-1][-1].box.x1 > _GAP * line.size:
            segments.append([])
        segments[-1].append(word)
    named = [" ".join(word.text for word in segment) for segment in segments]
    if len(named) < _MIN_NAMES or not all(column_of(name) for name in named):
        return []
    return [segment[0].box.x0 for segment in segments]


def _body(lines: Sequence[Line], place: int, starts: Sequence[float]) -> list[Line]:
    """The header and the lines below it that keep to its columns."""
    body = [lines[place]]
    for line in lines[place + 1 :]:
        below = line.base - body[-1].base
        if line.grid or below > _LOOSE * line.size or abs(line.size - lines[place].size) > 1 or _header(line):
            break
        if line.box.x0 < starts[0] - _SLACK or _crosses(line, starts):
            break
        body.append(line)
    # A line in one column alone that stands apart is the text below, not a row.
    while len(body) > 1 and len(_cells(body[-1], starts)) == 1 and _stands_apart(body, starts):
        body.pop()
    return body


def _crosses(line: Line, starts: Sequence[float]) -> bool:
    """Whether words run on over the place where a column starts."""
    for above, word in itertools.pairwise(line.words):
        column = _column(word, starts)
        side = word.box.x0 - above.box.x1 < 0.6 * line.size and column != _column(above, starts)
        # Two columns may touch where a cell is full: then the word stands right at its column's start.
        if side and abs(word.box.x0 - starts[column]) > _SLACK:
            return True
    return any(word.box.x1 > start + _SLACK > word.box.x0 + 2 * _SLACK for word in line.words for start in starts)


def _stands_apart(body: Sequence[Line], starts: Sequence[float]) -> bool:
    step = body[-1].base - body[-2].base
    return step > _STEP * min((b.base - a.base for a, b in itertools.pairwise(body)), default=step)


def _column(word: Word, starts: Sequence[float]) -> int:
    return max((place for place, start in enumerate(starts) if word.box.x0 >= start - _SLACK), default=0)


def _cells(line: Line, starts: Sequence[float]) -> dict[int, list[Word]]:
    cells: dict[int, list[Word]] = {}
    for word in line.words:
        cells.setdefault(_column(word, starts), []).append(word)
    return cells


def _grid(body: Sequence[Line], starts: Sequence[float], page: int, speller: Speller) -> Grid:
    steps = [below.base - above.base for above, below in itertools.pairwise(body)]
    usual = min(steps)
    parted = max(steps) > _STEP * usual
    groups: list[list[Line]] = [[body[0]]]
    for line, step in zip(body[1:], steps, strict=True):
        cells = _cells(line, starts)
        anew = step > _STEP * usual if parted else 0 in cells and (len(cells) > 1 or line.text[:1].isupper())
        if anew or len(groups) == 1:
            groups.append([line])
        else:
            groups[-1].append(line)
    texts = []
    for group in groups:
        held: dict[int, list[Word]] = {}
        for line in group:
            for column, words in _cells(line, starts).items():
                held.setdefault(column, []).extend(words)
        texts.append(tuple(_text(held.get(column, []), speller) for column in range(len(starts))))
    box = Box(
        min(line.box.x0 for line in body),
        min(line.box.top for line in body),
        max(line.box.x1 for line in body),
        max(line.box.bottom for line in body),
    )
    return Grid(box, tuple(texts), frozenset(), (page,) * len(texts), (*starts, box.x1))


def _text(words: list[Word], speller: Speller) -> str:
    return "\n".join(one.text for one in paragraphs(rows(words), speller))
