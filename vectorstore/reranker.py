"""A second look at the best hits: a model that reads question and passage together."""

from collections.abc import Sequence
from functools import cached_property
from threading import Lock
from typing import Any, Protocol

import numpy as np

from ingest.errors import ModelError
from vectorstore.choice import reranker_choice
from vectorstore.weights import Weights

RERANKED = 30
"""How many of the best hits are read again: the cost is one reading of the model each."""
_BATCH = 16


class Reranker(Protocol):
    """Says how well texts answer a question."""

    @property
    def name(self) -> str:
        """The model's name."""

    def rerank(self, query: str, texts: Sequence[str]) -> list[float]:
        """One score a text, the higher the better; only their order and distances within one call mean something."""


class CrossEncoderReranker:
    """A `CrossEncoder` of sentence-transformers; it is loaded at the first question.

    Args:
        weights: Its files.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._lock = Lock()

    @property
    def name(self) -> str:
        """The model's name; for a directory, with a digest of its files."""
        return f"sentence-transformers:{self._weights.name}"

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - an optional library's class
        return self._weights.load("CrossEncoder")

    def rerank(self, query: str, texts: Sequence[str]) -> list[float]:
        """The model's raw scores: a sigmoid would make the best ones equal.

        Raises:
            ModelError: If the model cannot be loaded, or is no reranker: one that gives one score a pair.
        """
        if not texts:
            return []
        with self._lock:
            model = self._model
            from torch.nn import Identity

            scores = np.asarray(
                model.predict(
                    [(query, text) for text in texts],
                    activation_fn=Identity(),
                    batch_size=_BATCH,
                    show_progress_bar=False,
                )
            )
        if scores.shape != (len(texts),) or not np.isfinite(scores).all():
            raise ModelError(
                f"Le modèle « {self.name} » n'est pas un modèle de reclassement : il ne donne pas un score par texte.",
                "Choisissez-en un autre dans le réglage PST_RERANKER.",
            )
        return [float(score) for score in scores]


def load_reranker(setting: str) -> Reranker | None:
    """The reranker of a setting, not yet loaded; None for `none`.

    Raises:
        ValueError: If the setting names none, said in French.
    """
    choice = reranker_choice(setting)
    return CrossEncoderReranker(Weights(choice.model, "PST_RERANKER")) if choice else None
