"""Shared fixtures: the reference corpus parsed once, gold trees beside it."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings

from assistant.service import Assistant
from assistant.settings import Settings
from ingest import vocabulary
from ingest.collection import declared_of
from ingest.document import read_document
from ingest.records import Document
from tests.browsing import browser, chromium, scheme, screenshots, size, url
from tests.stores import base, cluster, new_place, place

__all__ = ["base", "browser", "chromium", "cluster", "new_place", "place", "scheme", "screenshots", "size", "url"]

# A deadline measures the machine, which is shared.
settings.register_profile("pst", deadline=None)
settings.load_profile("pst")

collect_ignore = ["extras"]
"""They need packages of their own: `make test-extras`."""

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"
GOLD = Path(__file__).parent / "gold"
FILES = sorted(path.name for path in CORPUS.iterdir() if path.suffix in (".txt", ".md"))
NOTES = sorted((CORPUS / "droit").glob("*.md"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pages first: they take longest, and the other processes of a run have the rest to share meanwhile.

    In continuous integration a page that was too slow for a busy machine is tried once more, and the report says so.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)
    if os.environ.get("CI"):
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def documents() -> dict[str, Document]:
    """The five reference documents, by file name."""
    return {name: read_document(CORPUS / name, name) for name in FILES}


@pytest.fixture(scope="session")
def notes() -> tuple[Document, ...]:
    """The legal notes of the corpus."""
    return tuple(read_document(path, path.name, declared_of(path)) for path in NOTES)


@pytest.fixture(scope="session")
def gold() -> dict[str, Any]:
    """The gold trees, by file name."""
    trees = (json.loads(path.read_text(encoding="utf-8")) for path in GOLD.glob("*.json"))
    return {tree["file"]: tree for tree in trees}


@pytest.fixture(autouse=True)
def _packaged_words() -> Iterator[None]:
    """A test that adds words to the thesaurus leaves them to no other: libraries would be read anew with them."""
    yield
    if vocabulary.additions() is not None:
        vocabulary.use_additions(None)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real PST_HOME with the five reference documents ingested once: read it, never change it.

    `PST_TEST_HOME` names one to keep between runs while developing; the processes of one run share it anyway.
    """
    kept = os.environ.get("PST_TEST_HOME")
    folder = Path(kept) if kept else _shared(tmp_path_factory) / "home"
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary.use_additions(None)
    with FileLock(folder.with_name(f"{folder.name}.lock")):  # the first process makes it, the others wait for it
        Assistant(Settings(home=folder, corpus=CORPUS)).ingest([CORPUS / name for name in FILES])
    return folder


@pytest.fixture(scope="session")
def lawful(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The real assistant on the reference corpus and the legal notes; a test may not change it."""
    folder = _shared(tmp_path_factory) / "lawful"
    made = Assistant(Settings(home=folder, corpus=CORPUS))
    with FileLock(folder.with_name("lawful.lock")):
        if not folder.exists():
            shutil.copytree(home, folder)  # with its vectors: the notes alone are embedded
        made.ingest([*(CORPUS / name for name in FILES), *NOTES])
    return made


def _shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run have: pytest-xdist gives each one below it."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def assistant(home: Path) -> Assistant:
    """The real assistant on the reference corpus: real embedder, real store."""
    return Assistant(Settings(home=home, corpus=CORPUS))
