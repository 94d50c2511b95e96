"""Counts of a listing's rows in a small table: by organisation, volet, theme, level, objective, bearer, state, year."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.fields import Field, told
from assistant.notices import document_name
from assistant.phrases import Span, listed
from assistant.rows import Row, by_document
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
_FIELDS = {"holder": Field.HOLDER, "state": Field.STATE, "year": Field.YEAR}
_STRUCTURAL = frozenset({"organisation", "volet", "level"})
_TWICE = "Une action peut compter dans plusieurs thèmes."
_TITLES = {
    "organisation": "Document",
    "volet": "Volet",
    "theme": "Thème",
    "level": "Niveau",
    "objective": "Objectif",
    "os": "Objectif stratégique",
    "axe": "Axe",
    "holder": "Porteur",
    "state": "État",
    "year": "Échéance",
}


@dataclass(frozen=True, slots=True)
class Grouping:
    """What a question wants its answer grouped by.

    Attributes:
        key: Its key in `listings.yaml`.
        span: Where the question says so: these words name no subject and no level to list.
    """

    key: str
    span: Span

    @property
    def field(self) -> Field | None:
        """The field of sheets that it counts by, or None."""
        return _FIELDS.get(self.key)

    @property
    def plain(self) -> bool:
        """Whether a table of the plans' structure says as much, where no subject is asked for."""
        return self.key in _STRUCTURAL


def find_grouping(text: str) -> Grouping | None:
    """What a question wants its answer grouped by, or None: what its longest words say."""
    folded = fold(text)
    found = [
        Grouping(key, match.span())
        for key in load("listings")["groupings"]
        for match in re.finditer(listed("groupings", key), folded)
    ]
    return max(found, key=lambda one: one.span[1] - one.span[0], default=None)


def table(rows: Sequence[Row], grouping: str | None) -> list[str]:
    """The lines of a Markdown table that counts rows; none where it would say nothing.

    Args:
        rows: The rows.
        grouping: What to count by, or None: by document, from three documents on.
    """
    if grouping is None:
        grouping = "organisation" if len(by_document(rows)) >= _ENOUGH_DOCUMENTS else ""
    if grouping not in _NAMES:
        return []
    names = _documents(rows) if grouping == "organisation" else Counter(_names(rows, grouping))
    cells = [f"| {_cell(name)} | {number} |" for name, number in names.items()]
    twice = ["", _TWICE] if names.total() > len(rows) else []
    return ["", f"| {_TITLES[grouping]} | Nombre |", "|---|---|", *cells, *twice]


def _names(rows: Sequence[Row], grouping: str) -> Iterator[str]:
    for row in rows:
        yield from _NAMES[grouping](row)


def _documents(rows: Sequence[Row]) -> Counter[str]:
    """How many rows each document has: of thousands of rows, each document is named once."""
    names: Counter[str] = Counter()
    for mine in by_document(rows):
        names[_document(mine[0])[0]] += len(mine)
    return names


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


def _field(field: Field) -> Callable[[Row], list[str]]:
    def names(row: Row) -> list[str]:
        return (told(row.node, field) or ["non précisé"])[:1]

    return names


def _year(row: Row) -> list[str]:
    years = _YEAR.findall(" ".join(told(row.node, Field.YEAR)))
    return [max(years) if years else "non précisée"]


_NAMES: dict[str, Callable[[Row], list[str]]] = {
    "organisation": _document,
    "volet": _above((Level.VOLET,), "hors volet"),
    "theme": _themes,
    "level": _level,
    "objective": _above((Level.OO, Level.OS, Level.AXE, Level.INTENTION), "hors objectif"),
    "os": _above((Level.OS,), "hors objectif stratégique"),
    "axe": _above((Level.AXE,), "hors axe"),
    "holder": _field(Field.HOLDER),
    "state": _field(Field.STATE),
    "year": _year,
}
