"""What is asked of precedents depends on what the file can hold."""

import pytest

from assistant.drafting.checks import run_checks
from assistant.drafting.export import exported
from assistant.drafting.reading import plan_of
from assistant.drafting.records import Check, Origin, Plan
from ingest.document import read_data
from tests.drafts import trooz


def back(plan: Plan, suffix: str) -> Plan:
    name = f"projet{suffix}"
    return plan_of(read_data(exported(plan, suffix), name, name))


def verdict(plan: Plan) -> Check:
    return next(one for one in run_checks(plan) if one.id == "precedents.propositions")


def unquoted() -> Plan:
    nodes = tuple(one.model_copy(update={"precedents": ()}) for one in trooz().nodes)
    return trooz().model_copy(update={"nodes": nodes})


@pytest.mark.parametrize(("suffix", "place"), [(".xlsx", "« Sources »"), (".xml", ".xml ne les garde pas")])
def test_quotes_are_not_asked_of_a_file_that_cannot_hold_them(suffix: str, place: str) -> None:
    plan = back(trooz(), suffix)
    assert any(one.origin is Origin.PRECEDENT for one in plan.nodes)
    found = verdict(plan)
    assert found.ok
    assert place in found.detail
    assert "marquées et citées" not in found.detail
    assert "n'ont pas été contrôlées" in found.detail


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".pdf", ".md"])
def test_nor_of_a_printed_plan_whose_quotes_stand_in_an_annex(suffix: str) -> None:
    found = verdict(back(trooz(), ".xlsx").model_copy(update={"source": f"projet{suffix}", "kind": "pst"}))
    assert found.ok
    assert "Annexe" in found.detail


def test_what_such_a_file_does_hold_is_still_asked() -> None:
    plan = back(trooz(), ".xlsx")
    nodes = tuple(one.model_copy(update={"inspired_by": ()}) for one in plan.nodes)
    found = verdict(plan.model_copy(update={"nodes": nodes}))
    assert not found.ok
    assert "ne dit pas de qui elle s'inspire" in found.detail
    assert "sans citation" not in found.detail


def test_quotes_are_asked_of_drafts() -> None:
    assert verdict(back(trooz(), ".json")).detail.endswith("marquées et citées.")
    for plan in (unquoted(), back(unquoted(), ".json")):
        assert "sans citation" in verdict(plan).detail
    sheet = unquoted().model_copy(update={"source": "dps.xlsx"})
    assert not verdict(sheet).ok, "a declaration in a workbook excuses nothing"
