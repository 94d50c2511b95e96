"""A plan's tree as it is drawn: branches in branches, each with what stands below it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.explorer.collection import OUTLINE
from assistant.explorer.selection import Selection
from ingest.records import Document, Level, Node


@dataclass(frozen=True, slots=True)
class Branch:
    """An element and what stands below it.

    Attributes:
        below: How many elements below it the filters keep, by level from the top down.
        prose: The texts that stand right below it, in order.
        fits: Whether the filters keep the element itself, and not only something below it.
    """

    node: Node
    below: tuple[tuple[Level, int], ...]
    prose: tuple[Node, ...]
    children: tuple["Branch", ...]
    fits: bool


def branches(document: Document, selection: Selection) -> tuple[Branch, ...]:
    """The tree of what a selection shows of a plan.

    Args:
        document: The plan.
        selection: What is kept of it.
    """
    return tuple(_branch(document, node, selection) for node in _tops(document) if node.id in selection.shown)


def loose(document: Document) -> tuple[Node, ...]:
    """The texts of a plan that stand under none of its elements: introductions, annexes."""
    return tuple(
        node
        for node in document.nodes
        if node.level not in OUTLINE and not any(one.level in OUTLINE for one in document.ancestors(node))
    )


def _tops(document: Document) -> list[Node]:
    return [
        node
        for node in document.nodes
        if node.level in OUTLINE and not any(one.level in OUTLINE for one in document.ancestors(node))
    ]


def _branch(document: Document, node: Node, selection: Selection) -> Branch:
    prose, inner = _inside(document, node)
    children = tuple(_branch(document, one, selection) for one in inner if one.id in selection.shown)
    below: Counter[Level] = Counter()
    for one in children:
        below.update(dict(one.below))
        below[one.node.level] += one.fits
    counts = tuple((level, below[level]) for level in OUTLINE if below[level])
    return Branch(node, counts, tuple(prose), children, node.id in selection.matches)


def _inside(document: Document, node: Node) -> tuple[list[Node], list[Node]]:
    """The texts right below an element, and the next elements, which may stand under one of the texts."""
    prose, inner = list[Node](), list[Node]()
    waiting: list[Node] = [*document.children.get(node.id, ())]
    while waiting:
        one = waiting.pop(0)
        if one.level in OUTLINE:
            inner.append(one)
            continue
        prose.append(one)
        waiting = [*document.children.get(one.id, ()), *waiting]
    return prose, inner


def size(tree: Iterable[Branch]) -> int:
    """How many elements a tree draws."""
    return sum(1 + size(one.children) for one in tree)
