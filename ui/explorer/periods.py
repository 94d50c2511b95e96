"""The view « Périodes »: which plan covers which years, as a chart and as a table."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import streamlit as st

from assistant.explorer import naming, periods
from assistant.explorer.collection import Collection
from assistant.explorer.periods import Span, State
from prompts import text
from ui.explorer import cards, charts, downloads
from ui.markdown import safe

_ROWS = 60
"""So many plans fit on the chart."""
_HEADERS = ("Organisation", "Document", "Type", "Statut", "Période", "Où elle est dite", "État", "Fichier")


def draw(collection: Collection) -> None:
    """Draw the view."""
    if not collection.plans:
        st.markdown(safe(text("explorer_sans_plan")))
        return
    today = date.today()
    spans = periods.spans(collection.plans, today)
    st.caption(safe(text("explorer_periodes")))
    told = Counter(one.state for one in spans)
    states = [one for one in State if told[one]]
    names = {one.value: f"{one.value.capitalize()} ({told[one]})" for one in states}
    chosen = st.pills(
        "État", list(names), format_func=names.__getitem__, selection_mode="multi", key="moment", bind="query-params",
        persist_state="page",
    )  # fmt: skip
    kept = [one for one in spans if not chosen or one.state.value in chosen]
    _chart([one for one in kept if one.period is not None], today)
    st.header("En tableau", anchor=False)
    st.html(_table(kept))
    downloads.table("periodes", "periodes-des-plans", lambda: [_line(one) for one in kept], _HEADERS)


def _chart(kept: Sequence[Span], today: date) -> None:
    if not kept:
        return
    if len(kept) > _ROWS:
        st.caption(safe(f"Le graphique montre les {_ROWS} premiers des {len(kept)} plans ; le tableau les a tous."))
    with st.container(key="annees"):
        st.plotly_chart(
            charts.years(kept[:_ROWS], today.year + (today.timetuple().tm_yday - 1) / 365),
            key="annees-chart",
            config=charts.CONFIG,
            theme=None,
            alt="Les années que couvre chaque plan ; le trait vertical est aujourd’hui. Le tableau dit la même chose.",
        )


def _line(one: Span) -> tuple[str, ...]:
    document = one.document
    return (
        one.organisation,
        document.identity.title,
        naming.kind(document),
        "projet" if document.is_draft else "",
        str(one.period or "—"),
        one.said,
        one.state.value,
        document.file,
    )


def _table(kept: Sequence[Span]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{cards.text(owner)}</th><td>{cards.text(kind)}{" (projet)" if draft else ""}</td>'
        f"<td>{cards.text(years)}</td><td>{cards.text(state)}</td><td>{cards.text(said)}</td></tr>"
        for owner, _, kind, draft, years, said, state, _ in map(_line, kept)
    )
    return (
        '<div class="pst-explorer"><div class="pst-scroll" tabindex="0" role="region" aria-label="Périodes des plans">'
        '<table class="pst-plain"><thead><tr><th scope="col">Organisation</th><th scope="col">Type</th>'
        '<th scope="col">Période</th><th scope="col">État</th><th scope="col">Où elle est dite</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div></div>"
    )
