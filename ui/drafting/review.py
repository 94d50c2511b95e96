"""Beside the tree: the checks with the lines concerned, and which lines carry out each commitment."""

from collections.abc import Sequence

import streamlit as st

from assistant.drafting.editing.anchoring import cover
from assistant.drafting.records import Check, DpsItem, Plan
from ingest.nouns import others, shortened
from prompts import text
from ui.drafting import state
from ui.drafting.tree import code, named
from ui.markdown import plain, safe, several

_SIGNS = {"erreur": (":material/error:", "à corriger"), "avertissement": (":material/warning:", "à vérifier"),
          "conseil": (":material/info:", "conseil")}  # fmt: skip
_CHECKS, _COVERAGE = "Contrôles", "Engagements couverts"
_MOST = 12
_SHORT = 150


def draw(draft: str, version: int, plan: Plan) -> None:
    """Draw one of the two."""
    shown = _CHECKS
    if plan.items:
        shown = st.segmented_control(
            "Vérifier", [_CHECKS, _COVERAGE], default=_CHECKS, required=True, key="review-shown"
        )
    if shown == _COVERAGE:
        _coverage(plan)
    else:
        _checks(state.checked(draft, version, state.studio().snapshot, plan))


def _checks(plan: Plan) -> None:
    failed = sorted((one for one in plan.checks if not one.ok), key=lambda one: list(_SIGNS).index(one.severity))
    passed = several(len(plan.checks) - len(failed), "réussi")
    st.subheader(safe(f"Contrôles : {passed} sur {len(plan.checks)}"), anchor=False)
    for one in failed:
        _check(one, plan)
    met = [one for one in plan.checks if one.ok]
    if met:
        title = f"Les {len(met)} contrôles réussis" if len(met) > 1 else "Le contrôle réussi"
        with st.expander(safe(title), icon=":material/check:", key="checks-met"):
            st.markdown(safe("\n".join(f"- {plain(one.label)} : {plain(one.detail)}" for one in met)))


def _check(one: Check, plan: Plan) -> None:
    icon, told = _SIGNS[one.severity]
    with st.expander(safe(f"{plain(one.label)} ({told})"), icon=icon, key=f"check-{one.id}"):
        st.markdown(safe(f"{plain(one.detail)}\n\n**À faire :** {plain(one.remedy)}"))
        _lines(plan, one.nodes, f"check-{one.id}")


def _lines(plan: Plan, names: Sequence[str], key: str) -> None:
    """Buttons that choose lines."""
    held = {one.id: one for one in plan.nodes}
    known = [held[name] for name in names if name in held]
    if not known:
        return
    with st.container(horizontal=True, gap="xsmall"):
        for one in known[:_MOST]:
            st.button(safe(f"Voir {plain(code(one))}"), key=f"{key}-{one.id}", on_click=state.pick, args=(one.id, True))
    if len(known) > _MOST:
        more = len(known) - _MOST
        st.caption(safe(f"et {others(more)} ligne{'s' if more > 1 else ''}"))


def _coverage(plan: Plan) -> None:
    nodes = {one.dps_item: one.nodes for one in plan.coverage}
    left = [one for one in plan.items if not nodes.get(one.id)]
    carried = [one for one in plan.items if nodes.get(one.id)]
    told = f"{several(len(carried), 'engagement')} sur {len(plan.items)} {'ont' if len(carried) > 1 else 'a'} une ligne"
    st.subheader(safe(told), anchor=False)
    for one in left:
        _uncovered(one, plan)
    if carried:
        with st.container(height=420, key="coverage-lines"):
            for one in carried:
                st.markdown(safe(f"**{one.id}** {plain(shortened(one.text, _SHORT))}"))
                _lines(plan, nodes[one.id], f"covers-{one.id}")


def _uncovered(one: DpsItem, plan: Plan) -> None:
    chosen = next((node for node in plan.nodes if node.id == state.picked()), None)
    with st.container(border=True, key=f"uncovered-{one.id}"):
        st.markdown(safe(f"**{one.id} sans ligne** · ligne {one.line} : « {plain(one.text)} »"))
        if chosen is None or chosen.level.value not in ("os", "oo", "action"):
            st.caption(safe(text("rediger_couvrir")))
            return
        st.button(
            safe(f"En faire une ligne sous {plain(code(chosen))}"),
            key=f"cover-{one.id}",
            icon=":material/add:",
            help=safe(plain(named(chosen))),
            on_click=state.do,
            args=("engagement repris", lambda held: cover(held, one.id, chosen.id)),
        )
