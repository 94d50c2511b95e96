"""A provider's model is asked with prompts, gives unit vectors, and fails in French, its key never repeated."""

import sys
from types import ModuleType

import numpy as np
import pytest
from langchain.embeddings import base

from ingest.errors import ModelError
from tests.fakes import BagEmbeddings
from vectorstore.choice import Choice
from vectorstore.embeddings import load_embeddings
from vectorstore.provider import ProviderEmbeddings
from vectorstore.space import EmbeddingModel, Prompts


class FakeOllama(BagEmbeddings):
    """What the package langchain-ollama would bring."""

    asked: list[str]

    def __init__(self, model: str) -> None:
        if model == "sans-clé":
            raise ValueError("Did not find sk-secret-12")
        super().__init__()
        self.model = model

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.asked.extend(texts)
        return [[2 * value for value in vector] for vector in super().embed_documents(texts)]

    def embed_query(self, text: str) -> list[float]:
        if self.model == "en-panne":
            raise ConnectionError("sk-secret-12")
        self.asked.append(text)
        return [] if self.model == "muet" else super().embed_query(text)


@pytest.fixture(autouse=True)
def _ollama(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("langchain_ollama")
    vars(module)["OllamaEmbeddings"] = FakeOllama
    monkeypatch.setitem(sys.modules, "langchain_ollama", module)
    monkeypatch.setattr(FakeOllama, "asked", [], raising=False)
    base._get_embeddings_class_creator.cache_clear()


def model(name: str = "bge-m3", *prompts: str) -> EmbeddingModel:
    return load_embeddings(f"ollama:{name}", *prompts)


def test_nothing_is_imported_nor_asked_before_the_first_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "langchain_ollama", None)
    assert (model().name, model().prompts) == ("ollama:bge-m3", Prompts())
    assert model("bge-m3", "query: ").prompts == Prompts("query: ", "")


def test_vectors_have_length_one_and_the_dimension_is_theirs() -> None:
    one = model()
    assert np.linalg.norm(one.embed_documents(["chauffage", "crèche"]), axis=1) == pytest.approx([1, 1])
    assert np.linalg.norm(one.embed_query("chauffage")) == pytest.approx(1)
    assert one.dimension == BagEmbeddings.dimension
    assert one.embed_documents([]) == []


def test_texts_are_sent_with_their_prompt_and_never_empty_nor_endless() -> None:
    one = model("bge-m3", "question : ", "texte : ")
    one.embed_query("chauffage")
    one.embed_documents(["crèche", "a" * 50_000])
    assert FakeOllama.asked[:2] == ["question : chauffage", "texte : crèche"]
    assert len(FakeOllama.asked[-1]) <= 8000
    model().embed_query(" ")
    assert FakeOllama.asked[-1].strip()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "langchain_ollama", None)
    with pytest.raises(ModelError, match=r"« ollama:bge-m3 ».*demande le paquet Python langchain-ollama") as caught:
        model().embed_query("chauffage")
    assert caught.value.remedy == "Installez-le : pip install langchain-ollama."


@pytest.mark.parametrize(
    ("name", "words"),
    [("sans-clé", r"ne peut pas être préparé \(ValueError\)"), ("en-panne", r"n'a pas répondu \(ConnectionError\)")],
)
def test_a_provider_that_fails_is_told_without_its_key(name: str, words: str) -> None:
    with pytest.raises(ModelError, match=f"« ollama:{name} ».*{words}") as caught:
        model(name).embed_query("chauffage")
    assert caught.value.remedy
    assert "secret" not in str(caught.value)


def test_an_answer_without_a_vector_is_told() -> None:
    with pytest.raises(ModelError, match="n'a pas donné un vecteur"):
        model("muet").embed_query("chauffage")


def test_any_provider_may_be_chosen() -> None:
    assert isinstance(load_embeddings("mistralai:mistral-embed"), ProviderEmbeddings)
    assert ProviderEmbeddings(Choice("openai", "x"), Prompts()).name == "openai:x"
