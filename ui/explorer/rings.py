"""The rings of one plan, under the themes: each sector leads to its actions."""

import streamlit as st

from assistant.explorer import sectors, sheets
from assistant.explorer.collection import Collection
from ui.explorer import cards, charts, downloads, links
from ui.markdown import plain, safe

_SHOWN = 40
_CHOICE = "branche"


def draw(collection: Collection) -> None:
    """Draw the rings of the plan that the reader chooses, and the actions of a sector."""
    st.header("Un plan en anneaux", anchor=False)
    plans = {one.id: one for one in collection.plans}
    chosen = st.selectbox(
        "Plan ou déclaration à dessiner", list(plans), format_func=collection.labels.__getitem__, key="anneaux",
        bind="query-params", persist_state="page", on_change=_afresh,
    )  # fmt: skip
    document = plans[chosen]
    rings = sectors.sectors(document)
    names = {one.id: one.title for one in rings}
    _take(names)
    with st.container(key="anneaux-chart"):
        st.plotly_chart(
            charts.rings(rings),
            key=f"anneaux-{document.id}",
            config=charts.CONFIG,
            theme=None,
            alt="Le plan en anneaux, les volets au centre, les actions au bord ; la liste qui suit dit la même chose.",
        )
    branch = st.selectbox(
        "Partie du plan", list(names), format_func=names.__getitem__, key=_CHOICE, persist_state="page"
    )
    nodes = sectors.below(document, branch)
    st.markdown(safe(f"**{charts.elements(len(nodes))}** dans « {plain(names[branch])} »."))
    if len(nodes) > _SHOWN:
        st.caption(safe(f"Les {_SHOWN} premiers sont ci-dessous ; le tableau à télécharger les contient tous."))
    pairs = [(document, node) for node in nodes]
    st.html(f'<div class="pst-explorer">{cards.cards(pairs[:_SHOWN], collection.places)}</div>')
    downloads.table("anneaux", "actions-du-plan", lambda: sheets.rows(pairs))


def _take(names: dict[str, str]) -> None:
    """The sector that was touched is the part that is listed."""
    touched = st.session_state.pop(links.SECTOR, None)
    if touched in names:
        st.session_state[_CHOICE] = touched


def _afresh() -> None:
    st.session_state.pop(_CHOICE, None)
