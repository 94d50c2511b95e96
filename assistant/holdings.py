"""The library's content while a new state of it is prepared."""

from collections.abc import Collection
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
from vectorstore import rooms, seal, snapshot
from vectorstore.reading import UnreadableNowError
from vectorstore.shelf import Shelf
from vectorstore.snapshot import Entry, Manifest
from vectorstore.space import is_space_of, refuse_other


@dataclass(slots=True)
class Holdings:
    """Documents and what is known of each, by id.

    Attributes:
        parser: What the documents were parsed with.
        stale: Whether the library must be published anew though no document was given.
        lost: Ids of documents that a damaged library had and nothing gives back: its manifest, which says where they
            came from, cannot be read, or they are not there any more.
        unread: Whether nothing could be read of the library that there was, not even what documents it had.
    """

    documents: dict[str, Document]
    entries: dict[str, Entry]
    parser: str
    stale: bool = False
    lost: tuple[str, ...] = ()
    unread: bool = False

    def ordered(self) -> tuple[list[Document], list[Entry]]:
        """Both, by id, each entry with its document's verdict."""
        documents = [self.documents[name] for name in sorted(self.documents)]
        return documents, [assessed(_shown(self.entries[one.id], one), one, self.parser) for one in documents]


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
        manifest = _manifest(rooms.remains(current))
    except UnreadableNowError:
        raise
    except LibraryError:
        return
    if manifest.entries:
        refuse_other(manifest.space, shelf.model)


def check_whole(shelf: Shelf) -> None:
    """Refuse to build upon a library that is damaged, or of another model: what the disk has changed would be kept.

    Args:
        shelf: Where the library lives.

    Raises:
        LibraryError: If so.
    """
    check_model(shelf)
    if shelf.damages():
        raise LibraryError(
            "La bibliothèque est abîmée : rien n'a été changé.", "Relancez « pst ingest », puis recommencez."
        )


def load(
    shelf: Shelf, pages: Pages | None, limits: Limits | None, starting: Starting, *, whole: bool = False
) -> Holdings:
    """The current content; what cannot be read, or was parsed or embedded otherwise, comes anew from its sources.

    Args:
        shelf: Where the library lives.
        pages: Where fetched pages are kept.
        limits: See `assistant.parsing.parse`; so is `starting`.
        starting: Told of each document that is parsed anew.
        whole: Whether the library's files are known to be what they were: they are not read again to tell.

    Raises:
        UnreadableNowError: If it cannot be read for now, which is no reason to build it anew.
    """
    parser = parser_version()
    current = shelf.current
    if current is None:
        return Holdings({}, {}, parser)
    current = rooms.remains(current)
    damaged = () if whole else rooms.damages(current)
    try:
        manifest = _manifest(current)
    except UnreadableNowError:
        raise
    except LibraryError:  # nothing says what it held: it is rebuilt from the paths given
        ids = snapshot.document_ids(current)
        return Holdings({}, {}, parser, lost=ids or (), unread=ids is None)
    entries = {entry.document: entry for entry in manifest.entries}
    aged = manifest.parser != parser or not is_space_of(manifest.space, shelf.model)
    try:
        documents = {document.id: document for document in _documents(shelf, current, damaged)}
    except UnreadableNowError:
        raise
    except LibraryError:
        documents = {}
    doubtful = seal.FILE in damaged or len(documents) < len(entries)
    holdings = Holdings(documents, entries, parser, stale=aged or doubtful or bool(damaged))
    if aged or doubtful:
        _reparse(holdings, pages, limits, starting)
    elif not all(is_assessed(entries[name], one, parser) for name, one in documents.items()):
        holdings.stale = True  # the report has changed since: its verdicts are told anew
    elif any(_shown(entries[name], one) != entries[name] for name, one in documents.items()):
        holdings.stale = True  # published before the public's part was kept apart
    return holdings


def _manifest(folder: Path) -> Manifest:
    """A snapshot's manifest, from its seal where the file itself is damaged.

    Raises:
        LibraryError: If neither can be read.
    """
    file = snapshot.manifest_file(folder)
    if file.name in rooms.damages(folder, only=file.name):
        sealed = seal.read(folder)
        if sealed is not None:
            return snapshot.parse_manifest(sealed.manifest, folder)
    return snapshot.read_manifest(folder)


def _documents(shelf: Shelf, folder: Path, damaged: Collection[str]) -> tuple[Document, ...]:
    """A snapshot's documents as far as they are what they were; where its own are not, those of the public's part.

    Raises:
        LibraryError: If there are none.
    """
    if not snapshot.is_of_documents(damaged):
        return snapshot.read_documents(folder)
    for other in map(rooms.remains, shelf.folders[1:]):
        if not rooms.damages(other):
            return snapshot.read_documents(other)
    return ()


def _shown(entry: Entry, document: Document) -> Entry:
    """An entry that says whom its document is for."""
    return (
        entry
        if entry.visibility == document.visibility
        else entry.model_copy(update={"visibility": document.visibility.value})
    )


def is_sound(shelf: Shelf) -> bool:
    """Whether the current indexes can be read: if not, they are built anew from unchanged documents.

    Raises:
        UnreadableNowError: If the library cannot be read for now.
    """
    try:
        library = shelf.open()
        library.lexical.scores([])
        complete = library.dense.count() == len(library.pairs)
        library.close()
    except UnreadableNowError:
        raise
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
