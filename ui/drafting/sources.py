"""Where a line comes from: the declaration's own words, what other plans say, the method's reason."""

from collections.abc import Iterator

import streamlit as st

from assistant.drafting.records import Origin, Plan, PlanNode
from ui.markdown import plain, safe

_ORIGINS = {
    Origin.DPS: "un engagement de la DPS",
    Origin.METHOD: "la méthode ou la loi, que la DPS ne dit pas",
    Origin.PRECEDENT: "le plan d'une autre organisation",
    Origin.MODEL: "un engagement de la DPS, mis en mots par un modèle de langue",
    Origin.AGENT: "vous (ligne écrite, revue ou acceptée)",
    Origin.PLAN: "le plan importé",
}


def draw(one: PlanNode, plan: Plan) -> None:
    """Draw them, each quote word for word."""
    with st.expander("D'où vient cette ligne", expanded=bool(one.precedents), key=f"sources-{one.id}"):
        st.markdown(safe("\n\n".join(_told(one, plan))))


def _told(one: PlanNode, plan: Plan) -> Iterator[str]:
    yield f"Origine : {_ORIGINS[one.origin]}."
    places = {item.id: item.line for item in plan.items}
    for ref in one.dps_items:
        where = f", ligne {places[ref.id]} de la DPS" if ref.id in places else ""
        yield f"> **{ref.id}**{where} : « {plain(ref.text)} »"
    for cited in one.precedents:
        whose = cited.organisation or cited.title
        yield f"> **{plain(whose)}**, ligne {cited.line} : « {plain(cited.quote)} »"
    if one.details:
        yield plain(one.details)
    for label, value in one.autres:
        yield f"{plain(label)} : {plain(value)}" if label else plain(value)
