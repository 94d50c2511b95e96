"""Where a line stands: up and down, to another objective, to another level."""

from collections.abc import Sequence

from assistant.drafting.editing.tree import (
    MOVABLE,
    ORDER,
    EditError,
    ancestors,
    line,
    may_hold,
    placed,
    rank,
    siblings,
)
from assistant.drafting.records import Plan, PlanNode
from ingest.records import Level


def move(plan: Plan, name: str, step: int) -> Plan:
    """Move a line one place up or down; past the end of its objective it goes on into the next one.

    Args:
        plan: The plan.
        name: The line's id.
        step: -1 for up, 1 for down.

    Raises:
        EditError: If there is no such line, or it is the first or the last of the plan.
    """
    one = line(plan, name)
    beside = siblings(plan, one)
    place = [each.id for each in beside].index(name) + step
    branch = [one, *plan.under(name)]
    if 0 <= place < len(beside):
        if step > 0:
            return placed(plan, branch, after=beside[place].id)
        other = beside[place]
        return placed(plan, [other, *plan.under(other.id)], after=name)
    home = _next_home(plan, one, step)
    if home is None:
        where = "première" if step < 0 else "dernière"
        raise EditError(f"Cette ligne est déjà la {where}.", "Changez-en le niveau, ou déplacez-la.")
    moved = [one.model_copy(update={"parent": home.id}), *branch[1:]]
    return placed(plan, moved, first_of=home.id if step > 0 else None)


def _next_home(plan: Plan, one: PlanNode, step: int) -> PlanNode | None:
    """The line of the parent's level that comes next in reading order."""
    parent = next((each for each in plan.nodes if each.id == one.parent), None)
    if parent is None:
        return None
    level = [each for each in plan.nodes if each.level is parent.level]
    place = [each.id for each in level].index(parent.id) + step
    return level[place] if 0 <= place < len(level) else None


def homes(plan: Plan, name: str) -> tuple[PlanNode, ...]:
    """The lines that a line may be moved below, its present place left out; the usual level above first in each part.

    Raises:
        EditError: If there is no such line.
    """
    one = line(plan, name)
    inside = {name, *(each.id for each in plan.under(name))}
    fit = [each for each in plan.nodes if may_hold(each.level, one.level) and each.id not in inside]
    usual = max((rank(each.level) for each in fit), default=0)
    return tuple(each for each in fit if rank(each.level) == usual and each.id != one.parent)


def move_to(plan: Plan, name: str, parent: str) -> Plan:
    """Move a line, with all below it, last below another one.

    Raises:
        EditError: If there is no such line, or the line may not stand there.
    """
    one, home = line(plan, name), line(plan, parent)
    branch = [one, *plan.under(name)]
    if home.id in {each.id for each in branch} or not may_hold(home.level, one.level):
        raise EditError("Cette ligne ne se range pas là.", "Choisissez un objectif d'un niveau supérieur.")
    return placed(plan, [one.model_copy(update={"parent": parent}), *branch[1:]])


def relevel(plan: Plan, name: str, level: Level) -> Plan:
    """Give a line another level; what stands below it goes up or down with it.

    Raised, it follows the line that it stood under; lowered, it goes below the line before it. A line that would be
    lower than a sub-action stands beside what it stood under: none is lost.

    Args:
        plan: The plan.
        name: The line's id.
        level: An OS, an OO, an action or a sub-action.

    Raises:
        EditError: If there is no such line, or it is a volet or a section.
    """
    one = line(plan, name)
    if level not in MOVABLE or one.level not in MOVABLE:
        raise EditError("Le niveau d'un volet ne se change pas.", "Déplacez plutôt les lignes qu'il contient.")
    if level is one.level:
        return plan
    parent, after, first = _raised(plan, one, level) if rank(level) < rank(one.level) else _lowered(plan, one, level)
    moved = _shifted([one, *plan.under(name)], parent, rank(level) - rank(one.level))
    return placed(plan, moved, after=after, first_of=parent if first else None)


def _raised(plan: Plan, one: PlanNode, level: Level) -> tuple[str | None, str | None, bool]:
    after = None
    for above in ancestors(plan, one):
        if may_hold(above.level, level):
            return above.id, after, False
        after = above.id
    return None, after, False


def _lowered(plan: Plan, one: PlanNode, level: Level) -> tuple[str | None, str | None, bool]:
    beside = siblings(plan, one)
    place = [each.id for each in beside].index(one.id)
    before = _last_that_holds(beside[:place], level)
    if before is not None:
        while (deeper := _last_that_holds(plan.children(before.id)[-1:], level)) is not None:
            before = deeper
        return before.id, None, False
    following = next((each for each in beside[place + 1 :] if may_hold(each.level, level)), None)
    return (following.id, None, True) if following is not None else (one.parent, None, False)


def _last_that_holds(lines: Sequence[PlanNode], level: Level) -> PlanNode | None:
    return lines[-1] if lines and may_hold(lines[-1].level, level) else None


def _shifted(branch: Sequence[PlanNode], parent: str | None, delta: int) -> list[PlanNode]:
    """A branch so many levels lower, under its new parent; what cannot go lower stands beside what it stood under."""
    found: dict[str, PlanNode] = {}
    for one in branch:
        level = ORDER[min(max(rank(one.level) + delta, rank(MOVABLE[0])), len(ORDER) - 1)]
        above = one.parent if found else parent
        while above in found and not may_hold(found[above].level, level):
            above = found[above].parent
        found[one.id] = one.model_copy(update={"level": level, "parent": above})
    return list(found.values())
