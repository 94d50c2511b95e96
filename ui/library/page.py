"""The page « Bibliothèque »: what the assistant reads, and how well it understood it."""

import streamlit as st

from assistant.access import Role
from assistant.administration.tasks import Lane
from prompts import text
from ui import access, failure, session
from ui.library import adding, documents, health, html, thesaurus, work
from ui.markdown import safe

DOCUMENTS, ADD, THESAURUS, HEALTH = "Documents", "Ajouter", "Thésaurus", "Santé"


def page() -> None:
    """Draw the page; only the part that is open is computed."""
    html.style()
    st.title("Bibliothèque", anchor=False)
    st.caption(safe(text("bibliotheque_intro")))
    work.banner(Lane.LIBRARY)
    names = [DOCUMENTS, ADD]
    if access.role().may(Role.ADMINISTRATOR):
        names += [THESAURUS, HEALTH]
    parts = dict(zip(names, st.tabs(names, key="onglet", bind="query-params", on_change="rerun"), strict=True))
    draws = {DOCUMENTS: documents.draw, ADD: adding.draw, THESAURUS: thesaurus.draw, HEALTH: health.draw}
    for name, part in parts.items():
        if part.open:
            with part, failure.told():
                draws[name](session.assistant())
