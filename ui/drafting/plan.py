"""Step 2: the plan as a tree of lines, the chosen line's form beside it, its checks and its coverage below."""

import json
from hashlib import sha256

import streamlit as st

from assistant.drafting.editing.mending import entitled
from assistant.drafting.records import Plan
from prompts import text
from ui.drafting import history, line, objective, review, state, tree
from ui.markdown import safe


@st.fragment
def draw() -> None:
    """Draw the step; a click draws it alone again."""
    opened = state.opened()
    plan = opened.work.plan
    if plan is None:  # The drafting itself was taken back.
        st.rerun()
    state.notices()
    with st.container(horizontal=True, vertical_alignment="center", key="plan-tools"):
        history.draw(opened)
        _title(plan)
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


def _title(plan: Plan) -> None:
    with st.popover("Titre du plan", icon=":material/title:", key="plan-title"):
        st.text_input("Titre", value=plan.title, key="plan-title-words", max_chars=200)
        st.text_input("Organisation", value=plan.organisation or "", key="plan-organisation", max_chars=200)
        st.button("Enregistrer", key="plan-title-save", on_click=_entitle)
        st.caption(safe(text("rediger_titre")))


def _entitle() -> None:
    title, whose = (str(st.session_state.get(key, "")) for key in ("plan-title-words", "plan-organisation"))
    state.edit_plan("titre changé", lambda plan: entitled(plan, title, whose))


def _mark(name: str) -> str:
    """What changes with a line, and holds nothing of it: an imported plan chose its ids."""
    return sha256(name.encode()).hexdigest()[:8]


def _scroll() -> None:
    """Bring the chosen line into view, and on a telephone its form; the script holds no word of a plan."""
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
}})(); // {st.session_state.get("drafting-shown", ("", 0))[1]} {_mark(state.picked())}</script>""",
            unsafe_allow_javascript=True,
        )
