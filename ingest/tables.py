"""Tables to elements of a plan: rows under known columns, sheets of named fields, flat exports.

A table of which nothing is recognised stays what it is: rows of text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.folding import fold_spaces
from ingest.records import Level
from ingest.vocabulary import load

Grid = Sequence[Sequence[str]]
_TREE = (Level.VOLET, Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION)
_MIN_COLUMNS = 2
_SHEET_SHARE = 0.6
_HEADER_ROWS = 3
_MARKED = re.compile(r"^\s*[-–•●▪➢*·]\s*")
_CODE = re.compile(
    r"^\s*(?:(?P<letters>[A-Za-z][A-Za-z.\-]{0,12}?)[\s.\-]*)?(?P<number>\d{1,3}(?:[.\-]\d{1,3})*)\s*[:.)\-–]?\s*$"
)
_LEADING = re.compile(
    r"^\s*(?P<letters>OS|OO|SA|A|O\.S\.|O\.O\.|Objectif stratégique|Objectif opérationnel|Action|Sous-action|Volet)?"
    r"[\s.\-]*(?:n[°o]\s*)?(?P<number>\d{1,3}(?:\.\d{1,3})*)\s*(?:[:.)–-]\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_LETTERS = {"os": Level.OS, "oo": Level.OO, "a": Level.ACTION, "ac": Level.ACTION, "act": Level.ACTION,
            "action": Level.ACTION, "sa": Level.SOUS_ACTION, "t": Level.SOUS_ACTION, "v": Level.VOLET}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Element:
    """One element that a table holds.

    Attributes:
        text: Its words, without its number.
        attributes: Its fields, in the table's order.
    """

    level: Level
    number: str
    text: str
    attributes: tuple[tuple[str, str], ...] = ()


def elements(grid: Grid) -> list[Element]:
    """The elements of a table, in reading order; empty when it is no table of a plan."""
    rows = [[" ".join(cell.split(" ")).strip() for cell in row] for row in grid]
    rows = [row for row in rows if any(row)]
    return _flat(rows) or _columns(rows) or _sheet(rows)


def column_of(header: str) -> str | None:
    """The level or field that a header names, or None."""
    return _names().get(_bare(header))


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    vocabulary = load("columns")
    pairs = [*vocabulary["fields"].items(), *vocabulary["levels"].items()]
    return {_bare(word): key for key, words in pairs for word in words}


def _bare(header: str) -> str:
    return fold_spaces(header).strip(" :.*")


def _header(rows: list[list[str]]) -> tuple[int, list[str | None]] | None:
    """The row that names the columns, among the first ones."""
    for index, row in enumerate(rows[:_HEADER_ROWS]):
        names = [column_of(cell) if cell else None for cell in row]
        if len({name for name in names if name}) >= _MIN_COLUMNS:
            return index, names
    return None


def _flat(rows: list[list[str]]) -> list[Element]:
    """An export with one element a row: its reference tells its level, its title is a column."""
    header = _header(rows)
    if header is None or not {"reference", "titre"} <= set(header[1]):
        return []
    start, names = header
    reference, title = names.index("reference"), names.index("titre")
    found = []
    for row in rows[start + 1 :]:
        level, number = _coded(_cell(row, reference))
        words = _cell(row, title)
        if level is not None and words:
            skip = {reference, title}
            found.append(Element(level, number, words, _attributes(row, names, skip)))
    return found


def _coded(code: str) -> tuple[Level | None, str]:
    match = _CODE.match(code)
    if match is None:
        return None, ""
    number = match.group("number").replace("-", ".")
    letters = fold_spaces(match.group("letters") or "").replace(".", "").replace("-", "")
    by_depth = {1: Level.OS, 2: Level.OO, 3: Level.ACTION, 4: Level.SOUS_ACTION}
    return _LETTERS.get(letters) or by_depth.get(number.count(".") + 1), number


def _columns(rows: list[list[str]]) -> list[Element]:
    """A table whose columns are levels and fields; a cell that repeats the one above stands for the same element."""
    header = _header(rows)
    if header is None:
        return []
    start, names = header
    levels = [(index, Level(name)) for index, name in enumerate(names) if name in _TREE]
    if not levels:
        return []
    levels.sort(key=lambda pair: _TREE.index(pair[1]))
    found: list[Element] = []
    last: dict[Level, str] = {}
    for row in rows[start + 1 :]:
        if [column_of(cell) if cell else None for cell in row] == names:
            continue  # The header again, after a page break.
        attributes = _attributes(row, names, {index for index, _ in levels})
        filled = [(level, _cell(row, index)) for index, level in levels if _cell(row, index)]
        fresh = [(level, words) for level, words in filled if last.get(level) != words]
        for level, words in fresh:
            for below in _TREE[_TREE.index(level) :]:
                last.pop(below, None)
            last[level] = words
        deepest = filled[-1][0] if filled else None
        for level, words in fresh:
            pieces = _split(words) if level in (Level.ACTION, Level.SOUS_ACTION) else [" ".join(words.split())]
            for piece in pieces:
                number, text = _numbered(piece)
                found.append(Element(level, number, text, attributes if level is deepest else ()))
    return found


def _sheet(rows: list[list[str]]) -> list[Element]:
    """An action's sheet: a name and a value a row."""
    pairs = [(column_of(row[0]), " ".join(" ".join(row[1:]).split())) for row in _two_cells(rows)]
    known = [(name, value) for name, value in pairs if name]
    if len(known) < _MIN_COLUMNS or len(known) < _SHEET_SHARE * len(rows):
        return []
    found: list[Element] = []
    fields: list[tuple[str, str]] = []
    for name, value in known:
        if name in _TREE and value:
            number, text = _numbered(value)
            found.append(Element(Level(name), number, text))
        elif name == "titre" and value and not any(one.level is Level.ACTION for one in found):
            number, text = _numbered(value)
            found.append(Element(Level.ACTION, number, text))
        elif name and value:
            fields.append((name, value))
    if not found:
        return []
    found.sort(key=lambda element: _TREE.index(element.level))
    last = found[-1]
    found[-1] = Element(last.level, last.number, last.text, tuple(fields))
    return found


