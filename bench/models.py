"""The embedding models of a measurement: the product's own, or a stand-in that costs nearly nothing."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from vectorstore.embeddings import EmbeddedE5
from vectorstore.space import Prompts

REAL, STAND_IN = "real", "stand-in"

_NOISE = 0.3
_TURN = 0.33


class HashedWords(Embeddings):
    """A stand-in of the same dimension: sums of random word vectors, and a little noise of each text's own.

    Texts that share words are near, as with a model, and no two texts have the same vector. What it says of
    their meaning is worth nothing: it is for measuring what everything but the model costs.
    """

    name = "bench/hashed-words"
    prompts = Prompts()
    dimension = EmbeddedE5.dimension

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One unit vector a text."""
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """The text's unit vector."""
        words = [_vector(crc32(word.encode())) for word in text.lower().split()]
        own = _own(text)
        total = np.sum(words, axis=0) / max(1, len(words)) ** 0.5 + _NOISE * own
        unit: list[float] = (total / np.linalg.norm(total)).tolist()
        return unit


class Turned(Embeddings):
    """Vectors that lie where a model's would, at little cost: those of known texts, each turned a little.

    A text has the vector of the known text that shares most words with it, turned by about 18 degrees in a direction
    of its own (cosine 0.95, as between rewordings of one sentence in E5).

    Args:
        real: The model; it embeds the known texts, and the questions.
        known: The known texts.
    """

    def __init__(self, real: EmbeddedE5, known: Sequence[str]) -> None:
        self._real, self._words = real, HashedWords()
        self._hashed = np.array(self._words.embed_documents(list(known)), dtype=np.float32)
        self._vectors = np.array(real.embed_documents(list(known)), dtype=np.float32)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One unit vector a text."""
        if not texts:
            return []
        nearest = np.argmax(np.array(self._words.embed_documents(texts), dtype=np.float32) @ self._hashed.T, axis=1)
        own = np.array([_own(text) for text in texts])
        turned = self._vectors[nearest] + _TURN * own / np.linalg.norm(own, axis=1, keepdims=True)
        unit: list[list[float]] = (turned / np.linalg.norm(turned, axis=1, keepdims=True)).tolist()
        return unit

    def embed_query(self, text: str) -> list[float]:
        """The model's vector."""
        return self._real.embed_query(text)


class Counted(Embeddings):
    """A model that counts the texts that it is given.

    Args:
        model: The model that does the work.

    Attributes:
        texts: How many texts it has embedded.
    """

    def __init__(self, model: EmbeddedE5 | HashedWords) -> None:
        self._model = model
        self.name, self.dimension, self.prompts = model.name, model.dimension, model.prompts
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


def _own(text: str) -> NDArray[np.float32]:
    """A direction of the text's own; not kept, there are as many as texts."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
    return np.random.default_rng(seed).standard_normal(EmbeddedE5.dimension, dtype=np.float32)
