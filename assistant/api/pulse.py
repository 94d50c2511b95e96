"""Whether questions can be answered: what is cheap of the doctor's checks, looked at anew every few seconds."""

import asyncio
import time

from assistant.service import Assistant
from ingest.document import parser_version
from ingest.errors import PstError
from vectorstore.doctor import Finding
from vectorstore.library import Library

_FRESH_S = 5.0


class Pulse:
    """The findings, which probes may ask for as often as they like.

    Args:
        service: The assistant, with full rights.
    """

    def __init__(self, service: Assistant) -> None:
        self._service = service
        self._lock = asyncio.Lock()
        self._found: tuple[Finding, ...] = ()
        self._at = 0.0

    async def findings(self) -> tuple[Finding, ...]:
        """The last findings, a few seconds old at most."""
        async with self._lock:
            if not self._found or time.monotonic() - self._at > _FRESH_S:
                self._found = await asyncio.to_thread(findings, self._service)
                self._at = time.monotonic()
            return self._found


def findings(service: Assistant) -> tuple[Finding, ...]:
    """What is cheap of the doctor's checks: that the library opens, fits its model, and has all its vectors.

    Args:
        service: The assistant, with full rights.
    """
    try:
        library = service.library()
        if library is None:
            empty = "La bibliothèque est vide."
            return (
                _finding("bibliotheque", "Bibliothèque", False, empty, "Ajoutez des documents avec « pst ingest »."),
            )
        library.check_model()
        nodes = len(library.pairs)
        vectors = _vectors(library)
    except PstError as error:
        return (_finding("bibliotheque", "Bibliothèque", False, error.what, error.remedy),)
    current = library.manifest.parser == parser_version()
    return (
        _finding("bibliotheque", "Bibliothèque", nodes > 0, f"{len(library.documents)} documents, {nodes} éléments"),
        vectors,
        Finding(
            "vocabulaire",
            "Analyse et vocabulaire",
            "avertissement",
            current,
            "à jour" if current else "plus ancien que le programme",
            "" if current else "Relancez « pst ingest ».",
        ),
    )


def _vectors(library: Library) -> Finding:
    """Searches read the snapshot's matrix; its index, which may be on a server, is needed where there is none."""
    nodes, matrix = len(library.pairs), library.vectors
    try:
        found = len(matrix) if matrix is not None else library.dense.count()
    except PstError as error:
        return _finding("vecteurs", "Index des vecteurs", False, error.what, error.remedy)
    return _finding("vecteurs", "Index des vecteurs", found == nodes, f"{found} vecteurs", "Relancez « pst ingest ».")


def _finding(one: str, label: str, ok: bool, detail: str, remedy: str = "") -> Finding:
    return Finding(one, label, "erreur", ok, detail, "" if ok else remedy)
