"""The documents that a reader may explore: those of the snapshot that their role reads."""

from dataclasses import dataclass
from functools import cached_property

from assistant.explorer import naming
from assistant.service import Assistant
from ingest.records import Document, DocumentKind, Level
from vectorstore.library import Library

OUTLINE = (
    Level.VOLET, Level.SECTION, Level.AXE, Level.OS, Level.OO, Level.INTENTION, Level.OBJECTIF, Level.ACTION,
    Level.SOUS_ACTION,
)  # fmt: skip
"""The levels of plans and declarations, from the top down."""


@dataclass(frozen=True)
class Collection:
    """What a reader may explore.

    Attributes:
        library: The open snapshot: the public's holds public documents alone.
    """

    library: Library

    @property
    def documents(self) -> tuple[Document, ...]:
        """Its documents, in the library's order."""
        return self.library.documents

    @cached_property
    def by_id(self) -> dict[str, Document]:
        """The documents by id."""
        return {one.id: one for one in self.documents}

    @cached_property
    def plans(self) -> tuple[Document, ...]:
        """The plans and declarations that have a tree, by the name of their organisation; drafts are among them."""
        found = [one for one in self.documents if is_plan(one)]
        return tuple(sorted(found, key=naming.order))

    @cached_property
    def labels(self) -> dict[str, str]:
        """How each document is called, no two alike, by id."""
        return naming.labels(self.documents)

    @cached_property
    def places(self) -> dict[str, str]:
        """The name of each plan in the list of plans, by id: a law or a note is not in it."""
        return {one.id: self.labels[one.id] for one in self.plans}

    @cached_property
    def organisations(self) -> tuple[str, ...]:
        """Whose plans there are, each once, in alphabetical order."""
        return tuple(dict.fromkeys(naming.organisation(one) for one in self.plans))


def is_plan(document: Document) -> bool:
    """Whether a document has a tree of objectives or actions to explore: no law, no legal note."""
    if document.is_note or document.identity.kind is DocumentKind.LOI:
        return False
    return any(node.level in OUTLINE for node in document.nodes)


def open_collection(assistant: Assistant) -> Collection | None:
    """What whoever an assistant answers may explore now.

    Args:
        assistant: With the rights of the reader.

    Returns:
        None before the first ingest.

    Raises:
        LibraryError: If the library cannot be read.
    """
    library = assistant.library()
    return Collection(library) if library is not None else None
