"""Plans from elsewhere: whatever their ids, parents and levels, the tree holds together and says the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.editing.mending import entitled, mended
from assistant.drafting.records import Plan, PlanNode
from ingest.records import Level
from tests.drafts import QUICK, trooz
from tests.edits import check_sound

_IDS = st.sampled_from(("", "a", "b", "c", "a001"))
_LEVELS = st.sampled_from((Level.VOLET, Level.SECTION, Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION))
_NODES = st.lists(
    st.builds(PlanNode, id=_IDS, parent=st.one_of(st.none(), _IDS), level=_LEVELS, text=st.sampled_from("xyz")),
    max_size=8,
)


@settings(max_examples=150, phases=QUICK)
@given(_NODES)
def test_any_tree_is_made_sound_and_no_line_is_lost(nodes: list[PlanNode]) -> None:
    plan = mended(Plan(source="x", nodes=tuple(nodes)))
    check_sound(plan)
    assert sorted((one.level, one.text) for one in plan.nodes) == sorted((one.level, one.text) for one in nodes)
    assert mended(plan) == plan


def test_a_sound_plan_stays_as_it_is() -> None:
    plan = trooz()
    assert [(one.id, one.parent, one.text) for one in mended(plan).nodes] == [
        (one.id, one.parent, one.text) for one in plan.nodes
    ]


def test_a_plan_is_given_a_title_and_an_organisation() -> None:
    plan = entitled(trooz(), "  PST \n 2025-2030 ", "")
    assert (plan.title, plan.organisation) == ("PST 2025-2030", None)


def test_an_id_that_would_be_code_is_replaced() -> None:
    """Ids reach the page: those of a plan that somebody made by hand too."""
    evil = "x</script><script>alert(1)</script>"
    node = PlanNode(id=evil, parent=None, level=Level.OO, text="Loger")
    below = PlanNode(id="a1", parent=evil, level=Level.ACTION, text="Bâtir")
    found = mended(Plan(source="", title="", organisation=None, nodes=(node, below)))
    assert all("<" not in one.id for one in found.nodes)
    assert found.nodes[1].parent == found.nodes[0].id