def _two_cells(rows: list[list[str]]) -> list[list[str]]:
    """Rows of a sheet; « Pilote : le service social » in one cell counts as two."""
    split = []
    for row in rows:
        filled = [cell for cell in row if cell]
        if len(filled) == 1 and ":" in filled[0] and column_of(filled[0].split(":", 1)[0]):
            filled = [part.strip() for part in filled[0].split(":", 1)]
        if len(filled) >= _MIN_COLUMNS:
            split.append(filled)
    return split


def _split(words: str) -> list[str]:
    """A cell that lists several actions, one a line with its mark."""
    lines = [line for line in words.split("\n") if line.strip()]
    marked = [line for line in lines if _MARKED.match(line)]
    if len(marked) < _MIN_COLUMNS:
        return [" ".join(_MARKED.sub("", words).split())]
    pieces: list[str] = []
    for line in lines:
        if _MARKED.match(line) or not pieces:
            pieces.append(" ".join(_MARKED.sub("", line).split()))
        else:
            pieces[-1] += " " + " ".join(line.split())
    return pieces


def _numbered(words: str) -> tuple[str, str]:
    """The number that a title starts with, and the title without it."""
    flat = " ".join(words.split())
    match = _LEADING.match(flat)
    return (match.group("number"), flat[match.end() :]) if match else ("", flat)


def _attributes(row: list[str], names: Sequence[str | None], skip: set[int]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, " ".join(_cell(row, index).split()))
        for index, name in enumerate(names)
        if name and index not in skip and name not in _TREE and _cell(row, index)
    )


def _cell(row: Sequence[str], index: int) -> str:
    return row[index] if index < len(row) else ""
