"""The chat page: a question, a wait that says what is done, an answer with its sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from assistant.answer import Audience, Turn
from assistant.privacy import mask
from assistant.summary import DocumentSummary
from prompts import text
from ui import access, failure, owner, past, reply, session, sidebar, wait
from ui.markdown import plain, safe

_USER, _ASSISTANT = ":material/person:", ":material/menu_book:"
_LONGEST = 2000


def page() -> None:
    """Draw the page."""
    documents: Sequence[DocumentSummary] = ()
    turns: tuple[Turn, ...] = ()
    audience = sidebar.audience()
    listed = st.sidebar.container()
    with failure.told():
        documents = session.assistant().documents()
        sidebar.library(documents, session.model())
    with failure.told():
        turns = session.turns()
    owner.remember()
    alone = session.alone()
    if alone is not None and alone < len(turns):
        _alone(turns[alone], alone, documents)
        past.draw(listed)
        return
    with st.bottom:
        typed = st.chat_input(
            "Posez votre question…", key="typed", submit_mode="stop", max_chars=_LONGEST, disabled=not documents
        )
        st.caption(safe("Assistant automatisé : vérifiez les sources avant de décider."))
    question, without = mask(typed or session.asked() or ""), session.left_aside()
    files = {document.id: document.file for document in documents}
    names = tuple(dict.fromkeys(document.organisation for document in documents if document.organisation))
    opening = st.empty()
    if not turns and not question:
        with opening.container():
            _welcome(documents, audience)
    if turns or question:
        _heading()
    for position, turn in enumerate(turns):
        last = position == len(turns) - 1 and not question
        _turn(turn, position, last=last, files=files, names=names)
    if question:
        _answer(_Asked(question, without, audience, turns), files, names)
    past.draw(listed)


def _heading() -> None:
    """The page's title, for who hears the page: on the screen the question says it."""
    st.html('<h1 class="pst-hidden">Assistant des plans stratégiques</h1>')


def _welcome(documents: Sequence[DocumentSummary], audience: Audience) -> None:
    """Say what this is, what it knows, and offer a few questions."""
    names = [*dict.fromkeys(document.organisation for document in documents if document.organisation)]
    nameless = [document.file for document in documents if not document.organisation and not document.note]
    names += [f"{file} (organisation non nommée)" for file in nameless]
    st.title("Assistant des plans stratégiques", anchor=False)
    if not names:
        st.markdown(safe(access.nothing(text("bibliotheque_vide"))))
        return
    st.markdown(safe(text("accueil", sources=_enumerated([*map(plain, names)]))))
    with st.container(key="examples", gap="xsmall"):
        st.caption(safe("Par exemple :"))
        for rank, question in enumerate(session.suggestions(audience)):
            st.button(safe(question), key=f"example-{rank}", on_click=session.ask, args=(question,), width="stretch")


def _enumerated(names: Sequence[str]) -> str:
    return " et ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _turn(turn: Turn, position: int, *, last: bool, files: Mapping[str, str], names: Sequence[str]) -> None:
    _question(turn.question, position)
    with st.chat_message("assistant", avatar=_ASSISTANT):
        # The place of the wait: with it an exchange has one shape, live or read again, and open sources stay open.
        st.empty()
        reply.draw(turn.answer, position, last=last, view=session.assistant().source, files=files, organisations=names)


def _question(question: str, position: int) -> None:
    with st.chat_message("user", avatar=_USER), st.container(key=f"question-{position}"):
        st.markdown(safe(question))


def _alone(turn: Turn, position: int, documents: Sequence[DocumentSummary]) -> None:
    """One answer, at its own address."""
    _heading()
    st.caption(safe("Une réponse d’une conversation."))
    _turn(turn, position, last=False, files={one.id: one.file for one in documents}, names=())
    st.button("Voir toute la conversation", icon=":material/forum:", on_click=session.show_all)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that waits for its answer."""

    question: str
    without: tuple[str, ...]
    audience: Audience
    turns: tuple[Turn, ...]


def _answer(asked: _Asked, files: Mapping[str, str], names: Sequence[str]) -> None:
    """Have a question answered, show what is being done meanwhile, keep the exchange, draw the answer."""
    question, turns, position = asked.question, asked.turns, len(asked.turns)
    _question(question, position)
    with st.chat_message("assistant", avatar=_ASSISTANT):
        place = st.empty()
        with failure.told():
            if not files:
                place.markdown(safe(access.nothing(text("bibliotheque_vide"))))
                return
            # What a model writes may be stopped, and then has to be kept: its place is made before.
            keep = session.keeper(first=not turns) if session.model() is not None else None
            with wait.shown(place, question, asked.without) as shown:
                answer = session.assistant().ask(
                    question,
                    audience=asked.audience,
                    history=turns,
                    progress=shown.progress,
                    deliver=shown.deliver,
                    stop=shown.stop,
                    without=asked.without,
                )
                if keep is not None:
                    shown.finish()
                    if shown.stopped is not None:
                        keep(Turn(question=question, answer=answer))
                        raise shown.stopped
            with failure.told():
                session.note(answer, asked.audience)
            with failure.told():
                (keep or session.keeper(first=not turns))(Turn(question=question, answer=answer))
            reply.draw(answer, position, last=True, view=session.assistant().source, files=files, organisations=names)
