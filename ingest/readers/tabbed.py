"""Tables that were pasted into a text: rows whose cells stand between tabs, as Word and Excel copy them."""

import csv
import re

from ingest.readers.grid import write_grid
from ingest.source import Source, SourceWriter

_MIN_COLUMNS, _MIN_ROWS = 3, 3
_NUMBER = re.compile(r"[\d\s.]+")
"""A header names its columns: « 1. », « Logement », « 3 » is a line of a table of contents."""
_MAX_LINES = 12
"""A cell with line breaks has no more lines than this; a quotation mark that none closes is one like any other."""


def read_text(text: str) -> Source:
    """A text, its tables as tables of any other format; nothing changes in a text that has none.

    Args:
        text: The text, with lines ended by a newline character.
    """
    if "\t" not in text:
        return Source(text)
    lines = text.removesuffix("\n").split("\n")
    tables = {first: (last, rows) for first, last, rows in _tables(lines)}
    if not tables:
        return Source(text)
    writer, place = SourceWriter(), 0
    while place < len(lines):
        if place in tables:
            place, rows = tables[place]
            write_grid(writer, rows)
        else:
            writer.raw(lines[place])
            place += 1
    return writer.source()


def _tables(lines: list[str]) -> list[tuple[int, int, list[list[str]]]]:
    """First line, one past the last and rows of each table."""
    found, place = [], 0
    while place < len(lines):
        rows, end = _rows(lines, place)
        if rows:
            found.append((place, end, rows))
        place = max(end, place + 1)
    return found


def _rows(lines: list[str], start: int) -> tuple[list[list[str]], int]:
    """The rows of the table that starts at a line, and one past its last line; no rows where none starts."""
    header, place = _record(lines, start)
    width = len(header)
    if width < _MIN_COLUMNS or not all(header) or any(map(_NUMBER.fullmatch, header)):
        return [], start
    rows = [header]
    while place < len(lines):
        cells, after = _record(lines, place)
        if len(cells) < 2 or len(cells) > width or not any(cells):
            break
        cells += [""] * (width - len(cells))
        if not cells[0] and any(rows[1:]):
            cells[0] = rows[-1][0]  # a cell merged over rows is copied once
        rows.append(cells)
        place = after
    return (rows, place) if len(rows) >= _MIN_ROWS else ([], start)


def _record(lines: list[str], start: int) -> tuple[list[str], int]:
    """The cells of the record that starts at a line, and one past its last line."""
    for end in range(start + 1, min(start + _MAX_LINES, len(lines)) + 1):
        record = "\n".join(lines[start:end])
        if "\t" not in record:
            break
        if record.count('"') % 2 == 0:
            try:
                cells = next(csv.reader([record], delimiter="\t"), [])
            except csv.Error:
                break
            return [_one_line(cell) for cell in cells], end
    return [" ".join(cell.split()) for cell in lines[start].split("\t")], start + 1


def _one_line(cell: str) -> str:
    """A cell in one line; lines that are elements of their own stand between semicolons."""
    lines = [" ".join(line.split()) for line in cell.split("\n")]
    said = [line for line in lines if line]
    return "".join(
        line if place == 0 else f" ; {line}" if line[0].isupper() and said[place - 1][-1] not in ",;:" else f" {line}"
        for place, line in enumerate(said)
    )
