"""A new objective on a subject, drafted from the library and put into the open draft."""

import streamlit as st

from assistant.drafting.editing.anchoring import insert
from assistant.drafting.records import Plan
from ingest.records import Level
from prompts import text
from ui import failure
from ui.drafting import state
from ui.drafting.tree import named
from ui.markdown import safe


def draw(plan: Plan) -> None:
    """Draw the button and what it opens."""
    homes = {one.id: named(one) for one in plan.nodes if one.level in (Level.OS, Level.VOLET)}
    with st.popover("Un nouvel objectif", icon=":material/lightbulb:", key="new-objective"):
        st.markdown(safe(text("rediger_objectif")))
        subject = st.text_input(
            "Sujet", key="objective-subject", max_chars=200, placeholder="la précarité énergétique, la jeunesse…"
        )
        parent = st.selectbox(
            "Sous",
            [*homes, ""],
            format_func=lambda one: homes.get(one, "Un objectif stratégique de plus"),
            key="objective-home",
        )
        if st.button("Proposer", key="objective-make", type="primary"):
            with failure.told(), st.spinner("Je cherche ce que d'autres prévoient…"):
                piece = state.studio().objective(subject.strip(), plan.organisation)
                if state.edit_plan("objectif ajouté", lambda held: insert(held, piece, parent or None)):
                    _show(plan)
                st.rerun(scope="fragment")


def _show(before: Plan) -> None:
    known = {one.id for one in before.nodes}
    after = state.opened().work.plan
    new = [one for one in after.nodes if one.id not in known and one.level is Level.OO] if after else []
    if new:
        state.pick(new[0].id, jump=True)
