"""Where the library lives: snapshots in one folder, a pointer to the current one, one writer at a time."""

import os
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from ingest.errors import LibraryError
from ingest.records import Document
from vectorstore import snapshot
from vectorstore.library import Library
from vectorstore.reranker import Reranker
from vectorstore.snapshot import Entry, Manifest, Progress
from vectorstore.space import EmbeddingModel, Space, space_of

_POINTER = "current"
_LOCK = "writer.lock"
_LOCK_SECONDS = 10
_PROBED, _PROBED_OTHERS = 40, 10


class Shelf:
    """Publishes and opens snapshots.

    A reader opens what the pointer names and never sees half an ingest; a writer builds a new folder,
    probes it, and only then moves the pointer, in one atomic rename.

    Args:
        folder: The folder of the snapshots.
        model: The embedding model.
        reranker: The model that reads the best hits of a search again, or None.
    """

    def __init__(self, folder: Path, model: EmbeddingModel, reranker: Reranker | None = None) -> None:
        self.folder = folder
        self.model, self.reranker = model, reranker

    @property
    def current(self) -> Path | None:
        """The current snapshot's folder, or None before the first ingest."""
        try:
            name = (self.folder / _POINTER).read_bytes().decode("ascii", errors="replace").strip()
        except FileNotFoundError:
            return None
        return self.folder / name

    def open(self) -> Library:
        """Open the current snapshot.

        Raises:
            LibraryError: If there is none, or if it cannot be read with the current settings.
        """
        current = self.current
        if current is None:
            raise LibraryError("La bibliothèque est vide.", "Ajoutez des documents avec « pst ingest ».")
        return Library(current, self.model, self.reranker)

    def lock(self) -> FileLock:
        """The writer's lock, to be held while a new state is prepared and published.

        Raises:
            LibraryError: When entered, if another process writes.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        return _WriterLock(self.folder / _LOCK, timeout=_LOCK_SECONDS)

    def publish(
        self,
        documents: Sequence[Document],
        entries: Sequence[Entry],
        parser: str,
        progress: Progress,
        *,
        anew: bool = False,
    ) -> Library:
        """Build a snapshot, probe it, make it the current one and erase the others.

        Args:
            documents: The whole library's documents.
            entries: What is known of each, in the same order.
            parser: The version of the parsing code.
            progress: Told of the stages.
            anew: Whether to compute the vectors again that a model of the same name and prompts made: what a provider
                or a hub has under a name may have changed.

        Returns:
            The new snapshot, open.
        """
        manifest = Manifest(
            format=snapshot.FORMAT,
            parser=parser,
            **space_of(self.model).model_dump(),
            created=datetime.now(UTC),
            entries=tuple(entries),
        )
        known = self._known(manifest.space, anew)
        target = self.folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid4().hex[:8]}"
        try:
            snapshot.write(target, manifest, tuple(documents), self.model, known, progress)
            library = Library(target, self.model, self.reranker)
            _probe(library, self._fresh(entries))
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)
            raise
        self._flip(target)
        self._sweep(target)
        return library

    def _known(self, space: Space, anew: bool) -> snapshot.Vectors:
        """The current snapshot's vectors, as far as they are to be reused."""
        current = self.current
        if current is None:
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
            known = set(snapshot.read_manifest(self.current).entries) if self.current else set()
        except LibraryError:  # of an older format: everything is new
            known = set()
        return [entry.document for entry in entries if entry not in known]

    def _flip(self, target: Path) -> None:
        pointer = self.folder / f"{_POINTER}.new"
        with pointer.open("w", encoding="ascii") as file:
            file.write(target.name)
            file.flush()
            os.fsync(file.fileno())
        pointer.replace(self.folder / _POINTER)

    def _sweep(self, keep: Path) -> None:
        """Erase every other snapshot: what was removed from the library leaves nothing on disk."""
        for folder in self.folder.iterdir():
            if folder.is_dir() and folder != keep:
                shutil.rmtree(folder, ignore_errors=True)


class _WriterLock(FileLock):
    def __enter__(self) -> "_WriterLock":
        try:
            super().__enter__()
        except Timeout as error:
            raise LibraryError(
                "Une autre ingestion est en cours sur cette bibliothèque.", "Attendez sa fin, puis recommencez."
            ) from error
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
