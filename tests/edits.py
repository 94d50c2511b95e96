"""Random changes to plans, for tests of what holds after any of them."""

from collections.abc import Callable

from hypothesis import strategies as st

from assistant.drafting.editing import lines, places
from assistant.drafting.editing.mending import mended
from assistant.drafting.editing.tree import MOVABLE, EditError, may_hold
from assistant.drafting.records import DpsItem, Plan
from tests.drafts import plans

Edit = Callable[[Plan], Plan]


def anchored(plan: Plan) -> Plan:
    """The plan with the commitments that its lines name, as its declaration's."""
    refs = {ref.id: ref for node in plan.nodes for ref in node.dps_items}
    items = tuple(
        DpsItem(id=one.id, text=one.text, axis=one.axis, node="", start=0, end=1, line=1) for one in refs.values()
    )
    return mended(plan.model_copy(update={"items": items}))


def full_plans() -> st.SearchStrategy[Plan]:
    """Plans with a line at least."""
    return plans().map(anchored).filter(lambda plan: bool(plan.nodes))


@st.composite
def keeping_edits(draw: st.DrawFn, plan: Plan) -> Edit:
    """A change that deletes nothing: a move, another level, a merge, other words, a line more."""
    names = st.sampled_from([one.id for one in plan.nodes])
    one, two = draw(names), draw(names)
    kind = draw(st.sampled_from(("move", "move_to", "relevel", "merge", "rename", "add", "accept")))
    if kind == "move":
        step = draw(st.sampled_from((-1, 1)))
        return lambda plan: places.move(plan, one, step)
    if kind == "move_to":
        return lambda plan: places.move_to(plan, one, two)
    if kind == "relevel":
        level = draw(st.sampled_from(MOVABLE))
        return lambda plan: places.relevel(plan, one, level)
    if kind == "merge":
        return lambda plan: lines.merge(plan, one, two)
    if kind == "rename":
        return lambda plan: lines.rename(plan, one, "Autrement dit")
    if kind == "accept":
        return lambda plan: lines.accept(plan, one, below=True)
    level = draw(st.sampled_from(MOVABLE))
    return lambda plan: lines.add(plan, one, level, "Une ligne de plus")


def tried(plan: Plan, edit: Edit) -> Plan:
    """The plan after a change; the plan itself where it does not bear the change."""
    try:
        return edit(plan)
    except EditError:
        return plan


def check_sound(plan: Plan) -> None:
    """What holds of every plan: ids unique, parents before their lines, levels nest, coverage as the lines say."""
    seen = {}
    for one in plan.nodes:
        assert one.id not in seen
        assert one.parent is None or one.parent in seen
        assert may_hold(seen[one.parent].level if one.parent else None, one.level)
        seen[one.id] = one
    open_lines: list[str] = []
    for one in plan.nodes:
        while open_lines and open_lines[-1] != one.parent:
            open_lines.pop()
        assert one.parent is None or open_lines, "a branch is in one piece"
        open_lines.append(one.id)
    assert [one.dps_item for one in plan.coverage] == [one.id for one in plan.items]
    for covered in plan.coverage:
        carried = [one for one in covered.nodes if covered.dps_item in {ref.id for ref in seen[one].dps_items}]
        assert list(covered.nodes) == carried
