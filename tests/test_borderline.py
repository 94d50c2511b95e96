"""What may stand under « Peut-être aussi »."""

import numpy as np

from assistant.borderline import CERTAIN, Borderline
from assistant.catalogue import Catalogue
from assistant.question import understand
from tests.fakes import FakeLibrary
from tests.samples import andenne, dps

LIBRARY = FakeLibrary(andenne(), dps())
CATALOGUE = Catalogue(LIBRARY)
QUESTION = understand("Quelles actions sur la jeunesse ?", "agent", LIBRARY.documents)
EVERY = np.ones(len(CATALOGUE), dtype=bool)


def chosen(scores: list[float], rows: int) -> list[int]:
    total = np.zeros(len(CATALOGUE), dtype=np.float32)
    total[: len(scores)] = scores
    return Borderline(LIBRARY, CATALOGUE).choose(QUESTION, total > 0, total, EVERY, rows)


def test_a_short_listing_shows_none_and_a_long_one_a_few() -> None:
    scores = [CERTAIN + 0.01 * rank for rank in range(9)]
    assert chosen(scores, 7) == []
    assert chosen(scores, 16) == [7, 8]
    assert len(chosen(scores, 500)) == 5


def test_without_vectors_only_the_certain_ones_are_shown() -> None:
    assert chosen([CERTAIN - 0.1, CERTAIN], 80) == [1]


def test_nearness_in_meaning_decides_where_vectors_are_there() -> None:
    library = FakeLibrary(andenne(), dps())
    vectors = np.zeros((len(CATALOGUE), 2), dtype=np.float32)
    vectors[0] = 1
    library.vectors = vectors  # type: ignore[assignment]
    library.embed = lambda query: [1.0, 1.0]  # type: ignore[method-assign]
    total = np.full(len(CATALOGUE), CERTAIN - 0.05, dtype=np.float32)
    assert Borderline(library, CATALOGUE).choose(QUESTION, EVERY, total, EVERY, 80) == [0]
