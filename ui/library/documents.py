"""The list of the documents, and one of them: what was understood, corrections, removal."""

import re

import streamlit as st

from assistant.administration.listing import Row, row, rows, tally
from assistant.quality import sections
from assistant.service import Assistant
from assistant.summary import DocumentSummary
from prompts import text
from ui.library import corrections, html
from ui.markdown import plain, safe

_CHOSEN = "document"
_STATES = {"": "Tous", "compris": "Bien compris", "a_verifier": "À vérifier", "non_reconnu": "Structure non reconnue"}
_SHOWN = 60
_OPEN = frozenset({"Reconnu", "À regarder", "Ce que le document annonce"})


def draw(service: Assistant) -> None:
    """Draw the list, and the document that is chosen."""
    held = service.documents()
    if not held:
        st.markdown(safe(text("bibliotheque_premiere_fois")))
        return
    counted = tally(held)
    told = [f"{number} {_STATES[state].lower()}" for state, number in counted.items() if number]
    st.markdown(safe(f"**{len(held)} document{'s' if len(held) > 1 else ''}** : {', '.join(told)}."))
    sought, state = "", ""
    if len(held) > 5:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            sought = st.text_input("Chercher un document", key="sought", placeholder="organisation, type, années…")
            state = st.selectbox("Compréhension", list(_STATES), format_func=_STATES.__getitem__, key="state") or ""
    found = rows(held, sought, state)
    chosen = _choice(held, found)
    if chosen is None:
        _list(found)
    else:
        _one(service, chosen)


def _list(found: tuple[Row, ...]) -> None:
    if not found:
        st.markdown(safe("Aucun document ne correspond à cette recherche."))
        return
    more = len(found) - _SHOWN
    caption = f"{len(found)} document{'s' if len(found) > 1 else ''}"
    if more > 0:
        caption += f" ; les {_SHOWN} premiers sont montrés, cherchez pour voir les autres"
    cells = (
        (
            f"{html.said(one.name)}<small>{html.said(one.file)}</small>",
            f"{html.said(one.kind)}{_tag(one.visibility)}",
            f'<span class="pst-years">{html.said(one.period)}</span>' if one.period else "",
            f'<span class="pst-state pst-state-{one.state}">{html.said(one.verdict)}</span>'
            f"<small>{html.said(one.counts)}</small>",
        )
        for one in found[:_SHOWN]
    )
    st.html(html.table(caption, ("Document", "Type", "Période", "Compréhension"), cells))


def _tag(words: str) -> str:
    return f' <span class="pst-tag">{html.said(words)}</span>' if words else ""


def _choice(held: tuple[DocumentSummary, ...], found: tuple[Row, ...]) -> DocumentSummary | None:
    """Which document is opened; the address names it, so that a reload and a link open it too."""
    names = {one.id: f"{one.name} — {one.kind} {one.period}".strip() + f" ({one.file})" for one in map(row, held)}
    asked = st.query_params.get(_CHOSEN)
    if "chosen" not in st.session_state and asked in names:
        st.session_state["chosen"] = asked
    if st.session_state.get("chosen") not in (None, *names):
        st.session_state["chosen"] = None
    ids = [one.id for one in found]
    ids += [one for one in (st.session_state.get("chosen"),) if one is not None and one not in ids]
    chosen = st.selectbox(
        "Ouvrir un document",
        ids,
        index=None,
        key="chosen",
        format_func=names.__getitem__,
        placeholder="Choisissez un document pour l’ouvrir et le corriger",
        on_change=_remember,
    )
    return next((one for one in held if one.id == chosen), None)


def _remember() -> None:
    chosen = st.session_state.get("chosen")
    if chosen is None:
        st.query_params.pop(_CHOSEN, None)
    else:
        st.query_params[_CHOSEN] = chosen


def _back() -> None:
    st.session_state["chosen"] = None
    _remember()


def _one(service: Assistant, summary: DocumentSummary) -> None:
    shown, quality = row(summary), service.report(summary.id)
    st.button("Revenir à la liste", icon=":material/arrow_back:", on_click=_back)
    st.header(safe(plain(shown.name)), anchor=False)
    st.caption(safe(plain(" · ".join(filter(None, (shown.kind, shown.period, shown.file, shown.visibility))))))
    reasons = f" : {' ; '.join(quality.reasons)}" if quality.reasons else ""
    state = f'<span class="pst-state pst-state-{shown.state}">{html.said(shown.verdict)}</span>'
    st.html(f"<p>{state}{html.said(reasons)}</p>")
    st.header("Ce qui a été compris", anchor=False)
    for title, lines in sections(quality):
        with st.expander(safe(f"{title} ({len(lines)})"), expanded=title in _OPEN and len(lines) <= 10):
            st.html(html.listed(("info", *_parted(line)) for line in lines))
    corrections.draw(service, summary.id)


def _parted(line: str) -> tuple[str, str]:
    """A line of the report and what explains it."""
    words, _, why = re.sub(r"(?<=\S) {2,}", " · ", line.strip()).partition(" — ")
    return words.lstrip("·!?✔✘ "), why
