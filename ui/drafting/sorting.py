"""Step 1: the commitments that were found, each quoted with its place; kept, set aside, cut, joined, added."""

import streamlit as st

from assistant.access import Role
from assistant.drafting.editing import choices as sort
from assistant.drafting.editing.choices import Choice
from assistant.drafting.workspace.records import Work
from ingest.nouns import shortened
from ingest.records import Document
from prompts import text
from ui import access, failure
from ui.drafting import history, state
from ui.markdown import plain, safe

_PAGE = 40


@st.fragment
def draw() -> None:
    """Draw the step; a click draws it alone again."""
    access.require(Role.STAFF)
    opened = state.opened()
    document = state.source(opened.id)
    state.notices()
    found = opened.work.choices
    kept = sum(one.kept for one in found)
    total = f"**{len(found)}** {'engagements trouvés' if len(found) > 1 else 'engagement trouvé'}"
    held = f"**{kept}** {'gardés' if kept > 1 else 'gardé'}"
    st.markdown(safe(text("rediger_engagements", total=total, gardes=held)))
    if document is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="sorting-tools"):
        history.draw(opened)
    _list(found, document)
    _missed(found, document)
    st.divider()
    _draft(found, document, again=opened.work.plan is not None)


def _list(found: tuple[Choice, ...], document: Document) -> None:
    pages = max(1, -(-len(found) // _PAGE))
    number = _page(pages) if pages > 1 else 1
    first = (number - 1) * _PAGE
    axis = None
    for rank, one in enumerate(found[first : first + _PAGE], start=first):
        if one.item.axis != axis:
            axis = one.item.axis
            st.subheader(safe(plain(axis or "Sans titre")), anchor=False)
        _commitment(one, document, last=rank + 1 == len(found))


def _page(pages: int) -> int:
    return int(st.selectbox("Page", range(1, pages + 1), format_func=lambda one: f"{one} sur {pages}", key="page"))


def _commitment(one: Choice, document: Document, *, last: bool) -> None:
    item = one.item
    with st.container(border=True, key=f"commitment-{'kept' if one.kept else 'off'}-{item.start}", gap="xsmall"):
        place = f"**{item.id}** · ligne {item.line}{' · revu par vous' if one.added else ''}"
        st.markdown(safe(f"{place} : « {plain(item.text)} »"))
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            st.checkbox(
                f"Garder {item.id}",
                value=one.kept,
                key=f"keep-{item.start}-{item.end}-{one.kept}",
                on_change=_keep,
                args=(item.start, not one.kept),
            )
            if not last:
                st.button(
                    "Joindre au suivant",
                    key=f"join-{item.start}",
                    type="tertiary",
                    icon=":material/merge:",
                    on_click=_join,
                    args=(item.start, document.text),
                )
            cuts = sort.cuts(item)
            if cuts:
                with st.popover("Couper en deux", icon=":material/content_cut:", key=f"cut-{item.start}-{item.end}"):
                    at = st.radio(
                        "Le second engagement commence à :",
                        cuts,
                        format_func=lambda at: safe(f"« {plain(shortened(item.text[at:], 60))} »"),
                        key=f"at-{item.start}-{item.end}",
                    )
                    st.button(
                        "Couper ici", key=f"split-{item.start}", on_click=_split, args=(item.start, at, document.text)
                    )


def _missed(found: tuple[Choice, ...], document: Document) -> None:
    st.subheader("Un engagement a été oublié ?", anchor=False)
    free = sort.passages(document, found)
    if not free:
        st.caption(safe("Tout le texte est déjà repris."))
        return
    place = st.selectbox(
        "Choisissez sa phrase dans le texte (tapez quelques mots pour la trouver)",
        range(len(free)),
        index=None,
        format_func=lambda rank: f"Ligne {free[rank].line} : {free[rank].text[:140]}",
        key=f"missed-{len(found)}",
        placeholder="Une phrase de la déclaration",
    )
    if place is not None:
        one = free[place]
        st.markdown(safe(f"> {plain(one.text)}"))
        st.button(
            "Ajouter cette phrase", key="add-missed", icon=":material/add:", on_click=_add, args=(one.start, one.end)
        )


def _draft(found: tuple[Choice, ...], document: Document, *, again: bool) -> None:
    if again:
        st.caption(safe(text("rediger_refaire")))
    label = "Refaire le projet avec ces engagements" if again else "Rédiger le projet"
    if not st.button(label, key="make-draft", type="secondary" if again else "primary", icon=":material/draw:"):
        return
    with failure.told():
        with st.status("Je rédige le projet…", expanded=True) as status:
            plan = state.studio().draft(document, found, lambda words: status.update(label=words))
            status.update(label="Le projet est prêt.", state="complete")
        if state.edit("projet rédigé", lambda work: work.model_copy(update={"plan": plan})):
            state.go(state.name(), state.PLAN)
        st.rerun()


def _sorted(label: str, change: sort.Sorting) -> None:
    def whole(work: Work) -> Work:
        return work.model_copy(update={"choices": change(work.choices)})

    state.edit(label, whole)


def _keep(start: int, kept: bool) -> None:
    _sorted("engagement gardé" if kept else "engagement écarté", lambda found: sort.keep(found, start, kept))


def _join(start: int, words: str) -> None:
    _sorted("engagements joints", lambda found: sort.joined(found, words, start))


def _split(start: int, at: int, words: str) -> None:
    _sorted("engagement coupé", lambda found: sort.split(found, words, start, at))


def _add(start: int, end: int) -> None:
    document = state.source(state.name())
    if document is not None:
        _sorted("engagement ajouté", lambda found: sort.added(found, document, start, end))
