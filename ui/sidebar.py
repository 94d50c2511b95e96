"""The side panel: who is in front of the page, a new conversation, the documents of the library."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from assistant.about import kind_of, name_of
from assistant.access import Role
from assistant.answer import Audience
from assistant.generation.choice import ModelChoice
from assistant.summary import DocumentSummary
from prompts import text
from ui import access, session
from ui.markdown import safe

_ROLES = {Role.CITIZEN: "sans droits d’agent", Role.STAFF: "agent", Role.ADMINISTRATOR: "administrateur"}
_GROUPS = {
    "pst": "Plans (PST)",
    "dps": "Déclarations (DPS)",
    "projet": "Projets de plans",
    "bilan": "Bilans",
    "loi": "Textes légaux",
    "note": "Notes juridiques",
    "": "Autres documents",
}


def identity() -> None:
    """Draw who is in front of the page, on every page: the view that they choose, their login. It stays in the URL."""
    with st.sidebar:
        if access.account().may(Role.STAFF):
            st.radio(
                "Vous êtes",
                [access.STAFF_VIEW, access.CITIZEN_VIEW],
                key=access.VIEW,
                captions=["CPAS ou commune", "Je cherche un service, une aide"],
                on_change=session.start_afresh,
                bind="query-params",
            )
        if not access.with_login():
            return
        if who := access.name():
            st.caption(safe(f"{who} ({_ROLES[access.account()]})"))
            st.button("Se déconnecter", icon=":material/logout:", key="logout", on_click=st.logout, width="stretch")
        else:
            access.login("login")


def audience() -> Audience:
    """Draw what begins another conversation; returns whom answers are written for."""
    with st.sidebar:
        st.button(
            "Nouvelle conversation", icon=":material/add_comment:", on_click=session.start_afresh, width="stretch"
        )
    return access.audience()


def library(documents: Sequence[DocumentSummary], model: ModelChoice | None = None) -> None:
    """Draw the list of the documents, and the reminder of what becomes of the questions.

    Args:
        documents: The library's documents.
        model: The language model, if there is one: where it runs is told.
    """
    with st.sidebar:
        with st.expander(f"Documents ({len(documents)})", icon=":material/library_books:", expanded=not documents):
            for title, group in _grouped(documents).items():
                head = f'<p class="pst-library-title">{escape(title)} ({len(group)})</p>'
                items = "".join(f"<li><strong>{escape(name_of(one))}</strong><br>{_detail(one)}</li>" for one in group)
                st.html(f'{head}<ul class="pst-library">{items}</ul>')
        st.caption(safe(text("confidentialite")))
        if model is not None:
            name = "confidentialite_dehors" if model.remote else "confidentialite_sur_place"
            st.caption(safe(text(name, modele=model.name, serveur=model.host)))


def _grouped(documents: Sequence[DocumentSummary]) -> dict[str, list[DocumentSummary]]:
    """The documents by sort, those of organisations first, each group in alphabetical order."""
    groups: dict[str, list[DocumentSummary]] = {title: [] for title in _GROUPS.values()}
    for one in documents:
        sort = "note" if one.note else "projet" if one.draft else one.kind
        groups[_GROUPS.get(sort, _GROUPS[""])].append(one)
    return {title: sorted(group, key=lambda one: name_of(one).casefold()) for title, group in groups.items() if group}


def _detail(document: DocumentSummary) -> str:
    return kind_of(document) + (" (interne)" if document.visibility != "public" else "")
