"""What is done to one line: its provenance stays, what staff write is theirs, nothing goes away unsaid."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.editing import lines
from assistant.drafting.editing.tree import EditError
from assistant.drafting.records import A_DEFINIR, Indicator, Origin, Plan, PlanNode
from ingest.records import Level
from tests.drafts import QUICK, trooz
from tests.edits import check_sound, full_plans


def numbered(plan: Plan, number: str) -> PlanNode:
    return next(one for one in plan.nodes if one.number == number)


def test_a_renamed_line_is_the_staffs_and_keeps_its_sources() -> None:
    plan = trooz()
    one = numbered(plan, "1.1.1")
    new = lines.rename(plan, one.id, "  Étudier\nles besoins ").node(one.id)
    assert (new.text, new.origin, new.dps_items) == ("Étudier les besoins", Origin.AGENT, one.dps_items)
    assert lines.rename(plan, one.id, one.text) is plan
    with pytest.raises(EditError, match="intitulé"):
        lines.rename(plan, one.id, " ")


def test_fields_are_filled_and_a_suggestion_that_is_changed_is_none_any_more() -> None:
    plan = trooz()
    one = numbered(plan, "3.1.1")
    values = {"odd": (1, 10), "responsable": "Direction", "echeance": ""}
    new = lines.fill(plan, one.id, values).node(one.id)
    assert (new.odd, new.responsable, new.echeance, new.suggestions) == ((1, 10), "Direction", A_DEFINIR, ())
    assert new.origin is Origin.AGENT
    assert lines.fill(plan, one.id, {"odd": one.odd}) is plan
    with pytest.raises(EditError, match="Champ inconnu"):
        lines.fill(plan, one.id, {"text": "x"})
    with pytest.raises(EditError, match="ne convient pas"):
        lines.fill(plan, one.id, {"odd": ("trois",)})


def test_suggested_values_are_accepted_together() -> None:
    plan = lines.fill(trooz(), "n27", {"indicateur": (Indicator(libelle="Nombre", suggestion=True),)})
    new = lines.accept_values(plan, "n27").node("n27")
    assert not new.suggestions
    assert not any(one.suggestion for one in new.indicateur)


def test_an_accepted_proposal_keeps_what_inspired_it() -> None:
    plan = trooz()
    one = next(one for one in plan.nodes if one.origin is Origin.PRECEDENT)
    new = lines.accept(plan, one.id).node(one.id)
    assert (new.proposal, new.origin) == (False, Origin.AGENT)
    assert (new.precedents, new.inspired_by) == (one.precedents, one.inspired_by)


def test_accepting_below_takes_the_whole_objective() -> None:
    plan = trooz()
    top = numbered(plan, "2")
    new = lines.accept(plan, top.id, below=True)
    assert not any(one.proposal for one in (new.node(top.id), *new.under(top.id)))


def test_a_refused_proposal_goes_away_unless_it_holds_commitments() -> None:
    plan = trooz()
    one = next(one for one in plan.nodes if one.origin is Origin.PRECEDENT)
    assert one.id not in {each.id for each in lines.reject(plan, one.id).nodes}
    with pytest.raises(EditError, match="n'est pas une proposition"):
        lines.reject(plan, numbered(plan, "1.1.1").id)
    with pytest.raises(EditError, match=r"contient \d+ lignes"):
        lines.reject(plan, numbered(plan, "2").id)


def test_a_deleted_branch_uncovers_its_commitments() -> None:
    plan = trooz()
    new = lines.delete(plan, numbered(plan, "5.2").id)
    check_sound(new)
    lost = {ref.id for one in plan.nodes for ref in one.dps_items} - {
        ref.id for one in new.nodes for ref in one.dps_items
    }
    assert lost == {one.dps_item for one in new.coverage if not one.nodes} & lost
    assert numbered(new, "5.2").text == numbered(plan, "5.3").text


def test_a_line_is_added_where_its_level_may_stand() -> None:
    plan = trooz()
    new = lines.add(plan, numbered(plan, "5.2").id, Level.ACTION, "Ouvrir une épicerie sociale")
    one = numbered(new, "5.2.3")
    assert (one.text, one.origin, one.proposal) == ("Ouvrir une épicerie sociale", Origin.AGENT, False)
    with pytest.raises(EditError, match="ne se range pas"):
        lines.add(plan, numbered(plan, "5.2.1").id, Level.OO, "Trop haut")
    with pytest.raises(EditError, match="intitulé"):
        lines.add(plan, None, Level.OS, "")


def test_merged_lines_keep_both_sources_children_and_words() -> None:
    plan = trooz()
    one, two = numbered(plan, "5.1"), numbered(plan, "5.3")
    new = lines.merge(plan, one.id, two.id)
    check_sound(new)
    merged = new.node(one.id)
    assert {ref.id for ref in merged.dps_items} == {ref.id for each in (one, two) for ref in each.dps_items}
    assert len(new.children(one.id)) == len(plan.children(one.id)) + len(plan.children(two.id))
    assert merged.text == one.text
    assert two.text in merged.commentaire
    with pytest.raises(EditError, match="ne se fusionnent pas"):
        lines.merge(plan, one.id, numbered(plan, "5.1.1").id)


@settings(max_examples=20, phases=QUICK)
@given(st.data())
def test_no_value_of_a_merged_line_is_lost(data: st.DataObject) -> None:
    plan = data.draw(full_plans())
    pairs = [(a, b) for a in plan.nodes for b in plan.nodes if a.level is b.level and a.id != b.id]
    if not pairs:
        return
    one, two = data.draw(st.sampled_from(pairs))
    merged = lines.merge(plan, one.id, two.id).node(one.id)
    told = [merged.responsable, merged.echeance, merged.commentaire, *merged.partenaires]
    for value in (two.responsable, two.echeance, *two.partenaires):
        assert value in (A_DEFINIR, "") or any(value in one for one in told)
    assert set(two.dps_items) <= set(merged.dps_items)
