"""Bring documents into the library, and forget them: the one place that changes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest.collection import Source, collect, declared_term
from ingest.document import parser_version, read_document, sha256_of
from ingest.errors import LibraryError, PstError, UnreadableFileError
from ingest.records import Document
from vectorstore import snapshot
from vectorstore.shelf import Shelf
from vectorstore.snapshot import Entry, Progress


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingestion did, by document id; `failed` pairs a file name with what is wrong and what to do."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    skipped: tuple[str, ...]


@dataclass(slots=True)
class _State:
    """The library's content while it is prepared."""

    documents: dict[str, Document]
    entries: dict[str, Entry]
    stale: bool


def ingest(shelf: Shelf, paths: Sequence[Path], progress: Progress) -> Report:
    """Add or refresh documents, then publish the library once.

    Args:
        shelf: Where the library lives.
        paths: Files and folders.
        progress: Told of the stages.

    Returns:
        What was done. What failed changed nothing; the rest of the batch went on.

    Raises:
        PstError: If the library is busy.
    """
    sources, skipped, failed = _collect(paths)
    added: list[str] = []
    updated: list[str] = []
    unchanged: list[str] = []
    with shelf.lock():
        state = _load(shelf)
        for rank, source in enumerate(sources):
            progress("lecture", rank, len(sources))
            try:
                _check_file(source.path)
                digest = sha256_of(source.path)
                name = _identify(source, digest, state.entries)
                known = state.entries.get(name)
                before = state.documents.get(name)
                same = known is not None and before is not None and (known.sha256, before.term) == (digest, source.term)
                if known is not None and same:
                    if not Path(known.path).exists():  # the file has moved: say where it is now
                        state.entries[name] = known.model_copy(update={"path": str(source.path)})
                        state.stale = True
                    unchanged.append(name)
                    continue
                document = read_document(source.path, name, source.term)
            except PstError as error:
                failed.append(_failure(source.path, error))
                continue
            (updated if known else added).append(name)
            state.documents[name] = document
            state.entries[name] = _entry(name, source, digest)
        progress("lecture", len(sources), len(sources))
        if added or updated or (state.documents and (state.stale or (unchanged and not _sound(shelf)))):
            shelf.publish(*_ordered(state), parser_version(), progress).close()
    return Report(tuple(added), tuple(updated), tuple(unchanged), tuple(failed), tuple(skipped))


def _collect(paths: Sequence[Path]) -> tuple[list[Source], list[str], list[tuple[str, str]]]:
    """The files of every path, each once, the names of those left aside, and the paths that hold none."""
    sources: dict[Path, Source] = {}
    skipped: list[str] = []
    failed: list[tuple[str, str]] = []
    for path in paths:
        try:
            found = collect([path])
        except PstError as error:
            failed.append(_failure(path, error))
            continue
        sources.update({source.path: source for source in found.sources})
        skipped += [aside.name for aside in found.skipped]
    return list(sources.values()), skipped, failed


def _failure(path: Path, error: PstError) -> tuple[str, str]:
    """A file's name and what is wrong with it, in characters that can be printed."""
    name, told = (text.encode(errors="replace").decode() for text in (path.name, str(error)))
    return name, told


def _check_file(path: Path) -> None:
    """Refuse what is no file, or has a name that no record can hold.

    Raises:
        UnreadableFileError: If so.
    """
    if not path.is_file():
        raise UnreadableFileError(f"« {path.name} » n'est pas un fichier.", "Donnez un fichier ou un dossier.")
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        raise UnreadableFileError(f"Le chemin de « {path.name} » est mal encodé.", "Renommez le fichier.") from error


def remove(shelf: Shelf, name: str, progress: Progress) -> str:
    """Forget a document: its records, its vectors and its cached text.

    Args:
        shelf: Where the library lives.
        name: The document's id or file name.
        progress: Told of the stages.

    Returns:
        The id of the document that was removed.

    Raises:
        PstError: If the library does not hold the document, or is busy.
    """
    with shelf.lock():
        library = shelf.open()
        found = library.document(name).id
        state = _State(
            {document.id: document for document in library.documents if document.id != found},
            {entry.document: entry for entry in library.manifest.entries if entry.document != found},
            stale=False,
        )
        parser = library.manifest.parser
        library.close()
        shelf.publish(*_ordered(state), parser, progress).close()
    return found


def _load(shelf: Shelf) -> _State:
    """The current content; what cannot be read, or was parsed or embedded otherwise, comes anew from its sources."""
    current = shelf.current
    if current is None:
        return _State({}, {}, stale=False)
    try:
        manifest = snapshot.read_manifest(current)
    except LibraryError:  # nothing says what it held: it is rebuilt from the paths given
        return _State({}, {}, stale=False)
    entries = {entry.document: entry for entry in manifest.entries}
    made_with = (manifest.parser, manifest.model, manifest.dimension)
    stale = made_with != (parser_version(), shelf.model, shelf.dimension)
    try:
        documents = {document.id: document for document in snapshot.read_documents(current)}
    except LibraryError:
        documents, stale = {}, True
    state = _State(documents, entries, stale)
    if stale:
        _reparse(state)
    return state


def _sound(shelf: Shelf) -> bool:
    """Whether the current indexes can be read: if not, they are built anew from unchanged documents."""
    try:
        library = shelf.open()
        library.lexical.scores([])
        complete = library.dense.count() == len(library.pairs)
        library.close()
    except LibraryError:
        return False
    return complete


def _reparse(state: _State) -> None:
    """Parse the documents anew from their files; where a file is gone or has changed, the records stay as they are."""
    for name, entry in list(state.entries.items()):
        path = Path(entry.path)
        try:
            if sha256_of(path) == entry.sha256:
                before = state.documents.get(name)
                state.documents[name] = read_document(path, name, before.term if before else declared_term(path))
        except PstError:
            pass
        if name not in state.documents:
            del state.entries[name]


def _identify(source: Source, digest: str, entries: dict[str, Entry]) -> str:
    """The id of a file: the one that it has, else its name, numbered when another file holds the name."""
    for entry in entries.values():
        if entry.path == str(source.path) or (entry.sha256 == digest and Path(entry.path).name == source.path.name):
            return entry.document
    name, number = source.path.name, 1
    while name in entries and Path(entries[name].path).exists():
        number += 1
        name = f"{source.path.stem}~{number}{source.path.suffix}"
    return name


def _entry(name: str, source: Source, digest: str) -> Entry:
    return Entry(document=name, path=str(source.path), sha256=digest, ingested_at=datetime.now(UTC))


def _ordered(state: _State) -> tuple[list[Document], list[Entry]]:
    names = sorted(state.documents)
    return [state.documents[name] for name in names], [state.entries[name] for name in names]
