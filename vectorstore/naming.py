"""Which document a name means: its id, its file's name, or that without its extension."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from ingest.errors import UnknownDocumentError
from ingest.records import Document

_SHOWN = 10


def named(documents: Sequence[Document], name: str) -> Document:
    """The document of a name that is no id of theirs.

    Raises:
        UnknownDocumentError: If no document, or more than one, answers to the name; the nearest are told.
    """
    wanted = Path(name).name
    found = [document for document in documents if wanted in (document.file, Path(document.file).stem)]
    if len(found) == 1:
        return found[0]
    known = [document.id for document in found or documents]
    near = get_close_matches(name, known, _SHOWN, cutoff=0.0) if len(known) > _SHOWN else known
    told = ", ".join(near) or "aucun"
    more = f" et {len(known) - len(near)} autres" if len(known) > len(near) else ""
    what = "désigne plusieurs documents" if found else "n'est pas dans la bibliothèque"
    raise UnknownDocumentError(f"« {name} » {what}.", f"Documents connus : {told}{more}.")
