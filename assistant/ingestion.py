"""Bring documents into the library, and forget them: the one place that changes it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from assistant.correcting import recorrect, withhold
from assistant.holdings import Holdings, check_model, check_whole, is_sound, load
from assistant.incoming import Item, Place, failure, find, identify, is_there, name_of, open_source
from assistant.parsing import Starting, parse
from ingest.correction_files import path_of
from ingest.duplicates import Duplicate, duplicates
from ingest.errors import CorrectionError, PstError
from ingest.pages import Pages
from ingest.quotas import Limits
from ingest.records import Document
from ingest.web import Page, is_url
from vectorstore import rooms
from vectorstore.changes import Change
from vectorstore.shelf import Shelf
from vectorstore.snapshot import Entry, Progress

_LOST = "« {} » n'a pas été repris : la bibliothèque était abîmée ou d'un autre format. Donnez-le à « pst ingest »."
_UNREAD = (
    "Bibliothèque abîmée",
    "Rien n'a pu en être relu, pas même la liste de ses documents. Ce qui en reste est gardé de côté jusqu'au "
    "changement suivant de la bibliothèque. Donnez tous vos documents à « pst ingest », ou restaurez une sauvegarde.",
)


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingestion did, by document id.

    Attributes:
        failed: Names of files or addresses, and ids of documents that a damaged library has lost, each with what is
            wrong and what to do; also the library itself, where nothing says what it held.
        skipped: Names of files in folders that are of no format that can be read.
        duplicates: Pairs of documents that are nearly the same, one of them at least added or updated.
    """

    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    skipped: tuple[str, ...]
    duplicates: tuple[Duplicate, ...] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    """An item to parse, the id of its document, and the entry that it will have."""

    item: Item
    document: str
    entry: Entry


@dataclass(slots=True)
class _Batch:
    """The work of one ingestion: what to parse, and what came of each source.

    Attributes:
        planned: The entries that the library will have, those of the documents to parse included.
        echoes: Ids of items that are the same file as one to parse.
        fetched: Pages to keep once the library holds what they say.
    """

    planned: dict[str, Entry]
    jobs: list[_Job] = field(default_factory=list)
    fetched: list[Page] = field(default_factory=list)
    echoes: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)


def ingest(
    shelf: Shelf,
    places: Sequence[Place],
    progress: Progress,
    *,
    announce: Callable[[str], None] = lambda _: None,
    limits: Limits | None = None,
    pages: Pages | None = None,
    corrections: Path | None = None,
    rebuild: bool = False,
    internal: bool = False,
    reference: Path | None = None,
) -> Report:
    """Add or refresh documents, then publish the library once.

    A library that is damaged is put in quarantine and built anew: from its own documents as far as they are whole, else
    from the places that they came from.

    Args:
        shelf: Where the library lives.
        places: Files, folders and, where `pages` is given, web addresses.
        progress: Told of the stages.
        announce: Told the name of each document as its turn comes.
        limits: What one file may take in the process that parses it; None parses in this process, for tests.
        pages: How web pages are fetched, and where they are kept.
        corrections: Where the staff's corrections are kept.
        rebuild: Whether to publish the library anew though nothing has changed, all its vectors included.
        internal: Whether the documents given are for the staff alone, from now on; it is kept with the corrections.
        reference: What is read where no place is given, unless there is a library to mend.

    Returns:
        What was done. What failed changed nothing; the rest of the batch went on.

    Raises:
        PstError: If the library is busy, or was built with another model and `rebuild` is not asked for.
    """
    _check_kept(internal, corrections)

    def telling(stage: str) -> Starting:
        def tell(rank: int, total: int, name: str) -> None:
            progress(stage, rank, total)
            announce(name)

        return tell

    with shelf.changing() as change:
        if not rebuild:
            check_model(shelf)
        damaged = _quarantine(shelf)
        found = find(places or ([reference] if reference and not (rebuild or damaged) else []))
        holdings = load(shelf, pages, limits, telling("relecture"), whole=not damaged)
        if holdings.unread:
            rooms.set_aside(shelf.folder)  # one of an earlier version, without a seal, is known as damaged by now only
        holdings.stale |= rebuild or damaged
        batch = _Batch(dict(holdings.entries), failed=list(found.failed))
        for rank, source in enumerate(found.sources):
            telling("examen")(rank, len(found.sources), name_of(source))
            try:
                _plan(open_source(source, pages), holdings, batch)
            except PstError as error:
                batch.failed.append(failure(name_of(source), error))
        _read(batch, holdings, parse([(job.item, job.document) for job in batch.jobs], limits, telling("lecture")))
        progress("lecture", len(batch.jobs), len(batch.jobs))
        if corrections is not None:
            _correct(batch, holdings, corrections, change if internal else None)
        batch.failed += [(name, _LOST.format(name)) for name in holdings.lost if name not in holdings.documents]
        batch.failed += [_UNREAD] if holdings.unread else []
        _publish(shelf, holdings, batch, progress, rebuild)
        if pages is not None:
            for page in batch.fetched:
                pages.keep(page)
    new = {*batch.added, *batch.updated}
    alike = duplicates(holdings.ordered()[0]) if new else ()
    return Report(
        tuple(batch.added),
        tuple(batch.updated),
        tuple(batch.unchanged),
        tuple(batch.failed),
        found.skipped,
        tuple(pair for pair in alike if pair.first in new or pair.second in new),
    )


