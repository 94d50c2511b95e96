"""The columns of a table: which level, field or cross each header names, and which row is the header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.cells import is_cross, is_empty
from ingest.folding import fold_spaces
from ingest.records import Level
from ingest.vocabulary import load

Rows = Sequence[Sequence[str]]
_MAX_HEADER_ROW = 15
_MAX_HEADER_WORDS = 12
_MIN_KNOWN = 2
_MIN_SHARE = 1 / 3
_MIN_PREFIX = 4
_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")
_YEAR = re.compile(r"20\d\d")
_OF = re.compile(r"\s+(?:de\s+l'|de\s+la\s+|du\s+|des\s+|de\s+|d'|l')\s*")


@dataclass(frozen=True, slots=True)
class Column:
    """What a header says of its column.

    Attributes:
        level: The level that the column holds, or that its field belongs to; None for a field of the row's own element.
        field: The field that it holds, or "" where it holds the elements themselves.
        value: What a cross in it says, or "".
        ignored: Whether the column tells of no element of a plan.
    """

    level: Level | None = None
    field: str = ""
    value: str = ""
    ignored: bool = False

    @property
    def holds(self) -> Level | None:
        """The level whose elements the column holds, or None."""
        return self.level if self.level is not None and self.field in ("", "titre") else None


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table.

    Attributes:
        first: The first row of the header, from 0.
        after: The first row below it.
        columns: What each column holds; None where the header is unknown.
        words: The headers, as they stand, for who asks why the table was read so.
    """

    first: int
    after: int
    columns: tuple[Column | None, ...]
    words: tuple[str, ...]


def column_of(name: str) -> str | None:
    """The level or field that a name stands for, or None."""
    column = read_column(name)
    if column is None or column.ignored:
        return None
    return column.field or str(column.level)


def find_header(rows: Rows) -> Header | None:
    """The row that names the columns, among the first ones: two names are known, one holds elements.

    Args:
        rows: A table's rows.
    """
    filled = [index for index, row in enumerate(rows) if any(not is_empty(cell) for cell in row)]
    for index in filled[:_MAX_HEADER_ROW]:
        header = _read(rows, index)
        if header is not None:
            return header
    return None


def _read(rows: Rows, index: int) -> Header | None:
    words = [cell.strip() for cell in rows[index]]
    after = index + 1
    grouped = len([word for word in words if not is_empty(word)]) >= _MIN_KNOWN and any(map(_is_name, words))
    if grouped and after < len(rows) and _is_second(rows[after], words):
        # A header on two rows: the names below stand for those above, which only group them.
        below = rows[after]
        words = [
            low if not is_empty(low) else high for high, low in zip(words, [*below, *[""] * len(words)], strict=False)
        ]
        after += 1
    columns = [_read_crossed(word, rows[after:], place) or read_column(word) for place, word in enumerate(words)]
    named = [(word, column) for word, column in zip(words, columns, strict=True) if not is_empty(word)]
    known = {column for _, column in named if column is not None}
    if len(known) < _MIN_KNOWN or any(len(word.split()) > _MAX_HEADER_WORDS for word, _ in named):
        return None
    if not any(is_exact(word) for word, column in named if column is not None):
        return None
    told = [column is not None for _, column in named]
    # A name, a value, a name, a value: the row of a sheet.
    if sum(told) < _MIN_SHARE * len(told) or (all(told[::2]) and not any(told[1::2]) and len(told) > 1):
        return None
    resolved = _resolve(words, columns)
    if not any(column is not None and (column.holds or column.field == "titre") for column in resolved):
        return None
    return Header(index, after, tuple(resolved), tuple(word for word, _ in named))


def _is_second(row: Sequence[str], above: Sequence[str]) -> bool:
    """Whether a row goes on with the header above it: only names, one of them below another name or a blank."""
    pairs = [(cell.strip(), top) for cell, top in zip(row, above, strict=False) if not is_empty(cell)]
    fresh = [cell for cell, top in pairs if fold_spaces(cell) != fold_spaces(top)]
    return bool(fresh) and len(pairs) >= _MIN_KNOWN and all(_is_name(cell) for cell in fresh)


def _is_name(cell: str) -> bool:
    return is_exact(cell) or _crossed_field(cell) is not None or bool(_YEAR.fullmatch(cell))


