"""Step 3: named versions, how the plan differs from one of them, and the plan as files."""

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from assistant.access import Role
from assistant.drafting.comparison.comparing import Comparison, compare_plans
from assistant.drafting.comparison.pages import comparison_markdown
from assistant.drafting.records import Plan
from assistant.drafting.workspace.records import Opened, Version
from assistant.drafting.workspace.studio import file_name
from prompts import text
from ui import access, failure
from ui.drafting import history, state
from ui.markdown import plain, safe

_FILES = {
    ".docx": ("Word", "pour relire et compléter"),
    ".odt": ("OpenDocument", "pour LibreOffice"),
    ".pdf": ("PDF", "pour imprimer et diffuser"),
    ".xlsx": ("Excel", "les colonnes d'iA.PST"),
    ".md": ("Texte", "Markdown"),
    ".json": ("JSON", "garde tout : pour reprendre le projet ici"),
    ".xml": ("eComptes", "import 201805V1 ; donnez le code INS"),
}


@st.fragment
def draw() -> None:
    """Draw the step; a click draws it alone again."""
    access.require(Role.STAFF)
    opened = state.opened()
    plan = opened.work.plan
    if plan is None:
        st.rerun()
    state.notices()
    st.subheader("Télécharger le projet", anchor=False)
    st.markdown(safe(text("rediger_fichiers")))
    _files(opened, plan)
    st.subheader("Versions", anchor=False)
    st.markdown(safe(text("rediger_versions")))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Nom de la version", key="version-name", max_chars=200, placeholder="Avant le conseil")
        st.button("Garder cette version", key="version-keep", icon=":material/bookmark:", on_click=_keep)
    for one in state.versions().all(opened.id):
        _version(one, opened, plan)
    with st.container(horizontal=True):
        history.draw(opened)


def _files(opened: Opened, plan: Plan) -> None:
    ins = st.number_input(
        "Code INS de la commune (pour eComptes)", 10000, 99999, value=None, step=1, key="ins", placeholder="62096"
    )
    with st.container(horizontal=True, key="files"):
        for suffix, (name, use) in _FILES.items():
            st.download_button(
                safe(f"{name} ({suffix})"),
                data=_writer(opened, plan, suffix, int(ins) if ins else None),
                file_name=file_name(opened.title, suffix),
                help=safe(use),
                key=f"file-{suffix}",
                icon=":material/download:",
                on_click="ignore",
                disabled=suffix == ".xml" and not ins,
            )


def _writer(opened: Opened, plan: Plan, suffix: str, ins: int | None) -> Callable[[], bytes]:
    """What makes the file when it is asked for; it runs outside the page, and draws nothing."""
    studio, store = state.studio(), state.store()

    def write() -> bytes:
        return studio.file(studio.checked(plan, store.source(opened.id)), suffix, ins)

    return write


def _version(one: Version, opened: Opened, plan: Plan) -> None:
    day = datetime.fromisoformat(one.made_at).replace(tzinfo=UTC).astimezone()
    with st.expander(safe(f"{plain(one.name)} ({day:%d/%m/%Y à %H:%M})"), key=f"version-{one.number}"):
        with st.container(horizontal=True):
            st.button("Revenir à cette version", key=f"restore-{one.number}", on_click=_restore, args=(one.number,))
            st.button("Oublier cette version", key=f"forget-{one.number}", on_click=_forget, args=(one.number,))
        if st.toggle("Comparer avec le projet actuel", key=f"compare-{one.number}"):
            with failure.told():
                _compared(one, opened, plan)


def _compared(one: Version, opened: Opened, plan: Plan) -> None:
    old = state.versions().work(opened.id, one.number).plan
    if old is None:
        st.caption(safe("Cette version ne contient pas encore de plan."))
        return
    found = _comparison(opened.id, one.number, opened.version, old, plan)
    with st.container(height=420, key=f"comparison-{one.number}"):
        pages = comparison_markdown(found).split("\n", 1)
        st.markdown(safe(pages[-1].replace("\n#", "\n###")))


@st.cache_data(max_entries=8, show_spinner="Je compare les deux versions…")
def _comparison(draft: str, number: int, version: int, _old: Plan, _new: Plan) -> Comparison:
    return compare_plans(_old, _new)


def _keep() -> None:
    words = str(st.session_state.get("version-name") or "").strip() or "Version sans nom"
    state.attempt(lambda: state.versions().keep(state.name(), words))
    st.session_state["version-name"] = ""


def _restore(number: int) -> None:
    state.edit("version rétablie", lambda _: state.versions().work(state.name(), number))


def _forget(number: int) -> None:
    state.attempt(lambda: state.versions().forget(state.name(), number))
