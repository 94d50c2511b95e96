"""What readers say of answers: how many are good, why others are not, the last ones."""

import streamlit as st

from assistant.administration.feedback import Opinion, Verdict, reasons
from assistant.service import Assistant
from prompts import text
from ui import session
from ui.library import html
from ui.markdown import plain, safe
from ui.quality import links

_SHOWN = 20
_WHICH = {"": "Tous", Verdict.BAD.value: "À améliorer", Verdict.GOOD.value: "Bonnes"}


def draw(_: Assistant) -> None:
    """Draw the figures and the last opinions."""
    feedback = session.feedback()
    tally = feedback.tally()
    if tally.rate is None:
        st.markdown(safe(text("qualite_sans_avis")))
        return
    with st.container(horizontal=True):
        st.metric("Avis", tally.good + tally.bad, border=True)
        st.metric("Réponses jugées bonnes", f"{tally.rate:.0%}".replace("%", "\u00a0%"), border=True)
    if tally.reasons:
        names = reasons()
        rows = [(html.said(names.get(one, one)), str(number)) for one, number in tally.reasons]
        st.html(html.table("Pourquoi les autres ne le sont pas", ("Motif", "Nombre"), rows, cards=False))
    st.header("Derniers avis", anchor=False)
    which = st.segmented_control(
        "Montrer",
        list(_WHICH),
        default=Verdict.BAD.value if tally.bad else "",
        required=True,
        format_func=_WHICH.__getitem__,
        key="which",
    )
    found = feedback.latest(_SHOWN, Verdict(which) if which else None)
    if not found:
        st.markdown(safe("Aucun avis de cette sorte."))
    for rank, one in enumerate(found):
        _one(one, rank)


def _one(one: Opinion, rank: int) -> None:
    with st.container(border=True, gap="xsmall", key=f"opinion-{rank}"):
        good = one.verdict is Verdict.GOOD
        names = reasons()
        told = "Bonne réponse" if good else "Réponse à améliorer"
        why = f" : {', '.join(names.get(reason, reason).lower() for reason in one.reasons)}" if one.reasons else ""
        st.html(
            html.listed([("ok" if good else "bad", f"{told}{why}", f"{one.given_at.astimezone():%d/%m/%Y à %H:%M}")])
        )
        if one.comment:
            st.markdown(safe(f"« {plain(one.comment)} »"))
        label = f"Voir la réponse n° {one.position + 1} de la conversation"
        links.to_assistant(label, conversation=one.conversation, key=f"answer-{rank}")
