"""Corrections of a document on the page: what it is, its elements; each can be taken back. And its removal."""

import streamlit as st

from assistant.administration.tasks import AskedCorrection, Correct, Lane, Remove, Undo
from assistant.administration.wishing import (
    element_names,
    identity_of,
    identity_wishes,
    levels_of,
    node_wishes,
    title_of,
    visibility_wishes,
)
from assistant.kinds import KINDS
from assistant.quality import correction_line
from assistant.service import Assistant
from ingest.errors import CorrectionError
from ingest.records import Document, Level, Visibility
from prompts import text
from ui import failure, keys
from ui.library import work
from ui.markdown import plain, safe

_SEEN = {Visibility.PUBLIC: "Tout le monde peut le lire", Visibility.INTERNAL: "Réservé aux agents"}
_TOP = "(aucun : au sommet du plan)"
_LONGEST = 1000


def draw(service: Assistant, name: str) -> None:
    """Draw the forms of a document.

    Args:
        service: The installation.
        name: The document's id.
    """
    document = service.tree(name)
    busy = work.works(Lane.LIBRARY)
    st.header("Corriger", anchor=False)
    if busy:
        st.caption(safe("Un travail est en cours : attendez sa fin pour corriger ce document."))
    with st.expander("Le document : type, organisation, période"), failure.told():
        _identity(document, busy)
    if any(node.level is not Level.PASSAGE for node in document.nodes):
        with st.expander(safe("Un élément : niveau, intitulé, place")), failure.told():
            _element(document, busy)
    _made(document, busy)
    with st.expander("Retirer ce document"):
        st.markdown(safe(text("bibliotheque_retrait", document=plain(document.file))))
        sure = st.checkbox("Je confirme le retrait de ce document", key=f"sure-{name}")
        if st.button("Retirer de la bibliothèque", disabled=busy or not sure, key=f"remove-{name}"):
            work.start(Remove(document=name), name)
            st.rerun()


def _identity(document: Document, busy: bool) -> None:
    kind, owner, period, term = identity_of(document)
    with st.form(f"identity-{document.id}", border=False):
        chosen = st.selectbox("Type", list(KINDS), index=list(KINDS).index(kind), format_func=KINDS.__getitem__)
        owner = st.text_input("Organisation", owner, max_chars=120, placeholder="CPAS de Hannut")
        period = st.text_input("Période", period, max_chars=20, placeholder="2025-2030")
        term = st.text_input("Mandature, si le document n’a pas de période", term, max_chars=20)
        seen = st.selectbox(
            "Visibilité", list(_SEEN), index=list(_SEEN).index(document.visibility), format_func=_SEEN.__getitem__
        )
        if st.form_submit_button("Corriger le document", disabled=busy):
            wishes = identity_wishes(document, chosen or kind, owner, period, term)
            _start(document, [*wishes, *visibility_wishes(document, seen or document.visibility)])


def _element(document: Document, busy: bool) -> None:
    names, levels = element_names(document), levels_of(document)
    st.caption(safe("« ? » marque les éléments dont l’assistant n’est pas sûr."))
    chosen = st.selectbox(
        "Élément",
        list(names),
        index=None,
        format_func=names.__getitem__,
        key=f"element-{document.id}",
        placeholder="Cherchez par numéro ou par mots",
    )
    if chosen is None:
        return
    node = document.by_id[chosen]
    words = title_of(node)
    shown = f"{chosen}-{keys.mark(node.level, words, node.parent)}"
    offered = list(dict.fromkeys((node.level, *levels)))
    above = [None, *(one for one in names if one != chosen)]
    with st.form(f"element-form-{chosen}", border=False):
        level = st.selectbox(
            "Niveau", offered, format_func=lambda one: levels.get(one, one.value), key=f"level-{shown}"
        )
        # Streamlit cuts the words that it is given, too: a long title would be saved without its end.
        title = st.text_area("Intitulé", words, max_chars=max(_LONGEST, len(words)), key=f"title-{shown}")
        parent = st.selectbox(
            "Placé sous",
            above,
            index=above.index(node.parent) if node.parent in above else 0,
            format_func=lambda one: names[one] if one else _TOP,
            key=f"parent-{shown}",
        )
        if st.form_submit_button("Corriger l’élément", disabled=busy):
            kept = parent if node.parent in above or parent is not None else node.parent
            _start(document, node_wishes(document, node, level or node.level, title, kept))


def _made(document: Document, busy: bool) -> None:
    if not document.corrections:
        return
    st.markdown("**Corrections faites**")
    for one in document.corrections:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(safe(plain(correction_line(one))).replace(". ", r"\. ", 1), width="stretch")  # no list of one
            if st.button("Annuler", key=f"undo-{document.id}-{one.number}", disabled=busy, help=safe(plain(one.label))):
                work.start(Undo(document=document.id, number=one.number), document.id)
                st.rerun()
    if len(document.corrections) > 1 and st.button("Tout annuler", key=f"undo-{document.id}", disabled=busy):
        work.start(Undo(document=document.id), document.id)
        st.rerun()


def _start(document: Document, wishes: list[AskedCorrection]) -> None:
    if not wishes:
        raise CorrectionError("Rien n’a été changé dans ce formulaire.", "Changez ce qui est à corriger.")
    work.start(Correct(document=document.id, wishes=tuple(wishes)), document.id)
    st.rerun()
