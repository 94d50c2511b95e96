"""The small tables of a line, its indicators and its budget, as a page edits them: columns of cells."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.drafting.records import A_DEFINIR

Table = dict[str, list[str]]
"""Cells by column; "" for what is not defined."""


def table(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> Table:
    """Records as a table.

    Args:
        rows: The records, by field.
        names: The columns' headings by field, in order.
    """
    return {name: ["" if row[field] == A_DEFINIR else str(row[field]) for row in rows] for field, name in names.items()}


def edited(held: Table, changes: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A table's rows after edits.

    Args:
        held: The table before.
        changes: `edited_rows` (cells by heading, by rank), `added_rows` and `deleted_rows` (ranks), as Streamlit keeps
            them.
    """
    count = max(map(len, held.values()), default=0)
    rows: list[dict[str, Any]] = [{name: cells[rank] for name, cells in held.items()} for rank in range(count)]
    for rank, cells in changes.get("edited_rows", {}).items():
        if int(rank) < count:
            rows[int(rank)].update(cells)
    gone = set(map(int, changes.get("deleted_rows", ())))
    return [row for rank, row in enumerate(rows) if rank not in gone] + list(changes.get("added_rows", ()))


def records(
    rows: Sequence[Mapping[str, Any]], names: Mapping[str, str], free: Sequence[str] = ()
) -> list[dict[str, str]]:
    """The rows that say something, by field; « à définir » where a cell says nothing.

    Args:
        rows: The rows, by heading.
        names: The headings by field.
        free: The fields that stay empty instead.
    """
    found = []
    for row in rows:
        words = {field: " ".join(str(row.get(name) or "").split()) for field, name in names.items()}
        if any(words.values()):
            blank = {field: "" if field in free else A_DEFINIR for field in names}
            found.append({field: word or blank[field] for field, word in words.items()})
    return found
