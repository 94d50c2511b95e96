"""The words of a page in reading order: columns one after the other, titles across them at their place."""

import itertools
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.readers.printed import Word
from ingest.readers.rows import rows

_CELL = 2.0
_GUTTER = 9.0
_SIDE = 0.15
_MIN_ROWS = 3
_MIN_FILL = 0.45
_MIN_SIGNS = 10
_BALANCE = 0.3
_MIN_WIDTH = 110.0
_MAX_SIDE = 15_000.0
_CANDIDATES = 4
_MAX_TITLE_ROWS = 3
_BAND = 1.2
_LARGER = 1.12


def columns(words: Sequence[Word]) -> list[list[Word]]:
    """The words of a page, group by group: a column, or what stands across several.

    Args:
        words: The words of a page, in any order.

    Returns:
        The groups in reading order; the words of a group are in no order.
    """
    return [group for group in _regions(list(words), 0) if group]


def _regions(words: list[Word], depth: int) -> Iterator[list[Word]]:
    split = _split(words) if depth < 6 else None
    if split is None:
        yield words
        return
    middle, top, bottom = split
    above = [word for word in words if word.base <= top]
    below = [word for word in words if word.base > bottom]
    inside = [word for word in words if top < word.base <= bottom]
    if above:
        yield from _regions(above, depth + 1)
    for part in _between_titles(inside, middle):
        left = [word for word in part if word.box.x1 <= middle]
        right = [word for word in part if word.box.x1 > middle]
        for side in (left, right):
            if side:
                yield from _regions(side, depth + 1)
    if below:
        yield from _regions(below, depth + 1)


def _split(words: list[Word]) -> tuple[float, float, float] | None:
    """Where two columns part: the middle of the white band between them, and how far up and down it goes."""
    if len(words) < 4 * _MIN_ROWS:
        return None
    x0, x1 = min(word.box.x0 for word in words), max(word.box.x1 for word in words)
    top, bottom = min(word.box.top for word in words), max(word.box.bottom for word in words)
    if not 2 * _MIN_WIDTH <= x1 - x0 <= _MAX_SIDE or bottom - top > _MAX_SIDE:
        return None
    ink = np.zeros((int((bottom - top) / _CELL) + 2, int((x1 - x0) / _CELL) + 2), dtype=bool)
    for word in words:
        box = word.box
        ink[
            int((box.top - top) / _CELL) : int((box.bottom - top) / _CELL) + 1,
            int((box.x0 - x0) / _CELL) : int((box.x1 - x0) / _CELL) + 1,
        ] = True
    for x, first, last in _bands(ink):
        split = (x0 + x * _CELL, top + first * _CELL - 1, top + last * _CELL + 1)
        if _parts(words, *split):
            return split
    return None


def _bands(ink: NDArray[np.bool_]) -> list[tuple[float, int, int]]:
    """The longest upright white bands of a page: their middle, first and last row of cells."""
    wide = int(_GUTTER / _CELL)
    width = ink.shape[1]
    blocked: NDArray[np.bool_] = np.asarray(np.lib.stride_tricks.sliding_window_view(ink, wide, axis=1).any(axis=2))
    found: list[tuple[int, int, int, int]] = []
    for x in range(int(width * _SIDE), int(width * (1 - _SIDE)) - wide):
        stops = np.flatnonzero(np.pad(blocked[:, x], 1, constant_values=True))
        lengths = np.diff(stops) - 1
        place = int(lengths.argmax())
        first = int(stops[place])
        found.append((int(lengths[place]), x, first, first + int(lengths[place])))
    # Neighbours of the same band are one candidate, by its middle.
    bands = []
    for (length, first, last), group in itertools.groupby(found, key=lambda one: (one[0], one[2], one[3])):
        xs = [x for _, x, *_ in group]
        bands.append((length, (xs[0] + xs[-1] + wide) / 2, first, last))
    bands.sort(key=lambda one: (-one[0], abs(one[1] - width / 2)))
    return [(x, first, last) for _, x, first, last in bands[:_CANDIDATES]]


def _parts(words: list[Word], middle: float, top: float, bottom: float) -> bool:
    """Whether a white band parts columns of text, not names from their values or numbers from their titles."""
    inside = [word for word in words if top < word.base <= bottom]
    left = rows([word for word in inside if word.box.x1 <= middle])
    right = rows([word for word in inside if word.box.x0 >= middle])
    if min(len(left), len(right)) < _MIN_ROWS or any(line.grid for line in (*left, *right)):
        return False
    spans = [(side[0].left, side[0].right) for side in (left, right)]
    widths = [end - start for start, end in spans]
    if min(widths) < _BALANCE * max(widths) or min(widths) < _MIN_WIDTH / 1.5:
        return False
    # The sides stand beside each other, not below.
    facing = min(left[-1].base, right[-1].base) - max(left[0].base, right[0].base)
    if facing < 2 * _MIN_ROWS * 4:
        return False
    for side, width in zip((left, right), widths, strict=True):
        fill = sum((line.box.x1 - line.box.x0) / width for line in side) / len(side)
        signs = sum(len(line.text) for line in side) / len(side)
        if fill < _MIN_FILL or signs < _MIN_SIGNS:
            return False
    bases = [line.base for line in right]
    level = sum(any(abs(line.base - base) < 1.0 for base in bases) for line in left)
    # Every line facing one on the same height, and hardly one full: rows of names and values.
    full = sum(line.free < 0.25 * widths[0] for line in left)
    return level < len(left) or full >= 0.5 * len(left)


def _between_titles(words: list[Word], middle: float) -> Iterator[list[Word]]:
    """Columns cut where a title stands alone across them, white above and below it on both sides."""
    lines = rows(words)
    pieces: list[list[Word]] = []
    reached = -1.0
    size = sorted(line.size for line in lines)[len(lines) // 2]
    for line in lines:
        if not pieces or line.box.top - reached > _BAND * size:
            pieces.append([])
        pieces[-1] += line.words
        reached = max(reached, line.box.bottom)
    part: list[Word] = []
    for place, piece in enumerate(pieces):
        sides = {word.box.x1 <= middle for word in piece}
        titled = rows(piece)
        stands_out = all(line.size >= _LARGER * size for line in titled)
        more = any(word.box.x0 >= middle for later in pieces[place + 1 :] for word in later)
        if part and len(sides) == 1 and len(titled) <= _MAX_TITLE_ROWS and stands_out and more:
            yield part
            yield piece
            part = []
        else:
            part = part + piece
    if part:
        yield part
