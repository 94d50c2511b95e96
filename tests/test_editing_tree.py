"""What holds after any change: the tree is sound, no commitment is lost, undone is as it was."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.editing.numbering import numbered
from assistant.drafting.editing.tree import EditError, line, new_ids, ordered
from assistant.drafting.records import Plan
from ingest.records import Level
from tests.drafts import QUICK, trooz
from tests.edits import check_sound, full_plans, keeping_edits, tried


def carried(plan: Plan) -> set[str]:
    return {ref.id for one in plan.nodes for ref in one.dps_items}


@settings(max_examples=30, phases=QUICK)
@given(st.data())
def test_no_change_breaks_the_tree_or_loses_a_commitment(data: st.DataObject) -> None:
    plan = data.draw(full_plans())
    held = carried(plan)
    for _ in range(4):
        before = plan.model_dump_json()
        changed = tried(plan, data.draw(keeping_edits(plan)))
        check_sound(changed)
        assert carried(changed) == held
        assert plan.model_dump_json() == before, "the plan before is as it was: it can be taken back"
        plan = changed


@settings(max_examples=20, phases=QUICK)
@given(full_plans())
def test_order_and_numbers_are_stable(plan: Plan) -> None:
    assert ordered(plan.nodes) == plan.nodes
    assert numbered(plan.nodes) == plan.nodes
    numbers = [one.number for one in plan.nodes if one.level is Level.OS]
    assert numbers == [str(rank) for rank in range(1, len(numbers) + 1)]


def test_a_line_that_is_gone_is_told() -> None:
    with pytest.raises(EditError, match="n'est plus dans le projet"):
        line(trooz(), "n999")


def test_new_ids_serve_once() -> None:
    assert new_ids(["a001", "n1", "a003"], 3) == ["a002", "a004", "a005"]
