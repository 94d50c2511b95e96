"""The wait for an answer: what is being done, and what becomes of the question when something interrupts it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import RerunException

from ui import session
from ui.markdown import safe


@contextmanager
def shown(place: DeltaGenerator, question: str) -> Iterator[Callable[[str], None]]:
    """Show the wait while the block runs, then take it away.

    A click elsewhere on the page reruns it; the question is then asked again instead of being lost.

    Args:
        place: An empty element, for the wait.
        question: The question that is being answered.

    Yields:
        A function to tell, in French, what is being done.
    """
    try:
        with place.container(key="wait"):
            st.html('<p class="pst-stopped">Recherche arrêtée.</p>')
            with st.status("Je lis votre question…", type="compact") as status:

                def progress(phrase: str) -> None:
                    status.update(label=safe(phrase))
                    status.caption(safe(phrase))

                yield progress
    except RerunException:
        session.ask(question)
        raise
    finally:
        place.empty()
