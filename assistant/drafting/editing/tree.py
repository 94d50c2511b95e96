"""The tree of a plan while it is edited: which level may stand below which, and the order of its lines."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assistant.drafting.builder import covered
from assistant.drafting.editing.numbering import numbered
from assistant.drafting.errors import DraftError
from assistant.drafting.records import Plan, PlanNode
from ingest.records import Level

ORDER = (Level.VOLET, Level.SECTION, Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION)
"""The levels of a plan, from the top down."""

MOVABLE = ORDER[2:]
"""The levels that a line may be given."""

_RANK: Mapping[Level, int] = {level: rank for rank, level in enumerate(ORDER)}


class EditError(DraftError):
    """A change that the plan does not bear: an unknown line, a level below itself, an empty title."""


def rank(level: Level) -> int:
    """How deep a level stands, 0 for a volet."""
    return _RANK[level]


def may_hold(above: Level | None, below: Level) -> bool:
    """Whether a line may stand right below another, or at the top for None."""
    return above is None or rank(above) < rank(below)


def line(plan: Plan, name: str) -> PlanNode:
    """A line by its id.

    Raises:
        EditError: If the plan no longer has it.
    """
    try:
        return plan.node(name)
    except KeyError:
        raise EditError("Cette ligne n'est plus dans le projet.", "Choisissez-en une autre.") from None


def siblings(plan: Plan, one: PlanNode) -> tuple[PlanNode, ...]:
    """The lines of the same parent, the line itself included, in order."""
    return plan.children(one.parent)


def ancestors(plan: Plan, one: PlanNode) -> tuple[PlanNode, ...]:
    """The lines above a line, the closest first."""
    by_id = {node.id: node for node in plan.nodes}
    found = []
    while one.parent is not None:
        one = by_id[one.parent]
        found.append(one)
    return tuple(found)


def ordered(nodes: Sequence[PlanNode]) -> tuple[PlanNode, ...]:
    """The lines in reading order: each followed by all that stands below it; those of one parent as they come.

    Args:
        nodes: The lines; every parent is one of them.
    """
    below: dict[str | None, list[PlanNode]] = {}
    for one in nodes:
        below.setdefault(one.parent, []).append(one)
    found: list[PlanNode] = []
    waiting = list(reversed(below.get(None, ())))
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting.extend(reversed(below.get(one.id, ())))
    assert len(found) == len(nodes), "a line has lost its parent"
    return tuple(found)


def settled(plan: Plan, nodes: Sequence[PlanNode]) -> Plan:
    """A plan with other lines: in reading order, numbered, its coverage counted; its checks are to be made anew."""
    lines = numbered(ordered(nodes))
    return plan.model_copy(update={"nodes": lines, "coverage": covered(plan.items, lines), "checks": ()})


def changed(plan: Plan, name: str, update: Mapping[str, Any]) -> Plan:
    """A plan of which one line says something else."""
    line(plan, name)
    return settled(plan, [one.model_copy(update=update) if one.id == name else one for one in plan.nodes])


def new_ids(taken: Iterable[str], count: int) -> list[str]:
    """So many ids that no line has, from `a001` on."""
    used, number = set(taken), 0
    found: list[str] = []
    while len(found) < count:
        number += 1
        if (name := f"a{number:03}") not in used:
            found.append(name)
    return found


def placed(
    plan: Plan,
    moved: Sequence[PlanNode],
    *,
    after: str | None = None,
    first_of: str | None = None,
) -> Plan:
    """A plan with a branch put elsewhere.

    Args:
        plan: The plan, with the branch or without.
        moved: The branch's lines, the topmost first; their parents and levels as they are to be.
        after: The line that the branch follows, of the same parent; without one it comes last below its parent.
        first_of: The parent that the branch comes first below.
    """
    inside = {one.id for one in moved}
    rest = [one for one in plan.nodes if one.id not in inside]
    mark = after or first_of
    place = next((rank + 1 for rank, one in enumerate(rest) if one.id == mark), len(rest)) if mark else len(rest)
    return settled(plan, [*rest[:place], *moved, *rest[place:]])
