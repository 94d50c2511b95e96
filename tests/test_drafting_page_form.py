"""The form of a line keeps what is typed while it shows the same; a click changes a draft for staff alone."""

from types import SimpleNamespace

import pytest

from assistant.access import AccessError, Role
from assistant.drafting.editing import lines
from assistant.drafting.records import Budget, Indicator
from tests.drafts import trooz
from ui.drafting import form, state


def test_what_the_form_does_not_show_leaves_it_as_it_is() -> None:
    plan = trooz()
    proposal = next(one for one in plan.nodes if one.proposal)
    accepted = lines.accept(plan, proposal.id).node(proposal.id)
    assert accepted != proposal
    assert form._mark(accepted) == form._mark(proposal)
    hinted = proposal.model_copy(
        update={"suggestions": ("odd",), "indicateur": (Indicator(libelle="Nombre", suggestion=True),)}
    )
    plain = hinted.model_copy(update={"suggestions": (), "indicateur": (Indicator(libelle="Nombre"),), "dps_items": ()})
    assert form._mark(plain) == form._mark(hinted)


@pytest.mark.parametrize(
    "update",
    [
        {"text": "Autre chose"},
        {"responsable": "Direction"},
        {"responsable_administratif": "Direction"},
        {"odd": (16, 17)},
        {"partenaires": ("ONE",)},
        {"commentaire": "À revoir"},
        {"indicateur": (Indicator(cible="12"),)},
        {"budget": (Budget(montant="100"),)},
    ],
)
def test_what_the_form_shows_makes_it_begin_anew(update: dict[str, object]) -> None:
    one = next(each for each in trooz().nodes if each.proposal)
    assert form._mark(one.model_copy(update=update)) != form._mark(one)


def test_a_click_of_somebody_who_is_not_staff_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    page = SimpleNamespace(session_state={}, query_params={"redaction": "a"})
    monkeypatch.setattr(state, "st", page)
    monkeypatch.setattr(state.access, "role", lambda: Role.CITIZEN)
    monkeypatch.setattr(state, "store", lambda: pytest.fail("the drafts were touched"))
    assert not state.edit("ligne modifiée", lambda work: work)
    state.back(-1)
    state.attempt(lambda: pytest.fail("it was done"))
    assert isinstance(page.session_state["drafting-notice"], AccessError)
