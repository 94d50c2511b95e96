"""What the reader thinks of an answer: a thumb, and the reasons of one that is turned down."""

import streamlit as st

from assistant.administration.feedback import Verdict, reasons
from ui import failure, session
from ui.markdown import safe
from ui.owner import owner

_DOWN, _UP = 0, 1
_LONGEST = 500


@st.fragment
def draw(position: int) -> None:
    """Draw the thumbs; a click keeps the opinion without drawing the page again.

    Args:
        position: The answer's rank in the conversation, from 0.
    """
    conversation = session.conversation()
    if conversation is None:
        return
    with failure.told():
        before = session.feedback().of(conversation, position, owner())
        start = None if before is None else _UP if before.verdict is Verdict.GOOD else _DOWN
        key = f"rating-{conversation}-{position}"
        with st.container(key=f"rating-{position}", horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.caption(safe("Cette réponse vous aide-t-elle ?"), width="content")
            thumb = st.feedback(
                "thumbs", key=key, default=start, on_change=_changed, args=(conversation, position, key)
            )
        if thumb == _UP:
            st.caption("Merci. Votre avis est enregistré.")
        elif thumb == _DOWN:
            _why(conversation, position, before.reasons if before else (), before.comment if before else "")


def _changed(conversation: str, position: int, key: str) -> None:
    """Keep what was clicked; only a click withdraws an opinion, not a page that shows none."""
    thumb = st.session_state.get(key)
    if thumb is None:
        session.feedback().withdraw(conversation, position, owner())
    else:
        session.feedback().record(conversation, position, Verdict.GOOD if thumb == _UP else Verdict.BAD, owner=owner())


def _why(conversation: str, position: int, given: tuple[str, ...], comment: str) -> None:
    names = reasons()
    with st.form(f"why-{conversation}-{position}", border=True):
        chosen = st.pills(
            "Qu’est-ce qui ne va pas ?", list(names), selection_mode="multi", format_func=names.__getitem__,
            default=[one for one in given if one in names],
        )  # fmt: skip
        words = st.text_area(
            "Précisez si vous le souhaitez (sans donnée personnelle)", comment, max_chars=_LONGEST, height=80
        )
        if st.form_submit_button("Envoyer"):
            session.feedback().record(conversation, position, Verdict.BAD, chosen, words, owner())
            st.caption("Merci. Votre avis est enregistré ; il aide à corriger l’assistant.")
