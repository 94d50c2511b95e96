"""The cells of a Word table: merged ones, rows deleted by a correction, rows in content controls."""

from collections.abc import Callable, Iterator

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from ingest.readers.grid import is_band

_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:customXml", "w:smartTag")))
_MAX_SPAN = 200


def read_table(
    table: BaseOxmlElement, read: Callable[[BaseOxmlElement], str]
) -> tuple[list[list[str]], frozenset[int]]:
    """The cells of a table, and the rows of one cell that spans it.

    Args:
        table: A `w:tbl` element.
        read: Gives the text of a `w:tc` element.

    Returns:
        The cells, row by row; one merged over rows is repeated, one merged over columns stands once.
    """
    rows: list[list[str]] = []
    widths: list[int] = []
    for row in _children(table, qn("w:tr")):
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            continue
        cells = [""] * _number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
        widest = 0
        for cell in _children(row, qn("w:tc")):
            span = _number(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1)
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            goes_on = merge is not None and merge.get(qn("w:val"), "continue") == "continue" and bool(rows)
            above = rows[-1][len(cells)] if goes_on and len(cells) < len(rows[-1]) else ""
            cells += [above if goes_on else read(cell)] + [""] * (span - 1)
            widest = max(widest, span)
        rows.append(cells)
        widths.append(widest)
    width = max(map(len, rows), default=0)
    bands = frozenset(row for row, span in enumerate(widths) if is_band(span, width))
    return [row + [""] * (width - len(row)) for row in rows], bands


def cells(table: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The cells of a table in reading order, each once."""
    for row in _children(table, qn("w:tr")):
        for cell in _children(row, qn("w:tc")):
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merge is None or merge.get(qn("w:val"), "continue") != "continue":
                yield cell


def _children(parent: BaseOxmlElement, tag: str) -> Iterator[BaseOxmlElement]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _number(element: BaseOxmlElement | None, default: int) -> int:
    value = element.get(qn("w:val"), "") if element is not None else ""
    return min(int(value), _MAX_SPAN) if value.isdigit() else default
