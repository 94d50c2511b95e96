"""Step 2: the plan as a tree of lines, the chosen line's form beside it, its checks and its coverage below."""

import json

import streamlit as st

from assistant.access import Role
from assistant.drafting.editing.mending import entitled
from assistant.drafting.records import Plan
from assistant.drafting.workspace.records import Opened
from prompts import text
from ui import access, keys
from ui.drafting import history, line, objective, review, state, tree
from ui.markdown import safe


@st.fragment
def draw() -> None:
    """Draw the step; a click draws it alone again."""
    access.require(Role.STAFF)
    opened = state.opened()
    plan = opened.work.plan
    if plan is None:  # The drafting itself was taken back.
        st.rerun()
    state.notices()
    with st.container(horizontal=True, vertical_alignment="center", key="plan-tools"):
        history.draw(opened)
        _title(opened, plan)
        objective.draw(plan)
    left, right = st.columns([11, 9], gap="medium")
    with left, st.container(key="plan-tree"):
        st.subheader("Les lignes", anchor=False)
        tree.draw(plan)
    with right, st.container(key="plan-line"):
        line.draw(plan)
        st.divider()
        review.draw(opened.id, opened.version, plan)
    _scroll()


def _title(opened: Opened, plan: Plan) -> None:
    mark = keys.mark(opened.id, plan.title, plan.organisation)
    with st.popover("Titre du plan", icon=":material/title:", key="plan-title"):
        st.text_input("Titre", value=plan.title, key=f"plan-title-words-{mark}", max_chars=200)
        st.text_input("Organisation", value=plan.organisation or "", key=f"plan-organisation-{mark}", max_chars=200)
        st.button("Enregistrer", key="plan-title-save", on_click=_entitle, args=(mark,))
        st.caption(safe(text("rediger_titre")))


def _entitle(mark: str) -> None:
    title, whose = (str(st.session_state[f"{key}-{mark}"] or "") for key in ("plan-title-words", "plan-organisation"))
    state.edit_plan("titre changé", lambda plan: entitled(plan, title, whose))


def _scroll() -> None:
    """Bring the chosen line into view, and on a telephone its form.

    The script holds no word of a plan, nor a line's id: an imported plan chose its own.
    """
    wanted = state.jump()
    if not wanted:
        return
    row = json.dumps("[class*='st-key-line-'][class*='-on-']") if wanted == "both" else '""'
    with st.container(key="plan-script"):
        st.html(
            f"""<script>(() => {{
  const row = {row} && document.querySelector({row} || "body");
  if (row) row.scrollIntoView({{ block: "center" }});
  const form = document.querySelector(".st-key-plan-line");
  if (form && (row || innerWidth <= 640)) form.scrollIntoView({{ block: "start" }});
}})(); // {st.session_state.get("drafting-shown", ("", 0))[1]} {keys.mark(state.picked())}</script>""",
            unsafe_allow_javascript=True,
        )
