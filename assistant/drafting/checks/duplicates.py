"""Rules on lines that say the same, under one objective or under several."""

from collections.abc import Iterator

import numpy as np
from rapidfuzz import fuzz, process

from assistant.drafting.checks.outline import Outline, is_blank
from assistant.drafting.checks.rules import EXAMPLES, check, enumerated, plural
from assistant.drafting.checks.words import content
from assistant.drafting.records import Check, PlanNode
from ingest.records import Level

_NEAR = 92.0
_MIN_TERMS = 3
_MIN_SET = 0.75
"""Where the words of one line are all in the other, it has to have so many of the other's."""
_TYPO = 80.0
"""Words of which each line has one of its own are the same misspelt when they are as near as that."""
_GROUPS = ((Level.OS,), (Level.OO,), (Level.ACTION, Level.SOUS_ACTION), (Level.INTENTION, Level.OBJECTIF))

_Pair = tuple[PlanNode, PlanNode]


def duplicates(outline: Outline) -> Iterator[Check]:
    """The rules on near-identical lines of one level."""
    same, apart, lines = list[_Pair](), list[_Pair](), 0
    for levels in _GROUPS:
        nodes = [node for node in outline.at(*levels) if len(content(node.text)) >= _MIN_TERMS and not is_blank(node)]
        lines += len(nodes)
        for one, other in _pairs(nodes):
            (same if one.parent == other.parent else apart).append((one, other))
    if not lines:
        return
    yield _told(outline, "doublons.objectif", same, lines)
    yield _told(outline, "doublons.partage", apart, lines)


def _pairs(nodes: list[PlanNode]) -> Iterator[_Pair]:
    """Lines of nearly the same words, figures included, each paired with the first that it repeats."""
    said = [" ".join(content(node.text)) for node in nodes]
    if len(said) < 2:
        return
    scores = process.cdist(said, said, scorer=fuzz.token_set_ratio, score_cutoff=_NEAR, dtype=np.float32)
    for column in range(1, len(nodes)):
        for row in np.flatnonzero(scores[:column, column]):
            first, second = set(said[row].split()), set(said[column].split())
            if _is_same(first, second):
                yield nodes[row], nodes[column]
                break


def _is_same(first: set[str], second: set[str]) -> bool:
    """Whether two lines say the same: « … personnes âgées » and « … personnes étrangères » do not."""
    if _figures(first) != _figures(second) or len(first & second) < _MIN_SET * max(len(first), len(second)):
        return False
    own, other = " ".join(sorted(first - second)), " ".join(sorted(second - first))
    return not (own and other) or fuzz.ratio(own, other) >= _TYPO


def _figures(terms: set[str]) -> set[str]:
    return {term for term in terms if any(map(str.isdigit, term))}


def _told(outline: Outline, rule: str, pairs: list[_Pair], lines: int) -> Check:
    if not pairs:
        return check(rule, True, f"{plural(lines, 'ligne comparée', 'lignes comparées')}.")
    named = [_pair(outline, one, other, rule) for one, other in pairs[:EXAMPLES]]
    told = f"{plural(len(pairs), 'paire')} : {enumerated(named, len(pairs))}."
    return check(rule, False, told, (node.id for pair in pairs for node in pair))


def _pair(outline: Outline, one: PlanNode, other: PlanNode, rule: str) -> str:
    if rule == "doublons.objectif":
        return (
            f"{outline.name(one)} deux fois"
            if outline.name(one) == outline.name(other)
            else f"{outline.name(one)} et {outline.name(other)}"
        )
    places = [outline.name(node) if (node := next(outline.above(line), None)) else "le plan" for line in (one, other)]
    return f"{outline.name(one)}, sous {places[0]} et sous {places[1]}"
