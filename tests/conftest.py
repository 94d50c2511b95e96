"""Shared fixtures: the reference corpus parsed once, gold trees beside it."""

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.document import read_document
from ingest.records import Document

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"
GOLD = Path(__file__).parent / "gold"
FILES = sorted(path.name for path in CORPUS.iterdir() if path.suffix in (".txt", ".md"))


@pytest.fixture(scope="session")
def documents() -> dict[str, Document]:
    """The five reference documents, by file name."""
    return {name: read_document(CORPUS / name, name) for name in FILES}


@pytest.fixture(scope="session")
def gold() -> dict[str, Any]:
    """The gold trees, by file name."""
    trees = (json.loads(path.read_text(encoding="utf-8")) for path in GOLD.glob("*.json"))
    return {tree["file"]: tree for tree in trees}
