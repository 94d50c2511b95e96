"""The questions that found no answer, and what can be done about each."""

import streamlit as st

from assistant.administration.journal import Journal, Unanswered
from assistant.service import Assistant
from prompts import text
from ui import session
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
    journal = session.journal()
    found = journal.unanswered(_SHOWN)
    if not found:
        st.markdown(safe(text("qualite_toutes_repondues")))
        return
    st.markdown(safe(text("qualite_sans_reponse", jours=str(settings.journal_days))))
    for rank, one in enumerate(found):
        _one(journal, one, rank)


def _one(journal: Journal, one: Unanswered, rank: int) -> None:
    with st.container(border=True, gap="xsmall", key=f"unanswered-{rank}"):
        st.markdown(safe(f"« {plain(one.question)} »"))
        times = f"{one.times} fois, " if one.times > 1 else ""
        st.caption(safe(f"{_STATUS.get(one.status, one.status)} ; {times}le {one.last.astimezone():%d/%m/%Y}"))
        with st.container(horizontal=True, gap="xsmall"):
            if st.button("Voir dans l’assistant", key=f"see-{rank}", icon=":material/forum:"):
                session.ask(one.question)
                links.open_assistant()
            if st.button("Ajouter ses mots à un thème", key=f"add-{rank}", icon=":material/label:"):
                links.open_thesaurus(one.question)
            st.button(
                "Traitée", key=f"done-{rank}", icon=":material/check:", on_click=journal.forget, args=(one.question,)
            )
