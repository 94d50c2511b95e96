"""The embedding models of a measurement: the product's own, or a stand-in that costs nearly nothing."""

import hashlib
from functools import lru_cache
from zlib import crc32

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from vectorstore.embeddings import EmbeddedE5

REAL, STAND_IN = "real", "stand-in"

_NOISE = 0.3


class HashedWords(Embeddings):
    """A stand-in of the same dimension: sums of random word vectors, and a little noise of each text's own.

    Texts that share words are near, as with a model, and no two texts have the same vector. What it says of
    their meaning is worth nothing: it is for measuring what everything but the model costs.
    """

    name = "bench/hashed-words"
    dimension = EmbeddedE5.dimension

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One unit vector a text."""
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """The text's unit vector."""
        words = [_vector(crc32(word.encode())) for word in text.lower().split()]
        own = _vector(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]))
        total = np.sum(words, axis=0) / max(1, len(words)) ** 0.5 + _NOISE * own
        unit: list[float] = (total / np.linalg.norm(total)).tolist()
        return unit


class Counted(Embeddings):
    """A model that counts the texts that it is given.

    Args:
        model: The model that does the work.

    Attributes:
        texts: How many texts it has embedded.
    """

    def __init__(self, model: EmbeddedE5 | HashedWords) -> None:
        self._model = model
        self.name, self.dimension = model.name, model.dimension
        self.texts = 0

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """See the model."""
        self.texts += len(texts)
        return self._model.embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        """See the model."""
        return self._model.embed_query(text)


def model(name: str) -> Counted:
    """The model of a name: `REAL` or `STAND_IN`."""
    return Counted(EmbeddedE5() if name == REAL else HashedWords())


@lru_cache(maxsize=100_000)
def _vector(seed: int) -> NDArray[np.float32]:
    return np.random.default_rng(seed).standard_normal(EmbeddedE5.dimension, dtype=np.float32)
