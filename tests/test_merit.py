"""Which passages earn their place beside the best one."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assistant.merit import closest, earning, helping
from assistant.question import understand
from assistant.ranking import Passage
from tests.fakes import FakeLibrary
from tests.samples import andenne, dps

LIBRARY = FakeLibrary(andenne(), dps())
QUESTION = understand("Quand ouvre l'épicerie sociale ?", "agent", LIBRARY.plans)
PLACES = [Passage(document, node, 1.0, 1.0) for document, node in LIBRARY.pairs if node.text]
SHARES = st.floats(min_value=0.0, max_value=1.0)


@given(st.lists(st.tuples(SHARES, SHARES, SHARES), max_size=len(PLACES)))
def test_the_best_passage_stays_and_the_order_too(shares: list[tuple[float, float, float]]) -> None:
    kept = [
        replace(one, coverage=covered, own=own, need=need)
        for one, (covered, own, need) in zip(PLACES, shares, strict=False)
    ]
    for chosen in (earning(QUESTION, kept, LIBRARY), helping(kept)):
        assert chosen[:1] == kept[:1]
        assert chosen == [one for one in kept if one in chosen]


def test_a_neighbour_that_says_much_less_is_dropped() -> None:
    best, far = replace(PLACES[0], own=0.8), replace(PLACES[1], coverage=0.2, own=0.1)
    assert earning(QUESTION, [best, far], LIBRARY) == [best]


def test_where_the_best_names_the_help_sought_the_others_must() -> None:
    best, other, vague = (replace(one, need=need) for one, need in zip(PLACES, (0.8, 0.5, 0.0), strict=False))
    assert helping([best, other, vague]) == [best, other]
    unsure = replace(best, need=0.1)
    assert helping([unsure, vague]) == [unsure, vague]


def test_what_is_chosen_already_is_not_added_again() -> None:
    assert closest(QUESTION, PLACES[:2], PLACES[:2], LIBRARY) == []
