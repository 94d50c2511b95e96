"""Where the library lives: snapshots in one folder, a pointer to the current one, one writer at a time.

A snapshot is sealed before the pointer names it (see `vectorstore.seal`); one that is damaged is not shown, and is put
in quarantine by the next ingestion until it has been built anew.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from ingest.disk import telling_when_full
from ingest.errors import LibraryError
from ingest.records import Document, Visibility
from vectorstore import rooms, seal, snapshot
from vectorstore.changes import Change, settle, settling
from vectorstore.chroma import ChromaServer, sweep_later
from vectorstore.journal import Journal
from vectorstore.library import Library
from vectorstore.reranker import Reranker
from vectorstore.snapshot import Entry, Manifest, Progress
from vectorstore.space import EmbeddingModel, Space, space_of

_INGEST = "La personne qui gère l'assistant relance « pst ingest »."
_LOCK_SECONDS = 10
_EARLIEST, _LATEST = 1980, 2108
"""The years that the files of vectors can bear: they are zip files."""
_PROBED, _PROBED_OTHERS = 40, 10


class Shelf:
    """Publishes and opens snapshots.

    A reader opens what the pointer names and never sees half an ingest; a writer builds a new folder,
    probes it, seals it, and only then moves the pointer, in one atomic rename.

    Where some documents are internal, a second snapshot beside the first holds the others alone, and the pointer names
    both. Who may not read internal documents is given `public()`: whatever is computed there knows nothing of them.

    Args:
        folder: The folder of the snapshots.
        model: The embedding model.
        reranker: The model that reads the best hits of a search again, or None.
        only_public: Whether to show the public documents alone; such a shelf changes nothing.
        server: The Chroma server that holds the vectors' index, or None for files of the snapshots.
    """

    def __init__(
        self,
        folder: Path,
        model: EmbeddingModel,
        reranker: Reranker | None = None,
        *,
        only_public: bool = False,
        server: ChromaServer | None = None,
    ) -> None:
        self.folder, self.server = folder, server
        self.model, self.reranker = model, reranker
        self.only_public = only_public

    def public(self) -> "Shelf":
        """The same shelf, as the public sees it."""
        return Shelf(self.folder, self.model, self.reranker, only_public=True, server=self.server)

    @property
    def current(self) -> Path | None:
        """The current snapshot's folder, or None before the first ingest."""
        folders = self.folders
        return folders[-1 if self.only_public else 0] if folders else None

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders that the pointer names, read at once: the whole library, then the public's part if it is another.

        Empty before the first ingest.
        """
        return rooms.named(self.folder)

    def open(self) -> Library:
        """Open the current snapshot.

        Raises:
            LibraryError: If there is none, if it cannot be read with the current settings, or if what the public may
                see of it has not been kept apart yet.
        """
        current = self.current
        if current is None:
            raise LibraryError("La bibliothèque est vide.", "Ajoutez des documents avec « pst ingest ».")
        if rooms.remains(current) != current:
            raise LibraryError("La bibliothèque, abîmée, a été mise de côté ; elle n'est pas encore refaite.", _INGEST)
        lost = rooms.damages(current, thorough=False)
        if lost:
            named = f"{', '.join(lost[:2])}{'…' if len(lost) > 2 else ''}"
            raise LibraryError(f"La bibliothèque est abîmée ou incomplète ({named}).", _INGEST)
        library = Library(current, self.model, self.reranker, self.server)
        self.check(library)
        return library

    def check(self, library: Library) -> None:
        """Refuse to show internal documents to the public: a library of an earlier version is not kept apart yet.

        Raises:
            LibraryError: If so.
        """
        if self.only_public and library.internal:
            raise LibraryError(
                "La bibliothèque doit être mise à jour avant d'être ouverte au public.",
                _INGEST,
            )

    def lock(self) -> FileLock:
        """The writer's lock, to be held while a new state is prepared and published.

        Whoever takes it erases what an interrupted writer has left.

        Raises:
            LibraryError: If only the public's part is seen from here; when entered, if another process writes.
        """
        if self.only_public:
            raise LibraryError("La bibliothèque ne peut pas être modifiée d'ici.", "Connectez-vous en tant qu'agent.")
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = _WriterLock(self.folder / rooms.LOCK, timeout=_LOCK_SECONDS)
        lock.tidy = self._tidy
        return lock

    @contextmanager
    def changing(self) -> Iterator[Change]:
        """The writer's lock, and what takes note of the other files that change with the library.

        Raises:
            LibraryError: See `lock`.
        """
        with self.lock(), settling(self.folder) as change:
            yield change

    def publish(
        self,
        documents: Sequence[Document],
        entries: Sequence[Entry],
        parser: str,
        progress: Progress,
        *,
        anew: bool = False,
        spare: bool = False,
    ) -> Library:
        """Build a snapshot, probe it, make it the current one and erase the others.

        Args:
            documents: The whole library's documents.
            entries: What is known of each, in the same order.
            parser: The version of the parsing code.
            progress: Told of the stages.
            anew: Whether to compute the vectors again that a model of the same name and prompts made: what a provider
                or a hub has under a name may have changed.
            spare: Whether to leave what is in quarantine there until the next publication: not all of it came back.

        Returns:
            The new snapshot, open.
        """
        # The time in a name is for people; nothing goes by it, since clocks are set back.
        now = datetime.now(UTC)
        if not _EARLIEST <= now.year < _LATEST:
            raise LibraryError(f"L'horloge de cette machine est déréglée ({now:%d/%m/%Y}).", "Mettez-la à l'heure.")
        target = self.folder / f"{now:%Y%m%dT%H%M%S}-{uuid4().hex[:8]}"
        apart = rooms.public_of(target)
        fresh, journal = self._fresh(entries), Journal(self.folder, anew=anew)
        known = {**self._known(space_of(self.model), anew), **journal.read()}
        shown = [one for one in documents if one.visibility is Visibility.PUBLIC]
        targets = (target,) if len(shown) == len(documents) else (target, apart)
        try:
            with telling_when_full(self.folder):
                library = self._build(target, documents, entries, parser, known, progress, journal)
                _probe(library, fresh)
                if apart in targets:
                    ids = {one.id for one in shown}
                    told = [one for one in entries if one.document in ids]
                    vectors = snapshot.read_vectors(target)
                    public = self._build(apart, shown, told, parser, vectors, lambda *_: None)
                    _probe(public, fresh)
                    public.close()
                rooms.point(self.folder, targets)
        except BaseException:
            if self.folders != targets:
                for one in targets:
                    shutil.rmtree(one, ignore_errors=True)
                sweep_later(self.folder, self.server)
            raise
        journal.erase()
        rooms.sweep(self.folder, (*targets, self.folder / rooms.QUARANTINE) if spare else targets)
        sweep_later(self.folder, self.server)
        return library

    def _tidy(self) -> None:
        if rooms.tidy(self.folder):
            settle(self.folder)
            sweep_later(self.folder, self.server)  # a backup needs no server; what does fails by itself

    def damages(self) -> tuple[str, ...]:
        """The files of the current snapshots that are damaged or missing; every file is read."""
        return tuple(f"{folder.name}/{name}" for folder in self.folders for name in rooms.damages(folder))

    def _build(
        self,
        target: Path,
        documents: Sequence[Document],
        entries: Sequence[Entry],
        parser: str,
        known: snapshot.Vectors,
        progress: Progress,
        journal: Journal | None = None,
    ) -> Library:
        manifest = Manifest(
            format=snapshot.FORMAT,
            parser=parser,
            **space_of(self.model).model_dump(),
            created=datetime.now(UTC),
            entries=tuple(entries),
            sealed=True,
        )
        snapshot.write(target, manifest, tuple(documents), self.model, known, progress, self.server, journal)
        seal.write(target, snapshot.manifest_file(target))
        return Library(target, self.model, self.reranker, self.server)

    def _known(self, space: Space, anew: bool) -> snapshot.Vectors:
        """The current snapshot's vectors, as far as they are to be reused."""
        if self.current is None:
            return {}
        current = rooms.remains(self.current)
        if rooms.damages(current, only=snapshot.vectors_file(current).name):
            return {}
        try:
            if anew and snapshot.read_manifest(current).space == space:
                return {}
        except LibraryError:  # nothing says what made them
            return {}
        return snapshot.read_vectors(current)

    def _fresh(self, entries: Sequence[Entry]) -> list[str]:
        """The ids of the documents that the current snapshot does not have as they are now."""
        try:
            known = set(snapshot.read_manifest(rooms.remains(self.current)).entries) if self.current else set()
        except LibraryError:  # of an older format: everything is new
            known = set()
        return [entry.document for entry in entries if entry not in known]


