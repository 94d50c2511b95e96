"""What a document's quality report says in short, kept in the library so that lists of documents cost nothing."""

import hashlib

from ingest.quality import report
from ingest.records import Document
from vectorstore.snapshot import Entry, Quality


def assessed(entry: Entry, document: Document, parser: str) -> Entry:
    """An entry with its document's verdict, computed anew only where the reading or a correction has changed.

    Args:
        entry: The entry.
        document: Its document.
        parser: What the document was parsed with.
    """
    said = "\x1f".join([parser, document.sha256, *(repr(one) for one in document.corrections)])
    key = hashlib.sha256(said.encode()).hexdigest()[:16]
    if entry.quality is not None and entry.quality.key == key:
        return entry
    found = report(document)
    quality = Quality(key=key, verdict=found.verdict.value, line=found.line, counts=found.counts, reasons=found.reasons)
    return entry.model_copy(update={"quality": quality})
