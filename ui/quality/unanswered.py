"""The questions that found no answer, and what can be done about each."""

import streamlit as st

from assistant.access import Role
from assistant.administration.journal import Unanswered
from assistant.service import Assistant
from prompts import text
from ui import access, keys, session
from ui.markdown import plain, safe
from ui.quality import links

_STATUS = {"refused": "pas de réponse", "clarify": "précision demandée"}
_SHOWN = 30


def draw(service: Assistant) -> None:
    """Draw the list."""
    settings = service.settings
    if not settings.journal_days:
        st.markdown(safe(text("qualite_sans_journal")))
        return
    found = session.journal().unanswered(_SHOWN)
    if not found:
        st.markdown(safe(text("qualite_toutes_repondues")))
        return
    st.markdown(safe(text("qualite_sans_reponse", jours=str(settings.journal_days))))
    for one in found:
        _one(one)


def _one(one: Unanswered) -> None:
    name = keys.mark(one.question)  # not its rank: the list may have changed when a click is read
    with st.container(border=True, gap="xsmall", key=f"unanswered-{name}"):
        st.markdown(safe(f"« {plain(one.question)} »"))
        times = f"{one.times} fois, " if one.times > 1 else ""
        st.caption(safe(f"{_STATUS.get(one.status, one.status)} ; {times}le {one.last.astimezone():%d/%m/%Y}"))
        with st.container(horizontal=True, gap="xsmall"):
            if st.button("Voir dans l’assistant", key=f"see-{name}", icon=":material/forum:"):
                session.ask(one.question)
                links.open_assistant()
            if st.button("Ajouter ses mots à un thème", key=f"add-{name}", icon=":material/label:"):
                links.open_thesaurus(one.question)
            st.button("Traitée", key=f"done-{name}", icon=":material/check:", on_click=_forget, args=(one.question,))


def _forget(question: str) -> None:
    """A click acts before the page says again whom it is for."""
    if access.role().may(Role.ADMINISTRATOR):
        session.journal().forget(question)
