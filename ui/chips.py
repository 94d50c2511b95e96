"""What was understood, as chips: each says one part of the question, and those that can be put right open."""

import re
from collections.abc import Mapping, Sequence

import streamlit as st

from prompts import text
from ui import session
from ui.markdown import plain, safe

_SEPARATOR = " · "
_EVERYWHERE = "Tous les CPAS et communes"
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


def draw(understood: str, position: int, organisations: Sequence[str], *, live: bool) -> None:
    """Draw the chips.

    Args:
        understood: What was understood, its parts between middle dots.
        position: The answer's rank in the conversation, from 0.
        organisations: The names of the library's CPAS and communes.
        live: Whether the chips open: only those of the last answer do.
    """
    with st.container(key=f"understood-{position}", horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.caption(safe("Compris :"), width="content")
        offered: set[str] = set()
        for rank, part in enumerate(understood.split(_SEPARATOR)):
            kind = kind_of(part, organisations) if live else None
            if kind is None or kind in offered:
                st.badge(safe(plain(part)), color="gray")
                continue
            offered.add(kind)
            with st.popover(safe(plain(part)), key=f"chip-{position}-{rank}", type="secondary"):
                _choices(kind, position, organisations)
        if live and "level" in offered:  # a listing: it may be narrowed in ways that the question did not name
            for kind, label in (("volet", "Volet"), ("organisation", "CPAS"), ("level", "Niveau")):
                if kind not in offered:
                    with st.popover(label, icon=":material/add:", key=f"chip-{position}-{kind}", type="tertiary"):
                        _choices(kind, position, organisations)


def kind_of(part: str, organisations: Sequence[str]) -> str | None:
    """Which part of a question a chip says: `organisation`, `volet`, `level`, or None for one that cannot be changed.

    Args:
        part: The chip's words.
        organisations: The names of the library's CPAS and communes.
    """
    words = part.casefold()
    if "tous les cpas" in words or any(_names(name, words) for name in organisations):
        return "organisation"
    if words.startswith("volet"):
        return "volet"
    return "level" if any(one.casefold().startswith(words) for one in _levels()) else None


def _names(name: str, words: str) -> bool:
    """Whether words name an organisation: « Spa » is not in « les espaces verts »."""
    return re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", words) is not None


def _levels() -> Sequence[str]:
    return text("niveaux").splitlines()


def choices_of(kind: str, organisations: Sequence[str]) -> Mapping[str, str]:
    """What a part of a question may be changed to: labels, and the words that say so after « Même question »."""
    if kind == "organisation":
        return {_EVERYWHERE: "pour tous les CPAS", **{name: f"pour {name}" for name in organisations}}
    return _VOLETS if kind == "volet" else _LEVELS


def _choices(kind: str, position: int, organisations: Sequence[str]) -> None:
    """The same question, with another value for one part."""
    st.caption(safe("La même question, mais :"))
    values = choices_of(kind, organisations)
    if kind == "organisation":
        key = f"chip-choice-{kind}-{position}-{session.conversation()}"
        chosen = st.selectbox("CPAS ou commune", list(values), index=None, key=key, placeholder="Choisissez")
        question = f"Même question {values[chosen]}" if chosen else ""
        st.button("Reposer la question", key=f"chip-ask-{kind}-{position}", type="primary", disabled=not chosen,
                  on_click=session.ask, args=(question,), width="stretch")  # fmt: skip
        return
    for rank, (label, words) in enumerate(values.items()):
        st.button(safe(label), key=f"chip-{kind}-{rank}-{position}", on_click=session.ask,
                  args=(f"Même question {words}",), width="stretch")  # fmt: skip
