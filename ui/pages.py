"""The pages of the application, and who sees which."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from assistant.access import Role
from ui import access


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: the module that draws it (its function `page`), its name, icon and address, who sees it.

    Attributes:
        role: The lowest role that may see it.
        hidden: Whether the menu leaves it out: links lead to it.
    """

    module: str
    title: str
    icon: str
    path: str
    role: Role = Role.CITIZEN
    hidden: bool = False


PAGES = (
    Entry("ui.chat", "Assistant", ":material/forum:", "assistant"),
    Entry("ui.explorer.page", "Explorer", ":material/account_tree:", "explorer"),
    Entry("ui.drafting.page", "Rédiger un PST", ":material/edit_document:", "rediger", Role.STAFF),
    Entry("ui.library.page", "Bibliothèque", ":material/library_books:", "bibliotheque", Role.STAFF),
    Entry("ui.quality.page", "Qualité", ":material/monitoring:", "qualite", Role.ADMINISTRATOR),
    Entry("ui.document", "Document", ":material/description:", "document", hidden=True),
    Entry("ui.about", "À propos", ":material/info:", "a-propos"),
)


def navigation() -> StreamlitPage:
    """The page that the address names, and the menu of those that the reader may see.

    The others have their address all the same: it says whom they are for. A page is imported when it is drawn: the
    chat starts without Plotly.
    """
    role = access.role()
    pages = [
        st.Page(
            _drawn(one),
            title=one.title,
            icon=one.icon,
            url_path=one.path,
            default=one is PAGES[0],
            visibility="hidden" if one.hidden or not role.may(one.role) else "visible",
        )
        for one in PAGES
    ]
    return st.navigation(pages)


def _drawn(entry: Entry) -> Callable[[], None]:
    def draw() -> None:
        access.require(entry.role)
        import_module(entry.module).page()

    draw.__name__ = entry.path.replace("-", "_")
    return draw
