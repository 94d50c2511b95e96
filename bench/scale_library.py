"""A library of so many elements, built as an ingestion publishes it: `python -m bench.scale_library HOMES NODES`."""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from assistant.service import Assistant
from assistant.settings import Settings
from bench.machine import ROOT
from bench.models import Turned
from bench.scale_plans import first_nodes, plans
from bench.stages import watch_publishing
from bench.stopwatch import Stopwatch
from bench.trees import seeds
from ingest.document import read_document
from ingest.records import Declared, DeclaredKind, Document
from vectorstore.embeddings import EmbeddedE5
from vectorstore.snapshot import Entry

_KNOWN = "known.npy"


class _Kept(EmbeddedE5):
    """The model, whose vectors of the real elements are kept: they take minutes."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._file = folder / _KNOWN

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if not self._file.exists():
            np.save(self._file, np.array(super().embed_documents(texts), dtype=np.float32))
        rows: list[list[float]] = np.load(self._file).tolist()
        return rows


def build(folder: Path, nodes: int) -> dict[str, object]:
    """Publish a library of made-up plans.

    The model gives the vectors of the questions later; those of the documents are made from its vectors of all the real
    elements (see `Turned`). What a model takes for them is measured apart: see `bench.scale_model`.

    Args:
        folder: Where the plans and the libraries are kept.
        nodes: How many elements.

    Returns:
        What was built, in what time.
    """
    home = folder / str(nodes)
    documents = [*first_nodes(plans(folder), nodes), *_notes()]
    service = Assistant(Settings(home=home, embeddings="embedded"))
    turned = Turned(_Kept(folder), _elements())

    def embed(_: EmbeddedE5, texts: list[str]) -> list[list[float]]:
        return turned.embed_documents(texts)

    setattr(EmbeddedE5, "embed_documents", embed)  # noqa: B010
    watch = Stopwatch()
    watch_publishing(watch)
    started, before = time.perf_counter(), time.process_time()
    service.shelf.publish(documents, [_entry(one) for one in documents], "bench", lambda *_: None).close()
    named = [one.identity.organisation.value for one in documents if one.identity.organisation]
    return {
        "documents": len(documents),
        "nodes": sum(len(one.nodes) for one in documents),
        "organisations": list(dict.fromkeys(named)),
        "seconds": time.perf_counter() - started,
        "cpu": time.process_time() - before,
        "stages": watch.seconds,
        "disk": _sizes(service.shelf.current or home),
    }


def _notes() -> list[Document]:
    """The legal notes of the product: without them no question would be searched in plans and notes apart."""
    note = Declared(kind=DeclaredKind.NOTE)
    return [read_document(path, path.name, note) for path in sorted((ROOT / "corpus" / "droit").glob("*.md"))]


def _sizes(snapshot: Path) -> dict[str, int]:
    """The bytes of a snapshot's files and folders, by name."""
    return {
        one.name: sum(file.stat().st_size for file in (one.rglob("*") if one.is_dir() else [one]) if file.is_file())
        for one in sorted(snapshot.iterdir())
    }


def _elements() -> list[str]:
    """The texts of the real elements, from all the seeds."""
    return sorted({one.text for _, tree in seeds() for root in tree for one in root.walk()})


def _entry(document: Document) -> Entry:
    return Entry(document=document.id, path=document.file, sha256=document.sha256, ingested_at=datetime.now(UTC))


if __name__ == "__main__":
    json.dump(build(Path(sys.argv[1]), int(sys.argv[2])), sys.stdout)
