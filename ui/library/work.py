"""Jobs on the page: started by a click, shown while they work, told when they are over."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import streamlit as st

from assistant.access import Role, require
from assistant.administration import additions
from assistant.administration.jobs import Jobs
from assistant.administration.status import State, Status
from assistant.administration.tasks import TITLES, Lane, Retag, Task
from assistant.settings import load_settings
from ingest.errors import PstError
from ui import access, failure
from ui.library import html
from ui.markdown import safe

_REFUSED = "job-refused"
_READ = "job-read"
_ROLES = {Lane.LIBRARY: Role.STAFF, Lane.EVALUATION: Role.ADMINISTRATOR}
"""Whose page shows a lane's job, and stops it."""
_RECENT = timedelta(hours=12)
_SAID = {
    State.DONE: "terminé",
    State.FAILED: "n’a pas abouti",
    State.STOPPED: "arrêté",
    State.INTERRUPTED: "interrompu : l’ordinateur ou l’assistant a été éteint ; la bibliothèque est restée comme avant",
}


def jobs() -> Jobs:
    """The installation's jobs, with the rights of whoever is in front of the page."""
    return Jobs(load_settings().home, access.role())


def start(task: Task, subject: str = "") -> bool:
    """Start a job; where that cannot be, the page says why at its next run.

    Args:
        task: What to do.
        subject: The document that it is about.

    Returns:
        Whether it was started.
    """
    try:
        jobs().start(task, subject=subject, ended=_after(task))
    except PstError as error:
        st.session_state[_REFUSED] = error
        return False
    return True


def works(lane: Lane) -> bool:
    """Whether a job of the lane works: what would start another one is closed meanwhile."""
    status = jobs().current(lane)
    return status is not None and not status.is_over


def banner(lane: Lane) -> None:
    """Draw the lane's job: how far it is, or what came of it until the reader has read it."""
    refused: PstError | None = st.session_state.pop(_REFUSED, None)
    if refused is not None:
        with failure.told():
            raise refused
    status = jobs().current(lane)
    if status is None:
        return
    if not status.is_over:
        _live(lane)
    elif status.id != st.session_state.get(f"{_READ}-{lane.value}") and _is_recent(status):
        _over(lane, status)


@st.fragment(run_every=1.0)
def _live(lane: Lane) -> None:
    status = jobs().current(lane)
    if status is None or status.is_over or not access.role().may(_ROLES[lane]):
        st.rerun()  # the whole page: it tells what came of the job, or whom it is for
    assert status is not None
    with st.container(key=f"job-{lane.value}"):
        told = f"{TITLES.get(status.kind, status.kind)} : {status.stage.lower()}"
        if status.total:
            told += f" ({min(status.done, status.total)}/{status.total})"
        if status.name:
            told += f" — {status.name}"
        st.progress(status.share, text=safe(told))
        st.caption(safe("Vous pouvez quitter cette page : le travail continue, et les réponses restent disponibles."))
        st.button("Arrêter", key=f"stop-{lane.value}", on_click=_stop, args=(lane,))


def _stop(lane: Lane) -> None:
    """A click acts before the page says again whom it is for."""
    try:
        require(access.role(), _ROLES[lane])
        jobs().stop(lane)
    except PstError as error:
        st.session_state[_REFUSED] = error


def _over(lane: Lane, status: Status) -> None:
    with st.container(key=f"job-{lane.value}"):
        at = status.updated.astimezone()
        title = TITLES.get(status.kind, status.kind)
        st.markdown(safe(f"**{title} : {_SAID[status.state]}** ({at:%d/%m/%Y à %H:%M})"))
        if status.lines:
            st.html(html.outcome(status.lines))
        st.button("J’ai lu", key=f"read-{lane.value}", on_click=_mark_read, args=(lane, status.id))


def _mark_read(lane: Lane, job: str) -> None:
    st.session_state[f"{_READ}-{lane.value}"] = job


def _is_recent(status: Status) -> bool:
    return datetime.now(UTC) - status.updated < _RECENT


def _after(task: Task) -> Callable[[], None]:
    """What this process does when the job is over: forget the word lists of before."""
    if not isinstance(task, Retag):
        return lambda: None
    file = load_settings().thesaurus
    return lambda: additions.reload(file)
