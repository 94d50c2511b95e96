"""Pages to the lines of a document, in reading order, each with the edges of the text that it belongs to."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.columns import columns
from ingest.readers.hyphens import Speller
from ingest.readers.pdf_tables import with_tables
from ingest.readers.printed import Box, Page
from ingest.readers.rows import Line, rows

_REACH = 60.0
_MIN_LINES = 4
_NARROW = 0.4


def lines_of(pages: Sequence[Page], speller: Speller) -> list[Line]:
    """The lines of a document in reading order; a table stands as one line.

    Args:
        pages: Its pages, without furniture.
        speller: Decides on cut words.
    """
    groups: list[tuple[Page, list[Line]]] = []
    for page in pages:
        words, frames = with_tables(page, speller)
        for number, group in enumerate(columns(words)):
            lines = rows(group, page.number, number)
            groups.append((page, _framed(lines, frames)))
    edges = [(page, _edges(lines)) for page, lines in groups]
    placed: list[Line] = []
    for (page, lines), (_, own) in zip(groups, edges, strict=True):
        left, right = _usual(page, own, edges)
        placed += [_in_frame(line, lines) if line.frame else replace(line, left=left, right=right) for line in lines]
    return placed


def _framed(lines: list[Line], frames: list[Box]) -> list[Line]:
    """Lines with the innermost frame around each."""
    inner = sorted(frames, key=lambda box: box.width * box.height)
    return [replace(line, frame=next((box for box in inner if box.holds(line.box, 2)), None)) for line in lines]


def _edges(lines: list[Line]) -> tuple[float, float, int]:
    """Where the text of a column begins and ends, tables and frames aside, and how many lines say so."""
    free = [line for line in lines if not line.frame and not line.grid] or lines
    return min(line.box.x0 for line in free), max(line.box.x1 for line in free), len(free)


def _usual(
    page: Page, own: tuple[float, float, int], edges: list[tuple[Page, tuple[float, float, int]]]
) -> tuple[float, float]:
    """The edges of a column as its like on other pages have them: here it may hold a list's items alone."""
    left, right, _ = own
    others = [(one, other) for one, other in edges if other is not own and abs(one.width - page.width) < 2]
    long = [(one, other) for one, other in others if other[2] >= _MIN_LINES]
    # Bound pages have wider margins on their inner side: odd pages are like odd ones.
    like = [other for one, other in long if one.number % 2 == page.number % 2] or [other for _, other in long]
    lefts = [start for start, end, _ in like if left - _REACH <= start < left and end > left]
    rights = [end for start, end, _ in like if right < end <= right + _REACH and start < right]
    left, right = min(lefts, default=left), max(rights, default=right)
    alone = not any(one is page and other[0] > right for one, other in edges)
    if alone and right - left < _NARROW * page.width and right < (1 - _NARROW) * page.width:
        right = page.width - left  # Nothing but short lines: they end where they are meant to.
    return left, right


def _in_frame(line: Line, lines: list[Line]) -> Line:
    assert line.frame is not None
    left = min(other.box.x0 for other in lines if other.frame == line.frame)
    return replace(line, left=left, right=max(line.frame.x1 - (left - line.frame.x0), line.box.x1))
