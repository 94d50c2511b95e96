"""One answer on the page: what was understood, the text, what to know besides, the next questions, the sources."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from assistant.answer import Answer, Citation, SourceView, Turn
from assistant.drafting.wishes import INTENT as DRAFTED
from assistant.generation.usage import in_words
from ui import chips, rating, session, sources, takeaway
from ui.markdown import linked, safe

_LABELS = {
    "refused": "Pas de réponse dans les documents",
    "clarify": "Une précision est nécessaire",
}


def draw(
    answer: Answer,
    position: int,
    *,
    last: bool,
    view: Callable[[Citation], SourceView],
    files: Mapping[str, str],
    organisations: Sequence[str] = (),
) -> None:
    """Draw an answer.

    Args:
        answer: The answer.
        position: Its rank in the conversation, from 0.
        last: Whether it ends the conversation; only then may its next questions be clicked.
        view: Gives a citation's surroundings.
        files: The documents' file names, by document id.
        organisations: The names by which what was understood can be put right.
    """
    prefix = sources.anchor(position)
    with st.container(key=f"{answer.status}-{position}", gap="xsmall"):
        if answer.understood:
            live = last and answer.intent != DRAFTED  # a draft has no volet nor level to put right
            chips.draw(answer.understood, position, organisations, live=live)
        if label := _LABELS.get(answer.status):
            st.caption(f"**{label}**")
        numbers = {citation.n for citation in answer.citations}
        st.markdown(linked(answer.answer, numbers, prefix), anchors=False)
    if answer.notices:
        with st.container(key=f"notices-{position}", gap="xxsmall"):
            st.markdown("**À savoir**")
            for notice in answer.notices:
                st.markdown(linked(notice, numbers, prefix))
    with st.container():  # Always there, so that what stands below keeps its place when the questions go.
        if last and answer.followups:
            _followups(answer, position)
    if answer.citations:
        sources.draw(answer.citations, position, view, files)
        if last:
            sources.choose(answer, position, files)
    if answer.struck:
        _struck(answer)
    if answer.status == "answered":
        st.caption(safe(_origin(answer)))
        takeaway.draw(Turn(question=answer.question, answer=answer), position)
    rating.draw(position)


def _followups(answer: Answer, position: int) -> None:
    st.caption(safe("Choisissez :" if answer.status == "clarify" else "Pour continuer :"))
    with st.container(key=f"followups-{position}", horizontal=True, gap="xsmall"):
        for rank, question in enumerate(answer.followups):
            st.button(safe(question), key=f"followup-{position}-{rank}", on_click=session.ask, args=(question,))


def _struck(answer: Answer) -> None:
    """The sentences of the model that verification did not keep, each with the reason."""
    number = len(answer.struck)
    with st.expander(f"{number} phrases écartées" if number > 1 else "1 phrase écartée", icon=":material/rule:"):
        st.caption(safe("Le modèle de langue les avait écrites ; les sources ne les portent pas."))
        for one in answer.struck:
            st.markdown(f"~~{safe(one.text).replace('~', '')}~~ \n*{safe(one.reason)}*")


def _origin(answer: Answer) -> str:
    cost = f" {in_words(answer.usage)}." if answer.usage is not None else ""
    if answer.mode == "generative":
        where = "hors de votre réseau" if answer.usage is not None and answer.usage.remote else "sur place"
        return f"Réponse formulée par un modèle de langue ({answer.model}, {where}), vérifiée dans les sources.{cost}"
    return f"Réponse composée de citations vérifiées, sans modèle de langue.{cost}"
