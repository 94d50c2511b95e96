"""Chroma finds the nearest vectors, within some documents if asked, and refuses another model in French."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.errors import LibraryError
from vectorstore.dense import DenseIndex

RANDOM = np.random.default_rng(7)
VECTORS = RANDOM.normal(size=(40, 8)).astype(np.float32)
IDS = [f"n{i}" for i in range(40)]
OWNERS = [f"d{i % 4}.txt" for i in range(40)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dense")
    DenseIndex.build(folder, "essai", IDS, OWNERS, VECTORS).close()
    return folder


@pytest.fixture(scope="module")
def index(folder: Path) -> Iterator[DenseIndex]:
    index = DenseIndex.open(folder, "essai", 8)
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


@pytest.mark.parametrize(("model", "dimension"), [("autre", 8), ("essai", 16), ("autre", 16)])
def test_another_model_or_dimension_is_refused(folder: Path, model: str, dimension: int) -> None:
    with pytest.raises(LibraryError, match=r"construite avec le modèle essai \(8 dimensions, cosine\)") as caught:
        DenseIndex.open(folder, model, dimension)
    assert f"{model} ({dimension} dimensions" in caught.value.what
    assert "pst ingest" in caught.value.remedy


def test_a_missing_index_is_told_in_french(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="absent ou abîmé"):
        DenseIndex.open(tmp_path, "essai", 8)


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    DenseIndex.build(tmp_path, "essai", [], [], np.zeros((0, 8), dtype=np.float32)).close()
    index = DenseIndex.open(tmp_path, "essai", 8)
    assert index.count() == 0
    assert index.nearest([1.0] * 8, 5) == {}
    index.close()


def test_many_vectors_are_written_in_batches(tmp_path: Path) -> None:
    count = 2500
    vectors = RANDOM.normal(size=(count, 4)).astype(np.float32)
    index = DenseIndex.build(tmp_path, "essai", [f"n{i}" for i in range(count)], ["d"] * count, vectors)
    assert index.count() == count
    assert next(iter(index.nearest(vectors[2400].tolist(), 1))) == "n2400"
    index.close()
