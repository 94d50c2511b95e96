"""The side panel: who asks, a new conversation, the documents of the library."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from assistant.answer import Audience
from assistant.generation.choice import ModelChoice
from assistant.summary import DocumentSummary
from prompts import text
from ui import session
from ui.markdown import safe

_AUDIENCES: dict[str, Audience] = {"Agent": "agent", "Citoyen": "citoyen"}
_KINDS = {"pst": "PST", "dps": "DPS", "loi": "Texte légal", "bilan": "Bilan", "page": "Page web"}


def audience() -> Audience:
    """Draw the choice of who asks; it stays in the URL."""
    with st.sidebar:
        chosen = st.radio(
            "Vous êtes",
            list(_AUDIENCES),
            key="public",
            captions=["CPAS ou commune", "Je cherche un service, une aide"],
            bind="query-params",
        )
        st.button(
            "Nouvelle conversation", icon=":material/add_comment:", on_click=session.start_afresh, width="stretch"
        )
    return _AUDIENCES[chosen]


def library(documents: Sequence[DocumentSummary], model: ModelChoice | None = None) -> None:
    """Draw the list of the documents, and the reminder of what becomes of the questions.

    Args:
        documents: The library's documents.
        model: The language model, if there is one: where it runs is told.
    """
    items = "".join(
        f"<li><strong>{escape(_name(document))}</strong><br>{_detail(document)}</li>" for document in documents
    )
    with st.sidebar:
        st.html(f'<p class="pst-library-title">Documents ({len(documents)})</p><ul class="pst-library">{items}</ul>')
        st.caption(safe(text("confidentialite")))
        if model is not None:
            name = "confidentialite_dehors" if model.remote else "confidentialite_sur_place"
            st.caption(safe(text(name, modele=model.name, serveur=model.host)))


def _name(document: DocumentSummary) -> str:
    return document.title if document.note else document.organisation or document.file


def _detail(document: DocumentSummary) -> str:
    kind = "Note juridique" if document.note else _KINDS.get(document.kind, "Document")
    if document.period:
        kind += f" {document.period.start}-{document.period.end}"
    elif document.term:
        kind += f", mandature {document.term.start}-{document.term.end}"
    return escape(kind)
