"""Where the page's own HTML leads: to the assistant with a question, or to an element's place in its plan.

What leads somewhere on this page is a link with an address of its own, which works in another tab and before the page's
script is there; the script only spares the page a new start.
"""

from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from assistant.explorer import naming, reading
from assistant.explorer.collection import Collection
from ingest.records import Node
from ui import session
from ui.explorer.anchors import anchor

_KEY = "liens"
_ELEMENT = "element"
_JUMP = "saut"
"""Counts the ways to an element, so that each shows it once, and no other change of the page does."""
SECTOR = "secteur"
"""Where the sector that was chosen in the rings is kept."""


@cache
def asset(name: str) -> str:
    """One of the page's own files."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


_BETWEEN = "|"


def cell(concept: str, organisation: str) -> str:
    """A cell of the table of themes, as its link names it to the script."""
    return f"{concept}{_BETWEEN}{organisation}"


def cell_address(concept: str, organisation: str) -> str:
    """Where a cell of the table of themes leads, whatever else the reader has chosen on the page."""
    kept = {name: st.query_params.get_all(name) for name in st.query_params}
    return "?" + urlencode({**kept, "sujet": naming.theme(concept), "qui": organisation}, doseq=True)


def place_address(label: str, node: Node) -> str:
    """Where an element stands in its plan.

    Args:
        label: The plan's name in the list of plans.
        node: The element.
    """
    return "?" + urlencode({"vue": "Plan", "plan": label, _ELEMENT: node.id.rpartition("#")[2]})


def choose(concept: str, organisation: str) -> None:
    """Have the actions of a theme in an organisation listed at the next run."""
    st.session_state["sujet"], st.session_state["qui"] = concept, organisation


def here() -> str | None:
    """The element that was asked for, as its id without its document's."""
    return st.query_params.get(_ELEMENT)


def leave() -> None:
    """Ask for no element any more."""
    st.query_params.pop(_ELEMENT, None)


def follow(collection: Collection) -> None:
    """Take the reader where a link leads; comes first, so that the script is there soon.

    Args:
        collection: What the reader may explore; an element of another document leads nowhere.
    """
    name = here()
    component = st.components.v2.component("pst_explorer_links", js=asset("links.js"), isolate_styles=False)
    went: Any = component(
        key=_KEY,
        data={"here": anchor(name) if name else "", "jump": st.session_state.get(_JUMP, 0)},
        on_went_change=_go,
        height=1,
    ).went
    if not went or went.get("to") != "ask":
        return
    document, node = _element(collection, str(went.get("node", "")))
    if node is not None:
        session.ask(reading.question(document, node))
        st.switch_page(st.Page(_drawn_elsewhere, title="Assistant", url_path="assistant"))


def _go() -> None:
    """Before the next run: the view, the plan and the element, or the sector, that were asked for."""
    went: Any = st.session_state[_KEY].went or {}
    name = str(went.get("node", ""))
    if went.get("to") == "place" and "#" in name:
        document, _, element = name.rpartition("#")
        for key in ("contient", "theme", "volet", "porteur", "annee"):
            st.session_state.pop(key, None)
        st.session_state["vue"], st.session_state["plan"] = "Plan", document
        st.query_params[_ELEMENT] = element
        st.session_state[_JUMP] = st.session_state.get(_JUMP, 0) + 1
    elif went.get("to") == "cell":
        concept, _, organisation = name.partition(_BETWEEN)
        choose(concept, organisation)
    elif went.get("to") == "sector":
        st.session_state[SECTOR] = name


def _element(collection: Collection, name: str) -> tuple[Any, Any]:
    document = collection.by_id.get(name.rpartition("#")[0])
    return document, document.by_id.get(name) if document else None


def _drawn_elsewhere() -> None:
    """Stands for the page of the assistant, which is known by its address."""
