"""What a reader chose under an answer stays with its conversation, though another has an answer of the same rank."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assistant.settings import load_settings
from ingest.records import Document
from tests.conftest import ROOT
from tests.fakes import FakeAssistant
from ui import session


@pytest.fixture
def app(documents: dict[str, Document], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    fake = FakeAssistant(documents)
    monkeypatch.setenv("PST_HOME", str(tmp_path))
    monkeypatch.setattr(session, "Assistant", lambda _: fake)
    clears = (st.cache_resource.clear, st.cache_data.clear, load_settings.cache_clear)
    for clear in clears:
        clear()
    yield AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    for clear in clears:
        clear()


def ticked(app: AppTest) -> list[bool]:
    """The boxes of the documents that the answer is made of."""
    return [bool(one.value) for one in app.checkbox if (one.key or "").startswith("use-0-")]


def conversation_of(app: AppTest) -> str:
    named = app.query_params["c"]
    return named if isinstance(named, str) else named[0]


def test_a_document_left_out_of_one_answer_is_in_anothers(app: AppTest) -> None:
    app.chat_input[0].set_value("Quelles actions partout ?").run()
    first = conversation_of(app)
    next(one for one in app.button if one.label == "Nouvelle conversation").click().run()
    app.chat_input[0].set_value("Quelles autres actions partout ?").run()
    assert conversation_of(app) != first
    next(one for one in app.checkbox if (one.key or "").startswith("use-0-0-")).uncheck().run()
    assert ticked(app)[0] is False
    app.button(key=f"past-open-{first}").click().run()
    assert conversation_of(app) == first
    assert ticked(app)
    assert all(ticked(app))
