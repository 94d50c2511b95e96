"""Any sentence-transformers model as an embedding model, its prompts applied."""

from functools import cached_property
from threading import RLock
from typing import Any

from langchain_core.embeddings import Embeddings

from vectorstore.space import Prompts
from vectorstore.vectors import unit
from vectorstore.weights import Weights

_DOCUMENT_PROMPTS = ("document", "passage", "corpus")
"""The names under which models save the prompt of documents."""
_BATCH = 32
_MAX_CHARACTERS = 40_000
"""What the longest models read at most (8,192 tokens); each cuts what it does not read by itself."""


class SentenceTransformerEmbeddings(Embeddings):
    """A model of sentence-transformers; it is loaded at the first text.

    Args:
        weights: Its files.
        query_prompt: What to put before questions, instead of what the model was saved with.
        document_prompt: What to put before documents, likewise.
    """

    def __init__(self, weights: Weights, query_prompt: str | None = None, document_prompt: str | None = None) -> None:
        self._weights = weights
        self._query_prompt, self._document_prompt = query_prompt, document_prompt
        # Tokenizers refuse to be borrowed by two threads at once.
        self._lock = RLock()

    @property
    def name(self) -> str:
        """The model's name; for a directory, with a digest of its files."""
        return f"sentence-transformers:{self._weights.name}"

    @cached_property
    def prompts(self) -> Prompts:
        """The settings' prompts, or the model's own. A model not downloaded yet is loaded to know its own."""
        query, document = self._query_prompt, self._document_prompt
        if query is None or document is None:
            saved = self._weights.saved_prompts()
            own: dict[str, str] = dict(self._model.prompts) if saved is None else saved
            query = own.get("query") or "" if query is None else query
            # The library takes the first that is there, and an empty `document` always is.
            found = (own.get(name) for name in _DOCUMENT_PROMPTS)
            document = next((prompt for prompt in found if prompt), "") if document is None else document
        return Prompts(query, document)

    @cached_property
    def dimension(self) -> int:
        """The vectors' length, as the model says or as a vector shows."""
        return int(self._model.get_embedding_dimension() or len(self.embed_query("CPAS")))

    @property
    def _model(self) -> Any:  # noqa: ANN401 - an optional library's class
        with self._lock:
            return self._loaded

    @cached_property
    def _loaded(self) -> Any:  # noqa: ANN401 - an optional library's class
        return self._weights.load("SentenceTransformer")

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One unit vector for each passage."""
        if not texts:
            return []
        return self._encode("encode_document", texts, self.prompts.document)

    def embed_query(self, text: str) -> list[float]:
        """The unit vector of a question."""
        return self._encode("encode_query", [text], self.prompts.query)[0]

    def _encode(self, method: str, texts: list[str], prompt: str) -> list[list[float]]:
        cut = [text[:_MAX_CHARACTERS] for text in texts]
        with self._lock:
            vectors = getattr(self._model, method)(cut, prompt=prompt, batch_size=_BATCH, show_progress_bar=False)
        return unit(vectors, len(texts), self.name)
