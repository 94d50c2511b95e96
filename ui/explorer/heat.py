"""The view « Thèmes »: which organisation does how much on what, each cell leading to its actions."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape

import streamlit as st

from assistant.explorer import naming, sheets, themes
from assistant.explorer.collection import Collection
from assistant.explorer.periods import State
from assistant.explorer.themes import Grid, Themes
from prompts import text
from ui.explorer import cards, charts, data, downloads, links, rings
from ui.markdown import plain, safe

_COLUMNS, _ROWS = 30, 30
"""So many organisations, so many themes fit on the chart; the table has all the themes."""
_MAP, _TABLE = "Carte", "Tableau"
_DEGREES = 5
"""How many colours the table's cells have."""
_SHOWN = 60
"""So many actions are listed; the file holds them all."""
_ALL, _ANY = "Toutes", "Tous"
_NARROW = f"La carte demande un écran plus large : choisissez « {_TABLE} »."
_STATES = {_ANY: set[State](), "En cours": {State.RUNNING}, "Terminés": {State.OVER}, "À venir": {State.COMING}}


def draw(collection: Collection) -> None:
    """Draw the view."""
    if not collection.plans:
        st.markdown(safe(text("explorer_sans_plan")))
        return
    held = data.themes(collection)
    st.header("Thèmes par organisation", anchor=False)
    st.caption(safe(text("explorer_themes")))
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        share = st.segmented_control(
            "Mesure", ["Nombre", "Part"], default="Nombre", required=True, key="mesure", bind="query-params",
            persist_state="page", help="« Part » : la part des actions de l’organisation, en pour cent.",
        ) == "Part"  # fmt: skip
        shape = st.segmented_control(
            "Affichage", [_MAP, _TABLE], default=_TABLE if _on_phone() else _MAP, required=True, key="forme",
            bind="query-params", persist_state="page",
        )  # fmt: skip
        state = st.segmented_control(
            "Plans", list(_STATES), default=_ANY, required=True, key="etat", bind="query-params", persist_state="page"
        )
        drafts = any(one.is_draft for one in collection.plans) and st.toggle(
            "Compter aussi les projets", key="projets", bind="query-params", persist_state="page"
        )
    counted = data.counted(collection, _STATES[state or _ANY], drafts=drafts)
    everyone = themes.grid(held, counted)
    if not everyone.concepts:
        st.info(safe("Aucune action de ces plans n’est rattachée à un thème."))
        return
    shown = _columns(held, counted, everyone)
    if not shown.concepts:
        st.info(safe("Aucune action de ces organisations n’est rattachée à un thème."))
    elif shape == _MAP:
        _chart(shown, share=share)
    else:
        st.html(_table(shown, share=share))
    st.caption(safe("Touchez une case pour lire ses actions, ou choisissez un thème et une organisation ci-dessous."))
    headers = ("Thème", *everyone.organisations)
    downloads.table("grille", "themes-par-organisation", lambda: _lines(everyone, share=share), headers)
    _cell(held, everyone, counted, collection.places)
    st.divider()
    rings.draw(collection)


def _columns(held: Themes, counted: frozenset[str], everyone: Grid) -> Grid:
    """The organisations on the chart: those chosen, or the first so many by their number of actions."""
    names = everyone.organisations
    if len(names) <= _COLUMNS:
        return everyone
    chosen = st.multiselect(
        f"Organisations ({_COLUMNS} au plus sur le graphique)", names, key="colonnes", max_selections=_COLUMNS,
        placeholder=f"Les {_COLUMNS} qui ont le plus d’actions", bind="query-params", persist_state="page",
    )  # fmt: skip
    most = sorted(names, key=lambda one: -int(everyone.totals[names.index(one)]))[:_COLUMNS]
    return themes.grid(held, counted, chosen or sorted(most, key=names.index))


def _on_phone() -> bool:
    """Whether the browser says that it is a telephone's: a map of thirty columns does not fit there."""
    return "Mobile" in (st.context.headers.get("User-Agent") or "")


