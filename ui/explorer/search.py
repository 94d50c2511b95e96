"""The view « Recherche »: every element of the library that holds some words."""

from collections.abc import Mapping

import streamlit as st

from assistant.explorer import naming, sheets
from assistant.explorer.collection import Collection
from assistant.explorer.finding import Found, Only
from assistant.explorer.words import Words, words_of
from ingest.nouns import full_noun, others
from ingest.records import Level
from prompts import text
from ui.explorer import cards, data, downloads
from ui.markdown import plain, safe

_PAGE = 20
_MOST = 200


def draw(collection: Collection) -> None:
    """Draw the view."""
    typed = st.text_input(
        "Mots à chercher", key="cherche", type="search", max_chars=_MOST, bind="query-params", persist_state="page",
        placeholder="logement, « premiers secours »…", on_change=_first,
    )  # fmt: skip
    st.caption(safe(text("explorer_recherche")))
    only = _limits(collection)
    sought = words_of(typed or "")
    if not sought:
        return
    found = data.finder(collection).find(sought, only)
    if not found.total:
        st.info(safe("Aucun élément ne contient tous ces mots. Essayez-en un seul, ou un autre de même sens."))
        return
    _total(found)
    _hits(found, sought, collection.places)
    downloads.table("recherche", "recherche", lambda: sheets.rows(found.hits))


def _limits(collection: Collection) -> Only:
    levels = [one for one in Level if any(node.level is one for doc in collection.documents for node in doc.nodes)]
    kinds = list(dict.fromkeys(map(naming.kind, collection.documents)))
    owners = list(dict.fromkeys([*collection.organisations, *map(naming.organisation, collection.documents)]))
    with st.container(horizontal=True, gap="small"):
        chosen = st.multiselect(
            "Organisations", owners, key="organisations", placeholder="Toutes", bind="query-params",
            persist_state="page", on_change=_first, width=320,
        )  # fmt: skip
        names = {
            one.value: full_noun(one, 2).capitalize() if len(one.value) > 2 else full_noun(one, 2) for one in levels
        }
        ranks = st.multiselect(
            "Niveaux", list(names), format_func=names.__getitem__, key="niveaux", placeholder="Tous",
            bind="query-params", persist_state="page", on_change=_first, width=320,
        )  # fmt: skip
        sorts = st.multiselect(
            "Types de documents", kinds, key="types", placeholder="Tous", bind="query-params", persist_state="page",
            on_change=_first, width=320,
        )  # fmt: skip
    return Only(frozenset(chosen), frozenset(map(Level, ranks)), frozenset(sorts))


def _first() -> None:
    """Another search starts on its first page."""
    st.session_state["feuille"] = 1


def _total(found: Found) -> None:
    owners = len(found.organisations)
    elements = f"{found.total} élément{'s' if found.total > 1 else ''}"
    st.markdown(safe(f"**{elements}** dans {owners} organisation{'s' if owners > 1 else ''} ou textes."))
    first = ", ".join(f"{name} ({number})" for name, number in found.organisations[:6])
    rest = f" et {others(owners - 6)}" if owners > 6 else ""
    st.caption(safe(f"{naming.levels_in_words(found.levels)}. {plain(first)}{rest}."))


def _hits(found: Found, sought: Words, labels: Mapping[str, str]) -> None:
    pages = -(-found.total // _PAGE)
    page = 1
    if pages > 1:
        if st.session_state.get("feuille", 1) > pages:
            st.session_state["feuille"] = 1
        page = int(
            st.number_input(
                f"Page de résultats (1 à {pages})", 1, pages, key="feuille", bind="query-params", persist_state="page",
                width=260,
            )
        )  # fmt: skip
    first = (page - 1) * _PAGE
    listed = cards.cards(found.hits[first : first + _PAGE], labels, sought)
    st.html(f'<div class="pst-explorer">{listed}</div>')
