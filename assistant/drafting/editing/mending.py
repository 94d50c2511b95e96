"""A plan from elsewhere made fit to be edited: ids that serve once, parents that exist, levels that nest."""

import re

from assistant.drafting.editing.tree import may_hold, new_ids, settled
from assistant.drafting.records import Plan, PlanNode
from ingest.records import Level

_TOP = 200
_ID = re.compile(r"[\w.-]{1,80}")


def mended(plan: Plan) -> Plan:
    """A plan whose tree holds together; its words, fields and sources stay as they are.

    A line whose id serves already, or is more than letters, digits, dots and dashes, gets one of its own; one whose
    parent is unknown, stands after it, or is not of a higher level, goes below the closest line before it that may hold
    it. A draft's numbers are made anew.

    Args:
        plan: The plan, as it was read.
    """
    found: dict[str, PlanNode] = {}
    taken = {one.id for one in plan.nodes}
    for one in plan.nodes:
        name = one.id
        if not _ID.fullmatch(name) or name in found:
            (name,) = new_ids({*taken, *found}, 1)
            taken.add(name)
        found[name] = one.model_copy(update={"id": name, "parent": _home(found, one)})
    return settled(plan, list(found.values()))


def _home(before: dict[str, PlanNode], one: PlanNode) -> str | None:
    above = before.get(one.parent or "")
    if one.parent is None or (above is not None and may_hold(above.level, one.level)):
        return one.parent
    if one.level is Level.VOLET:
        return None
    fits = (name for name, each in reversed(before.items()) if may_hold(each.level, one.level))
    return next(fits, None)


def entitled(plan: Plan, title: str, organisation: str) -> Plan:
    """A plan with another title, and the organisation whose it is.

    Args:
        plan: The plan.
        title: Its title; an empty one leaves the usual.
        organisation: Whose it is, or "".
    """
    told = " ".join(organisation.split())[:_TOP]
    return plan.model_copy(update={"title": " ".join(title.split())[:_TOP], "organisation": told or None})
