"""The view « Plan »: one plan as a tree, with filters and exact counts."""

from datetime import date

import streamlit as st

from assistant.explorer import naming, outline, selection, sheets
from assistant.explorer.collection import Collection
from assistant.explorer.periods import span
from assistant.explorer.selection import Wish
from assistant.explorer.words import Words, words_of
from ingest.records import Document, Level
from prompts import text
from ui.explorer import data, downloads, links
from ui.explorer.tree import Shown, tree
from ui.markdown import plain, safe

_FOLDS = {"Replié": 0, "1 niveau": 1, "2 niveaux": 2, "Tout": 9}
_FOLD = "1 niveau"
_FILTERS = ("contient", "theme", "volet", "porteur", "annee")


def draw(collection: Collection) -> None:
    """Draw the view."""
    plans = {one.id: one for one in collection.plans}
    if not plans:
        st.markdown(safe(text("explorer_sans_plan")))
        return
    chosen = st.selectbox(
        "Plan ou déclaration",
        list(plans),
        format_func=collection.labels.__getitem__,
        key="plan",
        bind="query-params",
        persist_state="page",
        on_change=_changed,
    )
    document = plans[chosen]
    _heading(document)
    wish = _filters(collection, document)
    kept = selection.select(document, wish, lambda concept: data.on_theme(collection, document, concept))
    _counts(kept, filtered=bool(wish))
    fold = st.segmented_control(
        "Déplier", list(_FOLDS), default=_FOLD, required=True, key="deplie",
        bind="query-params", persist_state="page",
    )  # fmt: skip
    if not kept.matches:
        st.info(safe("Aucun élément de ce plan ne répond à ces filtres."))
        return
    _tree(document, kept, _FOLDS[fold or _FOLD], wish)
    pairs = [(document, node) for node in document.nodes if node.id in kept.matches]
    downloads.table("plan", f"elements-{document.id.rpartition('.')[0]}", lambda: sheets.rows(pairs))


def _changed() -> None:
    """Another plan has other volets, other bearers, other years."""
    for key in _FILTERS:
        st.session_state.pop(key, None)
    links.leave()


def _heading(document: Document) -> None:
    st.header(safe(plain(naming.label(document))), anchor=False)
    years = span(document, date.today())
    period = f" Période {years.period} ({years.said}) : plan {years.state}." if years.period else ""
    st.caption(safe(plain(f"« {document.identity.title} », fichier {document.file}.{period}")))
    if document.is_draft:
        st.warning(safe(text("explorer_projet")))


def _filters(collection: Collection, document: Document) -> Wish:
    choices = selection.choices(document)
    held = [key for key in _FILTERS if st.session_state.get(key) or st.query_params.get(key)]
    with st.expander("Filtrer", icon=":material/filter_list:", expanded=bool(held), key="filtres"):
        with st.container(horizontal=True, gap="small"):
            typed = st.text_input(
                "Mots", key="contient", type="search", bind="query-params", persist_state="page", width=260
            )
            concept = _choice("Thème", "theme", _themes(document))
            part = _choice("Partie du plan", "volet", dict(choices.parts))
            holder = _choice("Responsable ou service", "porteur", dict(choices.holders))
            year = _choice("Échéance", "annee", {str(one): str(one) for one in choices.years})
        st.button("Effacer les filtres", on_click=_clear, disabled=not held, icon=":material/close:", key="efface")
    sought = words_of(typed or "")
    return Wish(part, concept, holder, int(year) if year else None, sought or None)


def _choice(label: str, key: str, options: dict[str, str]) -> str | None:
    """A filter; nothing is drawn where there is nothing to choose from."""
    if not options:
        return None
    return st.selectbox(
        label, list(options), index=None, format_func=options.__getitem__, key=key, placeholder="Tous",
        bind="query-params", persist_state="page", width=260,
    )  # fmt: skip


def _themes(document: Document) -> dict[str, str]:
    held = {concept: naming.theme(concept) for node in selection.elements(document) for concept in node.themes}
    return dict(sorted(held.items(), key=lambda one: one[1]))


def _clear() -> None:
    for key in _FILTERS:
        st.session_state[key] = "" if key == "contient" else None


def _counts(kept: selection.Selection, *, filtered: bool) -> None:
    totals = naming.levels_in_words(kept.totals)
    if not filtered:
        st.markdown(safe(f"**{totals}**."))
        return
    found = naming.levels_in_words(kept.counts) or "aucun élément"
    fit = "répondent" if len(kept.matches) > 1 else "répond"
    st.markdown(safe(f"**{found}** {fit} aux filtres, sur {totals}." if kept.matches else f"Sur {totals}."))


def _tree(document: Document, kept: selection.Selection, fold: int, wish: Wish) -> None:
    asked = links.here()
    here = next((node for node in document.nodes if node.id.rpartition("#")[2] == asked), None) if asked else None
    opened = frozenset(one.id for one in document.ancestors(here)) | {here.id} if here else frozenset()
    if wish:
        opened |= kept.shown - _leaves(document)
    sought: Words | None = wish.words
    loose = () if wish else outline.loose(document)
    shown = Shown(document, fold, opened, here.id if here else None, sought)
    st.html(f'<div class="pst-explorer">{tree(outline.branches(document, kept), shown, loose)}</div>')


def _leaves(document: Document) -> frozenset[str]:
    return frozenset(
        node.id for node in document.nodes if node.level in (Level.ACTION, Level.SOUS_ACTION)
        and not document.children.get(node.id)
    )  # fmt: skip
