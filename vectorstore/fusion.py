"""Bring lexical and dense scores together."""

from collections.abc import Mapping

LEXICAL_WEIGHT = 0.5
"""Share of BM25 in the fused score (the rest is the dense score's)."""
RERANKER_WEIGHT = 0.7
"""Share of a reranker's score in the final one (the rest is the fused score's)."""


def min_max(scores: Mapping[str, float]) -> dict[str, float]:
    """Scale scores to 0…1; where all are equal each becomes 1."""
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    span = high - low
    return {key: (score - low) / span if span else 1.0 for key, score in scores.items()}


def convex(
    lexical: Mapping[str, float], dense: Mapping[str, float], weight: float = LEXICAL_WEIGHT
) -> dict[str, float]:
    """Convex combination of min-max scaled scores, best first.

    Bruch, Gai and Ingber (2023), "An Analysis of Fusion Functions for Hybrid Retrieval": it beats
    reciprocal rank fusion, and a missing score counts as the lowest one.

    Args:
        lexical: BM25 scores by node id.
        dense: Cosine similarities by node id.
        weight: Share of the lexical score, 0…1.
    """
    scaled_lexical, scaled_dense = min_max(lexical), min_max(dense)
    fused = {
        key: weight * scaled_lexical.get(key, 0.0) + (1 - weight) * scaled_dense.get(key, 0.0)
        for key in {**scaled_lexical, **scaled_dense}
    }
    return dict(sorted(fused.items(), key=lambda item: (-item[1], item[0])))
