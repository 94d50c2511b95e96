"""The library's health on the page: each finding with its remedy, and re-indexing."""

import streamlit as st

from assistant.administration.listing import remedied
from assistant.administration.tasks import Lane, Rebuild
from assistant.service import Assistant
from prompts import text
from ui.library import html, work
from ui.markdown import safe
from vectorstore.doctor import Finding, examine

_REREAD = "Relire toute la bibliothèque"
_SORTS = {"erreur": "bad", "avertissement": "warn", "info": "warn"}


def draw(service: Assistant) -> None:
    """Draw the findings and the button that builds the library anew."""
    busy = work.works(Lane.LIBRARY)
    if service.shelf.current is None:
        st.markdown(safe(text("bibliotheque_premiere_fois")))
        return
    found = _findings(str(service.shelf.current), service)
    wrong = [one for one in found if not one.ok]
    told = "Tout va bien." if not wrong else f"{len(wrong)} point{'s' if len(wrong) > 1 else ''} à regarder."
    st.markdown(safe(f"**{told}**"))
    lines = ((_sort(one), f"{one.label} : {one.detail}", remedied(one)) for one in sorted(found, key=_rank))
    st.html(html.listed(lines))
    if st.button("Vérifier à nouveau", icon=":material/refresh:"):
        _findings.clear()
        st.rerun()
    st.header(_REREAD, anchor=False)
    st.markdown(safe(text("bibliotheque_reindexer")))
    if st.button(_REREAD, disabled=busy, type="primary" if wrong else "secondary"):
        work.start(Rebuild())
        st.rerun()


@st.cache_data(max_entries=2, ttl=600, show_spinner="Vérification de la bibliothèque…")
def _findings(snapshot: str, _service: Assistant) -> tuple[Finding, ...]:
    found = tuple(examine(_service.shelf))
    if _service.model is None:
        return found
    from assistant.generation.doctor import examine_model

    return (*found, *examine_model(_service.model))


def _sort(one: Finding) -> str:
    return "ok" if one.ok else _SORTS[one.severity]


def _rank(one: Finding) -> int:
    return ("bad", "warn", "ok").index(_sort(one))
