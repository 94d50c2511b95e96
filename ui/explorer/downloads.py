"""Buttons that download a table, made only when they are pressed."""

from collections.abc import Callable, Sequence

import streamlit as st

from assistant.explorer import sheets
from assistant.tables import as_csv, as_xlsx

Lines = Callable[[], Sequence[Sequence[str]]]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MIMES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
}


def table(key: str, name: str, lines: Lines, headers: Sequence[str] = sheets.HEADERS) -> None:
    """Offer a table as CSV and as XLSX.

    Args:
        key: What the buttons are known by on the page.
        name: The file's name without its suffix.
        lines: Makes the rows.
        headers: The names of the columns.
    """
    with st.container(horizontal=True, gap="xsmall", key=f"fichiers-{key}"):
        st.download_button(
            "Tableau CSV",
            lambda: as_csv(headers, lines()),
            f"{name}.csv",
            "text/csv",
            key=f"csv-{key}",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            "Tableau Excel",
            lambda: as_xlsx(name, headers, lines(), sheets.WIDTHS),
            f"{name}.xlsx",
            _XLSX,
            key=f"xlsx-{key}",
            icon=":material/download:",
            on_click="ignore",
        )


def documents(key: str, name: str, make: Callable[[str], bytes], suffixes: Sequence[str]) -> None:
    """Offer a document in several formats.

    Args:
        key: What the buttons are known by on the page.
        name: The file's name without its suffix.
        make: Makes the file's bytes for a suffix.
        suffixes: The formats.
    """
    with st.container(horizontal=True, gap="xsmall", key=f"documents-{key}"):
        for suffix in suffixes:
            st.download_button(
                suffix.removeprefix(".").upper(),
                lambda suffix=suffix: make(suffix),  # type: ignore[misc]
                f"{name}{suffix}",
                MIMES[suffix],
                key=f"{suffix}-{key}",
                icon=":material/download:",
                on_click="ignore",
            )
