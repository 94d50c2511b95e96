"""A real `CrossEncoder` scores pairs; what is not one is refused."""

from pathlib import Path

import pytest

from ingest.errors import ModelError
from vectorstore.embeddings import load_embeddings
from vectorstore.reranker import load_reranker

TEXTS = ["Ouvrir une crèche", "Payer les factures de chauffage", "Former les agents"]


def test_scores_are_the_same_each_time_and_do_not_depend_on_company(cross_encoder: Path) -> None:
    reranker = load_reranker(f"sentence-transformers:{cross_encoder}")
    assert reranker is not None
    scores = reranker.rerank("je n'arrive plus à payer mon chauffage", TEXTS)
    assert len(set(scores)) == 3
    again = load_reranker(f"sentence-transformers:{cross_encoder}")
    assert again is not None
    assert again.rerank("je n'arrive plus à payer mon chauffage", TEXTS) == pytest.approx(scores, abs=1e-5)
    for text, score in zip(TEXTS, scores, strict=True):
        assert reranker.rerank("je n'arrive plus à payer mon chauffage", [text]) == pytest.approx([score], abs=1e-4)


def test_an_embedding_model_is_no_reranker(setting: str) -> None:
    """The library would give it a head of random weights."""
    reranker = load_reranker(setting)
    assert reranker is not None
    with pytest.raises(ModelError, match="est un modèle d'embeddings : il ne convient pas au réglage PST_RERANKER"):
        reranker.rerank("chauffage", TEXTS)


def test_a_reranker_is_no_embedding_model(cross_encoder: Path) -> None:
    with pytest.raises(ModelError, match=r"est un modèle de reclassement .* ne convient pas au réglage PST_EMBEDDINGS"):
        load_embeddings(f"sentence-transformers:{cross_encoder}").embed_query("chauffage")
