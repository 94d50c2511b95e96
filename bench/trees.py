"""Trees of plans: those of the reference plans and of the layout documents, from their gold files."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest.records import DocumentKind, Level

_TESTS = Path(__file__).resolve().parent.parent / "tests"
_FOLDERS = ("gold", "layouts")


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a plan with what stands below it.

    Attributes:
        kind: `commun`, `interne` or `externe` for a volet.
    """

    level: Level
    text: str
    kind: str | None = None
    children: tuple["Element", ...] = ()

    def walk(self) -> Iterator["Element"]:
        """The element and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan to be written out as a document.

    Attributes:
        kind: A PST or a DPS.
        organisation: The commune whose CPAS it is.
        years: First and last year.
        intro: Paragraphs before the tree.
    """

    kind: DocumentKind
    organisation: str
    years: tuple[int, int]
    intro: tuple[str, ...]
    elements: tuple[Element, ...]

    @property
    def nodes(self) -> int:
        """How many elements its tree has."""
        return sum(1 for root in self.elements for _ in root.walk())


@lru_cache(maxsize=1)
def seeds() -> tuple[tuple[DocumentKind, tuple[Element, ...]], ...]:
    """The real structures: a kind and a tree for each gold file that has one, the same order on every machine."""
    found = []
    for folder in _FOLDERS:
        for path in sorted((_TESTS / folder).glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            kind = DocumentKind.DPS if gold["kind"] == "dps" else DocumentKind.PST
            if gold["nodes"]:
                found.append((kind, _tree(gold["nodes"])))
    return tuple(found)


def _tree(rows: list[dict[str, object]]) -> tuple[Element, ...]:
    """Nodes name their parent by its line, where they have lines, or by its place in the reading order."""
    place = "line" if all("line" in row for row in rows) else "order"
    below: dict[object, list[dict[str, object]]] = {}
    for row in rows:
        below.setdefault(row["parent"], []).append(row)

    def build(row: dict[str, object]) -> Element:
        kind = row.get("kind")
        children = tuple(build(child) for child in below.get(row[place], ()) if child is not row)
        return Element(Level(str(row["level"])), str(row["text"]), str(kind) if kind else None, children)

    return tuple(build(row) for row in below.get(None, ()))
