"""The conversations of whoever is in front of the page: open, rename, export, delete."""

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.access import AccessError, Role
from assistant.answer_files.pages import FORMATS, answer_file, file_name
from assistant.notebook import Kept
from ingest.errors import PstError
from ui import access, failure, session
from ui.markdown import plain, safe, several

_SHOWN = 12
_STAFFS = (
    "Cette conversation a été tenue dans la vue « Agent » : revenez à cette vue pour la lire, la renommer, l’exporter "
    "ou la supprimer."
)
_OPEN, _RENAME, _DELETE = "Ouvrir", "Renommer", "Supprimer"


def draw(place: DeltaGenerator) -> None:
    """Draw the list, the last conversation first.

    Args:
        place: Where, in the side panel: the list is drawn once the page has answered, and stands above the documents.
    """
    with failure.told():
        kept = session.kept()
        if not kept:
            return
        with place, st.expander(f"Mes conversations ({len(kept)})", icon=":material/history:"):
            sought = ""
            if len(kept) > _SHOWN:
                sought = st.text_input("Chercher dans mes conversations", key="past-sought").casefold()
            found = [one for one in kept if sought in one.title.casefold()]
            if not found:
                st.caption("Aucune conversation ne porte ces mots.")
            for one in found[: _SHOWN if not sought else None]:
                _line(one)
            if len(found) > _SHOWN and not sought:
                more = len(found) - _SHOWN
                advice = "cherchez-les par leurs mots" if more > 1 else "cherchez-la par ses mots"
                st.caption(safe(f"Et {several(more, 'plus ancienne', 'plus anciennes')} : {advice}."))


def _line(kept: Kept) -> None:
    here = kept.conversation == session.conversation()
    with st.container(key=f"past-{kept.conversation}", horizontal=True, gap="xsmall", vertical_alignment="center"):
        st.button(
            safe(plain(kept.title)),
            key=f"past-open-{kept.conversation}",
            type="tertiary",
            icon=":material/chevron_right:" if here else None,
            on_click=session.open_conversation,
            args=(kept.conversation,),
            width="stretch",
        )
        key = f"past-menu-{kept.conversation}"
        menu = st.popover("Gérer", icon=":material/more_horiz:", key=key, on_change="rerun")
        if menu.open:  # two hundred conversations would be a thousand widgets
            with menu:
                _menu(kept)


def _menu(kept: Kept) -> None:
    refused = _refused(kept)
    if refused:
        st.caption(safe(refused))
        return
    name = st.text_input("Nom de la conversation", kept.title, key=f"past-name-{kept.conversation}", max_chars=120)
    st.button(
        _RENAME,
        key=f"past-rename-{kept.conversation}",
        disabled=not name.strip() or name == kept.title,
        on_click=session.rename,
        args=(kept.conversation, name),
        width="stretch",
    )
    for suffix in FORMATS:
        st.download_button(
            f"Exporter en {suffix.lstrip('.').upper()}",
            data=_exported(kept, suffix),
            file_name=f"{file_name(kept.title)}{suffix}",
            key=f"past-export-{suffix}-{kept.conversation}",
            on_click="ignore",
            width="stretch",
        )
    sure = st.checkbox("Oui, supprimer définitivement", key=f"past-sure-{kept.conversation}")
    st.button(
        _DELETE,
        key=f"past-delete-{kept.conversation}",
        icon=":material/delete:",
        disabled=not sure,
        on_click=session.delete,
        args=(kept.conversation,),
        width="stretch",
    )


def _refused(kept: Kept) -> str:
    """Why the page, as it is drawn for a citizen, may do nothing with a conversation, or ""."""
    if access.role().may(Role.STAFF):
        return ""
    try:
        session.reader()(kept.conversation)
    except AccessError as error:
        return _STAFFS if access.account().may(Role.STAFF) else f"{error.what} {error.remedy}"
    except PstError:
        return ""  # it cannot be read any more; it can be deleted
    return ""


def _exported(kept: Kept, suffix: str) -> Callable[[], bytes]:
    """What makes the file once it is asked for."""
    turns_of = session.reader()
    return lambda: answer_file(turns_of(kept.conversation), suffix, title=kept.title)
