"""The charts of the page: heat map, rings, years; each says in words and signs what it says in colours."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from assistant.explorer import naming
from assistant.explorer.periods import Span, State
from assistant.explorer.sectors import Sector
from assistant.explorer.themes import Grid
from ingest.nouns import shortened

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_FONT = '"Source Sans", "Source Sans Pro", sans-serif'
CONFIG: dict[str, Any] = {"displayModeBar": False, "scrollZoom": False, "locale": "fr"}
_LIGHT = [[0.0, "#f1f6f6"], [0.08, "#d3e8ea"], [0.35, "#7fbdc4"], [0.7, "#2f8592"], [1.0, "#0b4a54"]]
_DARK = [[0.0, "#1a2528"], [0.08, "#1f3d43"], [0.35, "#25626c"], [0.7, "#4aa7b1"], [1.0, "#a5e6ec"]]
_INK, _INK_DARK = "#1c2b2e", "#e5eced"
_ROW, _LETTER = 24, 6.2
_NAME, _TITLE = 34, 46
_STATES = {
    State.OVER: ("#5b6f73", "#a9b8bb", "/"),
    State.RUNNING: ("#0b6470", "#6fcbd3", ""),
    State.COMING: ("#8a6a00", "#e3c252", "."),
}


def is_dark() -> bool:
    """Whether the reader's theme is dark."""
    return st.context.theme.type == "dark"


def heat(grid: Grid, *, share: bool) -> "Figure":
    """Themes by organisations; the squares over the cells are what a reader can touch.

    No cell bears its number and no margin measures itself: with a thousand cells each would take the browser seconds.

    Args:
        grid: The counts.
        share: Whether colours tell the share of the organisation's actions rather than their number.
    """
    import numpy as np
    from plotly import graph_objects as go

    dark = is_dark()
    values = grid.shares if share else grid.counts
    names = [shortened(naming.theme(one), _TITLE) for one in grid.concepts]
    owners = [shortened(one, _NAME) for one in grid.organisations]
    rows, columns = (one.ravel() for one in np.indices(values.shape))
    told = [
        [
            grid.concepts[row],
            grid.organisations[column],
            int(grid.counts[row, column]),
            percent(grid.shares[row, column]),
        ]
        for row, column in zip(rows, columns, strict=True)
    ]
    figure = go.Figure(
        go.Heatmap(
            z=values, x=owners, y=names, xgap=1, ygap=1, colorscale=_DARK if dark else _LIGHT, showscale=False,
            hoverinfo="skip",
        )
    )  # fmt: skip
    figure.add_trace(
        go.Scatter(
            x=[owners[at] for at in columns], y=[names[at] for at in rows], mode="markers", customdata=told,
            marker={"symbol": "square", "size": 18, "color": "rgba(0,0,0,0)"}, showlegend=False,
            hovertemplate="%{y}<br>%{customdata[1]} : %{customdata[2]} (%{customdata[3]})<extra></extra>",
            unselected={"marker": {"opacity": 0}}, selected={"marker": {"opacity": 0}},
        )
    )  # fmt: skip
    top, left = (max(map(len, words), default=0) * _LETTER + 16 for words in (owners, names))
    figure.update_layout(
        height=len(names) * _ROW + int(top), margin={"l": left, "r": 60, "t": top, "b": 4}, dragmode=False,
        xaxis={"side": "top", "tickangle": -60, "fixedrange": True, "showgrid": False,
               "range": [-0.5, len(owners) - 0.5]},
        yaxis={"fixedrange": True, "showgrid": False, "range": [len(names) - 0.5, -0.5]},
        **_paper(dark=dark),
    )  # fmt: skip
    return figure


