"""Counts of a listing's rows in a small table: by organisation, volet, theme, level, objective, bearer, state, year."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from assistant.census import Row
from assistant.notices import document_name
from assistant.phrases import listed
from ingest.folding import fold
from ingest.layout import clean
from ingest.nouns import full_noun, shortened
from ingest.records import Level
from ingest.themes import thesaurus
from ingest.vocabulary import load
from vectorstore.context import label

_ENOUGH_DOCUMENTS = 3
"""Fewer documents than this need no table: their headings say how many."""
_MAX_NAME = 80
_YEAR = re.compile(r"20\d\d")
_TITLES = {
    "organisation": "Document",
    "volet": "Volet",
    "theme": "Thème",
    "level": "Niveau",
    "objective": "Objectif",
    "holder": "Porteur",
    "state": "État",
    "year": "Échéance",
}


def find_grouping(text: str) -> str | None:
    """What a question wants its answer grouped by, or None."""
    folded = fold(text)
    return next((key for key in load("listings")["groupings"] if re.search(listed("groupings", key), folded)), None)


def table(rows: Sequence[Row], grouping: str | None) -> list[str]:
    """The lines of a Markdown table that counts rows; none where it would say nothing.

    Args:
        rows: The rows.
        grouping: What to count by, or None: by document, from three documents on.
    """
    if grouping is None:
        grouping = "organisation" if len({row.document.id for row in rows}) >= _ENOUGH_DOCUMENTS else ""
    if grouping not in _NAMES:
        return []
    names = Counter(name for row in rows for name in _NAMES[grouping](row))
    cells = [f"| {_cell(name)} | {number} |" for name, number in names.items()]
    return ["", f"| {_TITLES[grouping]} | Nombre |", "|---|---|", *cells]


def _cell(name: str) -> str:
    return shortened(clean(name), _MAX_NAME).replace("|", "/").replace("[", "(").replace("]", ")")


def _document(row: Row) -> list[str]:
    name = document_name(row.document)
    return [name[0].upper() + name[1:]]


def _above(levels: tuple[Level, ...], missing: str) -> Callable[[Row], list[str]]:
    def names(row: Row) -> list[str]:
        found = [one for one in reversed(row.document.ancestors(row.node)) if one.level in levels]
        return [label(found[0]) if found else missing]

    return names


def _themes(row: Row) -> list[str]:
    known = thesaurus().concepts
    return [known[theme].label for theme in row.node.themes if theme in known] or ["sans thème reconnu"]


def _level(row: Row) -> list[str]:
    return [full_noun(row.node.level, 2)]


def _field(keys: Sequence[str]) -> Callable[[Row], list[str]]:
    def names(row: Row) -> list[str]:
        values = dict(row.node.attributes)
        return [next((values[key] for key in keys if values.get(key)), "non précisé")]

    return names


def _year(row: Row) -> list[str]:
    years = _YEAR.findall(dict(row.node.attributes).get("echeance", ""))
    return [max(years) if years else "non précisée"]


_NAMES: dict[str, Callable[[Row], list[str]]] = {
    "organisation": _document,
    "volet": _above((Level.VOLET,), "hors volet"),
    "theme": _themes,
    "level": _level,
    "objective": _above((Level.OO, Level.OS, Level.AXE, Level.INTENTION), "hors objectif"),
    "holder": _field(("porteur", "pilote", "responsable", "service")),
    "state": _field(("etat",)),
    "year": _year,
}
