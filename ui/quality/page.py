"""The page « Qualité »: usage, questions without an answer, opinions, evaluations."""

import streamlit as st

from assistant.administration.tasks import Lane
from prompts import text
from ui import failure, session
from ui.library import html, work
from ui.markdown import safe
from ui.quality import evaluation, opinions, unanswered, usage

USAGE, UNANSWERED, OPINIONS, EVALUATION = "Usage", "Sans réponse", "Avis", "Évaluation"


def page() -> None:
    """Draw the page; only the part that is open is computed."""
    html.style()
    st.title("Qualité", anchor=False)
    st.caption(safe(text("qualite_intro")))
    work.banner(Lane.EVALUATION)
    names = [USAGE, UNANSWERED, OPINIONS, EVALUATION]
    parts = dict(zip(names, st.tabs(names, key="volet", bind="query-params", on_change="rerun"), strict=True))
    draws = {USAGE: usage.draw, UNANSWERED: unanswered.draw, OPINIONS: opinions.draw, EVALUATION: evaluation.draw}
    for name, part in parts.items():
        if part.open:
            with part, failure.told():
                draws[name](session.assistant())
