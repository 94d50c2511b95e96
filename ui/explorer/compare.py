"""The view « Comparer »: two plans side by side, line by line or theme by theme."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from assistant.explorer import facing, naming
from assistant.explorer.collection import Collection
from assistant.explorer.facing import Facing
from assistant.explorer.themes import Pairs
from ingest.records import Document
from prompts import text
from ui.explorer import cards, data, downloads
from ui.explorer.data import compared
from ui.markdown import plain, safe

if TYPE_CHECKING:
    from assistant.drafting.comparison.comparing import Change, Comparison, Line

_LINES, _THEMES = "Ligne par ligne", "Par thème"
_STATES = {"nouvelle": "Nouvelles", "abandonnée": "Abandonnées", "modifiée": "Reformulées", "gardée": "Gardées"}
_SHOWN = 150
_HEADERS = ("Changement", "Déplacée", "Niveau", "Ancien numéro", "Ancien intitulé", "Nouveau numéro",
            "Nouvel intitulé", "Place", "Champs modifiés")  # fmt: skip
_COUNTS = ("Niveau", "Gardées", "Reformulées", "dont déplacées", "Abandonnées", "Nouvelles")


def draw(collection: Collection) -> None:
    """Draw the view."""
    plans = {one.id: one for one in collection.plans}
    if len(plans) < 2:
        st.markdown(safe("Il faut au moins deux plans ou déclarations dans la bibliothèque pour comparer."))
        return
    left, right = _choose(collection, list(plans))
    if left == right:
        st.info(safe("Choisissez deux documents différents."))
        return
    one, other = plans[left], plans[right]
    for draft in (one, other):
        if draft.is_draft:
            st.warning(safe(f"{plain(naming.label(draft))} — {text('explorer_projet')}"))
    ways = [_LINES, _THEMES] if facing.line_by_line(one) and facing.line_by_line(other) else [_THEMES]
    same = naming.organisation(one) == naming.organisation(other)
    usual = _LINES if same and _LINES in ways else _THEMES
    way = usual
    if len(ways) > 1:
        way = st.segmented_control("Comparer", ways, default=usual, required=True, key=f"maniere-{same}") or usual
    if way == _LINES:
        _lines(collection, *facing.in_order(one, other))
    else:
        _themes(facing.face(data.themes(collection), one, other))


def _choose(collection: Collection, ids: Sequence[str]) -> tuple[str, str]:
    columns = st.columns(2)
    names = collection.labels.__getitem__
    with columns[0]:
        left = st.selectbox(
            "Premier plan", ids, format_func=names, key="gauche", bind="query-params", persist_state="page"
        )
    with columns[1]:
        right = st.selectbox(
            "Second plan", ids, index=1, format_func=names, key="droite", bind="query-params", persist_state="page"
        )
    return left, right


def _lines(collection: Collection, old: Document, new: Document) -> None:
    comparison = compared(collection, old, new)
    st.caption(safe(text("explorer_lignes")))
    alike = f"{comparison.score:.0%}".replace("%", " %")
    st.markdown(
        safe(
            f"Ancien : **{plain(naming.label(old))}** · nouveau : **{plain(naming.label(new))}**. "
            f"**{alike}** de l’ancien plan se retrouve dans le nouveau."
        )
    )
    st.html(_counts(comparison))
    numbers = {name: sum(one.status == name for one in comparison.changes) for name in _STATES}
    names = {name: f"{_STATES[name]} ({number})" for name, number in numbers.items() if number}
    if not names:
        st.info(safe("Ces deux plans n’ont aucune ligne à comparer."))
        return
    status = st.segmented_control(
        "Lignes", list(names), format_func=names.__getitem__, default=next(iter(names)), required=True,
        key=f"lignes-{old.id}-{new.id}",
    )  # fmt: skip
    changes = [one for one in comparison.changes if one.status == status]
    if len(changes) > _SHOWN:
        st.caption(safe(f"Les {_SHOWN} premières sur {len(changes)} ; les fichiers les contiennent toutes."))
    st.html(f'<div class="pst-explorer"><ul class="pst-cards">{"".join(map(_change, changes[:_SHOWN]))}</ul></div>')
    downloads.table("lignes", "comparaison", lambda: [_row(one) for one in comparison.changes], _HEADERS)
    downloads.documents(
        "lignes", "comparaison", lambda suffix: facing.comparison_file(comparison, suffix), facing.FORMATS
    )


def _counts(comparison: "Comparison") -> str:
    head = "".join(f'<th scope="col">{one}</th>' for one in _COUNTS)
    rows = "".join(
        f'<tr><th scope="row">{cards.text(naming.level_name(one.level))}</th>'
        + "".join(f"<td>{number}</td>" for number in (one.kept, one.changed, one.moved, one.dropped, one.new))
        + "</tr>"
        for one in comparison.counts
    )
    return (
        '<div class="pst-explorer"><div class="pst-scroll" tabindex="0" role="region" aria-label="Lignes par niveau">'
        f'<table class="pst-plain"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></div>'
    )


def _change(change: "Change") -> str:
    line = change.new or change.old
    assert line is not None
    moved = ' <span class="pst-draft">déplacée</span>' if change.moved else ""
    words = cards.text(" ".join(line.text.split()) or naming.UNTITLED)
    if change.words:
        words = "".join(_edit(kind, said) for kind, said in change.words)
    fields = "".join(
        f"<div><dt>{cards.text(naming.field_name(name))}</dt>"
        f"<dd><del>{cards.text(old or '—')}</del> <ins>{cards.text(new or '—')}</ins></dd></div>"
        for name, old, new in change.fields
    )
    return (
        f'<li class="pst-card"><p class="pst-words"><span class="pst-level">{cards.text(_named(line))}</span>{moved} '
        f"{words}</p>"
        + (f'<p class="pst-crumbs">{cards.text(" › ".join(line.path))}</p>' if line.path else "")
        + (f'<dl class="pst-fields">{fields}</dl>' if fields else "")
        + "</li>"
    )


def _edit(kind: str, words: str) -> str:
    tag = {"-": "del", "+": "ins"}.get(kind)
    return f"<{tag}>{cards.text(words.strip())}</{tag}> " if tag else cards.text(words)


def _named(line: "Line") -> str:
    return f"{naming.level_name(line.level)} {line.number}".strip()


def _row(change: "Change") -> tuple[str, ...]:
    old, new = change.old, change.new
    line = new or old
    assert line is not None
    return (
        change.status,
        "oui" if change.moved else "",
        naming.level_name(line.level),
        old.number if old else "",
        old.text if old else "",
        new.number if new else "",
        new.text if new else "",
        " › ".join(line.path),
        " | ".join(f"{naming.field_name(name)} : {was or '—'} → {now or '—'}" for name, was, now in change.fields),
    )


def _themes(faced: Facing) -> None:
    names = (naming.label(faced.left), naming.label(faced.right))
    both = len(faced.both)
    st.caption(safe(text("explorer_face")))
    st.markdown(
        safe(
            f"**{both} {'thèmes' if both > 1 else 'thème'}** en commun ; "
            f"{len(faced.only_left)} pour {plain(names[0])} seulement, "
            f"{len(faced.only_right)} pour {plain(names[1])} seulement. "
            f"Sans thème connu : {faced.bare[0]} et {faced.bare[1]}."
        )
    )
    st.html(f'<div class="pst-explorer">{"".join(_theme(one, names) for one in faced.themes)}</div>')
    headers = ("Thème", *names)
    lines = [(naming.theme(one.concept), str(len(one.left)), str(len(one.right))) for one in faced.themes]
    downloads.table("face", "comparaison-par-theme", lambda: lines, headers)
    downloads.documents("face", "comparaison-par-theme", lambda one: facing.facing_file(faced, one), facing.FORMATS)


def _theme(theme: facing.Theme, names: tuple[str, str]) -> str:
    sides = "".join(
        f'<section><p class="pst-owner">{cards.text(name)} ({len(pairs)})</p>'
        + (_items(pairs) if pairs else "<p>Aucune action.</p>")
        + "</section>"
        for name, pairs in zip(names, (theme.left, theme.right), strict=True)
    )
    return (
        f'<details class="pst-branch pst-oo"><summary>{cards.text(naming.theme(theme.concept))} '
        f'<span class="pst-below">{len(theme.left)} / {len(theme.right)}</span></summary>'
        f'<div class="pst-sides">{sides}</div></details>'
    )


def _items(pairs: Pairs) -> str:
    items = "".join(
        f"<li>{cards.text(naming.title(node))} "
        f'<span class="pst-place">({cards.text(naming.level(node))}, ligne {node.line})</span></li>'
        for _, node in pairs
    )
    return f"<ul>{items}</ul>"
