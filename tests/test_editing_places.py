"""Where a line stands: moves go on into the next objective, levels take what is below along."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.editing import lines, places
from assistant.drafting.editing.tree import EditError
from assistant.drafting.records import Plan
from ingest.records import Level
from tests.drafts import QUICK, trooz
from tests.edits import check_sound, full_plans


def named(plan: Plan, number: str) -> str:
    return next(one.id for one in plan.nodes if one.number == number)


def number(plan: Plan, name: str) -> str:
    return plan.node(name).number


def test_a_line_goes_down_and_up_again() -> None:
    plan = trooz()
    one = named(plan, "5.3.1")
    lower = places.move(plan, one, 1)
    assert number(lower, one) == "5.3.2"
    assert [each.id for each in places.move(lower, one, -1).nodes] == [each.id for each in plan.nodes]


def test_past_its_objective_a_line_goes_on_into_the_next() -> None:
    plan = trooz()
    one = named(plan, "1.1.2")
    after = places.move(plan, one, 1)
    assert number(after, one) == "1.2.1"
    assert number(places.move(after, one, -1), one) == "1.1.2"
    assert number(places.move(plan, named(plan, "2"), 1), named(plan, "2")) == "2", "into the other volet"
    with pytest.raises(EditError, match="première"):
        places.move(plan, named(plan, "1"), -1)


def test_an_objective_moves_with_its_actions() -> None:
    plan = trooz()
    one = named(plan, "4.2")
    new = places.move_to(plan, one, named(plan, "1"))
    assert number(new, one) == "1.4"
    assert len(new.under(one)) == len(plan.under(one))
    assert {each.level for each in places.homes(plan, one)} == {Level.OS}
    assert named(plan, "4") not in {each.id for each in places.homes(plan, one)}
    for below in (named(plan, "4.2.1"), one):
        with pytest.raises(EditError, match="ne se range pas là"):
            places.move_to(plan, one, below)


def test_an_action_becomes_an_objective_after_its_own() -> None:
    plan = trooz()
    one = named(plan, "4.2.1")
    new = places.relevel(plan, one, Level.OO)
    assert number(new, one) == "4.3"
    assert [each.level for each in new.under(one)] == [Level.ACTION]
    check_sound(new)


def test_an_objective_becomes_an_action_of_the_one_before() -> None:
    plan = trooz()
    one = named(plan, "4.2")
    new = places.relevel(plan, one, Level.ACTION)
    assert number(new, one) == "4.1.4"
    assert {each.level for each in new.under(one)} == {Level.SOUS_ACTION}
    assert len(new.nodes) == len(plan.nodes), "a sub-action stands beside what it stood under"
    check_sound(new)


def test_the_first_objective_goes_below_the_next() -> None:
    plan = trooz()
    one = named(plan, "4.1")
    new = places.relevel(plan, one, Level.ACTION)
    assert number(new, one) == "4.1.1"


def test_a_volet_has_no_other_level() -> None:
    plan = trooz()
    with pytest.raises(EditError, match="volet"):
        places.relevel(plan, plan.nodes[0].id, Level.OS)
    alone = lines.add(plan.model_copy(update={"nodes": ()}), None, Level.OS, "Être un CPAS ouvert")
    assert places.relevel(alone, alone.nodes[0].id, Level.ACTION).nodes[0].parent is None


@settings(max_examples=20, phases=QUICK)
@given(st.data())
def test_a_move_is_taken_back_by_the_other(data: st.DataObject) -> None:
    plan = data.draw(full_plans())
    name = data.draw(st.sampled_from([one.id for one in plan.nodes]))
    one = plan.node(name)
    beside = [each.id for each in plan.children(one.parent)]
    if beside.index(name) + 1 < len(beside):
        there = places.move(plan, name, 1)
        assert [each.id for each in places.move(there, name, -1).nodes] == [each.id for each in plan.nodes]
