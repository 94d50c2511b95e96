"""A reranker reads the best hits again and changes their order; without one nothing changes."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import ModelError
from tests import models
from tests.fakes import BagEmbeddings
from tests.models import FakeCrossEncoder, saved
from tests.shelves import publish, shelf_in, two_plans
from vectorstore import library as module
from vectorstore.library import Library
from vectorstore.reranker import Reranker, load_reranker
from vectorstore.shelf import Shelf


class ByLength:
    """Holds the longest text for the best; keeps what it read."""

    name = "par-longueur"

    def __init__(self) -> None:
        self.read: list[tuple[str, list[str]]] = []

    def rerank(self, query: str, texts: Sequence[str]) -> list[float]:
        self.read.append((query, list(texts)))
        return [float(len(text)) for text in texts]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reranker")
    publish(shelf_in(folder), two_plans()).close()
    return folder


@pytest.fixture
def second() -> ByLength:
    return ByLength()


@pytest.fixture
def library(folder: Path, second: ByLength) -> Iterator[Library]:
    library = Shelf(folder, BagEmbeddings(), second).open()
    yield library
    library.close()


def test_the_best_hits_are_read_again(library: Library, second: ByLength) -> None:
    plain = library.search("visites à domicile", 50, rerank=False)
    assert second.read == []
    hits = library.search("visites à domicile", 50)
    ((question, texts),) = second.read
    assert question == "visites à domicile"
    assert len(texts) == len(hits) == len(plain)
    assert {hit.node.id for hit in hits} == {hit.node.id for hit in plain}
    assert [hit.node.id for hit in hits] != [hit.node.id for hit in plain]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 <= hit.score <= 1 for hit in hits)
    assert {hit.reranked for hit in hits} == {float(len(text)) for text in texts}
    assert {hit.reranked for hit in plain} == {None}
    assert library.search("visites à domicile", 2) == hits[:2]


def test_only_the_first_hits_are_read_and_the_others_stay(
    library: Library, second: ByLength, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RERANKED", 3)
    hits = library.rerank("guichet", library.search("guichet", 50, rerank=False))
    assert len(second.read[0][1]) == 3
    assert sum(hit.reranked is not None for hit in hits) == 3
    assert len(hits) > 3


def test_without_a_reranker_nothing_changes(folder: Path) -> None:
    library = shelf_in(folder).open()
    hits = library.search("guichet", 10)
    assert library.rerank("guichet", hits) == hits
    assert library.rerank("guichet", []) == []
    library.close()


def test_a_new_library_is_tried_without_the_reranker(tmp_path: Path, second: ByLength) -> None:
    publish(Shelf(tmp_path, BagEmbeddings(), second), two_plans()).close()
    assert second.read == []


def cross_encoder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Reranker:
    models.install(monkeypatch)
    reranker = load_reranker(f"sentence-transformers:{saved(folder / 'reranker', kind='CrossEncoder')}")
    assert reranker is not None
    return reranker


def test_a_cross_encoder_scores_pairs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reranker = cross_encoder(tmp_path, monkeypatch)
    assert reranker.name.startswith("sentence-transformers:reranker@")
    assert FakeCrossEncoder.made == []
    assert reranker.rerank("payer le chauffage", ["le chauffage", "une crèche", "payer le chauffage"]) == [2, 0, 3]
    assert reranker.rerank("payer", []) == []
    assert [one.local for one in FakeCrossEncoder.made] == [True]


@pytest.mark.parametrize("outputs", [2, 3])
def test_a_classifier_is_no_reranker(outputs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeCrossEncoder, "outputs", outputs)
    with pytest.raises(ModelError, match="n'est pas un modèle de reclassement") as caught:
        cross_encoder(tmp_path, monkeypatch).rerank("payer", ["le chauffage"])
    assert "PST_RERANKER" in caught.value.remedy


def test_no_reranker_is_a_choice() -> None:
    assert load_reranker("none") is None


@given(st.lists(st.floats(-20, 20), min_size=2, max_size=30))
def test_scores_of_any_scale_give_scores_between_0_and_1(scores: list[float]) -> None:
    blended = module.convex(
        {str(n): score for n, score in enumerate(scores)}, {str(n): 0.5 for n in range(40)}, module.RERANKER_WEIGHT
    )
    assert all(0 <= score <= 1 + 1e-9 for score in blended.values())
    assert len(blended) == 40
