"""What the reader takes with them: the listing as a table with filters, the answer as a file, its address."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from assistant.answer import Turn
from assistant.answer_files.pages import FORMATS, answer_file, file_name
from assistant.answer_files.rows import HEADERS, Row, columns, rows_of
from assistant.answer_files.sheets import csv_of, xlsx_of
from ingest.errors import PstError
from ingest.records import Document
from ui import session
from ui.markdown import safe, several

_LISTED = 3
"""From so many cited elements on, a table helps."""
_SHOWN = ("n", "organisation", "level", "text", "oo", "echeance", "responsable", "etat", "document")
_NAMES = {".docx": "Word (DOCX)", ".odt": "OpenDocument (ODT)", ".pdf": "PDF", ".md": "Markdown"}
_PLACES = (("organisation", "CPAS ou commune"), ("level", "Niveau"), ("volet", "Volet"))


def draw(turn: Turn, position: int) -> None:
    """Draw the row of tools under an answer, and the table of a listing.

    Args:
        turn: The exchange.
        position: Its rank in the conversation, from 0.
    """
    listed = turn.answer.total is not None and len(turn.answer.citations) >= _LISTED
    if listed:
        _table(turn, position)
    with st.container(key=f"tools-{position}", horizontal=True, gap="xsmall"):
        with st.popover("Exporter", icon=":material/download:", type="tertiary", key=f"export-{position}"):
            for suffix in FORMATS:
                _download(_NAMES[suffix], partial(_answer, turn, suffix, session.documents()), turn, suffix, position)
        if session.conversation() is not None:
            with st.popover("Partager", icon=":material/link:", type="tertiary", key=f"share-{position}"):
                st.caption(safe("Qui ouvre cette adresse voit cette réponse, et peut ouvrir toute la conversation."))
                st.code(_address(position), language=None, wrap_lines=True)


def _address(position: int) -> str:
    page = str(st.context.url or "").partition("?")[0].rstrip("/")
    return f"{page}{session.address(position)}"


@st.fragment
def _table(turn: Turn, position: int) -> None:
    """The listing as a table: read, with its documents, when it is opened."""
    number, total = len(turn.answer.citations), turn.answer.total or 0
    left = f"les {number} premières lignes sur {total}" if total > number else ""  # the rest is counted, not cited
    area = st.expander(
        f"Tableau ({left or f'{number} lignes'})", icon=":material/table:", on_change="rerun",
        key=f"table-{position}-{session.conversation()}",
    )  # fmt: skip
    if not area.open:
        return
    with area:
        rows = rows_of(turn.answer, _held(session.documents()))
        found = _filtered(rows, position)
        shown = [name for name in _SHOWN if name in columns(tuple(found))]
        st.dataframe(
            [{HEADERS[name]: getattr(row, name) for name in shown} for row in found],
            hide_index=True,
            key=f"rows-{position}",
            row_height=None,
            column_config={HEADERS["text"]: st.column_config.TextColumn(width="large")},
            alt=f"Tableau de {several(len(found), 'élément cité', 'éléments cités')} : {turn.question}",
        )
        held = f"Ce tableau a {left} : posez une question plus étroite pour lire les autres. " if left else ""
        lines = several(len(found), "ligne")
        st.caption(safe(f"{held}{lines} sur {len(rows)}. « Source » est le numéro de la citation."))
        with st.container(horizontal=True, gap="xsmall"):
            name = file_name(turn.question)
            for label, suffix, make in (("Excel (XLSX)", ".xlsx", xlsx_of), ("CSV", ".csv", csv_of)):
                st.download_button(
                    label, data=partial(make, found), file_name=f"{name}{suffix}", key=f"rows{suffix}-{position}",
                    on_click="ignore", icon=":material/download:", disabled=not found,
                )  # fmt: skip
            st.download_button(
                "Word (DOCX)", data=partial(answer_file, (turn,), ".docx", found), file_name=f"{name}.docx",
                key=f"rows.docx-{position}", on_click="ignore", icon=":material/download:", disabled=not found,
            )  # fmt: skip


def _filtered(rows: Sequence[Row], position: int) -> list[Row]:
    found, conversation = list(rows), session.conversation()
    with st.container(horizontal=True, gap="small"):
        words = st.text_input("Filtrer par un mot", key=f"words-{position}-{conversation}").casefold()
        for field, label in _PLACES:
            values = sorted({str(getattr(row, field)) for row in rows if getattr(row, field)})
            if len(values) > 1:
                key = f"{field}-{position}-{conversation}"
                chosen = st.multiselect(label, values, key=key, placeholder="Tous")
                found = [row for row in found if not chosen or getattr(row, field) in chosen]
    return [row for row in found if words in f"{row.text} {row.oo} {row.os} {row.responsable}".casefold()]


def _download(label: str, make: Callable[[], bytes], turn: Turn, suffix: str, position: int) -> None:
    st.download_button(
        label, data=make, file_name=f"{file_name(turn.question)}{suffix}", key=f"answer{suffix}-{position}",
        on_click="ignore", width="stretch",
    )  # fmt: skip


def _answer(turn: Turn, suffix: str, documents: Callable[[str], Document]) -> bytes:
    """The answer's file, made when it is asked for."""
    rows = rows_of(turn.answer, _held(documents)) if turn.answer.total is not None else ()
    return answer_file((turn,), suffix, rows)


def _held(documents: Callable[[str], Document]) -> Callable[[str], Document | None]:
    def held(name: str) -> Document | None:
        try:
            return documents(name)
        except PstError:
            return None

    return held
