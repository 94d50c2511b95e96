"""Whose conversations the page shows: a key that the browser keeps, never a name."""

import re
import secrets

import streamlit as st

from ui import access

_COOKIE = "pst_personne"
_STATE = "owner"
_KEY = re.compile(r"[A-Za-z0-9_-]{32,64}")
_YEAR_S = 31_536_000
_BYTES = 24


def owner() -> str:
    """The key of whoever is in front of the page: their account's, else their browser's.

    A first visit has none yet: the key drawn for the session is handed to the browser (`remember`).
    """
    account = _account()
    if account:
        return f"compte:{account}"
    if kept := _kept():
        return kept
    if _STATE not in st.session_state:
        st.session_state[_STATE] = secrets.token_urlsafe(_BYTES)
    return str(st.session_state[_STATE])


def remember() -> None:
    """Have the browser keep the key, for the next visit. It tells nobody anything, and nobody else reads it."""
    if _account() or _kept():
        return
    with st.container(key="owner-script"):
        st.html(
            "<script>document.cookie = "
            f"'{_COOKIE}={owner()}; path=/; max-age={_YEAR_S}; SameSite=Strict'"
            " + (location.protocol === 'https:' ? '; Secure' : '');</script>",
            unsafe_allow_javascript=True,
        )


def _kept() -> str:
    """The key that the browser keeps, or ""."""
    kept = str(st.context.cookies.get(_COOKIE, ""))
    return kept if _KEY.fullmatch(kept) else ""


def _account() -> str:
    """The account of who is logged in, or ""."""
    known = access.claims()
    return str(known.get("sub") or known.get("email") or "")
