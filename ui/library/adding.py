"""Adding documents: files, web pages, the reference corpus where there is nothing yet."""

import shutil
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assistant.administration.changing import ASIDE
from assistant.administration.jobs import folder_of
from assistant.administration.tasks import Add, Lane
from assistant.administration.uploads import put_aside
from assistant.service import Assistant
from ingest.errors import PstError
from ingest.readers import SUPPORTED_SUFFIXES
from ingest.web import is_url
from prompts import text
from ui.library import work
from ui.markdown import safe

_ROUND = "upload-round"


def draw(service: Assistant) -> None:
    """Draw the forms."""
    busy = work.works(Lane.LIBRARY)
    st.markdown(safe(text("bibliotheque_ajout")))
    turn = st.session_state.setdefault(_ROUND, 0)
    with st.form("upload", border=True):
        files = st.file_uploader(
            safe("Fichiers à ajouter (200 Mo au plus par fichier)"),
            type=[one.removeprefix(".") for one in sorted(SUPPORTED_SUFFIXES)],
            accept_multiple_files=True,
            key=f"files-{turn}",
        )
        address = st.text_input("Ou l’adresse d’une page web", key=f"address-{turn}", placeholder="https://…")
        internal = st.checkbox(
            "Réservé aux agents",
            key=f"internal-{turn}",
            help="Sans cela, tout le monde peut lire le document et ses citations.",
        )
        sent = st.form_submit_button("Ajouter à la bibliothèque", type="primary", disabled=busy)
    if busy:
        st.caption(safe("Un travail est en cours : attendez sa fin pour ajouter d’autres documents."))
    if sent:
        if not files and not address.strip():
            raise PstError(
                "Rien n’a été donné.", "Choisissez au moins un fichier qui n’est pas refusé, ou donnez une adresse."
            )
        if address.strip() and not is_url(address.strip()):
            raise PstError(f"« {address.strip()} » n’est pas une adresse web.", "Elle commence par https://.")
        aside = folder_of(service.settings.home) / ASIDE
        folder = put_aside(aside, [(PurePosixPath(one.name).name, one) for one in files]) if files else ""
        addresses = (address.strip(),) if address.strip() else ()
        _start(Add(folder=folder, addresses=addresses, internal=internal), aside, files or ())
    if service.shelf.current is None and service.settings.corpus.is_dir():
        st.markdown(safe("Pour essayer l’assistant, ajoutez les documents de référence livrés avec lui."))
        if st.button("Ajouter les documents de référence", disabled=busy):
            _start(Add(corpus=True), folder_of(service.settings.home) / ASIDE)


def _start(task: Add, aside: Path, files: Sequence[UploadedFile] = ()) -> None:
    """Start the job; where it cannot be, the files stay in the form and what was put aside of them goes."""
    started = False
    try:
        started = work.start(task)
    finally:
        if not started and task.folder:
            shutil.rmtree(aside / task.folder, ignore_errors=True)
    if started:
        st.session_state[_ROUND] += 1
        _forget(files)
    st.rerun()


def _forget(files: Sequence[UploadedFile]) -> None:
    """Free the memory of files that were put aside: Streamlit holds them until the page is closed."""
    context = get_script_run_ctx()
    if context is None or not isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        return
    for one in files:
        context.uploaded_file_mgr.remove_file(context.session_id, one.file_id)
