"""The house style: one stylesheet, and one script for what Streamlit cannot say in French."""

from functools import cache
from importlib.resources import files

import streamlit as st


@cache
def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


# Our own file: Streamlit fetches a `:material/…:` page icon from Google at every visit.
ICON = _asset("icon.svg")


def apply() -> None:
    """Bring the stylesheet and the script onto the page; both are our own files, never a user's text."""
    st.html(f"<style>{_asset('theme.css')}</style>")
    with st.container(key="page-script"):
        st.html(f"<script>{_asset('page.js')}</script>", unsafe_allow_javascript=True)
