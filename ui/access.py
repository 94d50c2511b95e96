"""Who is in front of the page, how they log in, and pages that are closed to others, by address too."""

from collections.abc import Mapping
from importlib.util import find_spec
from time import time
from urllib.parse import urlsplit

import streamlit as st

from assistant.access import Role
from assistant.answer import Audience
from assistant.settings import load_settings
from ingest.errors import PstError, SettingsError
from prompts import text
from ui.markdown import safe

VIEW = "public"
STAFF_VIEW, CITIZEN_VIEW = "Agent", "Citoyen"
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_KEYS = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
_HOUR_S = 3600
_TITLES = {
    Role.STAFF: "Cette page est réservée aux agents",
    Role.ADMINISTRATOR: "Cette page est réservée aux administrateurs",
}


def account() -> Role:
    """The role that whoever is in front of the page has, whatever they look at.

    On one machine without accounts, whoever sits at it may do everything; a page that is opened from elsewhere shows
    what is public. Where settings are wrong, nobody has rights: the page itself says what is wrong.
    """
    try:
        settings = load_settings()
    except PstError:
        return Role.CITIZEN
    if settings.access == "local":
        return Role.ADMINISTRATOR if _sits_here() else Role.CITIZEN
    return settings.role_of(claims())


def role() -> Role:
    """The role that the page is drawn for: a citizen's too where staff chose to see what citizens see."""
    mine = account()
    return Role.CITIZEN if st.session_state.get(VIEW) == CITIZEN_VIEW else mine


def audience() -> Audience:
    """Whom answers are written for."""
    return "agent" if role().may(Role.STAFF) else "citoyen"


def nothing(empty: str) -> str:
    """What is said where there is nothing to read: to a citizen, that nothing is public, whatever else there is.

    Args:
        empty: What staff are told of an empty library.
    """
    return empty if role().may(Role.STAFF) else text("public_vide")


def with_login() -> bool:
    """Whether people log in here."""
    try:
        return load_settings().access == "oidc"
    except PstError:
        return False


def claims() -> Mapping[str, object]:
    """What the identity provider says of who is logged in; nothing once the login is too old, or without one."""
    found: dict[str, object] = dict(st.user.to_dict()) if st.user.get("is_logged_in") else {}
    issued = found.get("iat")
    if not isinstance(issued, int | float) or time() - issued > load_settings().session_hours * _HOUR_S:
        return {}
    return found


def name() -> str:
    """How who is logged in is called, or ""."""
    known = claims()
    return str(known.get("name") or known.get("email") or known.get("sub") or "")


def problem() -> PstError | None:
    """What keeps people from logging in, for who runs the application; None where all is set."""
    if find_spec("authlib") is None:
        return SettingsError(
            "La connexion des agents demande un paquet qui n’est pas installé (Authlib).",
            "Installez l’extra « oidc » du produit (docs/access.md).",
        )
    try:
        section = st.secrets["auth"]
        missing = [key for key in _KEYS if not section.get(key)]
    except (FileNotFoundError, KeyError, AttributeError):
        missing = list(_KEYS)
    if not missing:
        return None
    return SettingsError(
        f"La connexion des agents n’est pas configurée : il manque {', '.join(missing)} "
        "dans la section [auth] de « .streamlit/secrets.toml ».",
        "Complétez ce fichier, puis relancez l’application (docs/access.md).",
    )


def login(key: str) -> None:
    """Draw the button that logs in, or why it cannot.

    Args:
        key: The button's own.
    """
    wrong = problem()
    if wrong is None:
        st.button("Se connecter", icon=":material/login:", key=key, on_click=st.login, width="stretch")
    else:
        st.warning(safe(f"**{wrong.what}**\n\n{wrong.remedy}"))


def require(needed: Role) -> None:
    """Stop the page unless the reader may see it, and say how it opens; pages of a role call it first.

    Args:
        needed: The lowest role that may.
    """
    if role().may(needed):
        return
    st.title(_TITLES[needed], anchor=False)
    if account().may(needed):
        st.markdown(safe(text("reserve_vue")))
        st.button("Revenir à la vue des agents", icon=":material/visibility:", key="leave-view", on_click=_leave_view)
    elif not with_login():
        st.markdown(safe(text("reserve_ailleurs")))
    elif name():
        st.markdown(safe(text("reserve_compte", compte=name())))
    else:
        st.markdown(safe(text("reserve_connexion")))
        with st.container(width=320):
            login("login-page")
    st.stop()


def _leave_view() -> None:
    st.session_state[VIEW] = STAFF_VIEW


def _sits_here() -> bool:
    """Whether the page was opened at this machine's own address."""
    host = st.context.headers.get("Host")
    try:
        return host is None or urlsplit(f"//{host}").hostname in _HERE
    except ValueError:
        return False
