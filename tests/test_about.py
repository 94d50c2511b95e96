"""What the application says of itself."""

from datetime import UTC, datetime

import pytest

from assistant.about import days, sources, versions
from assistant.settings import Settings
from assistant.summary import summary
from ingest.records import Document
from tests.samples import andenne, dps, nameless, note
from vectorstore.snapshot import Entry


def listed(*documents: Document, visibility: str = "public") -> list[tuple[str, str, bool]]:
    now = datetime(2026, 1, 5, tzinfo=UTC)
    entries = [
        Entry(document=one.id, path=one.file, sha256="0" * 64, ingested_at=now, visibility=visibility)
        for one in documents
    ]
    found = sources([summary(*pair) for pair in zip(documents, entries, strict=True)])
    return [(one.name, one.kind, one.internal) for one in found]


def test_documents_are_listed_by_name_and_the_legal_notes_last() -> None:
    assert listed(note(), nameless(), dps(), andenne()) == [
        ("Andenne", "PST 2025-2030", False),
        ("Huy", "DPS 2018-2024", False),
        ("solidaire-pst.txt", "PST", False),
        ("Le comité de suivi (CODIR)", "Note juridique", False),
    ]


def test_what_is_internal_is_told() -> None:
    assert listed(andenne(), visibility="interne") == [("Andenne", "PST 2025-2030", True)]
    assert listed() == []


@pytest.mark.parametrize(("count", "said"), [(1, "1 jour"), (90, "90 jours"), (365, "12 mois"), (730, "24 mois")])
def test_a_length_of_time(count: int, said: str) -> None:
    assert days(count) == said


def test_versions_and_models_are_named() -> None:
    found = versions(Settings())
    assert found["Modèle de langue"] == "aucun"
    assert found["Assistant PST"][0].isdigit()
    assert versions(Settings(model="openai:m", model_url="http://127.0.0.1:1/v1"))["Modèle de langue"] == "openai:m"
