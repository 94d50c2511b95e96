"""Named entries: « Responsable : le service social », on a line of a plan or in a cell of its tables."""

import re
from functools import lru_cache

from ingest.cells import is_empty, joined, unmarked
from ingest.folding import fold_spaces
from ingest.headers import is_exact, read_column
from ingest.origins import whence
from ingest.packing import items_of, listed
from ingest.vocabulary import load

Pair = tuple[str, str]
TO_DEFINE = ""
"""The key of an entry that only lists what is still to be said: « à définir : service, budget »."""

_ENTRY = re.compile(r"\s*(?P<name>[^\s:;.•-][^:;.]{0,39}?(?:\.[^:;.]{0,12}){0,3})\s?:(?:\s+|$)(?P<value>.*)", re.DOTALL)
_NEVER = frozenset({"titre", "reference", "niveau"})
FREE = frozenset({"commentaires", "remarque", "description", "details", "constat", "titre"})
_LISTS = frozenset({"indicateur", "budget", "partenaires", "odd"})


def entry_of(line: str) -> Pair | None:
    """The field that a line names and its value, as they stand, or None.

    Args:
        line: « Échéance : 2026 ». The name is one of the vocabulary's: other words before a colon name no field.

    Returns:
        The field's key (`echeance`; `TO_DEFINE` for « à définir : … ») and the words behind the colon.
    """
    match = _ENTRY.match(line)
    key = key_of(match["name"]) if match is not None else None
    return None if match is None or key is None else (key, match["value"].strip())


def is_todo(line: str) -> bool:
    """Whether a line only lists what is still to be said: « à définir : service », « Aucune action : à définir »."""
    entry = entry_of(line)
    name, colon, value = line.partition(":")
    nothing = bool(colon) and key_of(name) is None and fold_spaces(value) == fold_spaces(load("exports")["unknown"])
    return nothing or (entry is not None and entry[0] == TO_DEFINE)


@lru_cache(maxsize=1024)
def key_of(name: str) -> str | None:
    """The field that a name stands for by itself, exactly as the vocabulary has it, or None."""
    bare = fold_spaces(name).strip(" *_")
    if bare == fold_spaces(load("exports")["unknown"]):
        return TO_DEFINE
    if bare in _printed():
        return _printed()[bare]
    column = read_column(name) if is_exact(name) else None
    known = column is not None and not column.ignored and column.level is None and column.field not in _NEVER
    return column.field if known and column is not None and column.field else None


@lru_cache(maxsize=1)
def _printed() -> dict[str, str]:
    exports = load("exports")
    return {fold_spaces(name): exports["fields"][field] for field, name in exports["names"].items()}


def entries(cell: str, own: str = "") -> list[Pair]:
    """The fields that a cell tells: those that its lines name, and the rest as its column's own.

    Args:
        cell: The cell, one paragraph a line.
        own: The field that its column holds, or "".

    Returns:
        Keys and values. A line that names no field goes on with the one above; a cell without a named line is a value
        of its column whole.
    """
    found: list[tuple[str, list[str]]] = []
    for line in cell.split("\n"):
        words = unmarked(line)
        entry = entry_of(words) if own not in FREE else None
        # « Service » over « gestionnaire : … » is one name that the column's width cut.
        upper = words[:1].isupper() and not (found and found[-1][0] in FREE)  # free words take what follows them
        starts = not found or words != line or upper or (entry is not None and entry[0] == TO_DEFINE)
        if entry is not None and starts:
            found.append((entry[0], [entry[1]]))
        elif found:
            found[-1][1].append(line)
        elif own and not is_empty(line):
            found.append((own, [line]))
    return [pair for key, lines in found for pair in told(key, joined("\n".join(lines)))]


def told(key: str, value: str) -> list[Pair]:
    """What a field says, as a document holds it: a list without what is still unknown, proposals known as such.

    Args:
        key: The field.
        value: Its words: « 4 ; 8 (suggestions) », « DPS, D03 », « à définir ».
    """
    unknown, marks = load("exports")["unknown"], load("exports")["suggested"]
    if key == TO_DEFINE or is_empty(value):
        return []
    if key == "origine":
        return whence(value)
    if key in _LISTS:
        value = listed(item for item in items_of(value) if fold_spaces(item) != fold_spaces(unknown))
    mark = next((mark for mark in marks if value.endswith(mark)), None)
    if mark is None:
        return [(key, value)] if value else []
    field = next((name for name, held in load("exports")["fields"].items() if held == key), "")
    proposed = [("champs_proposes", field)] if field else []
    # Each indicator bears its own mark, and keeps it.
    return [(key, value if key == "indicateur" else value.removesuffix(mark).rstrip()), *proposed]
