"""The page « Explorer »: one view at a time, kept in the address."""

from collections.abc import Callable
from importlib import import_module

import streamlit as st

from assistant.explorer.collection import Collection
from prompts import text
from ui import access, failure
from ui.explorer import data, links
from ui.markdown import safe

_VIEWS = {"Plan": "plan", "Thèmes": "heat", "Recherche": "search", "Périodes": "periods", "Comparer": "compare"}
"""The views, with the modules that draw them; each is imported when it is first drawn."""


def page() -> None:
    """Draw the page."""
    st.set_page_config(layout="wide")
    st.html(f"<style>{links.asset('explorer.css')}</style>")
    st.title("Explorer", anchor=False)
    collection: Collection | None = None
    with failure.told():
        collection = data.explored()
        if collection is None or not collection.documents:
            st.markdown(safe(access.nothing(text("explorer_vide"))))
    if collection is None or not collection.documents:
        return
    view = st.segmented_control(
        "Vue", list(_VIEWS), default="Plan", required=True, key="vue", bind="query-params", label_visibility="collapsed"
    )
    draw: Callable[[Collection], None] = import_module(f"ui.explorer.{_VIEWS[view or 'Plan']}").draw
    with failure.told():
        links.follow(collection)
        draw(collection)
