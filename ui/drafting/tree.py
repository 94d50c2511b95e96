"""The lines of the plan: one row a line, with a button that chooses it and a menu that moves it."""

from collections.abc import Callable, Mapping

import streamlit as st

from assistant.drafting.checks.outline import is_blank
from assistant.drafting.editing import lines, places
from assistant.drafting.editing.tree import MOVABLE, rank
from assistant.drafting.records import Origin, Plan, PlanNode
from ingest.nouns import shortened
from ingest.records import Level
from prompts import text
from ui.drafting import state
from ui.markdown import plain, safe, several

_ALL, _OBJECTIVES, _PROPOSALS = "Tout", "Objectifs", "Propositions"
_LONGEST = 170
_UP, _DOWN, _HIGHER, _LOWER = "Monter", "Descendre", "Élever d'un niveau", "Abaisser d'un niveau"
_ADD, _ACCEPT, _ACCEPT_BELOW, _REJECT, _DELETE = (
    "Ajouter une ligne dessous",
    "Accepter la proposition",
    "Accepter toutes les propositions d'ici",
    "Refuser la proposition",
    "Supprimer",
)
NAMES = {
    Level.VOLET: "Volet",
    Level.SECTION: "Section",
    Level.OS: "Objectif stratégique",
    Level.OO: "Objectif opérationnel",
    Level.ACTION: "Action",
    Level.SOUS_ACTION: "Sous-action",
}
_SHORT = {Level.OS: "OS ", Level.OO: "OO ", Level.ACTION: "", Level.SOUS_ACTION: ""}
_BELOW = {
    Level.VOLET: (Level.OS, "Être un CPAS qui…"),
    Level.SECTION: (Level.OS, "Être un CPAS qui…"),
    Level.OS: (Level.OO, "Nouvel objectif opérationnel"),
    Level.OO: (Level.ACTION, "Nouvelle action"),
    Level.ACTION: (Level.SOUS_ACTION, "Nouvelle sous-action"),
}
_Act = Callable[[Plan, str], Plan]
_ACTS: Mapping[str, tuple[str, _Act]] = {
    _UP: ("ligne montée", lambda plan, name: places.move(plan, name, -1)),
    _DOWN: ("ligne descendue", lambda plan, name: places.move(plan, name, 1)),
    _HIGHER: ("niveau changé", lambda plan, name: places.relevel(plan, name, _beside(plan, name, -1))),
    _LOWER: ("niveau changé", lambda plan, name: places.relevel(plan, name, _beside(plan, name, 1))),
    _ACCEPT: ("proposition acceptée", lines.accept),
    _ACCEPT_BELOW: ("propositions acceptées", lambda plan, name: lines.accept(plan, name, below=True)),
    _REJECT: ("proposition refusée", lines.reject),
    _DELETE: ("ligne supprimée", lines.delete),
}


def draw(plan: Plan) -> None:
    """Draw the lines."""
    shown = st.segmented_control(
        "Afficher", [_ALL, _OBJECTIVES, _PROPOSALS], default=_ALL, required=True, key="tree-shown"
    )
    nodes = [one for one in plan.nodes if _is_shown(one, str(shown))]
    proposals = sum(one.proposal for one in plan.nodes)
    told = f"{several(len(plan.nodes), 'ligne')}, dont {several(proposals, 'proposition')} à accepter ou à refuser."
    st.caption(safe(told))
    if not nodes:
        st.caption(safe(text("rediger_rien")))
    with st.container(height=640, key="tree-lines", gap=None):
        for one in nodes:
            _row(one, chosen=one.id == state.picked(), above=_holds_proposals(plan, one))
    st.button("Ajouter un volet", key="add-volet", icon=":material/add:", on_click=_add, args=(None,))


def code(one: PlanNode) -> str:
    """What a line is called for short: « OS 1 », « 1.1.2 », « Volet »."""
    if one.level in _SHORT and one.number:
        return f"{_SHORT[one.level]}{one.number}"
    return NAMES[one.level]


def named(one: PlanNode) -> str:
    """A line in a list of choices."""
    return f"{code(one)} – {shortened(one.text, 90)}"


def _is_shown(one: PlanNode, shown: str) -> bool:
    if shown == _OBJECTIVES:
        return rank(one.level) <= rank(Level.OO)
    return shown == _ALL or one.proposal


def _holds_proposals(plan: Plan, one: PlanNode) -> bool:
    """Whether an objective has proposals below it; actions are many and hold few, they are not looked at."""
    return one.level in (Level.OS, Level.OO) and any(below.proposal for below in plan.children(one.id))


def _row(one: PlanNode, *, chosen: bool, above: bool) -> None:
    told = [f"**{code(one)}** {plain(shortened(one.text, _LONGEST)) or '(sans intitulé)'}"]
    if one.proposal:
        told.append("· *proposition*")
    elif one.origin is Origin.AGENT:
        told.append("· *revu*")
    if is_blank(one):
        told.append("· *à écrire*")
    mark = "on" if chosen else "off"
    with st.container(
        horizontal=True,
        gap=None,
        wrap=False,
        vertical_alignment="center",
        key=f"line-{rank(one.level)}-{mark}-{one.id}",
    ):
        st.button(
            safe(" ".join(told)),
            key=f"pick-{one.id}",
            type="secondary" if chosen else "tertiary",
            icon=":material/chevron_right:" if chosen else None,
            width="stretch",
            on_click=state.pick,
            args=(one.id,),
        )
        st.menu_button(
            safe(f"Actions sur {code(one)}"),
            _options(one, above=above),
            key=f"menu-{one.id}",
            icon=":material/more_vert:",
            type="tertiary",
            on_click=_act,
            args=(one.id,),
        )


def _options(one: PlanNode, *, above: bool) -> list[str]:
    found = [_ACCEPT, _REJECT] if one.proposal else []
    found += [_ACCEPT_BELOW] if above else []
    found += [_UP, _DOWN]
    if one.level in MOVABLE:
        found += [_HIGHER] if one.level is not MOVABLE[0] else []
        found += [_LOWER] if one.level is not MOVABLE[-1] else []
    found += [_ADD] if one.level in _BELOW else []
    return [*found, _DELETE]


def _act(name: str) -> None:
    """Do what the menu of a line says."""
    wanted = st.session_state.get(f"menu-{name}")
    if wanted == _ADD:
        _add(name)
    elif wanted in _ACTS:
        label, act = _ACTS[str(wanted)]
        state.edit_plan(label, lambda plan: act(plan, name))


def _beside(plan: Plan, name: str, step: int) -> Level:
    return MOVABLE[MOVABLE.index(plan.node(name).level) + step]


def _add(parent: str | None) -> None:
    made: list[str] = []

    def change(plan: Plan) -> Plan:
        level, words = _BELOW[plan.node(parent).level] if parent is not None else (Level.VOLET, "Nouveau volet")
        kind = "externe" if level is Level.VOLET else None
        new = lines.add(plan, parent, level, words, kind=kind)
        known = {one.id for one in plan.nodes}
        made.extend(one.id for one in new.nodes if one.id not in known)
        return new

    if state.edit_plan("ligne ajoutée", change) and made:
        state.pick(made[0], jump=True)
