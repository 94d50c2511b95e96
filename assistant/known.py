"""What understanding questions takes of a library: made once, and kept as long as its documents live."""

import weakref
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.aliases import Alias, aliases
from assistant.spelling import Speller
from ingest.records import Document


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a library.

    Attributes:
        speller: Corrects words for it.
        aliases: The names of its documents.
    """

    speller: Speller
    aliases: tuple[Alias, ...]


_LIBRARIES: dict[tuple[int, ...], tuple[list["weakref.ref[Document]"], Known]] = {}


def known(documents: Sequence[Document]) -> Known:
    """What is known of a library."""
    key = tuple(map(id, documents))
    found = _LIBRARIES.get(key)
    # An id is given anew when its document is gone.
    if found and all(ref() is document for ref, document in zip(found[0], documents, strict=True)):
        return found[1]
    made = Known(Speller(document.text for document in documents), aliases(documents))
    _LIBRARIES[key] = ([weakref.ref(document, lambda _: _LIBRARIES.pop(key, None)) for document in documents], made)
    return made
