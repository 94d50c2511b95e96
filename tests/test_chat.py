"""The chat page, run without a browser over a scripted assistant."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assistant.administration.feedback import Verdict
from assistant.settings import load_settings
from ingest.records import Document
from tests.conftest import ROOT
from tests.fakes import FakeAssistant
from ui import session


@pytest.fixture
def fake(documents: dict[str, Document], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeAssistant]:
    fake = FakeAssistant(documents)
    monkeypatch.setenv("PST_HOME", str(tmp_path))
    monkeypatch.setattr(session, "Assistant", lambda _: fake)
    for clear in (st.cache_resource.clear, st.cache_data.clear, load_settings.cache_clear):
        clear()
    yield fake
    for clear in (st.cache_resource.clear, st.cache_data.clear, load_settings.cache_clear):
        clear()


@pytest.fixture
def app(fake: FakeAssistant) -> AppTest:
    assert fake.corpus
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()


def ask(app: AppTest, question: str) -> AppTest:
    return app.chat_input[0].set_value(question).run()


def conversation_of(app: AppTest) -> str:
    """The conversation that the address names."""
    named = app.query_params["c"]
    return named if isinstance(named, str) else named[0]


def words(app: AppTest) -> str:
    """All the text of the page."""
    texts = [element.value for kind in (app.markdown, app.caption, app.warning) for element in kind]
    return "\n".join(texts + [element.proto.body for element in app.get("html")])


def buttons(app: AppTest) -> list[str]:
    return [one.label for one in app.button if one.key and one.key.startswith(("example-", "followup-"))]


def test_the_welcome_says_what_it_is_what_it_knows_and_offers_questions(app: AppTest) -> None:
    assert not app.exception
    assert "assistant automatisé" in words(app)
    assert "Bernissart, Durbuy, Sprimont, Trooz et home-sacre-coeur-pst.txt" in words(app)
    assert len(buttons(app)) == 4
    citizen = app.radio[0].set_value("Citoyen").run()
    assert any("chauffage" in label for label in buttons(citizen))


def test_an_answer_shows_what_was_understood_its_marks_notices_choices_and_sources(app: AppTest) -> None:
    ask(app, "Quelles actions ?")
    assert "Compris\u00a0:" in words(app)
    assert any("actions" in str(one.value) for one in app.markdown)
    assert r"[\[1\]](#source-0-1)" in words(app)
    assert "À savoir" in words(app)
    assert buttons(app) == ["À Bernissart\u00a0?", "À Durbuy\u00a0?"]
    assert "Sources (3)" in words(app)
    assert '<details class="pst-source" id="source-0-3">' in words(app)
    assert "citations vérifiées" in words(app)


def test_a_long_list_of_sources_is_read_only_when_its_area_is_opened(app: AppTest) -> None:
    ask(app, "beaucoup")
    assert app.expander[0].label == "Sources (60)"
    assert "pst-source" not in "".join(element.proto.body for element in app.main.get("html"))


def test_a_choice_is_asked_in_the_same_conversation(app: AppTest, fake: FakeAssistant) -> None:
    ask(app, "précise")
    assert "Une précision est nécessaire" in words(app)
    app.button(key="followup-0-1").click().run()
    assert [turn.question for turn in fake.histories[-1]] == ["précise"]
    assert "À Durbuy\u00a0?" in words(app)
    assert "Choisissez" not in words(app)


def test_the_audience_goes_with_the_question(app: AppTest, fake: FakeAssistant) -> None:
    ask(app, "un")
    app.radio[0].set_value("Citoyen").run()
    ask(app, "deux")
    assert fake.audiences == ["agent", "citoyen"]


def test_documents_that_are_unticked_are_left_aside(app: AppTest, fake: FakeAssistant) -> None:
    ask(app, "Quelles actions partout ?")
    next(one for one in app.checkbox if (one.key or "").startswith("use-0-0-")).uncheck().run()
    app.button(key="again-0").click().run()
    assert fake.left_aside[-1] == (next(iter(fake.corpus)),)
    assert fake.left_aside[0] == ()


def test_an_opinion_is_kept_by_a_click_and_lost_by_a_click_alone(app: AppTest, fake: FakeAssistant) -> None:
    ask(app, "Quelles actions ?")
    app.feedback[0].set_value(0).run()
    assert [one.verdict for one in session.feedback().latest()] == [Verdict.BAD]
    app.feedback[0].set_value(None).run()
    assert session.feedback().latest() == ()
    mine = app.session_state["owner"]
    session.feedback().record(conversation_of(app), 0, Verdict.GOOD, owner=mine)  # in another tab
    app.run()
    assert [one.verdict for one in session.feedback().latest()] == [Verdict.GOOD]


def test_an_opinion_is_its_persons_alone(app: AppTest, fake: FakeAssistant) -> None:
    ask(app, "Quelles actions ?")
    session.feedback().record(conversation_of(app), 0, Verdict.BAD, ["perime"], "Pour le directeur seul", "quelqu'un")
    app.run()
    assert app.feedback[0].value is None
    assert "Pour le directeur seul" not in "".join(str(one.value) for one in app.text_area)


def test_questions_are_noted_and_those_without_an_answer_in_their_words(app: AppTest, fake: FakeAssistant) -> None:
    ask(app, "Quelles actions ?")
    ask(app, "Japon")
    assert [(one.question, one.times) for one in session.journal().unanswered()] == [("Japon", 1)]
    assert sum(day.asked for day in session.journal().per_day(1)) == 2


def test_one_answer_has_an_address_of_its_own(app: AppTest, fake: FakeAssistant) -> None:
    ask(app, "première question")
    ask(app, "seconde question")
    again = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    again.query_params["c"], again.query_params["r"] = app.query_params["c"], "2"
    again.run()
    assert "seconde question" in words(again)
    assert "première question" not in words(again)
    next(one for one in again.button if "toute la conversation" in one.label).click().run()
    assert "première question" in words(again)


def test_ones_conversations_are_listed(app: AppTest, fake: FakeAssistant) -> None:
    ask(app, "première question")
    assert any(one.label == "première question" for one in app.button)
    assert not [one for one in app.button if (one.key or "").startswith("past-delete")]  # drawn once it is opened


def test_a_refusal_has_its_own_words_and_no_source(app: AppTest) -> None:
    ask(app, "Japon")
    assert "Pas de réponse dans les documents" in words(app)
    assert "pst-source" not in "".join(element.proto.body for element in app.main.get("html"))
    assert not app.warning


@pytest.mark.parametrize(
    ("question", "told"), [("vide", "Lancez « pst ingest »."), ("bogue", "Posez la question à nouveau")]
)
def test_a_failure_is_told_with_its_remedy_and_is_not_kept(app: AppTest, question: str, told: str) -> None:
    ask(app, question)
    assert not app.exception
    assert told in app.warning[0].value.replace("\u00a0", " ")
    assert "secret interne" not in words(app)
    assert "c" not in app.query_params


def test_the_conversation_is_in_the_url_and_comes_back(app: AppTest) -> None:
    ask(app, "première question")
    again = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    again.query_params["c"] = app.query_params["c"]
    assert "première question" in words(again.run())


def test_a_new_conversation_is_empty_and_the_old_one_is_kept(app: AppTest) -> None:
    ask(app, "première question")
    old = app.query_params["c"]
    next(button for button in app.button if not button.key).click().run()
    assert "c" not in app.query_params
    assert "première question" not in words(app)
    ask(app, "deuxième question")
    assert app.query_params["c"] != old


def test_an_unknown_conversation_is_replaced_by_a_new_one(app: AppTest) -> None:
    app.query_params["c"] = "devinée"
    app.run()
    assert len(buttons(app)) == 4
    ask(app, "une question")
    assert app.query_params["c"] not in (["devinée"], "devinée")


def test_an_empty_library_is_said(app: AppTest, fake: FakeAssistant) -> None:
    fake.corpus = {}
    app.run()
    assert "aucun document" in words(app)
    assert buttons(app) == []
