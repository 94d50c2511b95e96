"""Chroma finds the nearest vectors, within some documents if asked, and refuses another model in French."""

import shutil
import sqlite3
import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.errors import LibraryError
from vectorstore.dense import DenseIndex
from vectorstore.space import Space

SPACE = Space(model="essai", dimension=8, query_prompt="q: ", document_prompt="d: ")
RANDOM = np.random.default_rng(7)
VECTORS = RANDOM.normal(size=(40, 8)).astype(np.float32)
IDS = [f"n{i}" for i in range(40)]
OWNERS = [f"d{i % 4}.txt" for i in range(40)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dense")
    DenseIndex.build(folder, SPACE, IDS, OWNERS, VECTORS)
    return folder


@pytest.fixture(scope="module")
def index(folder: Path) -> Iterator[DenseIndex]:
    index = DenseIndex.open(folder, SPACE)
    yield index
    index.close()


def cosines(vector: list[float]) -> dict[str, float]:
    one = np.asarray(vector, dtype=np.float64)
    values = VECTORS @ one / (np.linalg.norm(VECTORS, axis=1) * np.linalg.norm(one))
    return dict(zip(IDS, values.tolist(), strict=True))


@given(st.lists(st.floats(-1, 1, width=16), min_size=8, max_size=8).filter(lambda v: sum(x * x for x in v) > 0.01))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_nearest_are_those_of_the_largest_cosine(index: DenseIndex, vector: list[float]) -> None:
    found = index.nearest(vector, 5)
    true = cosines(vector)
    assert list(found.values()) == sorted(found.values(), reverse=True)
    for node, similarity in found.items():
        assert similarity == pytest.approx(true[node], abs=1e-4)
    assert min(found.values()) >= sorted(true.values())[-5] - 1e-4


def test_a_node_is_its_own_nearest(index: DenseIndex) -> None:
    for position in (0, 17, 39):
        ((node, similarity), *_) = index.nearest(VECTORS[position].tolist(), 3).items()
        assert node == IDS[position]
        assert similarity == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("documents", [["d1.txt"], ["d0.txt", "d3.txt"], ["absent.txt"], ["d2.txt", "absent.txt"]])
def test_only_the_documents_asked_for_are_looked_into(index: DenseIndex, documents: list[str]) -> None:
    found = index.nearest(VECTORS[0].tolist(), 40, documents)
    assert found.keys() == {node for node, owner in zip(IDS, OWNERS, strict=True) if owner in documents}


@pytest.mark.parametrize(("k", "documents"), [(0, None), (5, [])])
def test_nothing_is_asked_nothing_is_found(index: DenseIndex, k: int, documents: list[str] | None) -> None:
    assert index.nearest(VECTORS[0].tolist(), k, documents) == {}


def test_more_than_there_is_gives_all(index: DenseIndex) -> None:
    assert index.count() == 40
    assert len(index.nearest(VECTORS[0].tolist(), 1000)) == 40


@pytest.mark.parametrize(
    "other", [{"model": "autre"}, {"dimension": 16}, {"query_prompt": ""}, {"document_prompt": "q: "}]
)
def test_an_index_of_another_space_is_refused(folder: Path, other: dict[str, object]) -> None:
    with pytest.raises(LibraryError, match=r"L'index des vecteurs \(essai, 8 dimensions, cosine\) n'est pas") as caught:
        DenseIndex.open(folder, SPACE.model_copy(update=other))
    assert "pst ingest" in caught.value.remedy


def test_an_index_of_before_prompts_were_recorded_is_opened(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "chroma", tmp_path / "chroma")
    with sqlite3.connect(tmp_path / "chroma" / "chroma.sqlite3") as store:
        assert store.execute("delete from collection_metadata where key like '%prompt'").rowcount == 2
    store.close()
    index = DenseIndex.open(tmp_path, SPACE)
    assert index.count() == 40
    index.close()


def test_a_missing_index_is_told_in_french(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="absent ou abîmé"):
        DenseIndex.open(tmp_path, SPACE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"pas une base" * 100])
def test_a_damaged_index_is_told_in_french(folder: Path, tmp_path: Path, content: bytes) -> None:
    shutil.copytree(folder / "chroma", tmp_path / "chroma")
    (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(content)
    with pytest.raises(LibraryError, match="absent ou abîmé"):
        DenseIndex.open(tmp_path, SPACE)


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    DenseIndex.build(tmp_path, SPACE, [], [], np.zeros((0, 8), dtype=np.float32))
    index = DenseIndex.open(tmp_path, SPACE)
    assert index.count() == 0
    assert index.nearest([1.0] * 8, 5) == {}
    index.close()


def test_many_vectors_are_written_in_batches(tmp_path: Path) -> None:
    count = 2500
    vectors = RANDOM.normal(size=(count, 4)).astype(np.float32)
    space = Space(model="essai", dimension=4)
    DenseIndex.build(tmp_path, space, [f"n{i}" for i in range(count)], [f"d{i // 5}" for i in range(count)], vectors)
    index = DenseIndex.open(tmp_path, space)
    assert index.count() == count
    assert next(iter(index.nearest(vectors[2400].tolist(), 1))) == "n2400"
    for document in (0, 100, 499):
        found = index.nearest(vectors[7].tolist(), 100, [f"d{document}"])
        assert found.keys() == {f"n{document * 5 + i}" for i in range(5)}
    index.close()


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*.bin")}


@pytest.mark.parametrize("count", [1, 2, 3, 40])
def test_no_memory_of_the_process_is_written_beside_the_vectors(tmp_path: Path, count: int) -> None:
    ballast = [b"secret-du-processus" * 20 for _ in range(20_000)]
    del ballast
    DenseIndex.build(tmp_path, SPACE, IDS[:count], OWNERS[:count], VECTORS[:count])
    written = files(tmp_path)
    *_, used, size = struct.unpack("<iQQQQ", written["header.bin"][:36])
    assert used == count
    for name, width in (("data_level0.bin", size), ("length.bin", 4)):
        room = written[name][used * width :]
        assert room == bytes(len(room))


@pytest.mark.parametrize("count", [0, 1, 2, 40])
def test_a_reader_writes_no_vector_file(tmp_path: Path, count: int) -> None:
    DenseIndex.build(tmp_path, SPACE, IDS[:count], OWNERS[:count], VECTORS[:count])
    before = files(tmp_path)
    index = DenseIndex.open(tmp_path, SPACE)
    assert index.count() == count
    assert len(index.nearest(VECTORS[0].tolist(), 50)) == count
    index.close()
    assert files(tmp_path) == before
