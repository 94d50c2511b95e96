"""What lasts longer than one run of the page: the store of drafts, the draft that the URL names, its changes."""

from collections.abc import Callable

import streamlit as st

from assistant.access import Role, require
from assistant.drafting.editing.tree import EditError
from assistant.drafting.records import Plan
from assistant.drafting.workspace.records import Opened, Work
from assistant.drafting.workspace.store import Drafts, StaleError
from assistant.drafting.workspace.studio import Studio
from assistant.drafting.workspace.versions import Versions
from assistant.settings import load_settings
from ingest.errors import PstError
from ingest.records import Document
from ui import access, session
from ui.markdown import plain, safe
from ui.owner import owner

SORTING, PLAN, FINISH = "engagements", "projet", "fin"
_DRAFT, _STEP, _LINE = "redaction", "etape", "ligne"
_SHOWN, _NOTICE, _DONE, _JUMP = "drafting-shown", "drafting-notice", "drafting-done", "drafting-jump"


@st.cache_resource(show_spinner=False)
def store() -> Drafts:
    """The drafts, one store a process."""
    return Drafts(load_settings().drafts)


@st.cache_resource(show_spinner=False)
def versions() -> Versions:
    """Their named versions."""
    return Versions(load_settings().drafts)


def studio() -> Studio:
    """What drafts are made with."""
    return Studio(session.assistant())


def name() -> str:
    """The id of the draft that the URL names, or ""."""
    return str(st.query_params.get(_DRAFT, ""))


def step() -> str:
    """The step that is shown."""
    return str(st.query_params.get(_STEP, SORTING))


def go(draft: str, to: str = SORTING) -> None:
    """Show a draft, or another step of it; "" shows the list."""
    for key in (_DRAFT, _STEP, _LINE):
        st.query_params.pop(key, None)
    if draft:
        st.query_params[_DRAFT], st.query_params[_STEP] = draft, to


def picked() -> str:
    """The id of the line that is chosen, or ""."""
    return str(st.query_params.get(_LINE, ""))


def pick(line: str, jump: bool = False) -> None:
    """Choose a line.

    Args:
        line: Its id.
        jump: Whether the tree is to be scrolled to it.
    """
    st.query_params[_LINE] = line
    st.session_state[_JUMP] = "both" if jump else "form"


def jump() -> str:
    """What the page is to scroll to after this run, once: `form`, `both` or ""."""
    return str(st.session_state.pop(_JUMP, ""))


def create(title: str, work: Work, source: Document | None = None) -> str:
    """Start a draft of whoever is in front of the page."""
    return store().create(owner(), title, work, source)


def opened() -> Opened:
    """The draft as it stands; changes of this page are changes of this version.

    Raises:
        PstError: If there is none.
    """
    found = store().open(name())
    st.session_state[_SHOWN] = (found.id, found.version)
    return found


@st.cache_data(max_entries=8, show_spinner=False)
def source(draft: str) -> Document | None:
    """The declaration that a draft is made from, where it is kept."""
    return store().source(draft)


@st.cache_data(max_entries=24, show_spinner="Je contrôle le projet…")
def checked(draft: str, version: int, snapshot: str, _plan: Plan) -> Plan:
    """The plan of a draft with its checks, by the draft's version and the library's."""
    return studio().checked(_plan, source(draft))


def edit(label: str, change: Callable[[Work], Work], typed: str = "") -> bool:
    """Keep a change, before the page is drawn again.

    Args:
        label: What is done, in French.
        change: The new state from the old one.
        typed: What was typed: it is shown again where it could not be kept.

    Returns:
        Whether it was kept.
    """
    draft, version = st.session_state.get(_SHOWN, (name(), 0))
    try:
        _check()
        before = store().open(draft)
        if before.version == version:
            after = change(before.work)
            if after == before.work:
                return False
        else:
            after = before.work
        st.session_state[_SHOWN] = (draft, store().save(draft, version, label, after))
    except StaleError as error:
        remedy = f"{error.remedy}\n\nCe que vous aviez écrit : « {typed} »" if typed else error.remedy
        tell(StaleError(error.what, remedy))
        return False
    except PstError as error:
        tell(error)
        return False
    st.session_state[_DONE] = label
    return True


def edit_plan(label: str, change: Callable[[Plan], Plan], typed: str = "") -> bool:
    """Keep a change of the plan; as `edit`."""

    def whole(work: Work) -> Work:
        if work.plan is None:
            raise EditError("Le projet n'est pas encore rédigé.", "Rédigez-le d'abord.")
        return work.model_copy(update={"plan": change(work.plan)})

    return edit(label, whole, typed)


def do(label: str, change: Callable[[Plan], Plan]) -> None:
    """Keep a change of the plan, as a button does it."""
    edit_plan(label, change)


def attempt(act: Callable[[], object]) -> None:
    """Do something before the page is drawn again; where it fails, that is told on the page."""
    try:
        _check()
        act()
    except PstError as error:
        tell(error)


def back(step: int) -> None:
    """Undo the last change, or redo the last one undone."""
    draft, version = st.session_state.get(_SHOWN, (name(), 0))
    try:
        _check()
        st.session_state[_SHOWN] = (draft, store().step(draft, version, step))
    except PstError as error:
        tell(error)


def _check() -> None:
    """Refuse what is not staff's to do: a click acts before the page says again whom it is for."""
    require(access.role(), Role.STAFF)


def tell(error: PstError) -> None:
    """Have an error told at the top of the page, once."""
    st.session_state[_NOTICE] = error


def notices() -> None:
    """Draw what is to be told, once."""
    error: PstError | None = st.session_state.pop(_NOTICE, None)
    done: str | None = st.session_state.pop(_DONE, None)
    if error is not None:
        st.warning(safe(f"**{plain(error.what)}**\n\n{plain(error.remedy)}"), icon=":material/warning:")
    elif done:
        st.toast(safe(f"Enregistré : {done}."), icon=":material/check:")
