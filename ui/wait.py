"""The wait for an answer: what is being done, the text as it comes, what becomes of it when something interrupts."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import RerunException, StopException

from ui import session
from ui.markdown import safe

_STOPPED = '<p class="pst-stopped">Arrêté.{}</p>'
_KEPT = " Rechargez la page pour lire ce qui a été vérifié."
_REDRAW_S = 0.1
"""A page that redraws at each piece of text falls behind the model."""


class Wait:
    """What a reader sees before the answer.

    Args:
        status: Where it is said what is being done.
        body: Where the text is shown.
        told: Where it is said, should the page be stopped, that it was; a page that is stopped cannot say it any more.

    Attributes:
        stop: Set when the reader stops the model.
        stopped: The page's own way out, to be taken once what was written is kept.
    """

    def __init__(self, status: DeltaGenerator, body: DeltaGenerator, told: DeltaGenerator) -> None:
        self._status, self._body, self._told = status, body, told
        self._promised = False
        self._place: DeltaGenerator | None = None
        self._text, self._drawn, self._phrase = "", 0.0, "Je lis votre question…"
        self.stop = Event()
        self.stopped: StopException | None = None

    def progress(self, phrase: str) -> None:
        """Say in French what is being done."""
        self._phrase = phrase
        self._status.update(label=safe(phrase))  # type: ignore[attr-defined]
        self._status.caption(safe(phrase))

    def deliver(self, piece: str) -> None:
        """Show the next piece of a model's text, which nothing has checked yet.

        An empty piece says that the model is silent: the page is touched, for only then does it notice a click. From
        the first piece on, a page that is stopped has an answer all the same, which is verified and kept.
        """
        self._text += piece
        now = time.monotonic()
        if self.stop.is_set() or now - self._drawn < _REDRAW_S:
            return
        self._drawn = now
        try:
            if not self._promised:
                self._told.html(_STOPPED.format(_KEPT))
                self._promised = True
            if not piece:
                self._touch()
                return
            if self._place is None:
                self._body.caption(safe("Rédaction en cours : chaque phrase sera vérifiée dans les sources."))
                self._place = self._body.empty()
            self._place.markdown(safe(self._text))
        except StopException as out:
            self._stop(out)

    def finish(self) -> None:
        """Notice a click that stops the page, before an answer that is ready goes with it."""
        try:
            self._touch()
        except StopException as out:
            self._stop(out)

    def _touch(self) -> None:
        self._status.update(label=safe(self._phrase))  # type: ignore[attr-defined]

    def _stop(self, out: StopException) -> None:
        self.stopped = out
        self.stop.set()


@contextmanager
def shown(place: DeltaGenerator, question: str, without: tuple[str, ...] = ()) -> Iterator[Wait]:
    """Show the wait while the block runs, then take it away.

    A click elsewhere on the page reruns it; the question is then asked again instead of being lost.

    Args:
        place: An empty element, for the wait.
        question: The question that is being answered.
        without: The documents that it leaves aside.

    Yields:
        What the wait is told.
    """
    wait = None
    try:
        with place.container(key="wait"):
            told = st.html(_STOPPED.format(""))
            status, body = st.status("Je lis votre question…", type="compact"), st.container()
            with status:
                wait = Wait(status, body, told)
                yield wait
    except RerunException:
        session.ask(question, without)
        raise
    finally:
        if wait is None or wait.stopped is None:  # a page that is stopped can be drawn on no more
            place.empty()
