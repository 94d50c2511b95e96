"""A setting names a model in one of three ways; anything else is told in French at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain.embeddings import base

from vectorstore.choice import PROVIDERS, Choice, embeddings_choice, reranker_choice


@pytest.mark.parametrize(
    ("value", "choice"),
    [
        ("embedded", Choice("embedded")),
        ("sentence-transformers:BAAI/bge-m3", Choice("sentence-transformers", "BAAI/bge-m3")),
        ("sentence-transformers: /modeles/e5 ", Choice("sentence-transformers", "/modeles/e5")),
        (r"sentence-transformers:C:\modeles\e5", Choice("sentence-transformers", r"C:\modeles\e5")),
        ("ollama:bge-m3:latest", Choice("ollama", "bge-m3:latest")),
    ],
)
def test_what_is_named_is_understood(value: str, choice: Choice) -> None:
    assert embeddings_choice(value) == choice


@pytest.mark.parametrize(
    "value", ["", "bge-m3", "BAAI/bge-m3", "ollama", "ollama:", "inconnu:modèle", "none", ":", "embedded:x"]
)
def test_what_is_not_is_told_with_what_would_be(value: str) -> None:
    with pytest.raises(ValueError, match="n'est pas pris en charge") as caught:
        embeddings_choice(value)
    for known in ("embedded", "sentence-transformers:", "ollama", "mistralai"):
        assert known in str(caught.value)


def test_a_reranker_is_a_model_of_sentence_transformers_or_none() -> None:
    assert reranker_choice("none") is None
    assert reranker_choice("sentence-transformers:BAAI/bge-reranker-v2-m3") == Choice(
        "sentence-transformers", "BAAI/bge-reranker-v2-m3"
    )


@pytest.mark.parametrize("value", ["", "embedded", "ollama:x", "bge-reranker", "sentence-transformers:"])
def test_any_other_reranker_is_told(value: str) -> None:
    with pytest.raises(ValueError, match="n'est pas pris en charge ; valeurs admises : none, sentence-transformers:"):
        reranker_choice(value)


@given(st.text())
def test_any_text_is_a_choice_or_an_error_in_french(value: str) -> None:
    for parse in (embeddings_choice, reranker_choice):
        try:
            parse(value)
        except ValueError as error:
            assert "pris en charge" in str(error)  # noqa: PT017 - either outcome is right


def test_the_providers_are_those_that_langchain_knows() -> None:
    known = {name: module.split(".")[0].replace("_", "-") for name, (module, *_) in base._BUILTIN_PROVIDERS.items()}
    assert known == PROVIDERS