class _WriterLock(FileLock):
    """The lock of a shelf.

    Attributes:
        tidy: What is done once it is held.
    """

    tidy: Callable[[], None]

    def __enter__(self) -> "_WriterLock":
        try:
            super().__enter__()
        except Timeout as error:
            raise LibraryError(
                "Une autre ingestion est en cours sur cette bibliothèque.", "Attendez sa fin, puis recommencez."
            ) from error
        try:
            self.tidy()
        except BaseException:
            self.release()
            raise
        return self


def _probe(library: Library, fresh: Sequence[str]) -> None:
    """Check that a new snapshot finds what it holds, before anyone reads it.

    A search within one document of a large library takes 0.1 s: some of the new documents are asked for, spread evenly,
    and a few of the others.
    """
    if library.dense.count() != len(library.pairs):
        raise LibraryError("La nouvelle bibliothèque est incomplète ; l'ancienne reste en place.", "Recommencez.")
    new = set(fresh)
    others = [document for document in library.documents if document.id not in new]
    asked = [document for document in library.documents if document.id in new]
    for document in (*_spread(asked, _PROBED), *_spread(others, _PROBED_OTHERS)):
        node = next((node for node in document.nodes if node.text), None)
        if node is not None and not library.search(node.text, 1, [document.id], rerank=False):
            raise LibraryError(
                f"« {document.file} » ne se retrouve pas dans la nouvelle bibliothèque ; l'ancienne reste en place.",
                "Signalez le document.",
            )


def _spread(documents: Sequence[Document], count: int) -> list[Document]:
    """At most `count` documents, the first and the last among them."""
    if len(documents) <= count:
        return list(documents)
    return [documents[index * (len(documents) - 1) // (count - 1)] for index in range(count)]
