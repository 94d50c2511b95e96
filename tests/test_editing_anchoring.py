"""Which line carries out which commitment; an objective drafted apart finds its place."""

import pytest

from assistant.drafting.editing import anchoring
from assistant.drafting.editing.tree import EditError
from assistant.drafting.records import ItemRef, Origin, Plan, PlanNode
from ingest.records import Level
from tests.drafts import trooz
from tests.edits import check_sound


def named(plan: Plan, number: str) -> str:
    return next(one.id for one in plan.nodes if one.number == number)


def nodes_of(plan: Plan, item: str) -> tuple[str, ...]:
    return next(one.nodes for one in plan.coverage if one.dps_item == item)


def test_a_commitment_is_linked_and_unlinked() -> None:
    plan, line = trooz(), named(trooz(), "5.2.1")
    linked = anchoring.link(plan, line, "D32")
    assert nodes_of(linked, "D32") == (line,)
    assert anchoring.link(linked, line, "D32") is linked
    assert nodes_of(anchoring.unlink(linked, line, "D32"), "D32") == ()
    with pytest.raises(EditError, match="engagement"):
        anchoring.link(plan, line, "D99")


def test_an_uncovered_commitment_becomes_a_line_of_its_own() -> None:
    plan = trooz()
    assert nodes_of(plan, "D32") == ()
    new = anchoring.cover(plan, "D32", named(plan, "5.2"))
    (name,) = nodes_of(new, "D32")
    one = new.node(name)
    assert (one.level, one.number, one.origin, one.proposal) == (Level.ACTION, "5.2.3", Origin.DPS, False)
    check_sound(new)
    assert anchoring.cover(plan, "D32", named(plan, "5")).nodes[-1].level is Level.OO
    with pytest.raises(EditError, match="ne se range pas"):
        anchoring.cover(plan, "D32", plan.nodes[0].id)


def piece(words: str) -> Plan:
    held = ItemRef(id="D01", text=words, axis="")
    return Plan(
        source="",
        nodes=(
            PlanNode(id="n001", parent=None, level=Level.OS, text="Être un CPAS solidaire", proposal=True),
            PlanNode(id="n002", parent="n001", level=Level.OO, text="Lutter contre la précarité", proposal=True),
            PlanNode(id="n003", parent="n002", level=Level.ACTION, text="Informer", dps_items=(held,)),
        ),
    )


def test_an_objective_goes_into_an_open_draft() -> None:
    plan = trooz()
    new = anchoring.insert(plan, piece(plan.items[4].text.upper()), named(plan, "5"))
    check_sound(new)
    assert len(new.nodes) == len(plan.nodes) + 2
    assert new.node(named(new, "5.4.1")).dps_items[0].id == plan.items[4].id, "known by its words, not by its number"
    alone = anchoring.insert(plan, piece("autre chose"), plan.nodes[0].id)
    assert alone.node(named(alone, "3")).text == "Être un CPAS solidaire"
    assert alone.node(named(alone, "3.1.1")).dps_items == ()
    with pytest.raises(EditError, match="objectif"):
        anchoring.insert(plan, piece("x"), named(plan, "5.1"))
