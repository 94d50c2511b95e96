"""How many elements of each level plans hold, whole and below each of their parts: counted once for a document."""

from collections import Counter
from dataclasses import dataclass

from ingest.records import Document, Level, Node

LEVELS = (
    Level.VOLET, Level.AXE, Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION, Level.INTENTION, Level.OBJECTIF,
)  # fmt: skip
_TOPS = (Level.VOLET, Level.AXE)


@dataclass(frozen=True, slots=True)
class Shape:
    """The counts of a document.

    Attributes:
        levels: How many elements of each level it holds.
        volets: The same in the volets of each kind.
        parts: Its volets and axes, or what stands at its top, each with what it holds below, in reading order.
        inside: The kinds of volets that each of these stands in, itself included, in the same order.
    """

    levels: Counter[Level]
    volets: dict[str | None, Counter[Level]]
    parts: tuple[tuple[Node, Counter[Level]], ...]
    inside: tuple[frozenset[str | None], ...]

    def counted(self, volet: str | None) -> Counter[Level]:
        """How many elements of each level stand in the volets of a kind; in all of it when None."""
        return self.levels if volet is None else self.volets.get(volet, Counter())


class Shapes:
    """The shapes of documents, each found once. Documents of one id are one document."""

    def __init__(self) -> None:
        self._known: dict[str, Shape] = {}

    def of(self, document: Document) -> Shape:
        """The shape of a document."""
        found = self._known.get(document.id)
        if found is None:
            found = self._known[document.id] = shape(document)
        return found


def shape(document: Document) -> Shape:
    """Count the elements of a document in one pass, parents before what stands below them."""
    tops = [node for node in document.nodes if node.level in _TOPS]
    chosen = tops or [node for node in document.nodes if node.level in LEVELS and node.parent is None]
    held = {node.id: Counter[Level]() for node in chosen}
    above: dict[str, tuple[tuple[str, ...], frozenset[str | None]]] = {}
    nowhere: tuple[tuple[str, ...], frozenset[str | None]] = ((), frozenset())
    levels: Counter[Level] = Counter()
    volets: dict[str | None, Counter[Level]] = {}
    for node in _parents_first(document):
        parts, kinds = above[node.parent] if node.parent is not None else nowhere
        for name in parts:
            held[name][node.level] += 1
        if node.level is Level.VOLET:
            kinds |= {node.kind}
        levels[node.level] += 1
        for kind in kinds:
            volets.setdefault(kind, Counter())[node.level] += 1
        above[node.id] = ((*parts, node.id) if node.id in held else parts, kinds)
    return Shape(
        levels, volets, tuple((node, held[node.id]) for node in chosen), tuple(above[node.id][1] for node in chosen)
    )


def _parents_first(document: Document) -> list[Node]:
    """The nodes in reading order, in which parents stand before their children; by depth where they do not."""
    seen: set[str | None] = {None}
    for node in document.nodes:
        if node.parent not in seen:
            return sorted(document.nodes, key=lambda one: len(document.ancestors(one)))
        seen.add(node.id)
    return list(document.nodes)
