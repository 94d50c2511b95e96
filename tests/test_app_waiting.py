"""A question that waits belongs to its conversation; a wait that is stopped says no more than what was kept."""

from types import SimpleNamespace
from typing import cast

import pytest
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import StopException

from ui import session
from ui.wait import Wait


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    page = SimpleNamespace(session_state={}, query_params={"c": "ici", "r": "2"})
    monkeypatch.setattr(session, "st", page)
    return page


@pytest.mark.usefixtures("page")
def test_a_question_waits_for_the_next_run() -> None:
    session.ask("Et à Durbuy ?", ("trooz",))
    assert session.asked() == "Et à Durbuy ?"
    assert session.left_aside() == ("trooz",)
    assert session.asked() is None


def test_a_question_that_waits_is_asked_in_no_other_conversation(page: SimpleNamespace) -> None:
    session.ask("Et à Durbuy ?", ("trooz",))
    session.open_conversation("ailleurs")
    assert page.query_params == {"c": "ailleurs"}
    assert (session.asked(), session.left_aside()) == (None, ())
    session.ask("Et à Durbuy ?", ("trooz",))
    session.start_afresh()
    assert page.query_params == {}
    assert (session.asked(), session.left_aside()) == (None, ())


class Place:
    """A part of the page that notes what is drawn on it; once `gone`, it stops the page instead."""

    def __init__(self) -> None:
        self.drawn: list[str] = []
        self.gone = False

    def _draw(self, words: str = "", **named: object) -> "Place":
        if self.gone:
            raise StopException
        self.drawn.append(words or str(named.get("label", "")))
        return self

    html = markdown = caption = update = empty = _draw


def waiting() -> tuple[Wait, Place, Place]:
    status, told = Place(), Place()
    places = cast("tuple[DeltaGenerator, ...]", (status, Place(), told))
    return Wait(*places), status, told


def test_only_a_model_that_spoke_leaves_something_to_read() -> None:
    wait, _, told = waiting()
    wait.progress("Je cherche les passages qui répondent…")
    assert told.drawn == []
    wait.deliver("Bernissart prévoit ")
    assert len(told.drawn) == 1
    assert "Rechargez la page" in told.drawn[0]


def test_a_stop_before_the_model_speaks_is_the_pages_own() -> None:
    wait, status, _ = waiting()
    status.gone = True
    with pytest.raises(StopException):
        wait.progress("Je cherche les passages qui répondent…")
    assert wait.stopped is None


@pytest.mark.parametrize("last", ["piece", "end"])
def test_a_stop_is_held_back_until_the_answer_is_kept(last: str) -> None:
    wait, status, _ = waiting()
    status.gone = True
    if last == "piece":
        wait.deliver("")
    else:
        wait.finish()
    assert wait.stopped is not None
    assert wait.stop.is_set()
