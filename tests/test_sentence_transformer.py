"""Prompts come from the settings, else from the model; vectors are unit length; nothing loads before it is needed."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import ModelError
from tests import models
from tests.fakes import BagEmbeddings
from tests.models import FakeTransformer, saved
from vectorstore import hub
from vectorstore.sentence_transformer import SentenceTransformerEmbeddings
from vectorstore.space import Prompts
from vectorstore.weights import Weights


@pytest.fixture(autouse=True)
def _library(monkeypatch: pytest.MonkeyPatch) -> None:
    models.install(monkeypatch)


def model_of(location: object, *prompts: str | None) -> SentenceTransformerEmbeddings:
    return SentenceTransformerEmbeddings(Weights(str(location), "PST_EMBEDDINGS"), *prompts)


@pytest.mark.parametrize(
    ("own", "given", "expected"),
    [
        ({}, (), Prompts()),
        ({"query": "query: ", "document": "passage: "}, (), Prompts("query: ", "passage: ")),
        ({"query": "query: ", "passage": "passage: "}, (), Prompts("query: ", "passage: ")),
        ({"query": "q: ", "document": "", "corpus": "c: "}, (), Prompts("q: ", "c: ")),
        ({"query": "query: ", "document": "d: "}, ("autre: ", None), Prompts("autre: ", "d: ")),
        ({"query": "query: ", "document": "d: "}, (None, "autre: "), Prompts("query: ", "autre: ")),
        ({"query": "query: ", "document": "d: "}, ("", ""), Prompts()),
    ],
)
def test_the_prompts_of_a_directory_are_known_without_loading_it(
    own: dict[str, str], given: tuple[str | None, ...], expected: Prompts, tmp_path: Path
) -> None:
    model = model_of(saved(tmp_path / "e5", own), *given)
    assert model.prompts == expected
    assert model.name.startswith("sentence-transformers:e5@")
    assert FakeTransformer.made == []


def test_texts_are_read_with_their_prompt(tmp_path: Path) -> None:
    model = model_of(saved(tmp_path / "e5", {"query": "query: "}), None, "passage: ")
    question, (passage,) = model.embed_query("chauffage"), model.embed_documents(["chauffage"])
    (made,) = FakeTransformer.made
    assert made.calls == [("query", "query: ", ("chauffage",)), ("document", "passage: ", ("chauffage",))]
    assert question != passage
    assert np.allclose(question, BagEmbeddings().embed_query("query: chauffage"), atol=1e-6)
    assert np.linalg.norm(passage) == pytest.approx(1)
    assert model.dimension == len(question)


def test_the_prompts_of_a_model_on_the_hub_are_the_loaded_model_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The file of prompts is not here; once the model is loaded it is.
    here = saved(tmp_path / "snapshot")
    monkeypatch.setattr(hub, "snapshot", lambda _, mark: None if mark.startswith("config_") else here)
    assert model_of("org/modele").name == "sentence-transformers:org/modele"
    assert model_of("org/modele", "a: ", "b: ").prompts == Prompts("a: ", "b: ")
    assert FakeTransformer.made == []
    assert model_of("org/modele").prompts == Prompts("hub-q: ", "")


def test_the_prompts_of_a_downloaded_model_are_read_without_loading_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = saved(tmp_path / "snapshot", {"query": "q: ", "passage": "p: "})
    monkeypatch.setattr(hub, "snapshot", lambda _, mark: here if (here / mark).exists() else None)
    assert model_of("org/modele").prompts == Prompts("q: ", "p: ")
    assert FakeTransformer.made == []


def test_without_the_extra_a_model_on_the_hub_is_refused_in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("huggingface_hub", "sentence_transformers"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ModelError, match="sentence-transformers, qui n'est pas installé") as caught:
        _ = model_of("org/modele").prompts
    assert "make extras" in caught.value.remedy


def test_a_dimension_that_the_model_does_not_say_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeTransformer, "get_embedding_dimension", lambda _: None)
    assert model_of(saved(tmp_path / "e5")).dimension == BagEmbeddings.dimension


def test_no_passage_loads_nothing(tmp_path: Path) -> None:
    assert model_of(saved(tmp_path / "e5")).embed_documents([]) == []
    assert FakeTransformer.made == []


def test_threads_share_one_model(tmp_path: Path) -> None:
    model = model_of(saved(tmp_path / "e5"))
    questions = [f"aide numéro {number}" for number in range(12)]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(model.embed_query, questions))
    assert together == [model.embed_query(question) for question in questions]
    assert len(FakeTransformer.made) == 1