def _read_crossed(word: str, below: Rows, place: int) -> Column | None:
    """A column of crosses: a state, an owner or a year as its header."""
    field = "echeance" if _YEAR.fullmatch(word) else _crossed_field(word)
    cells = [row[place] for row in below if place < len(row) and not is_empty(row[place])]
    if field is None or not all(is_cross(cell) or fold_spaces(cell) == fold_spaces(word) for cell in cells):
        return None
    return Column(field=field, value=word)


def _crossed_field(word: str) -> str | None:
    folded = fold_spaces(word)
    crossed = load("columns")["crossed"].items()
    return next((field for field, names in crossed if folded in map(fold_spaces, names)), None)


def _resolve(words: Sequence[str], columns: list[Column | None]) -> list[Column | None]:
    """Give the names that stand for several levels the one that no other column holds."""
    ambiguous = {fold_spaces(name): levels for name, levels in load("columns")["ambiguous"].items()}
    pairs = zip(words, columns, strict=True)
    held = {column.holds for word, column in pairs if column is not None and _bare(word) not in ambiguous}
    found = list(columns)
    for place, word in enumerate(words):
        levels = ambiguous.get(_bare(word))
        if levels is None:
            continue
        free = [Level(level) for level in levels if Level(level) not in held]
        found[place] = Column(level=free[0]) if free else None
        held |= set(free[:1])
    return found


@lru_cache(maxsize=1024)
def is_exact(word: str) -> bool:
    """Whether a name is one of the vocabulary's, not only words that start with one (« Service technique »)."""
    bare = _bare(word)
    return bare in _names() or _prefixed(bare) is not None or _suffixed(bare) is not None


@lru_cache(maxsize=1024)
def read_column(name: str) -> Column | None:
    """What a header names by itself, or None.

    Args:
        name: The header: « Échéance », « OO Titre », « Intitulé de l'action », « Pilote / partenaires ».
    """
    bare = _bare(name)
    if not bare:
        return None
    if bare in {fold_spaces(one) for one in load("columns")["ambiguous"]}:
        return Column(level=Level(load("columns")["ambiguous"][_unfolded(bare)][0]))
    found = _names().get(bare) or _prefixed(bare) or _suffixed(bare)
    if found is None and (parts := re.split(r"\s*[/&]\s*|\s+et\s+|\s+ou\s+", bare))[1:]:
        found = _names().get(parts[0])
    return found or _starting(bare)


def _unfolded(bare: str) -> str:
    return next(str(one) for one in load("columns")["ambiguous"] if fold_spaces(one) == bare)


def _bare(name: str) -> str:
    folded = fold_spaces(_BRACKETS.sub(" ", name)) or fold_spaces(name)
    return folded.strip(" :.*?_") or folded.strip(" :*?")


@lru_cache(maxsize=1)
def _names() -> dict[str, Column]:
    vocabulary = load("columns")
    names = {_bare(word): Column(field=key) for key, words in vocabulary["fields"].items() for word in words}
    names |= {fold_spaces(word): Column(field=key) for key, words in vocabulary["fields"].items() for word in words}
    for key, words in vocabulary["levels"].items():
        names |= {form: Column(level=Level(key)) for word in words for form in (_bare(word), fold_spaces(word))}
    return names


def _prefixed(bare: str) -> Column | None:
    """« OO Échéance »: a field of the element of that level in the row."""
    for key, words in load("columns")["prefixes"].items():
        for word in words:
            start = fold_spaces(word)
            rest = bare[len(start) :]
            if not bare.startswith(start) or not rest or rest[0].isalnum():
                continue
            if key == "none":
                return Column(ignored=True)
            name = _bare(rest.strip(" -_.:"))
            field = _names().get(name) or _starting(name)
            if field is not None and field.field:
                return replace(field, level=Level(key))
    return None


def _suffixed(bare: str) -> Column | None:
    """« Responsable de l'action », « N° OO »: the same, the other way round."""
    for word, column in _names().items():
        if column.level is None or column.field or not bare.endswith(word):
            continue
        start = _OF.sub(" ", f"{bare[: -len(word)]} ").strip() if bare[: -len(word)].endswith((" ", "'")) else ""
        field = _names().get(start) if start else None
        if field is not None and field.field:
            return replace(field, level=column.level)
    return None


def _starting(bare: str) -> Column | None:
    """« Échéance prévue », « Indicateurs de réalisation »: the longest known name that the header starts with."""
    starts = [
        word
        for word in _names()
        if len(word) >= _MIN_PREFIX and bare.startswith(word) and not bare[len(word)].isalnum()
    ]
    return _names()[max(starts, key=len)] if starts else None