def remove(
    shelf: Shelf,
    name: str,
    progress: Progress,
    pages: Pages | None = None,
    corrections: Path | None = None,
    uploads: Path | None = None,
) -> str:
    """Forget a document: its records, its vectors, its cached text, its corrections, and what was kept of its source.

    Args:
        shelf: Where the library lives.
        name: The document's id or file name.
        progress: Told of the stages.
        pages: Where fetched pages are kept.
        corrections: Where the staff's corrections are kept.
        uploads: Where the files are that were added from the application: the document's own goes too.

    Returns:
        The id of the document that was removed.

    Raises:
        PstError: If the library does not hold the document, was built with another model, or is busy.
    """
    with shelf.changing() as change:
        check_whole(shelf)
        library = shelf.open()
        found = library.document(name).id
        entries = {entry.document: entry for entry in library.manifest.entries}
        place = entries.pop(found).path
        documents = {document.id: document for document in library.documents if document.id != found}
        rest = Holdings(documents, entries, library.manifest.parser)
        library.close()
        change.erase(_kept_of(found, place, pages, corrections, uploads))
        shelf.publish(*rest.ordered(), rest.parser, progress).close()
    return found


def _quarantine(shelf: Shelf) -> bool:
    """Put a damaged library aside; whether it is."""
    if not shelf.damages():
        return False
    rooms.set_aside(shelf.folder)
    return True


def _publish(shelf: Shelf, holdings: Holdings, batch: _Batch, progress: Progress, anew: bool) -> None:
    """Publish the library if anything in it changes; one that earlier versions did not seal is sealed as it stands."""
    changed = batch.added or batch.updated
    if changed or (holdings.documents and (holdings.stale or (batch.unchanged and not is_sound(shelf)))):
        spare = holdings.unread or bool(holdings.lost)
        shelf.publish(*holdings.ordered(), holdings.parser, progress, anew=anew, spare=spare).close()
    elif holdings.documents:
        rooms.seal_older(shelf.folder)


def _kept_of(
    document: str, place: str, pages: Pages | None, corrections: Path | None, uploads: Path | None
) -> list[Path]:
    """Everything that is kept of a document beside the library."""
    kept = [] if corrections is None else [path_of(corrections, document)]
    if pages is not None and is_url(place):
        kept.append(pages.place(place))
    if uploads is not None and not is_url(place) and Path(place).parent.resolve() == uploads.resolve():
        kept.append(Path(place))
    return kept


def _plan(item: Item, holdings: Holdings, batch: _Batch) -> None:
    """Decide what an item needs: nothing, or to be parsed."""
    name = identify(item, batch.planned)
    if any(job.document == name and job.item.sha256 == item.sha256 for job in batch.jobs):
        batch.echoes.append(name)
        return
    known, before = holdings.entries.get(name), holdings.documents.get(name)
    if known is not None and before is not None and (known.sha256, before.declared) == (item.sha256, item.declared):
        if not is_there(known):  # the file has moved: say where it is now
            holdings.entries[name] = batch.planned[name] = known.model_copy(update={"path": item.place})
            holdings.stale = True
        if item.page is not None:
            batch.fetched.append(item.page)
        batch.unchanged.append(name)
        return
    entry = Entry(document=name, path=item.place, sha256=item.sha256, ingested_at=datetime.now(UTC))
    batch.planned[name] = entry
    batch.jobs.append(_Job(item, name, entry))


def _read(batch: _Batch, holdings: Holdings, results: Iterator[Document | PstError]) -> None:
    """Take the documents that parsing gave into the library's next state."""
    for job, result in zip(batch.jobs, results, strict=True):
        if isinstance(result, PstError):
            batch.failed.append(failure(job.item.page.url if job.item.page else job.item.name, result))
            continue
        (batch.updated if job.document in holdings.entries else batch.added).append(job.document)
        holdings.documents[job.document] = result
        # The file may have changed since it was looked at: what counts is what was parsed.
        holdings.entries[job.document] = job.entry.model_copy(update={"sha256": result.sha256})
        if job.item.page is not None:
            batch.fetched.append(job.item.page)
    batch.unchanged += [name for name in batch.echoes if name in holdings.documents]


def _check_kept(internal: bool, corrections: Path | None) -> None:
    """What is internal is noted among the corrections: without a place for them it would be public."""
    if internal and corrections is None:
        raise CorrectionError("Un document interne se note dans les corrections.", "Donnez leur dossier.")


def _correct(batch: _Batch, holdings: Holdings, folder: Path, change: Change | None) -> None:
    """Apply the staff's corrections to what was parsed, and to what stands: their files may have been edited.

    What was given as internal, which a change comes with, is noted among them first.
    """
    if change is not None:
        names = (*batch.added, *batch.updated, *batch.unchanged)
        change.keep([path_of(folder, name) for name in names])
        withhold(holdings, folder, names, date.today())
    changed, failed = recorrect(holdings, folder)
    batch.failed += failed
    for name in changed:
        if name in batch.unchanged:
            batch.unchanged.remove(name)
            batch.updated.append(name)
        elif name not in batch.added and name not in batch.updated:
            holdings.stale = True
