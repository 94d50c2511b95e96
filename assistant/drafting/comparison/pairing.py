"""Pairing the lines of two plans: how alike two lines are, and the one-to-one pairing that is best in all."""

from collections import Counter, deque
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from ingest.folding import fold_spaces
from ingest.french import tokens

Scores = NDArray[np.float64]
Pair = tuple[int, int]

_SPELLED = 0.4
"""The part of spelling in how alike two lines are; the rest is the subject: words in common, the rare ones more."""


@lru_cache(maxsize=65536)
def same_words(text: str) -> str:
    """What makes two lines the same words: no case, accents, punctuation or spacing."""
    return " ".join("".join(one if one.isalnum() else " " for one in fold_spaces(text)).split())


@lru_cache(maxsize=65536)
def _terms(text: str) -> tuple[str, ...]:
    found = tuple(token.term for token in tokens(text) if not token.stop)
    return found or tuple(same_words(text).split())


def likeness(old: Sequence[str], new: Sequence[str]) -> Scores:
    """How alike the lines of two lists are.

    Args:
        old: Lines' words.
        new: Others.

    Returns:
        A matrix of scores from 0 to 1, one row an old line; 1 for the same words only.
    """
    if not old or not new:
        return np.zeros((len(old), len(new)))
    plain = [[same_words(one) for one in texts] for texts in (old, new)]
    spelled = process.cdist(*plain, scorer=fuzz.token_sort_ratio, dtype=np.float64) / 100.0
    subject = _common([_terms(one) for one in old], [_terms(one) for one in new])
    scores: Scores = np.minimum(_SPELLED * spelled + (1 - _SPELLED) * subject, 0.99)
    places: dict[str, list[int]] = {}
    for column, words in enumerate(plain[1]):
        places.setdefault(words, []).append(column)
    for row, words in enumerate(plain[0]):
        if words:
            scores[row, places.get(words, [])] = 1.0
    return scores


def _common(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> Scores:
    """The share of words in common (Dice), each word weighing the more the fewer lines hold it."""
    holding = Counter(term for terms in (*old, *new) for term in set(terms))
    total = len(old) + len(new)
    places = {term: place for place, term in enumerate(holding)}
    weights = np.array([np.log(1.0 + total / count) for count in holding.values()])

    def matrix(lines: Sequence[tuple[str, ...]]) -> Scores:
        held = np.zeros((len(lines), len(places)))
        for row, terms in enumerate(lines):
            held[row, [places[term] for term in terms]] = 1.0
        return held

    first, second = matrix(old), matrix(new)
    shared = (first * weights) @ second.T
    sizes = (first @ weights)[:, None] + (second @ weights)[None, :]
    return np.asarray(2.0 * shared / np.maximum(sizes, 1e-9), dtype=np.float64)


def best_pairs(scores: Scores, least: float) -> list[Pair]:
    """The one-to-one pairing with the highest sum of scores.

    Args:
        scores: One row an old line, one column a new one.
        least: Pairs below this are none.

    Returns:
        The pairs, by row.
    """
    allowed = scores >= least
    found: list[Pair] = []
    for rows, columns in _groups(allowed):
        part = np.where(allowed[np.ix_(rows, columns)], scores[np.ix_(rows, columns)], 0.0)
        found += [(rows[row], columns[column]) for row, column in _assigned(part)]
    return sorted(found)


def _groups(allowed: NDArray[np.bool_]) -> list[tuple[list[int], list[int]]]:
    """The rows and columns that have to be weighed together: those that allowed pairs connect."""
    seen = np.zeros(allowed.shape[0], dtype=bool)
    groups = []
    for start in np.flatnonzero(allowed.any(axis=1)):
        if seen[start]:
            continue
        rows, columns, waiting = [int(start)], set[int](), deque([int(start)])
        seen[start] = True
        while waiting:
            for column in set(np.flatnonzero(allowed[waiting.popleft()]).tolist()) - columns:
                columns.add(column)
                for row in np.flatnonzero(allowed[:, column] & ~seen).tolist():
                    seen[row] = True
                    rows.append(row)
                    waiting.append(row)
        groups.append((sorted(rows), sorted(columns)))
    return groups


def _assigned(gains: Scores) -> list[Pair]:
    """The assignment of highest gain (Kuhn and Munkres, by shortest augmenting paths), without pairs of no gain."""
    if gains.shape[0] > gains.shape[1]:
        return [(row, column) for column, row in _assigned(gains.T)]
    rows, columns = gains.shape
    costs = gains.max() - gains
    row_price, column_price = np.zeros(rows + 1), np.zeros(columns + 1)
    owner = np.full(columns + 1, rows, dtype=np.int64)  # The row of each column; `rows` for none.
    for row in range(rows):
        owner[columns], column = row, columns
        slack, before = np.full(columns, np.inf), np.full(columns, columns, dtype=np.int64)
        done = np.zeros(columns + 1, dtype=bool)
        while owner[column] != rows:
            done[column] = True
            at = int(owner[column])
            reduced = costs[at] - row_price[at] - column_price[:columns]
            closer = ~done[:columns] & (reduced < slack)
            slack[closer], before[closer] = reduced[closer], column
            open_ = np.where(done[:columns], np.inf, slack)
            column = int(open_.argmin())
            step = open_[column]
            row_price[owner[done]] += step
            column_price[done] -= step
            slack[~done[:columns]] -= step
        while column != columns:
            previous = int(before[column])
            owner[column] = owner[previous]
            column = previous
        owner[columns] = rows
    pairs = [(int(owner[column]), column) for column in range(columns) if owner[column] != rows]
    return [(row, column) for row, column in pairs if gains[row, column] > 0]
