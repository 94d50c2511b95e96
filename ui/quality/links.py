"""Ways from one page to another that keep the reader's session."""

import streamlit as st

_ICON = ":material/arrow_forward:"


def to_assistant(label: str, *, conversation: str | None = None, key: str) -> None:
    """A link to the assistant, or to one of its conversations."""
    page = st.Page(_nothing, title="Assistant", url_path="assistant", default=True)
    with st.container(key=key):
        st.page_link(page, label=label, icon=_ICON, query_params={"c": conversation} if conversation else None)


def open_assistant() -> None:
    """Go to the assistant, where a question waits (`ui.session.ask`)."""
    st.switch_page(st.Page(_nothing, title="Assistant", url_path="assistant", default=True))


def open_thesaurus(question: str) -> None:
    """Go to the thesaurus, with a question to try."""
    page = st.Page(_nothing, title="Bibliothèque", url_path="bibliotheque")
    st.switch_page(page, query_params={"onglet": "Thésaurus", "essai": question})


def _nothing() -> None:
    """Stands for a page that `ui.pages` draws."""
