"""Commitments in the rows of a table: the cells of the columns headed « Engagement », « Action » or the like."""

import re
from collections.abc import Sequence

from assistant.drafting.commitments.patterns import element_names
from assistant.drafting.commitments.prose import Clause
from assistant.drafting.commitments.saying import is_role_name, opens_with_action

_BAR = re.compile(r"\s*\|\s*")
_MAX_NAME = 4


def is_row(words: str) -> bool:
    """Whether an element is a row of a table, its cells between bars."""
    return " | " in words and "\n" not in words


def columns_of(words: str) -> tuple[int, ...] | None:
    """The columns that hold commitments, where a row is a table's header; else None."""
    names = [words[start:end] for start, end in _cells(words)]
    if any(len(name.split()) > _MAX_NAME or re.search(r"\d", name) for name in names):
        return None
    names_it = [bool(element_names().match(name.lower())) or is_role_name(name) for name in names]
    return tuple(index for index, names_element in enumerate(names_it) if names_element) or None


def cells_that_commit(words: str, start: int, columns: Sequence[int]) -> list[Clause]:
    """The commitments of one row.

    Args:
        words: The row.
        start: Where it starts in the text.
        columns: The columns that hold commitments; none where the table has no such header: then a cell that opens as
            a commitment does is one.
    """
    found, heads = [], ""
    for index, (first, last) in enumerate(_cells(words)):
        cell = words[first:last]
        if re.search(r"[^\W\d_]{3}", cell) and (index in columns or (not columns and opens_with_action(cell))):
            found.append(Clause(start + first, start + last, heads))
        elif not found and index == 0:
            heads = cell
    return found


def _cells(words: str) -> list[tuple[int, int]]:
    places, first = [], 0
    for bar in _BAR.finditer(words):
        places.append((first, bar.start()))
        first = bar.end()
    return [*places, (first, len(words))]
