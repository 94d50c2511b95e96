"""The page « À propos »: what the assistant is, what it rests on, what becomes of the questions, whom to tell."""

from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files

import streamlit as st

from assistant import about
from assistant.about import Source
from assistant.access import Role
from assistant.notebook import key_of
from assistant.settings import Settings, load_settings
from prompts import text
from ui import access, failure, session
from ui.markdown import french, safe
from ui.owner import owner

_FEW = 12
_NO_JOURNAL = "aucune."
_JOURNAL = "des chiffres sans nom et, masqués, les mots des questions restées sans réponse, gardés {}."


def page() -> None:
    """Draw the page."""
    st.html(f"<style>{files(__package__).joinpath('about.css').read_text(encoding='utf-8')}</style>")
    st.title("À propos", anchor=False)
    st.markdown(safe(text("apropos")))
    with failure.told():
        _sources(about.sources(session.assistant().documents()))
    with failure.told():
        settings = load_settings()
        st.header("Vie privée", anchor=False)
        st.markdown(safe(_privacy(settings)))
        _mine()
        st.header("Accessibilité", anchor=False)
        st.markdown(safe(text("apropos_accessibilite")))
        st.header("Signaler un problème", anchor=False)
        st.markdown(_contact(settings.contact))
        st.header("Versions", anchor=False)
        st.html(_table("Versions de l’assistant", ("Élément", "Version"), _versions(settings)))


def _sources(listed: Sequence[Source]) -> None:
    st.header("Sources", anchor=False)
    if not listed:
        st.markdown(safe(access.nothing("La bibliothèque ne contient encore aucun document.")))
        return
    count, last = len(listed), max(one.added for one in listed)
    st.markdown(safe(f"{count} document{'s' if count > 1 else ''}. Dernière mise à jour : {last:%d/%m/%Y}."))
    with_internal = access.role().may(Role.STAFF) and any(one.internal for one in listed)
    columns = ("Organisation ou titre", "Document", "Lecture", *(("Visibilité",) if with_internal else ()))
    rows = [
        (one.name, one.kind, f"lu le {one.added:%d/%m/%Y}", *(_seen(one) if with_internal else ())) for one in listed
    ]
    table = _table("Documents de la bibliothèque", columns, rows)
    if count <= _FEW:
        st.html(table)
        return
    with st.expander(f"La liste des {count} documents"):
        st.html(table)


def _seen(source: Source) -> tuple[str]:
    return ("réservé aux agents" if source.internal else "public",)


def _privacy(settings: Settings) -> str:
    kept = settings.conversation_days
    login = text("apropos_connexion", heures=f"{settings.session_hours:g}") if access.with_login() else ""
    return text(
        "apropos_vie_privee",
        duree=f"{about.days(kept)} après le dernier échange" if kept else "sans limite de durée",
        journal=_JOURNAL.format(about.days(settings.journal_days)) if settings.journal_days else _NO_JOURNAL,
        connexion=f" {login}" if login else "",
        modele=_model(settings),
    )


def _mine() -> None:
    """The reference under which the stores keep what is the reader's: nothing can be opened with it."""
    with st.expander("Demander ou faire effacer vos données"):
        st.markdown(safe(text("apropos_vos_donnees")))
        st.code(key_of(owner()), language=None, wrap_lines=True)


def _model(settings: Settings) -> str:
    """What becomes of the words of a question where a language model, or a service that traces it, is asked."""
    choice = settings.model_choice
    if choice is None:
        return ""
    name = "confidentialite_dehors" if choice.remote else "confidentialite_sur_place"
    traced = " Les échanges avec ce modèle sont aussi envoyés à LangSmith." if settings.tracing == "langsmith" else ""
    return f"- {text(name, modele=choice.name, serveur=choice.host)}{traced}\n"


def _contact(contact: str) -> str:
    if not contact:
        return safe(text("apropos_contact_absent"))
    link = contact if "://" in contact else f"mailto:{contact}"
    before, _, after = safe(text("apropos_contact", contact="\0")).partition("\0")
    return f"{before}[{contact}]({link}){after}"


def _versions(settings: Settings) -> list[tuple[str, ...]]:
    known: Mapping[str, str] = about.versions(settings)
    return [(name, value) for name, value in known.items()]


def _table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    # A telephone shows rows as blocks: roles that are written out keep it a table for who listens to it.
    head = "".join(f'<th role="columnheader" scope="col">{escape(french(one))}</th>' for one in columns)
    body = "".join(
        f'<tr role="row"><th role="rowheader" scope="row">{escape(french(first))}</th>'
        + "".join(f'<td role="cell">{escape(french(one))}</td>' for one in rest)
        + "</tr>"
        for first, *rest in rows
    )
    return (
        f'<table class="pst-table" role="table"><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )
