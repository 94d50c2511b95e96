"""Failures, told to the user in French with their remedy, never as a traceback."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from ingest.errors import PstError
from ui.markdown import safe

_LOG = logging.getLogger(__name__)
_UNEXPECTED = PstError(
    "L’assistant a rencontré un problème inattendu.",
    "Posez la question à nouveau ; si le problème persiste, prévenez la personne qui gère l’assistant.",
)


@contextmanager
def told() -> Iterator[None]:
    """Run a part of the page; what fails in it is shown in its place, and the rest of the page goes on.

    An unexpected error is logged with its traceback for the person who runs the application.
    """
    try:
        yield
    except PstError as error:
        _show(error)
    except Exception:
        _LOG.exception("The page failed")
        _show(_UNEXPECTED)


def _show(error: PstError) -> None:
    st.warning(safe(f"**{error.what}**\n\n{error.remedy}"))
