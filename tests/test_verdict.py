"""A document's verdict is kept beside it, and computed anew only when the reading or a correction has changed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant import verdict
from assistant.verdict import assessed, is_assessed
from ingest.records import Corrected, Document
from tests.samples import andenne
from vectorstore.snapshot import Entry


def entry(document: Document) -> Entry:
    return Entry(document=document.id, path="x", sha256=document.sha256, ingested_at=datetime(2026, 1, 1, tzinfo=UTC))


def test_a_verdict_is_computed_once_a_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    document = andenne()
    first = assessed(entry(document), document, "2")
    assert first.quality is not None
    assert first.quality.counts.startswith("2 volets")
    assert assessed(first, document, "2") is first
    assert assessed(first, document, "3") is not first
    monkeypatch.setattr(verdict, "REPORT", "another")
    assert not is_assessed(first, document, "2")
    assert assessed(first, document, "2") is not first
    monkeypatch.undo()
    assert is_assessed(first, document, "2")
    told = replace(document, corrections=(Corrected(1, "OO 9 : niveau → action", "2026-11-22", None, "introuvable"),))
    again = assessed(first, told, "2").quality
    assert again is not None
    assert "1 correction sans objet" in again.reasons
