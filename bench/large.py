"""A library of many documents for both sides: `python -m bench.large HOME DOCUMENTS BASE NODES`."""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.service import Assistant
from assistant.settings import Settings
from bench.models import Turned
from bench.pipeline import Pipeline, texts_of
from bench.trees import seeds
from bench.versions import parsed, versions
from ingest.records import Document
from vectorstore import shelf as shelves
from vectorstore.embeddings import EmbeddedE5
from vectorstore.snapshot import Entry

PLAIN = "plain"
"""The folder of the plain pipeline's store, beside the product's library."""
_KNOWN = 400
"""How many real elements the made-up vectors lie around; the model takes time for each."""


def build(home: Path, count: int, base: int, most: int) -> dict[str, object]:
    """Build a library in the product, and the plain pipeline's store over the same texts.

    The model gives the vectors of the questions later; those of the documents are made from its vectors of the seeds'
    elements (see `Turned`), and the product's probe of a new library, which costs as much again, is left out.

    Args:
        home: Where both are written.
        count: How many documents.
        base: How many of them are written out and parsed; the others are versions of these.
        most: How many elements of a document are kept at most; 0 for all.

    Returns:
        What was built, in what time.
    """
    started = time.perf_counter()
    service = Assistant(Settings(home=home, embeddings="embedded"))
    with TemporaryDirectory() as folder:
        documents = list(versions(parsed(Path(folder), min(count, base), most), count))
    turned = Turned(EmbeddedE5(), _elements())
    setattr(EmbeddedE5, "embed_documents", lambda _, texts: turned.embed_documents(texts))  # noqa: B010
    if not hasattr(shelves, "_probe"):
        raise AttributeError("vectorstore.shelf._probe")
    setattr(shelves, "_probe", lambda *_: None)  # noqa: B010
    ready = time.perf_counter()
    service.shelf.publish(documents, [_entry(one) for one in documents], "bench", lambda *_: None).close()
    product = time.perf_counter()
    Pipeline.of(texts_of([(one.id, one.text) for one in documents]), service.shelf.model, home / PLAIN)
    return {
        "documents": len(documents),
        "parsed": min(count, base),
        "nodes": sum(len(one.nodes) for one in documents),
        "organisations": sorted({one.identity.organisation.value for one in documents if one.identity.organisation}),
        "seconds": {
            "documents": ready - started,
            "product": product - ready,
            "plain": time.perf_counter() - product,
        },
    }


def _elements() -> list[str]:
    """Some hundreds of real elements, from all the seeds."""
    texts = sorted({one.text for _, tree in seeds() for root in tree for one in root.walk()})
    return texts[:: max(1, len(texts) // _KNOWN)]


def _entry(document: Document) -> Entry:
    return Entry(document=document.id, path=document.file, sha256=document.sha256, ingested_at=datetime.now(UTC))


if __name__ == "__main__":
    json.dump(build(Path(sys.argv[1]), *map(int, sys.argv[2:5])), sys.stdout)
