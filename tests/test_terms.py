"""The terms of a library's nodes come back from disk as they were read; without the file they are read anew."""

from pathlib import Path

import pytest

from ingest.records import Node
from tests.samples import andenne, dps, nameless
from vectorstore.terms import load_terms, read_terms, save_terms

NODES: list[Node] = [node for document in (andenne(), dps(), nameless()) for node in document.nodes]
READ = [read_terms(node) for node in NODES]


def test_terms_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_terms(tmp_path, NODES)
    monkeypatch.setattr("vectorstore.terms.read_terms", None)
    assert load_terms(tmp_path, NODES) == READ


def test_an_empty_library_has_none(tmp_path: Path) -> None:
    save_terms(tmp_path, [])
    assert load_terms(tmp_path, []) == []


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04", b"rubbish" * 100])
def test_without_a_sound_file_they_are_read_anew(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "terms.npz").write_bytes(content)
    assert load_terms(tmp_path, NODES) == READ


def test_a_file_of_other_nodes_is_not_believed(tmp_path: Path) -> None:
    save_terms(tmp_path, NODES[1:])
    assert load_terms(tmp_path, NODES) == READ
