"""What the list of documents says of each."""

from datetime import UTC, datetime

import pytest

from assistant.summary import summary
from ingest.records import Document
from tests.samples import ANDENNE, andenne, dps, note, parsed
from ui.sidebar import _detail
from vectorstore.snapshot import Entry


def _draft() -> Document:
    return parsed(f"Projet — brouillon\n\n{ANDENNE}", "projet.txt")


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (andenne(), "PST 2025-2030"),
        (_draft(), "Projet de PST 2025-2030"),
        (dps(), "DPS 2018-2024"),
        (note(), "Note juridique"),
    ],
    ids=["plan", "projet", "dps", "note"],
)
def test_each_document_is_told_for_what_it_is(document: Document, said: str) -> None:
    entry = Entry(
        document=document.id, path=document.file, sha256="0" * 64, ingested_at=datetime(2026, 1, 5, tzinfo=UTC)
    )
    found = summary(document, entry)
    assert found.draft == document.is_draft
    assert _detail(found) == said
