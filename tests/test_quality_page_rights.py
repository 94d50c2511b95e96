"""A click on the page « Qualité » acts for administrators alone."""

from types import SimpleNamespace

import pytest

from assistant.access import Role
from ui.quality import unanswered


@pytest.mark.parametrize(("role", "forgotten"), [(Role.STAFF, []), (Role.ADMINISTRATOR, ["Qui ?"])])
def test_a_question_is_dealt_with_by_an_administrator(
    role: Role, forgotten: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(unanswered.access, "role", lambda: role)
    monkeypatch.setattr(unanswered.session, "journal", lambda: SimpleNamespace(forget=done.append))
    unanswered._forget("Qui ?")
    assert done == forgotten
