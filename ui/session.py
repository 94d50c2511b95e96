"""What lasts longer than one run of the page: the assistant, the conversations, the question that waits."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from assistant.administration.feedback import Feedback
from assistant.administration.journal import Journal
from assistant.answer import Answer, Audience, Turn
from assistant.conversations import Conversations
from assistant.generation.choice import ModelChoice
from assistant.notebook import Kept, Notebook
from assistant.originals import original_of
from assistant.retention import keep_purging
from assistant.service import Assistant
from assistant.settings import load_settings
from assistant.suggestions import suggestions as suggestions_of
from ingest.records import Document
from ui import access
from ui.owner import owner

_CONVERSATION = "c"
_ANSWER = "r"
_QUESTION = "question"
_WITHOUT = "without"


@st.cache_resource(show_spinner=False)
def _assistant() -> Assistant:
    """The assistant with full rights, one a process."""
    return Assistant(load_settings())


def assistant() -> Assistant:
    """The assistant with the rights of whoever is in front of the page: a citizen's knows public documents alone."""
    return _assistant().seen_by(access.role())


def model() -> ModelChoice | None:
    """The language model, or None where answers are only composed of quotes."""
    return load_settings().model_choice


@st.cache_resource(show_spinner=False)
def _conversations() -> Conversations:
    settings = load_settings()
    keep_purging(settings)
    return Conversations(settings.conversations, settings.conversation_days)


@st.cache_resource(show_spinner=False)
def _notebook() -> Notebook:
    _conversations()
    return Notebook(load_settings().conversations)


@st.cache_resource(show_spinner=False)
def feedback() -> Feedback:
    """What readers think of answers."""
    settings = load_settings()
    return Feedback(settings.feedback, settings.conversation_days)


@st.cache_resource(show_spinner=False)
def journal() -> Journal:
    """The figures of the questions."""
    settings = load_settings()
    return Journal(settings.journal, settings.journal_days)


def note(answer: Answer, role: str) -> None:
    """Note a question in the journal: its figures, and its masked words where it found no answer."""
    seconds = answer.timings_ms.get("total", 0.0) / 1000
    journal().note(answer.question, answer.intent, answer.status, answer.mode, seconds, role)


def conversation() -> str | None:
    """The conversation that the URL names."""
    return st.query_params.get(_CONVERSATION)


def alone() -> int | None:
    """The rank of the answer that the URL names by itself, from 0, or None."""
    rank = st.query_params.get(_ANSWER, "")
    return int(rank) - 1 if rank.isdecimal() and 0 < int(rank) < 10_000 else None


def address(position: int) -> str:
    """What leads to one answer, after the address of the page: « ?c=…&r=2 »."""
    return f"?{_CONVERSATION}={conversation()}&{_ANSWER}={position + 1}"


def show_all() -> None:
    """From one answer to its whole conversation."""
    st.query_params.pop(_ANSWER, None)


def reader() -> Callable[[str], tuple[Turn, ...]]:
    """What reads a conversation, for what runs outside the page."""
    store, role = _conversations(), access.role()
    return lambda name: store.turns(name, role)


def kept() -> tuple[Kept, ...]:
    """The conversations of whoever is in front of the page, the last first."""
    return _notebook().of(owner())


def open_conversation(name: str) -> None:
    """Go to a conversation; a question that waits is not asked there."""
    _forget_question()
    st.query_params.pop(_ANSWER, None)
    st.query_params[_CONVERSATION] = name


def rename(name: str, title: str) -> None:
    """Give one of the reader's conversations another name."""
    _notebook().rename(owner(), name, title, access.role())


def delete(name: str) -> None:
    """Erase one of the reader's conversations."""
    if _notebook().delete(owner(), name, access.role()):
        feedback().forget(name)
        if conversation() == name:
            start_afresh()


def documents() -> Callable[[str], Document]:
    """What gives a document by its id or its file, for what runs outside the page too."""
    return assistant().tree


def original(document: str) -> Path | None:
    """The file that a document was read from, where it is still there as it was."""
    folder = assistant().shelf.current
    return original_of(folder, document) if folder is not None else None


def turns() -> tuple[Turn, ...]:
    """The exchanges of the conversation that the URL names."""
    name = conversation()
    return _conversations().turns(name, access.role()) if name else ()


def keeper(*, first: bool) -> Callable[[Turn], None]:
    """What adds the next exchange to the conversation; the first one starts it.

    It needs nothing more of the page: an exchange whose page is stopped meanwhile is kept too.

    Args:
        first: Whether the conversation has no exchange yet.
    """
    store, notebook, mine, role = _conversations(), _notebook(), owner(), access.role()
    if first:
        st.query_params[_CONVERSATION] = store.create(role)
    name = st.query_params[_CONVERSATION]

    def keep(turn: Turn) -> None:
        store.append(name, turn, role)
        if first or any(one.conversation == name for one in notebook.of(mine)):
            notebook.keep(mine, name, turn.question)

    return keep


def start_afresh() -> None:
    """Leave the conversation, and the question that waits; it stays readable at its address."""
    _forget_question()
    st.query_params.pop(_CONVERSATION, None)
    st.query_params.pop(_ANSWER, None)


def suggestions(audience: Audience) -> tuple[str, ...]:
    """Questions to begin with, made from what the library holds."""
    here = assistant()
    ids = tuple(one.id for one in here.documents() if not one.note)
    return _suggestions(str(here.shelf.current), ids, audience)


@st.cache_data(show_spinner=False, max_entries=8)
def _suggestions(snapshot: str, ids: tuple[str, ...], audience: Audience) -> tuple[str, ...]:
    return suggestions_of([assistant().tree(one) for one in ids], audience)  # `snapshot` is in the key of the cache


def ask(question: str, without: tuple[str, ...] = ()) -> None:
    """Have a question answered at the page's next run, as if it had been typed.

    Args:
        question: The question.
        without: Documents to leave aside, by id.
    """
    show_all()
    st.session_state[_QUESTION], st.session_state[_WITHOUT] = question, without


def asked() -> str | None:
    """The question that waits, once."""
    question: str | None = st.session_state.pop(_QUESTION, None)
    return question


def left_aside() -> tuple[str, ...]:
    """The documents that the question that waits is to leave aside, once."""
    found: tuple[str, ...] = st.session_state.pop(_WITHOUT, ())
    return found


def _forget_question() -> None:
    """A click that interrupts an answer has its question asked again, but not in another conversation."""
    asked()
    left_aside()
