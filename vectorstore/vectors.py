"""Vectors as models give them, checked and brought to unit length."""

from typing import Any

import numpy as np

from ingest.errors import ModelError


def unit(vectors: Any, count: int, model: str) -> list[list[float]]:  # noqa: ANN401 - whatever a model gives
    """Vectors of length 1, for which the cosine is the dot product.

    Args:
        vectors: One row a text.
        count: How many texts were given.
        model: The model's name, for the error.

    Raises:
        ModelError: If the model did not give one finite vector for each text, all of one length.
    """
    try:
        matrix = np.asarray(vectors, dtype=np.float64).reshape(count, -1)
    except (TypeError, ValueError):
        matrix = np.zeros((0, 0))
    if matrix.shape[0] != count or (count and not matrix.shape[1]) or not np.isfinite(matrix).all():
        raise ModelError(
            f"Le modèle « {model} » n'a pas donné un vecteur pour chacun des {count} textes.",
            "Vérifiez que c'est bien un modèle d'embeddings (réglage PST_EMBEDDINGS).",
        )
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    rows: list[list[float]] = (matrix / np.where(lengths > 0, lengths, 1)).tolist()
    return rows
