"""Markdown: text as it stands, with its tables read as tables."""

import re

from ingest.readers.grid import write_grid
from ingest.readers.repair import repaired, without_export_marks
from ingest.source import Source, SourceWriter

_ROW = re.compile(r"^\s*\|(.+)\|\s*$")
_SEPARATOR = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")
_BAR = re.compile(r"(?<!\\)\|")
_STRONG = re.compile(r"(?P<marks>\*\*|__)(?=\S)(?P<words>[^*_\n]+)(?<=\S)(?P=marks)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_text(text: str) -> Source:
    """A Markdown text as a source.

    A text without a table of a plan keeps its lines (see `repair`); the rows of one that has some become lines.
    """
    source = repaired(Source(without_export_marks(text)))
    lines = source.text.split("\n")
    tables = _tables(lines)
    if not tables:
        return source
    writer = SourceWriter()
    position = 0
    for first, last in tables:
        _copy(source, lines, position, first, writer)
        rows = [line for line in lines[first:last] if not _SEPARATOR.match(line)]
        write_grid(writer, [_cells(row) for row in rows])
        position = last
    _copy(source, lines, position, len(lines), writer)
    return writer.source()


def _copy(source: Source, lines: list[str], first: int, last: int, writer: SourceWriter) -> None:
    """Add lines of a source as they stand, with what is known of them."""
    for index in range(first, last):
        writer.raw(lines[index])
        if hint := source.hints.get(index + 1):
            writer.amend(writer.lines, hint)


def _tables(lines: list[str]) -> list[tuple[int, int]]:
    """The runs of lines that are tables: rows between bars, a row of dashes below the first."""
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        last = index
        while last < len(lines) and _ROW.match(lines[last]):
            last += 1
        if last - index >= 2 and _SEPARATOR.match(lines[index + 1]):
            found.append((index, last))
        index = max(last, index + 1)
    return found


def _cells(row: str) -> list[str]:
    inner = row.strip().removeprefix("|")
    return [_cell(cell) for cell in _BAR.split(inner[: -len("|")] if inner.endswith("|") else inner)]


def _cell(cell: str) -> str:
    """A cell's lines without the marks of emphasis, which say nothing where the column does."""
    return _STRONG.sub(r"\g<words>", _BREAK.sub("\n", cell.replace("\\|", "|"))).strip()
