"""What lasts longer than one run of the page: the assistant, the conversations, the question that waits."""

from collections.abc import Callable

import streamlit as st

from assistant.answer import Turn
from assistant.conversations import Conversations
from assistant.generation.choice import ModelChoice
from assistant.service import Assistant
from assistant.settings import load_settings

_CONVERSATION = "c"
_QUESTION = "question"


@st.cache_resource(show_spinner=False)
def assistant() -> Assistant:
    """The assistant, one a process."""
    return Assistant(load_settings())


def model() -> ModelChoice | None:
    """The language model, or None where answers are only composed of quotes."""
    return load_settings().model_choice


@st.cache_resource(show_spinner=False)
def _conversations() -> Conversations:
    return Conversations(load_settings().conversations)


def turns() -> tuple[Turn, ...]:
    """The exchanges of the conversation that the URL names."""
    conversation = st.query_params.get(_CONVERSATION)
    return _conversations().turns(conversation) if conversation else ()


def keeper(*, first: bool) -> Callable[[Turn], None]:
    """What adds the next exchange to the conversation; the first one starts it.

    It needs nothing more of the page: an exchange whose page is stopped meanwhile is kept too.

    Args:
        first: Whether the conversation has no exchange yet.
    """
    store = _conversations()
    if first:
        st.query_params[_CONVERSATION] = store.create()
    conversation = st.query_params[_CONVERSATION]
    return lambda turn: store.append(conversation, turn)


def start_afresh() -> None:
    """Leave the conversation; it stays readable at its address."""
    st.query_params.pop(_CONVERSATION, None)


def ask(question: str) -> None:
    """Have a question answered at the page's next run, as if it had been typed."""
    st.session_state[_QUESTION] = question


def asked() -> str | None:
    """The question that waits, once."""
    question: str | None = st.session_state.pop(_QUESTION, None)
    return question
