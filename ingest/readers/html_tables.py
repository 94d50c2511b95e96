"""The cells of a table of a web page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from ingest.readers.grid import is_band

_MAX_SPAN = 200
_MAX_CELLS = 100_000


@dataclass(frozen=True, slots=True)
class WebTable:
    """A table of data.

    Attributes:
        cells: Row by row; one merged over rows is repeated, one merged over columns stands once.
        bands: The rows of one cell that spans the table.
    """

    cells: list[list[str]]
    bands: frozenset[int]


def read_table(element: HtmlElement) -> WebTable | None:
    """The cells of a table; None where the table only lays out the page.

    Args:
        element: A `table`.
    """
    rows = list(_rows(element))
    filled = [sum(bool(cell.text_content().strip()) for cell in row) for row in rows]
    laid_out = any(
        next(cell.iter("table", "h1", "h2", "h3", "h4", "h5", "h6"), None) is not None for row in rows for cell in row
    )
    if laid_out or len(rows) < 2 or max(filled, default=0) < 2:
        return None
    held: dict[tuple[int, int], str] = {}
    widest: dict[int, int] = {}
    for place, row in enumerate(rows):
        column = 0
        for cell in row:
            while (place, column) in held:
                column += 1
            wide, high = _span(cell, "colspan"), min(_span(cell, "rowspan"), len(rows) - place)
            if len(held) + wide * high > _MAX_CELLS:
                return None
            text = _text(cell)
            for below in range(high):
                for right in range(wide):
                    held[place + below, column + right] = "" if right else text
            widest[place] = max(widest.get(place, 0), wide)
            column += wide
    width = max(column for _, column in held) + 1
    cells = [[held.get((row, column), "") for column in range(width)] for row in range(len(rows))]
    return WebTable(cells, frozenset(row for row, span in widest.items() if is_band(span, width)))


def _rows(element: HtmlElement) -> Iterator[list[HtmlElement]]:
    for row in element.iter("tr"):
        if next(above for above in row.iterancestors("table")) is element:
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            if cells:
                yield cells


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(1, min(int(value), _MAX_SPAN)) if re.fullmatch(r"\d{1,6}", value) else 1


def _text(cell: HtmlElement) -> str:
    """A cell's words, one paragraph or item a line; items keep a bullet."""
    pieces: list[str] = []
    for event, element in _walk(cell):
        if event == "start":
            if element.tag in ("p", "div", "li", "br", "tr") and element is not cell:
                pieces.append("\n- " if element.tag == "li" else "\n")
            pieces.append(element.text or "")
        elif element is not cell:
            pieces.append(("\n" if element.tag in ("p", "div", "li") else "") + (element.tail or ""))
    lines = (" ".join(line.split()) for line in re.sub(r"[^\S\n]+", " ", "".join(pieces)).split("\n"))
    return "\n".join(line for line in lines if line and line != "-")


def _walk(element: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    yield "start", element
    for child in element:
        if isinstance(child.tag, str):
            yield from _walk(child)
    yield "end", element
