"""The tagger agrees with readers: precision and recall over nodes tagged by hand."""

from collections.abc import Iterable

import pytest

from ingest.themes import thesaurus
from tests.themes.score import HALVES, TaggedNode, read, score

# A little under what `python -m tests.themes` measures: they catch a loss, and leave room for an honest edit.
FLOORS = {"dev": (0.95, 0.94), "held-out": (0.90, 0.85)}


@pytest.mark.parametrize("half", sorted(HALVES))
def test_precision_and_recall_stay_above_their_floors(half: str) -> None:
    result = score(read(half), thesaurus().tag)
    precision, recall = FLOORS[half]
    assert result.precision >= precision, result.wrong
    assert result.recall >= recall, "recall fell"


@pytest.mark.parametrize("half", sorted(HALVES))
def test_the_gold_is_whole(half: str) -> None:
    nodes = read(half)
    known = set(thesaurus().concepts)
    assert len(nodes) == len({node.text for node in nodes}) == 120
    assert sum(not node.themes for node in nodes) >= 20, "nodes about nothing keep precision honest"
    for node in nodes:
        assert node.themes | node.doubtful | node.themes_with_parent <= known, node.text
        assert not node.themes & node.doubtful, node.text


def test_the_halves_share_no_node() -> None:
    assert not {node.text for node in read("dev")} & {node.text for node in read("held-out")}


def _node(text: str, themes: Iterable[str], doubtful: Iterable[str] = ()) -> TaggedNode:
    return TaggedNode(
        document="x", level="action", text=text, parent=None, themes=frozenset(themes), doubtful=frozenset(doubtful)
    )


def test_doubtful_tags_count_neither_way() -> None:
    nodes = [_node("a", {"sport", "culture"}, {"eau"}), _node("b", set(), {"eau"})]
    found = {"a": ["sport", "eau", "energie"], "b": []}
    result = score(nodes, lambda text: found[text])
    assert (result.right.total(), result.wrong, result.missed) == (1, {"energie": ["a"]}, {"culture": ["a"]})
    assert (result.precision, result.recall, result.doubtful) == (0.5, 0.5, 1)
    assert result.strict_precision == pytest.approx(1 / 3)


def test_nothing_to_find_and_nothing_found_is_perfect() -> None:
    result = score([_node("a", set())], lambda text: [])
    assert result.precision == result.recall == 1.0
