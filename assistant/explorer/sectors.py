"""A plan as rings: each element a sector, as wide as the actions that stand in it."""

from dataclasses import dataclass

from assistant.explorer import naming
from assistant.explorer.collection import OUTLINE
from assistant.explorer.outline import Branch, branches
from assistant.explorer.selection import Wish, select
from ingest.nouns import shortened
from ingest.records import Document, Level, Node

_ROOT = "plan"
_LABEL = 28
_LEFT_OUT = frozenset({Level.SOUS_ACTION})


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector; `value` is the number of outermost elements in it, 1 for one that holds none."""

    id: str
    parent: str
    label: str
    title: str
    value: int


def sectors(document: Document) -> tuple[Sector, ...]:
    """The sectors of a plan, the centre first; each is as wide as what it holds."""
    tree = branches(document, select(document, Wish(), lambda _: ()))
    rings = [sector for one in tree for sector in _sectors(one, _ROOT)]
    total = sum(one.value for one in rings if one.parent == _ROOT)
    return (Sector(_ROOT, "", "Tout le plan", naming.label(document), total), *rings)


def below(document: Document, sector: str) -> tuple[Node, ...]:
    """The outermost elements in a sector: its actions, or what stands in their place.

    Args:
        document: The plan.
        sector: A sector's id; any other is the whole plan.
    """
    nodes = [node for node in document.nodes if node.level in OUTLINE and node.level not in _LEFT_OUT]
    above = {one.id for node in nodes for one in document.ancestors(node)}
    leaves = [node for node in nodes if node.id not in above]
    if sector not in document.by_id:
        return tuple(leaves)
    return tuple(
        node for node in leaves if node.id == sector or any(one.id == sector for one in document.ancestors(node))
    )


def _sectors(branch: Branch, parent: str) -> list[Sector]:
    inner = [
        sector for one in branch.children if one.node.level not in _LEFT_OUT for sector in _sectors(one, branch.node.id)
    ]
    value = sum(one.value for one in inner if one.parent == branch.node.id) or 1
    node = branch.node
    short = naming.level(node) if node.number else shortened(naming.title(node), _LABEL)
    return [Sector(node.id, parent, short, f"{naming.level(node)} : {naming.title(node)}", value), *inner]
