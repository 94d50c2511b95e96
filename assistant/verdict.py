"""What a document's quality report says in short, kept in the library so that lists of documents cost nothing."""

import hashlib

from ingest.quality import REPORT, report
from ingest.records import Document
from vectorstore.snapshot import Entry, Quality


def assessed(entry: Entry, document: Document, parser: str) -> Entry:
    """An entry with its document's verdict, computed anew only where the reading or a correction has changed.

    Args:
        entry: The entry.
        document: Its document.
        parser: What the document was parsed with.
    """
    if is_assessed(entry, document, parser):
        return entry
    found = report(document)
    quality = Quality(
        key=_key(document, parser),
        verdict=found.verdict.value,
        line=found.line,
        counts=found.counts,
        reasons=found.reasons,
    )
    return entry.model_copy(update={"quality": quality})


def is_assessed(entry: Entry, document: Document, parser: str) -> bool:
    """Whether an entry's verdict is that of today's report on its document, as it was read and corrected."""
    return entry.quality is not None and entry.quality.key == _key(document, parser)


def _key(document: Document, parser: str) -> str:
    said = "\x1f".join([REPORT, parser, document.sha256, *(repr(one) for one in document.corrections)])
    return hashlib.sha256(said.encode()).hexdigest()[:16]
