"""The library's content while a new state of it is prepared."""

from dataclasses import dataclass
from pathlib import Path

from assistant.incoming import Item, reopen
from assistant.parsing import Starting, parse
from assistant.verdict import assessed, is_assessed
from ingest.collection import declared_of
from ingest.document import parser_version
from ingest.errors import LibraryError, PstError
from ingest.pages import Pages
from ingest.quotas import Limits
from ingest.records import Declared, Document
from ingest.web import is_url
from vectorstore import snapshot
from vectorstore.shelf import Shelf
from vectorstore.snapshot import Entry
from vectorstore.space import is_space_of, refuse_other


@dataclass(slots=True)
class Holdings:
    """Documents and what is known of each, by id.

    Attributes:
        parser: What the documents were parsed with.
        stale: Whether the library must be published anew though no document was given.
        lost: Ids of documents that a damaged library had and nothing gives back: its manifest, which says where they
            came from, cannot be read, or they are not there any more.
    """

    documents: dict[str, Document]
    entries: dict[str, Entry]
    parser: str
    stale: bool = False
    lost: tuple[str, ...] = ()

    def ordered(self) -> tuple[list[Document], list[Entry]]:
        """Both, by id, each entry with its document's verdict."""
        documents = [self.documents[name] for name in sorted(self.documents)]
        return documents, [assessed(self.entries[one.id], one, self.parser) for one in documents]


def check_model(shelf: Shelf) -> None:
    """Refuse to change a library with another model than its own: only who asks for it has it built anew.

    A setting that was mistyped or forgotten would embed every document again, and leave a library that the right
    setting can no longer ask. An empty library takes any model, and one whose manifest cannot be read is built anew.

    Args:
        shelf: Where the library lives, with the model of the current settings.

    Raises:
        LibraryError: If the models differ.
    """
    current = shelf.current
    if current is None:
        return
    try:
        manifest = snapshot.read_manifest(current)
    except LibraryError:
        return
    if manifest.entries:
        refuse_other(manifest.space, shelf.model)


def load(shelf: Shelf, pages: Pages | None, limits: Limits | None, starting: Starting) -> Holdings:
    """The current content; what cannot be read, or was parsed or embedded otherwise, comes anew from its sources.

    Args:
        shelf: Where the library lives.
        pages: Where fetched pages are kept.
        limits: See `assistant.parsing.parse`; so is `starting`.
        starting: Told of each document that is parsed anew.
    """
    parser = parser_version()
    current = shelf.current
    if current is None:
        return Holdings({}, {}, parser)
    try:
        manifest = snapshot.read_manifest(current)
    except LibraryError:  # nothing says what it held: it is rebuilt from the paths given
        return Holdings({}, {}, parser, lost=snapshot.document_ids(current))
    entries = {entry.document: entry for entry in manifest.entries}
    stale = manifest.parser != parser or not is_space_of(manifest.space, shelf.model)
    try:
        documents = {document.id: document for document in snapshot.read_documents(current)}
    except LibraryError:
        documents, stale = {}, True
    holdings = Holdings(documents, entries, parser, stale)
    if stale:
        _reparse(holdings, pages, limits, starting)
    elif not all(is_assessed(entries[name], one, parser) for name, one in documents.items()):
        holdings.stale = True  # the report has changed since: its verdicts are told anew
    return holdings


def is_sound(shelf: Shelf) -> bool:
    """Whether the current indexes can be read: if not, they are built anew from unchanged documents."""
    try:
        library = shelf.open()
        library.lexical.scores([])
        complete = library.dense.count() == len(library.pairs)
        library.close()
    except LibraryError:
        return False
    return complete


def _reparse(holdings: Holdings, pages: Pages | None, limits: Limits | None, starting: Starting) -> None:
    """Parse the documents anew from their files; where a file is gone or has changed, the records stay as they are."""
    jobs: list[tuple[Item, str]] = []
    for name, entry in holdings.entries.items():
        item = reopen(entry, _declared(entry, holdings.documents.get(name)), pages)
        if item is not None:
            jobs.append((item, name))
    for (_, name), document in zip(jobs, parse(jobs, limits, starting), strict=True):
        if not isinstance(document, PstError):
            holdings.documents[name] = document
    holdings.lost = tuple(name for name in holdings.entries if name not in holdings.documents)
    holdings.entries = {name: entry for name, entry in holdings.entries.items() if name in holdings.documents}


def _declared(entry: Entry, before: Document | None) -> Declared:
    if before is not None:
        return before.declared
    if is_url(entry.path):
        return Declared()
    try:
        return declared_of(Path(entry.path))
    except PstError:
        return Declared()
