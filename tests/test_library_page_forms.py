"""The forms of the library: what makes them begin anew, and who stops a job."""

from types import SimpleNamespace

import pytest

from assistant.access import AccessError, Role
from assistant.administration.tasks import Lane
from ingest.additions import Additions, Change, ConceptChange
from ui.library import thesaurus, work


def test_the_form_of_a_theme_begins_anew_with_its_words() -> None:
    entry = {"id": "jeunesse", "terms": ["jeune", "enfant"]}
    assert thesaurus._shown(entry) == thesaurus._shown({**entry, "terms": ("jeune", "enfant"), "weak": []})
    assert thesaurus._shown(entry) != thesaurus._shown({**entry, "terms": ["jeune"]})
    assert thesaurus._shown(entry) != thesaurus._shown({**entry, "weak": ["école"]})
    assert thesaurus._shown(entry) != thesaurus._shown({})


def test_a_proposal_rests_on_all_the_additions() -> None:
    mine, theirs = (Additions(concepts={name: ConceptChange(terms=Change(add=("x",)))}) for name in ("a", "b"))
    assert thesaurus._state(mine) == thesaurus._state(mine.model_copy())
    assert len({thesaurus._state(one) for one in (mine, theirs, Additions(concepts={}))}) == 3


@pytest.mark.parametrize(
    ("role", "lane", "stopped"),
    [
        (Role.CITIZEN, Lane.LIBRARY, False),
        (Role.STAFF, Lane.LIBRARY, True),
        (Role.STAFF, Lane.EVALUATION, False),
        (Role.ADMINISTRATOR, Lane.EVALUATION, True),
    ],
)
def test_a_job_is_stopped_by_those_who_see_it(
    role: Role, lane: Lane, stopped: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = SimpleNamespace(session_state={})
    told: list[Lane] = []
    monkeypatch.setattr(work, "st", page)
    monkeypatch.setattr(work.access, "role", lambda: role)
    monkeypatch.setattr(work, "jobs", lambda: SimpleNamespace(stop=told.append))
    work._stop(lane)
    assert told == ([lane] if stopped else [])
    assert isinstance(page.session_state.get("job-refused"), AccessError) is not stopped
