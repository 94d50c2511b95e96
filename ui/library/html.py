"""Tables and lists of our own HTML: every word of a document or of a reader is escaped."""

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib.resources import files

import streamlit as st

from assistant.administration.status import Line
from ui.markdown import french


def style() -> None:
    """Bring the stylesheet of these tables onto the page."""
    st.html(f"<style>{_sheet()}</style>")


@cache
def _sheet() -> str:
    return files(__package__).joinpath("library.css").read_text(encoding="utf-8")


def said(text: str) -> str:
    """Words made harmless and spaced as French asks."""
    return escape(french(text))


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], *, cards: bool = True) -> str:
    """A table.

    Args:
        caption: What it holds.
        head: The columns' names.
        rows: The cells' HTML, escaped already (`said`); the first of each row names it.
        cards: Whether each row is a card on a phone.
    """
    titles = "".join(f'<th scope="col">{said(one)}</th>' for one in head)
    body = "".join(f'<tr><th scope="row">{row[0]}</th>{"".join(map(_cell, head[1:], row[1:]))}</tr>' for row in rows)
    kind = "pst-table pst-cards" if cards else "pst-table"
    return (
        f'<table class="{kind}"><caption>{said(caption)}</caption>'
        f"<thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>"
    )


def _cell(column: str, words: str) -> str:
    """A cell, with its column's name for when it is part of a card."""
    return f'<td data-column="{said(column)}">{words}</td>'


def listed(lines: Iterable[tuple[str, str, str]]) -> str:
    """A list of what was found or done: for each its sort (`ok`, `bad`, `warn`, `info`), its words, what is under them.

    Args:
        lines: Plain text, escaped here.
    """
    items = (
        f'<li class="pst-{sort}">{said(words)}{f"<small>{said(under)}</small>" if under else ""}</li>'
        for sort, words, under in lines
    )
    return f'<ul class="pst-lines">{"".join(items)}</ul>'


def outcome(lines: Iterable[Line]) -> str:
    """What came of a job."""
    return listed(
        ("ok" if one.ok else "bad", f"{one.name} : {one.text}" if one.name else one.text, "") for one in lines
    )
