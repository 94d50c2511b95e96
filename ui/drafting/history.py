"""To take back the last change, and to do it again."""

import streamlit as st

from assistant.drafting.workspace.records import Opened
from ui.drafting import state


def draw(opened: Opened) -> None:
    """Draw the two buttons; each says what it takes back or does again."""
    st.button(
        f"Annuler ({opened.undo})" if opened.undo else "Annuler",
        icon=":material/undo:",
        key="undo",
        disabled=opened.undo is None,
        on_click=state.back,
        args=(-1,),
    )
    st.button(
        f"Rétablir ({opened.redo})" if opened.redo else "Rétablir",
        icon=":material/redo:",
        key="redo",
        disabled=opened.redo is None,
        on_click=state.back,
        args=(1,),
    )
