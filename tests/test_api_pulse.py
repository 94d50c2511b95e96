"""Probes: an index that is away stops no answer, and so makes no service unready."""

from pathlib import Path

import pytest

from assistant.api.pulse import findings
from assistant.service import Assistant
from ingest.errors import LibraryError
from tests.api_server import installed
from vectorstore.library import Library


def _away(_: Library) -> None:
    raise LibraryError("Le serveur Chroma ne répond pas.", "Vérifiez PST_CHROMA.")


def test_without_its_server_the_library_still_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    service = installed(tmp_path)
    monkeypatch.setattr(Library, "dense", property(_away))
    assert all(one.ok for one in findings(service))
    monkeypatch.setattr(Library, "vectors", None)
    wrong = [one for one in findings(Assistant(service.settings)) if not one.ok]
    assert [(one.id, one.severity, one.detail) for one in wrong] == [
        ("vecteurs", "erreur", "Le serveur Chroma ne répond pas.")
    ]
