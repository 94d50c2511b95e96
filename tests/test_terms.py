"""The terms of a library's nodes come back from disk as they were read; without the file they are read anew."""

from pathlib import Path

import numpy as np
import pytest

from ingest.records import Node
from tests.samples import andenne, dps, nameless
from vectorstore.terms import TermTable, load_terms, read_terms, save_terms

NODES: list[Node] = [node for document in (andenne(), dps(), nameless()) for node in document.nodes]
READ = [read_terms(node) for node in NODES]


def test_terms_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_terms(tmp_path, NODES)
    monkeypatch.setattr("vectorstore.terms.read_terms", None)
    assert list(load_terms(tmp_path, NODES)) == READ


def test_an_empty_library_has_none(tmp_path: Path) -> None:
    save_terms(tmp_path, [])
    assert list(load_terms(tmp_path, [])) == []


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04", b"rubbish" * 100])
def test_without_a_sound_file_they_are_read_anew(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "terms.npz").write_bytes(content)
    assert list(load_terms(tmp_path, NODES)) == READ


def test_a_file_of_other_nodes_is_not_believed(tmp_path: Path) -> None:
    save_terms(tmp_path, NODES[1:])
    assert list(load_terms(tmp_path, NODES)) == READ


def test_a_term_is_held_by_the_nodes_whose_sets_hold_it() -> None:
    table = TermTable.read(NODES)
    weights = np.arange(len(NODES), dtype=np.int64) % 3
    counts = table.counts(weights)
    for term, rank in table.rank.items():
        plain = [at for at, (terms, _) in enumerate(READ) if term in terms]
        assert table.holders(term).tolist() == plain
        assert counts[rank] == sum(int(weights[at]) for at in plain)
    assert table.holders("absent").tolist() == []
