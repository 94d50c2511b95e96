"""Whatever a model gives becomes unit vectors, one a text, or a clear error."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import ModelError
from vectorstore.vectors import unit

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)


@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(NUMBERS, min_size=n, max_size=n), max_size=5)))
def test_vectors_keep_their_direction_and_get_length_one(rows: list[list[float]]) -> None:
    found = unit(rows, len(rows), "essai")
    assert len(found) == len(rows)
    for row, vector in zip(rows, found, strict=True):
        length = float(np.linalg.norm(row))
        assert np.allclose(np.asarray(vector) * length, row, rtol=1e-6, atol=1e-6)
        assert np.linalg.norm(vector) == pytest.approx(1 if length > 0 else 0)


@pytest.mark.parametrize(
    "vectors", [[], [[1.0]], [[1.0], [2.0], [3.0]], [[1.0, 2.0], [3.0]], [[], []], [[float("nan")], [1.0]], None, "x"]
)
def test_what_is_not_one_vector_a_text_is_refused(vectors: object) -> None:
    with pytest.raises(ModelError, match="« essai » n'a pas donné un vecteur pour chacun des 2 textes") as caught:
        unit(vectors, 2, "essai")
    assert "PST_EMBEDDINGS" in caught.value.remedy
