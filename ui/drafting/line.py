"""The chosen line: its form, where it comes from, where else it could stand."""

from collections.abc import Callable, Mapping

import streamlit as st

from assistant.drafting.editing import anchoring, lines, places
from assistant.drafting.records import Plan, PlanNode
from prompts import text
from ui.drafting import form, sources, state
from ui.drafting.tree import NAMES, code, named
from ui.markdown import safe

_Act = Callable[[Plan, str, str], Plan]


def draw(plan: Plan) -> None:
    """Draw the form of the line that is chosen."""
    one = next((each for each in plan.nodes if each.id == state.picked()), None)
    if one is None:
        st.subheader("Une ligne à la fois", anchor=False)
        st.markdown(safe(text("rediger_choisir")))
        return
    st.subheader(safe(f"{NAMES[one.level]} {one.number}".strip()), anchor=False)
    if one.proposal:
        _proposal(one)
    form.draw(one)
    sources.draw(one, plan)
    _elsewhere(one, plan)


def _proposal(one: PlanNode) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="proposal"):
        st.markdown(safe("**Proposition** : à accepter ou à refuser."), width="content")
        st.button(
            "Accepter",
            key=f"accept-{one.id}",
            type="primary",
            icon=":material/check:",
            on_click=state.do,
            args=("proposition acceptée", lambda plan: lines.accept(plan, one.id)),
        )
        st.button(
            "Refuser",
            key=f"reject-{one.id}",
            icon=":material/close:",
            on_click=state.do,
            args=("proposition refusée", lambda plan: lines.reject(plan, one.id)),
        )


def _elsewhere(one: PlanNode, plan: Plan) -> None:
    """To put the line elsewhere, to merge it, to say which commitments it carries out."""
    homes = {each.id: named(each) for each in places.homes(plan, one.id)}
    twins = {each.id: named(each) for each in plan.nodes if each.level is one.level and each.id != one.id}
    free = {each.id: f"{each.id} – {each.text[:90]}" for each in plan.items}
    mine = {each.id for each in one.dps_items}
    with st.expander("Déplacer, fusionner, rattacher", key=f"elsewhere-{one.id}"):
        if homes:
            _choice(
                f"Déplacer {code(one)} sous",
                "Déplacer",
                homes,
                f"home-{one.id}",
                "ligne déplacée",
                places.move_to,
                one.id,
            )
        if twins:
            _choice("Fusionner avec (son contenu vient ici)", "Fusionner", twins, f"twin-{one.id}", "lignes fusionnées",
                    lines.merge, one.id)  # fmt: skip
        more = {name: words for name, words in free.items() if name not in mine}
        if more:
            _choice("Rattacher un engagement de la DPS", "Rattacher", more, f"link-{one.id}", "engagement rattaché",
                    anchoring.link, one.id)  # fmt: skip
        held = {name: words for name, words in free.items() if name in mine}
        if held:
            _choice("Détacher un engagement", "Détacher", held, f"unlink-{one.id}", "engagement détaché",
                    anchoring.unlink, one.id)  # fmt: skip


def _choice(label: str, verb: str, options: Mapping[str, str], key: str, done: str, act: _Act, name: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.selectbox(
            label, list(options), index=None, format_func=lambda each: options[each], key=key, placeholder="Choisissez"
        )
        st.button(
            verb,
            key=f"do-{key}",
            disabled=wanted is None,
            on_click=state.do,
            args=(done, lambda plan: act(plan, name, str(wanted))),
        )
