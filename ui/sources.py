"""The sources under an answer: one native disclosure each, with the quote marked inside its surroundings.

An answer's sources are one piece of HTML: each opens at once, without the server, and a `[n]` mark can
lead to any of them. Streamlit's own expanders would be one widget and one round trip each.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape

import streamlit as st

from assistant.answer import Answer, Citation, SourceView
from ingest.errors import PstError
from ui import document, session
from ui.markdown import french, plain, safe

_FEW = 10
_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+\n")
_MARKDOWN = re.compile(r"^[^\S\n]*(?:#{1,6}[^\S\n]+|(?:-{3,}|\*{3,})[^\S\n]*$)|\*+(?=\S)|(?<=\S)\*+", re.MULTILINE)
_REPAIRED = "Espaces, casse ou ponctuation remises en ordre d’après la source."


def draw(
    citations: Sequence[Citation], position: int, view: Callable[[Citation], SourceView], files: Mapping[str, str]
) -> None:
    """Draw the sources of one answer.

    A few are listed at once; more wait in one closed area, by organisation, and are read when it is opened.

    Args:
        citations: The answer's citations.
        position: The answer's rank in the conversation.
        view: Gives a citation's surroundings.
        files: The documents' file names, by document id.
    """
    with st.container(key=f"sources-{position}"):
        if len(citations) > _FEW:
            _area(citations, position, view, files)
            return
        items = "".join(_source(citation, view, files, anchor(position)) for citation in citations)
        st.html(f'<section><p class="pst-sources-title">{_title(citations)}</p>{items}</section>')


@st.fragment
def choose(answer: Answer, position: int, files: Mapping[str, str]) -> None:
    """Offer to answer again without some of the documents that were used.

    Args:
        answer: The answer.
        position: Its rank in the conversation, from 0.
        files: The documents' file names, by document id.
    """
    used = list(dict.fromkeys(one.document for one in answer.citations))
    names = {one.document: f"{_owner(one, files)} — {one.title}" for one in answer.citations}
    if len(used) < 2:
        return
    conversation = session.conversation()
    with st.popover("Choisir les sources", icon=":material/checklist:", type="tertiary", key=f"choose-{position}"):
        st.caption("Décochez les documents dont vous ne voulez pas, puis refaites la réponse.")
        kept = [
            one
            for rank, one in enumerate(used)
            if st.checkbox(safe(plain(names[one])), value=True, key=f"use-{position}-{rank}-{conversation}")
        ]
        without = tuple(one for one in used if one not in kept)
        if st.button(
            "Refaire la réponse",
            key=f"again-{position}",
            type="primary",
            disabled=not without or not kept,
            help="La même question, sans les documents décochés.",
        ):
            session.ask(answer.question, without)
            st.rerun()


def anchor(position: int) -> str:
    """What stands before the number in the anchors of an answer's sources."""
    return f"source-{position}-"


@st.fragment
def _area(
    citations: Sequence[Citation], position: int, view: Callable[[Citation], SourceView], files: Mapping[str, str]
) -> None:
    area = st.expander(_title(citations), key=f"area-{position}-{session.conversation()}", on_change="rerun")
    if area.open:
        groups = "".join(
            f'<p class="pst-group">{_text(name)} ({len(group)})</p>'
            + "".join(_source(citation, view, files, anchor(position)) for citation in group)
            for name, group in _by_owner(citations, files).items()
        )
        area.html(f"<section>{groups}</section>")


def _title(citations: Sequence[Citation]) -> str:
    return f"Sources ({len(citations)})"


def _by_owner(citations: Sequence[Citation], files: Mapping[str, str]) -> dict[str, list[Citation]]:
    groups: dict[str, list[Citation]] = {}
    for citation in citations:
        groups.setdefault(_owner(citation, files), []).append(citation)
    return groups


def _owner(citation: Citation, files: Mapping[str, str]) -> str:
    return citation.organisation or files.get(citation.document, citation.title)


def _source(citation: Citation, view: Callable[[Citation], SourceView], files: Mapping[str, str], prefix: str) -> str:
    tail = f" — {citation.breadcrumb[-1]}" if citation.breadcrumb else ""
    crumbs = "\u00a0› ".join(citation.breadcrumb)
    return (
        f'<details class="pst-source" id="{prefix}{citation.n}">'
        f'<summary><span class="pst-number">[{citation.n}]</span> '
        f"{_text(_owner(citation, files) + tail)}"
        f'<span class="pst-glimpse">{_text(" ".join(citation.quote.split()))}</span></summary>'
        + (f'<p class="pst-crumbs">{_text(crumbs)}</p>' if crumbs else "")
        + f'<p class="pst-place">{_text(_place(citation, files))} {_whole(citation)}</p>'
        + f"{_extract(citation, view)}</details>"
    )


def _whole(citation: Citation) -> str:
    address = document.link(citation.document, citation.start, citation.end)
    told = f"Voir la source {citation.n} dans tout le document (nouvel onglet)"
    return f'<a href="{escape(address)}" target="_blank" rel="noopener" aria-label="{told}">Voir dans le document</a>'


def _extract(citation: Citation, view: Callable[[Citation], SourceView]) -> str:
    """The quote in its surroundings; alone, with the reason, when the document can no longer be read."""
    try:
        found = view(citation)
    except PstError as error:
        quote = f'<blockquote class="pst-extract" tabindex="0"><mark>{escape(citation.quote)}</mark></blockquote>'
        return f'{quote}<p class="pst-crumbs">{_text(str(error))}</p>'
    before, after = _plain(found.before).lstrip(), _plain(found.after).rstrip()
    opening = "" if found.starts_document else "… "
    closing = "" if found.ends_document else " …"
    return (
        f'<blockquote class="pst-extract" tabindex="0">{opening}{escape(before)}'
        f"<mark>{escape(found.quote)}</mark>{escape(after)}{closing}</blockquote>"
    )


def _plain(surroundings: str) -> str:
    """Text around a quote without Markdown's marks and with single blank lines; the quote itself is never touched."""
    return _BLANK_LINES.sub("\n\n", _MARKDOWN.sub("", surroundings))


def _place(citation: Citation, files: Mapping[str, str]) -> str:
    parts = [f"« {citation.title} »"]
    if file := files.get(citation.document):
        parts.append(f"fichier {file}")
    if citation.page is not None:
        parts.append(f"page {citation.page}")
    parts.append(f"ligne {citation.line}")
    place = ", ".join(parts)
    return f"{place}. {_REPAIRED}" if citation.state == "repaired" else f"{place}."


def _text(text: str) -> str:
    return escape(french(text))
