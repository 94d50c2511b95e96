"""A library whose documents are all internal: a citizen is told on every page that nothing is public, and no more."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assistant.service import Assistant
from assistant.settings import Settings, load_settings
from tests.test_leaks import SECRET, WORDS

NOTHING = "Aucun document n’est public ici"
PAGES = ("ui.chat", "ui.explorer.page", "ui.about", "ui.document")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose only document is internal."""
    folder = tmp_path_factory.mktemp("interne")
    file = folder / "secret.txt"
    file.write_text(SECRET, encoding="utf-8")
    Assistant(Settings(home=folder / "home")).ingest([file], internal=True)
    return folder / "home"


@pytest.fixture(autouse=True)
def public(library: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The application as the public sees it: people log in, and nobody has."""
    monkeypatch.setenv("PST_HOME", str(library))
    monkeypatch.setenv("PST_ACCESS", "oidc")
    monkeypatch.setenv("PST_STAFF", "@cpas.be")
    for clear in (st.cache_resource.clear, st.cache_data.clear, load_settings.cache_clear):
        clear()
    yield
    for clear in (st.cache_resource.clear, st.cache_data.clear, load_settings.cache_clear):
        clear()


def drawn(module: str, **address: str) -> AppTest:
    def script(module: str) -> None:
        from importlib import import_module

        import_module(module).page()

    app = AppTest.from_function(script, kwargs={"module": module}, default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def words(app: AppTest) -> str:
    texts = [one.value for kind in (app.title, app.header, app.markdown, app.caption, app.warning) for one in kind]
    return "\n".join(texts + [one.proto.body for one in app.get("html")])


@pytest.mark.parametrize("module", PAGES)
def test_every_page_says_that_nothing_is_public(module: str) -> None:
    app = drawn(module, **({"d": "secret.txt", "de": "3", "a": "9"} if module == "ui.document" else {}))
    told = words(app)
    assert not app.exception
    assert not app.warning
    assert len(app.title) == 1
    assert ("Ce document n’est pas public" if module == "ui.document" else NOTHING) in told
    assert "pst ingest" not in told
    assert not [one for one in WORDS if one in told.lower()]


def test_an_unknown_document_is_told_as_an_internal_one() -> None:
    assert words(drawn("ui.document", d="secret.txt")) == words(drawn("ui.document", d="inconnu.txt"))


def test_a_question_is_told_so_too() -> None:
    app = drawn("ui.chat")
    assert app.chat_input[0].disabled
    app.session_state["question"] = "Que prévoit le CPAS pour le logement ?"  # as another page asks it
    told = words(app.run())
    assert not app.exception
    assert NOTHING in told
    assert "pst ingest" not in told
