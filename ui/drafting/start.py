"""Where a draft begins: one's drafts, a declaration of the library or one that is brought, a plan to go on with."""

from datetime import UTC, datetime

import streamlit as st

from assistant.drafting.workspace.records import Listed, Work
from assistant.drafting.workspace.studio import PLANS
from assistant.summary import DocumentSummary
from ingest.records import Document
from prompts import text
from ui import failure
from ui.drafting import state
from ui.markdown import plain, safe
from ui.owner import owner

_READ = ["docx", "odt", "pdf", "txt", "md", "html"]


def draw() -> None:
    """Draw the list of drafts, and the ways to begin one."""
    st.markdown(safe(text("rediger_accueil")))
    mine = state.store().mine(owner())
    if mine:
        st.header("Mes projets", anchor=False)
        for one in mine:
            _listed(one)
    st.header("Commencer un projet", anchor=False)
    with st.container(border=True):
        st.subheader("À partir d'une déclaration de politique sociale (DPS)", anchor=False)
        _from_library()
        _from_file()
    with st.container(border=True):
        st.subheader("Reprendre un projet exporté", anchor=False)
        _from_plan()


def _listed(one: Listed) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"draft-{one.id}", border=True):
        st.button(
            safe(plain(one.title)),
            key=f"open-{one.id}",
            type="tertiary",
            icon=":material/edit_document:",
            on_click=state.go,
            args=(one.id, state.PLAN),
        )
        st.caption(safe(f"Modifié le {_when(one.changed_at)}"), width="content")
        with st.popover("Gérer", key=f"manage-{one.id}"):
            st.text_input("Nom du projet", value=one.title, key=f"title-{one.id}", max_chars=200)
            st.button("Renommer", key=f"rename-{one.id}", on_click=_rename, args=(one.id,))
            st.button("Dupliquer", key=f"copy-{one.id}", on_click=_duplicate, args=(one,))
            sure = st.checkbox("Oui, supprimer ce projet pour toujours", key=f"sure-{one.id}")
            st.button("Supprimer", key=f"delete-{one.id}", disabled=not sure, on_click=_delete, args=(one.id,))


def _from_library() -> None:
    found = {one.id: one for one in state.studio().declarations()}
    if not found:
        st.caption(safe("La bibliothèque ne contient pas encore de DPS : apportez la vôtre ci-dessous."))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.selectbox(
            "Une DPS de la bibliothèque",
            list(found),
            format_func=lambda one: _named(found[one]),
            key="from-library",
        )
        if st.button("Commencer", key="start-library", type="primary"):
            with failure.told():
                _begin(state.studio().library_document(name), _named(found[name]))


def _from_file() -> None:
    file = st.file_uploader(
        "Ou un fichier de votre ordinateur (Word, OpenDocument, PDF, texte) : il n'est pas ajouté à la bibliothèque",
        type=_READ,
        key="dps-file",
    )
    if file is not None and st.button("Lire ce fichier", key="start-file", type="primary"):
        with failure.told(), st.spinner("Je lis le fichier…"):
            document = state.studio().uploaded(file.getvalue(), file.name)
            organisation = document.identity.organisation
            _begin(document, f"PST – {organisation.value}" if organisation else document.file)


def _from_plan() -> None:
    file = st.file_uploader(
        "Un projet exporté d'ici : JSON de préférence, lui seul garde tout ; Word ou Excel",
        type=[one.removeprefix(".") for one in PLANS],
        key="plan-file",
    )
    if file is not None and st.button("Reprendre ce projet", key="start-plan"):
        with failure.told(), st.spinner("Je lis le projet…"):
            plan = state.studio().imported(file.getvalue(), file.name)
            title = " – ".join(filter(None, (plan.title or file.name, plan.organisation)))
            state.go(state.create(title, Work(plan=plan)), state.PLAN)
            st.rerun()


def _begin(document: Document, title: str) -> None:
    with st.spinner("Je relève les engagements de la déclaration…"):
        found = state.studio().commitments(document)
    state.go(state.create(title, Work(choices=found), document))
    st.rerun()


def _named(one: DocumentSummary) -> str:
    period = one.period or one.term
    said = one.organisation or one.title
    return f"PST – {said}{f' (DPS {period.start}-{period.end})' if period else ''}"


def _when(at: str) -> str:
    day = datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone()
    return f"{day:%d/%m/%Y à %H:%M}"


def _rename(name: str) -> None:
    words = str(st.session_state.get(f"title-{name}", ""))
    state.attempt(lambda: state.store().rename(name, words))


def _duplicate(one: Listed) -> None:
    state.attempt(lambda: state.store().duplicate(one.id, f"{one.title} (copie)"))


def _delete(name: str) -> None:
    state.attempt(lambda: state.store().delete(name))