def _chart(grid: Grid, *, share: bool) -> None:
    kept = replace(grid, concepts=grid.concepts[:_ROWS], counts=grid.counts[:_ROWS])
    if len(grid.concepts) > _ROWS:
        st.caption(safe(f"Les {_ROWS} premiers thèmes sur {len(grid.concepts)} ; « {_TABLE} » les montre tous."))
    with st.container(key="carte"):
        st.plotly_chart(
            charts.heat(kept, share=share),
            key="carte-chart",
            on_select=_picked,
            selection_mode="points",
            config=charts.CONFIG,
            theme=None,
            alt="Carte des thèmes par organisation ; « Tableau » montre les mêmes nombres.",
        )
    st.html(f'<p class="pst-narrow">{cards.text(_NARROW)}</p>')


def _picked() -> None:
    points = st.session_state["carte-chart"].selection.points
    if points:
        concept, organisation, *_ = points[0]["customdata"]
        links.choose(concept, organisation)


def _cell(held: Themes, grid: Grid, counted: frozenset[str], labels: Mapping[str, str]) -> None:
    """The actions of a theme in an organisation, or in all."""
    st.header("Les actions d’un thème", anchor=False)
    with st.container(horizontal=True, gap="small"):
        concept = st.selectbox(
            "Thème", grid.concepts, format_func=naming.theme, key="sujet", bind="query-params", persist_state="page",
            width=340,
        )  # fmt: skip
        organisation = st.selectbox(
            "Organisation", [_ALL, *grid.organisations], key="qui", bind="query-params", persist_state="page", width=340
        )
    documents = {
        one.id for one in held.documents
        if one.id in counted and organisation in (_ALL, naming.organisation(one))
    }  # fmt: skip
    pairs = held.pairs(concept, documents)
    number = len(pairs)
    where = "" if organisation == _ALL else f" — {plain(organisation)}"
    st.markdown(safe(f"**{number} {'actions' if number > 1 else 'action'}** : {naming.theme(concept)}{where}."))
    if number > _SHOWN:
        st.caption(safe(f"Les {_SHOWN} premières sont ci-dessous ; le tableau à télécharger les contient toutes."))
    if pairs:
        st.html(f'<div class="pst-explorer">{cards.cards(pairs[:_SHOWN], labels)}</div>')
        downloads.table("actions", f"actions-{concept}", lambda: sheets.rows(pairs))


def _lines(grid: Grid, *, share: bool) -> list[list[str]]:
    values = [[f"{one:.1%}".replace("%", " %").replace(".", ",") for one in row] for row in grid.shares]
    counts = [[str(one) for one in row] for row in grid.counts]
    rows = [[naming.theme(name), *row] for name, row in zip(grid.concepts, values if share else counts, strict=True)]
    return [*rows, ["Actions en tout", *map(str, grid.totals)]]


def _table(grid: Grid, *, share: bool) -> str:
    """The counts as a table whose cells are links; the darker, the more."""
    head = "".join(f'<th scope="col">{cards.text(one)}</th>' for one in grid.organisations)
    values = grid.shares if share else grid.counts
    most = float(values.max(initial=0)) or 1.0
    body = "".join(
        f'<tr><th scope="row">{cards.text(naming.theme(concept))}</th>'
        + "".join(
            _link(concept, name, charts.percent(value) if share else f"{value:.0f}", float(value) / most)
            for name, value in zip(grid.organisations, row, strict=True)
        )
        + "</tr>"
        for concept, row in zip(grid.concepts, values, strict=True)
    )
    totals = "".join(f"<td>{one}</td>" for one in grid.totals)
    return (
        '<div class="pst-explorer"><div class="pst-scroll" tabindex="0" role="region" '
        'aria-label="Nombre d’actions par thème et par organisation"><table><thead><tr><th scope="col">Thème</th>'
        f'{head}</tr></thead><tbody>{body}<tr><th scope="row">Actions en tout</th>{totals}</tr>'
        "</tbody></table></div></div>"
    )


def _link(concept: str, organisation: str, words: str, degree: float) -> str:
    if not degree:
        return "<td>0</td>"
    shade = min(_DEGREES, int(degree * _DEGREES) + 1)
    target = escape(links.cell(concept, organisation), quote=True)
    address = escape(links.cell_address(concept, organisation), quote=True)
    return f'<td class="pst-shade-{shade}"><a href="{address}" data-pst-cell="{target}">{escape(words)}</a></td>'
