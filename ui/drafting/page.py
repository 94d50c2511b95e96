"""The page « Rédiger un PST »: from a declaration to a plan, a step at a time, everything kept as it is done."""

from functools import cache
from importlib.resources import files

import streamlit as st

from assistant.drafting.workspace.records import Opened
from prompts import text
from ui import failure
from ui.drafting import finish, plan, sorting, start, state
from ui.markdown import plain, safe
from ui.owner import remember

_STEPS = {state.SORTING: "1. Les engagements", state.PLAN: "2. Le projet", state.FINISH: "3. Versions et fichiers"}


@cache
def _style() -> str:
    return files(__package__).joinpath("drafting.css").read_text(encoding="utf-8")


def page() -> None:
    """Draw the page."""
    st.set_page_config(layout="wide")
    st.html(f"<style>{_style()}</style>")
    remember()
    st.title("Rédiger un PST", anchor=False)
    if not state.name():
        state.notices()
        with failure.told():
            start.draw()
        return
    opened = None
    with failure.told():
        opened = state.opened()
    if opened is None:
        st.button("Mes projets", icon=":material/arrow_back:", on_click=state.go, args=("",))
        return
    step = state.step()
    if step not in _STEPS or (step != state.SORTING and opened.work.plan is None):
        step = state.SORTING
    if step == state.SORTING and not opened.has_source:
        step = state.PLAN
    _head(opened, step)
    with failure.told():
        {state.SORTING: sorting.draw, state.PLAN: plan.draw, state.FINISH: finish.draw}[step]()


def _head(opened: Opened, step: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="drafting-head"):
        st.header(safe(plain(opened.title)), anchor=False)
        st.button("Mes projets", icon=":material/arrow_back:", on_click=state.go, args=("",), key="drafting-list")
    names = [one for one in _STEPS if one != state.SORTING or opened.has_source]
    if opened.work.plan is None:
        st.caption(safe(text("rediger_etape_1")))
        return
    with st.container(horizontal=True, gap="xsmall", key="drafting-steps"):
        for one in names:
            st.button(
                _STEPS[one],
                key=f"drafting-step-{one}",
                type="primary" if one == step else "secondary",
                on_click=state.go,
                args=(opened.id, one),
            )
