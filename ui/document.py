"""A whole document with the passage that an answer cites, in the middle of the screen; the page of a PDF too."""

from html import escape
from pathlib import Path

import streamlit as st

from assistant.access import Role
from assistant.originals import page_image
from ingest.errors import PstError
from ingest.records import Document
from prompts import text
from ui import access, failure, session
from ui.markdown import french, plain, safe

_DOCUMENT, _START, _END = "d", "de", "a"
PATH = "document"
_AROUND = 60_000
"""So many characters on each side of the passage are shown at once: a law has a million."""


def link(document: str, start: int, end: int) -> str:
    """The address of a passage in its document.

    Args:
        document: The document's id.
        start: First character of the passage.
        end: One past its last.
    """
    from urllib.parse import quote

    return f"{PATH}?{_DOCUMENT}={quote(document, safe='')}&{_START}={start}&{_END}={end}"


def page() -> None:
    """Draw the page."""
    name = st.query_params.get(_DOCUMENT, "")
    if not name:
        st.title("Document", anchor=False)
        st.markdown(safe(text("document_absent")))
        return
    with failure.told():
        try:
            document = session.documents()(name)
        except PstError:
            st.title("Document", anchor=False)
            if access.role().may(Role.STAFF):
                raise
            st.markdown(safe(text("document_inconnu")))  # a citizen is told the same of what is internal
            return
        organisation = document.identity.organisation
        name = organisation.value if organisation else document.identity.title or document.file
        st.title(safe(plain(name)), anchor=False)
        st.caption(safe(plain(f"« {document.identity.title} » — fichier {document.file}")))
        start, end = _span(document)
        if end:
            _original(document, start, end)
        _text(document, start, end)


def _span(document: Document) -> tuple[int, int]:
    """The passage that the address names; (0, 0) for none, or for one that is no longer there."""
    start, end = (st.query_params.get(one, "") for one in (_START, _END))
    if not (start.isdecimal() and end.isdecimal() and len(start + end) < 20):
        return 0, 0
    first, last = int(start), int(end)
    return (first, last) if first < last <= len(document.text) else (0, 0)


def _original(document: Document, start: int, end: int) -> None:
    node = next((one for one in document.nodes if one.start <= start < one.end and one.page is not None), None)
    path = session.original(document.id)
    if node is None or node.page is None or path is None:
        return
    image = _picture(str(path), document.sha256, node.page, document.text[start:end])
    if image is not None:
        with st.expander(f"La page {node.page} du PDF", expanded=True, icon=":material/picture_as_pdf:"):
            st.image(image, caption=safe(f"Page {node.page} de {document.file}"), width="stretch")


@st.cache_data(max_entries=32, show_spinner=False)
def _picture(path: str, sha256: str, page: int, passage: str) -> bytes | None:
    """The page as a picture, once; `sha256` is in the key, as a file may be replaced under its name."""
    return page_image(Path(path), page, passage)


def _text(document: Document, start: int, end: int) -> None:
    words = document.text
    first, last = (
        (max(0, start - _AROUND), min(len(words), end + _AROUND)) if end else (0, min(len(words), 2 * _AROUND))
    )
    before, after = "…\n" if first else "", "\n…" if last < len(words) else ""
    marked = escape(words[first:last])
    if end:
        marked = (
            f"{escape(words[first:start])}<mark id='passage' tabindex='-1'>{escape(words[start:end])}</mark>"
            f"{escape(words[end:last])}"
        )
    st.html(
        f'<section class="pst-document" aria-label="{escape(french("Texte du document"))}" tabindex="0">'
        f"{before}{marked}{after}</section>"
    )
