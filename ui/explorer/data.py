"""What the page draws from, kept for the next run: everything is keyed by the library's snapshot, and bounded.

A snapshot that citizens read holds public documents alone, under a name of its own: the key tells who shares what.
"""

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from assistant.explorer import facing, kept
from assistant.explorer import themes as theming
from assistant.explorer.collection import Collection, open_collection
from assistant.explorer.finding import Finder
from assistant.explorer.periods import State, span
from assistant.explorer.themes import Themes
from assistant.settings import load_settings
from ingest.records import Document
from ui import session

if TYPE_CHECKING:
    from assistant.drafting.comparison.comparing import Comparison

_SNAPSHOTS = 2
"""The whole library and its public part."""
_THEMES, _WAIT = 512, "Je classe les actions par thème…"


def explored() -> Collection | None:
    """What the reader may explore of the current library; None before the first ingest.

    Raises:
        LibraryError: If the library cannot be read.
    """
    found = open_collection(session.assistant())
    return _collection(_key(found), found) if found is not None else None


@st.cache_resource(show_spinner=False, max_entries=_SNAPSHOTS)
def _collection(snapshot: str, _collection: Collection) -> Collection:
    return _collection  # the names and orders that it has computed are kept with it


def finder(collection: Collection) -> Finder:
    """The search over a collection."""
    return _finder(_key(collection), collection)


@st.cache_resource(show_spinner=False, max_entries=_SNAPSHOTS)
def _finder(snapshot: str, _collection: Collection) -> Finder:
    return Finder(_collection)


def themes(collection: Collection) -> Themes:
    """The actions of a collection's plans by theme; the first reader of a new library waits for them."""
    return _themes(_key(collection), collection)


@st.cache_resource(show_spinner=_WAIT, max_entries=_SNAPSHOTS)
def _themes(snapshot: str, _collection: Collection) -> Themes:
    return kept.classify(load_settings().home / "cache" / "themes", _collection.library, _collection.plans)


def on_theme(collection: Collection, document: Document, concept: str) -> frozenset[str]:
    """The ids of a plan's elements that are on a theme."""
    return _on_theme(_key(collection), document.id, concept, collection)


@st.cache_data(show_spinner=False, max_entries=_THEMES)
def _on_theme(snapshot: str, document: str, concept: str, _collection: Collection) -> frozenset[str]:
    return theming.on_theme(_collection.library, _collection.by_id[document], concept)


def compared(collection: Collection, old: Document, new: Document) -> "Comparison":
    """Two plans line by line."""
    return _compared(_key(collection), old.id, new.id, collection)


@st.cache_resource(show_spinner=False, max_entries=16)
def _compared(snapshot: str, old: str, new: str, _collection: Collection) -> "Comparison":
    return facing.compare(_collection.by_id[old], _collection.by_id[new])


def counted(collection: Collection, states: set[State], *, drafts: bool) -> frozenset[str]:
    """The ids of the plans that counts are made over.

    Args:
        collection: What the reader may explore.
        states: Where they may stand in time; nothing for no limit.
        drafts: Whether drafts count.
    """
    today = date.today()
    return frozenset(
        one.id
        for one in collection.plans
        if (drafts or not one.is_draft) and (not states or span(one, today).state in states)
    )


def _key(collection: Collection) -> str:
    return collection.library.folder.name
