"""A real model of sentence-transformers, read from its directory without the network."""

import json
import shutil
import time
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import ModelError
from vectorstore.embeddings import load_embeddings
from vectorstore.space import EmbeddingModel, Prompts, space_of

PASSAGES = ["The cat sleeps on the sofa", "Inflation rose by two percent", "She cooks a soup of leeks"]


@pytest.fixture(scope="module")
def model(setting: str) -> EmbeddingModel:
    return load_embeddings(setting)


def test_vectors_have_length_one_and_the_dimension_that_is_said(model: EmbeddingModel) -> None:
    vectors = np.asarray(model.embed_documents(PASSAGES))
    assert vectors.shape == (3, 384)
    assert model.dimension == 384
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


@pytest.mark.parametrize(("question", "best"), [("a pet takes a nap", 0), ("prices", 1), ("vegetables for dinner", 2)])
def test_a_question_is_nearest_to_its_answer(model: EmbeddingModel, question: str, best: int) -> None:
    assert int(np.argmax(np.asarray(model.embed_documents(PASSAGES)) @ np.asarray(model.embed_query(question)))) == best


def test_the_space_names_the_folder_and_what_is_in_it(model: EmbeddingModel, minilm: Path) -> None:
    space = space_of(model)
    assert space.model.startswith(f"sentence-transformers:{minilm.name}@")
    assert (space.dimension, space.prompts) == (384, Prompts())


def test_prompts_change_vectors_and_are_read_like_any_words(setting: str, model: EmbeddingModel) -> None:
    with_prompts = load_embeddings(setting, "query: ", "passage: ")
    question, (passage,) = with_prompts.embed_query("soup"), with_prompts.embed_documents(["soup"])
    plain = model.embed_query("soup")
    assert not np.allclose(question, passage, atol=1e-3)
    assert not np.allclose(question, plain, atol=1e-3)
    assert np.allclose(plain, model.embed_documents(["soup"])[0], atol=1e-5)
    assert np.allclose(question, model.embed_query("query: soup"), atol=1e-5)
    assert np.allclose(passage, model.embed_query("passage: soup"), atol=1e-5)


def test_prompts_saved_with_the_model_are_applied(minilm: Path, model: EmbeddingModel, tmp_path: Path) -> None:
    folder = tmp_path / "with-prompts"
    shutil.copytree(minilm, folder)
    config = folder / "config_sentence_transformers.json"
    config.write_text(json.dumps({"prompts": {"query": "query: ", "passage": "passage: "}}), encoding="utf-8")
    own = load_embeddings(f"sentence-transformers:{folder}")
    assert own.prompts == Prompts("query: ", "passage: ")
    assert np.allclose(own.embed_query("soup"), model.embed_query("query: soup"), atol=1e-5)
    assert np.allclose(own.embed_documents(["soup"])[0], model.embed_query("passage: soup"), atol=1e-5)
    assert own.name != model.name


def test_a_longer_text_than_the_model_reads_is_cut(model: EmbeddingModel) -> None:
    assert np.isfinite(model.embed_documents(["social welfare " * 20_000])).all()


def test_weights_that_are_cut_short_are_told(minilm: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cut"
    shutil.copytree(minilm, folder)
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(ModelError, match="cut » ne peut pas être chargé") as caught:
        load_embeddings(f"sentence-transformers:{folder}").embed_query("soup")
    assert "PST_EMBEDDINGS" in caught.value.remedy


def test_without_the_network_a_model_of_the_hub_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = time.monotonic()
    with pytest.raises(ModelError, match="org/un-modele-absent » n'est pas sur cet ordinateur") as caught:
        load_embeddings("sentence-transformers:org/un-modele-absent").embed_query("soup")
    assert time.monotonic() - started < 30
    assert "sentence-transformers:DOSSIER" in caught.value.remedy
