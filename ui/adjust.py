"""Putting right what was understood: the same question for another CPAS, in another volet, at another level."""

from collections.abc import Sequence

import streamlit as st

from ui import session
from ui.markdown import safe

_SAME = "(inchangé)"
_EVERYWHERE = "Tous les CPAS"
_VOLETS = {
    "Tous les volets": "dans tous les volets",
    "Volet interne": "seulement le volet interne",
    "Volet externe": "seulement le volet externe",
    "Volet commun": "seulement le volet commun",
}
_LEVELS = {
    "Objectifs stratégiques": "seulement les objectifs stratégiques",
    "Objectifs opérationnels": "seulement les objectifs opérationnels",
    "Actions": "seulement les actions",
}


def draw(position: int, organisations: Sequence[str]) -> None:
    """Draw the button that opens the choices.

    Args:
        position: The answer's rank in the conversation, from 0.
        organisations: The names of the library's CPAS and communes.
    """
    with st.popover("Corriger", icon=":material/tune:", key=f"adjust-{position}"):
        st.caption(safe("La même question, mais :"))
        names = [_SAME, _EVERYWHERE, *organisations]
        organisation = st.selectbox("CPAS ou commune", names, key=f"adjust-organisation-{position}")
        volet = st.selectbox("Volet", [_SAME, *_VOLETS], key=f"adjust-volet-{position}")
        level = st.selectbox("Niveau", [_SAME, *_LEVELS], key=f"adjust-level-{position}")
        question = adjusted(organisation, volet, level)
        st.button(
            "Reposer la question", key=f"adjust-ask-{position}", type="primary", width="stretch",
            disabled=not question, on_click=session.ask, args=(question,),
        )  # fmt: skip


def adjusted(organisation: str, volet: str, level: str) -> str:
    """The follow-up that says the choices in words, or "" where nothing was chosen."""
    parts = []
    if organisation == _EVERYWHERE:
        parts.append("pour tous les CPAS")
    elif organisation != _SAME:
        parts.append(f"pour {organisation}")
    parts += [table[chosen] for table, chosen in ((_VOLETS, volet), (_LEVELS, level)) if chosen != _SAME]
    return f"Même question {', '.join(parts)}" if parts else ""