def rings(sectors: Sequence[Sector]) -> "Figure":
    """A plan as rings."""
    from plotly import graph_objects as go

    dark = is_dark()
    palette = (
        ["#2f8592", "#b08a2e", "#7a6fb0", "#4f8f5b", "#b0655a"]
        if dark
        else ["#bfe0e3", "#f0e0b0", "#dcd6f2", "#cfe8d2", "#f3d6d0"]
    )
    figure = go.Figure(
        go.Sunburst(
            ids=[one.id for one in sectors], parents=[one.parent for one in sectors],
            labels=[one.label for one in sectors], values=[one.value for one in sectors], branchvalues="total",
            customdata=[f"{shortened(one.title, 90)}<br>{elements(one.value)}" for one in sectors],
            sort=False, insidetextorientation="radial",
            hovertemplate="%{customdata}<extra></extra>", maxdepth=4,
            marker={"line": {"width": 1, "color": "#11191b" if dark else "#ffffff"}},
        )
    )  # fmt: skip
    figure.update_layout(
        height=560, margin={"l": 0, "r": 0, "t": 0, "b": 0}, sunburstcolorway=palette, extendsunburstcolors=True,
        **_paper(dark=dark),
    )  # fmt: skip
    return figure


def years(spans: Sequence[Span], today: float) -> "Figure":
    """Plans over the years, one row a plan.

    Args:
        spans: The plans, in order; those without a period are left out.
        today: The day, as a year and its fraction.
    """
    from plotly import graph_objects as go

    dark = is_dark()
    ink = _INK_DARK if dark else _INK
    held = [one for one in spans if one.period is not None]
    rows = {one.document.id: f"{shortened(one.organisation, _NAME)} · {naming.kind(one.document)}" for one in held}
    order = list(dict.fromkeys(rows.values()))
    figure = go.Figure()
    for state, (light, bright, shape) in _STATES.items():
        mine = [one for one in held if one.state is state and one.period is not None]
        if not mine:
            continue
        periods = [one.period for one in mine if one.period is not None]
        figure.add_trace(
            go.Bar(
                name=state.value.capitalize(), orientation="h", y=[rows[one.document.id] for one in mine],
                base=[one.start for one in periods], x=[one.end + 1 - one.start for one in periods], width=0.6,
                text=[f"{period}{' (projet)' if one.document.is_draft else ''}"
                      for one, period in zip(mine, periods, strict=True)],
                textposition="inside", insidetextanchor="middle",
                insidetextfont={"color": "#11191b" if dark else "#fff"},
                hovertext=[f"{naming.label(one.document)} : {one.state}" for one in mine], hoverinfo="text",
                marker={"color": bright if dark else light, "line": {"width": 1, "color": ink},
                        "pattern": {"shape": shape, "fillmode": "overlay", "size": 6, "solidity": 0.2}},
            )
        )  # fmt: skip
    figure.add_vline(x=today, line={"color": ink, "dash": "dash", "width": 1})
    figure.update_layout(
        barmode="overlay", height=len(order) * 30 + 110, margin={"l": 4, "r": 8, "t": 30, "b": 4}, dragmode=False,
        yaxis={"categoryorder": "array", "categoryarray": order[::-1], "automargin": True, "fixedrange": True},
        xaxis={"dtick": 3, "tickangle": 0, "fixedrange": True, "tickformat": "d", "side": "top"},
        legend={"orientation": "h", "y": -0.02, "yanchor": "top", "x": 0}, **_paper(dark=dark),
    )  # fmt: skip
    return figure


def percent(share: float) -> str:
    """A share as readers write it: « 12 % »."""
    return f"{share * 100:.0f}\u00a0%"


def elements(number: int) -> str:
    """« 1 élément », « 3 éléments »."""
    return f"{number} élément{'s' if number > 1 else ''}"


def _paper(*, dark: bool) -> dict[str, Any]:
    """What all charts share: no ground of their own, the page's ink and letters."""
    ground = "rgba(0,0,0,0)"
    font = {"color": _INK_DARK if dark else _INK, "family": _FONT, "size": 12}
    return {"paper_bgcolor": ground, "plot_bgcolor": ground, "font": font}
