"""How much the assistant is used: questions a day, who asks, how long answers take."""

from collections.abc import Sequence

import streamlit as st

from assistant.administration.journal import Day
from assistant.service import Assistant
from prompts import text
from ui import session
from ui.library import html
from ui.markdown import safe

_PERIODS = {7: "7 jours", 30: "30 jours", 90: "90 jours"}
_COLOURS = {"light": ("#0b6470", "#b3541e"), "dark": ("#6fcbd3", "#f0a875")}
_ROLES = {"citoyen": "citoyens", "agent": "agents", "administrateur": "administrateurs"}


def draw(service: Assistant) -> None:
    """Draw the figures."""
    settings = service.settings
    if not settings.journal_days:
        st.markdown(safe(text("qualite_sans_journal")))
        return
    journal = session.journal()
    days = st.segmented_control(
        "Durée", list(_PERIODS), default=30, required=True, format_func=_PERIODS.__getitem__, key="period"
    )
    found, times = journal.per_day(days or 30), journal.times(days or 30)
    if not found or times is None:
        never = journal.times(settings.journal_days) is None
        st.markdown(safe(text("qualite_sans_usage") if never else "Aucune question sur cette durée."))
        return
    asked, lost = sum(one.asked for one in found), sum(one.unanswered for one in found)
    with st.container(horizontal=True):
        st.metric("Questions", asked, border=True)
        st.metric("Sans réponse", f"{lost} ({_percent(lost / asked if asked else 0)})", border=True)
        st.metric(
            "Durée habituelle",
            seconds(times.median),
            border=True,
            help="La moitié des réponses sont plus rapides (la médiane).",
        )
        st.metric("95 % en moins de", seconds(times.p95), border=True)
    roles = [f"{number} par des {_ROLES.get(role, role)}" for role, number in journal.roles(days or 30)]
    st.caption(safe(f"Posées : {', '.join(roles)}."))
    st.header("Questions par jour", anchor=False)
    _chart(found)
    with st.expander("Les mêmes chiffres en tableau"):
        rows = [(f"{one.day:%d/%m/%Y}", str(one.asked), str(one.unanswered)) for one in reversed(found) if one.asked]
        st.html(html.table("Questions par jour", ("Jour", "Posées", "Sans réponse"), rows, cards=False))


def seconds(value: float) -> str:
    """A duration in French: « 0,4 s »."""
    return f"{value:.1f} s".replace(".", ",") if value < 10 else f"{value:.0f} s"


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", "\u00a0%")


def _chart(days: Sequence[Day]) -> None:
    import plotly.graph_objects as go

    answered, lost = _COLOURS["dark" if st.context.theme.type == "dark" else "light"]
    names = [f"{one.day:%d/%m}" for one in days]
    figure = go.Figure(
        [
            go.Bar(
                x=names,
                y=[one.asked - one.unanswered for one in days],
                name="avec réponse",
                marker={"color": answered},
                hovertemplate="%{x} : %{y} avec réponse<extra></extra>",
            ),
            go.Bar(
                x=names,
                y=[one.unanswered for one in days],
                name="sans réponse",
                marker={"color": lost, "pattern": {"shape": "/"}},
                hovertemplate="%{x} : %{y} sans réponse<extra></extra>",
            ),
        ]
    )
    figure.update_layout(
        barmode="stack",
        height=280,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend={"orientation": "h", "y": 1.12, "x": 0},
        yaxis={"rangemode": "tozero", "tickformat": "d", "nticks": 5},
        xaxis={"type": "category", "nticks": 8, "tickangle": 0},
        separators=", ",
    )
    best = max(days, key=lambda one: one.asked)
    first, last = days[0].day, days[-1].day
    alt = f"Questions par jour, du {first:%d/%m} au {last:%d/%m} ; au plus {best.asked}, le {best.day:%d/%m}."
    st.plotly_chart(figure, config={"displayModeBar": False, "locale": "fr"}, alt=alt, key="per-day")
