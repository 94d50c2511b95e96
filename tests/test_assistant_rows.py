"""Rows made when they are asked for are those that would be made at once."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assistant.catalogue import Catalogue
from assistant.rows import Row, Rows, by_document, levels
from assistant.scored import Scored
from tests.fakes import FakeLibrary
from tests.samples import andenne, dps, nameless

CATALOGUE = Catalogue(FakeLibrary(andenne(), dps(), nameless()))
PLACES = st.lists(st.integers(0, len(CATALOGUE) - 1), unique=True).map(sorted)


def at_once(places: list[int], scored: Scored | None) -> list[Row]:
    rows = []
    for at in places:
        document, node = CATALOGUE.pairs[at]
        if scored is None:
            rows.append(Row(document, node))
            continue
        reasons = tuple((name, round(float(part[at]), 3)) for name, part in scored.parts.items() if part[at])
        rows.append(Row(document, node, round(float(scored.total[at]), 3), reasons))
    return rows


@given(places=PLACES, seed=st.none() | st.integers(0, 99), start=st.integers(0, 9), end=st.integers(0, 40))
def test_rows_are_those_made_at_once(places: list[int], seed: int | None, start: int, end: int) -> None:
    scored = None
    if seed is not None:
        scores = np.random.default_rng(seed).random((2, len(CATALOGUE))).astype(np.float32)
        scored = Scored(scores[0], scores[1], {"mots": scores[1], "objectif": np.where(scores[0] > 0.5, scores[0], 0)})
    rows, plain = Rows(CATALOGUE, np.array(places, dtype=np.intp), scored), at_once(places, scored)
    assert list(rows) == plain
    assert list(rows[start:end]) == plain[start:end]
    assert bool(rows) is bool(plain)
    assert [list(mine) for mine in by_document(rows)] == [list(mine) for mine in by_document(plain)]
    assert levels(rows) == levels(plain)
