"""Figures of the search's ablation."""

import math
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.cases import is_held_out
from bench.fusion import figures, open_cases, reciprocal_rank, sorted_names
from bench.fusion_page import section

SCORES = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.floats(-1e6, 1e6), max_size=12)
NAMES = st.lists(st.sampled_from("abcdefghijkl"), unique=True)


def test_the_best_ranking_is_one_and_the_worst_nothing() -> None:
    gold = (frozenset("a"), frozenset("bc"))
    assert figures(["a", "c", "x"], gold) == pytest.approx((1.0, 1.0))
    assert figures(["x", "y"], gold) == (0.0, 0.0)
    assert figures(["x", "a"], gold)[0] == pytest.approx(1 / log2(3) / (1 + 1 / log2(3)))
    assert figures(["x", "a"], gold)[1] == 0.5


def test_a_passage_shown_twice_counts_once() -> None:
    assert figures(["a", "b"], (frozenset("ab"), frozenset("z")))[1] == 0.5


@given(NAMES, st.lists(st.frozensets(st.sampled_from("abcdefghijkl"), min_size=1), min_size=1, max_size=5))
def test_figures_are_shares(ranked: list[str], gold: list[frozenset[str]]) -> None:
    ndcg, recall = figures(ranked, gold)
    assert 0 <= ndcg <= 1 + 1e-9
    assert 0 <= recall <= 1


def test_names_are_sorted_by_score_then_by_name() -> None:
    assert sorted_names({"b": 1.0, "a": 1.0, "c": 2.0}) == ["c", "a", "b"]


def test_the_section_holds_a_row_for_each_way_and_says_what_was_not_measured() -> None:
    row = {"name": "BM25", "factual": {"ndcg": 0.5, "recall": 0.75}, "total": {"ndcg": 0.5, "recall": 0.75}}
    text = section(
        {
            "command": "python -m bench.fusion",
            "machine": {"date": "2026-01-01", "python": "3", "libraries": "numpy 2"},
            "disturbed": False,
            "files": ["evals/x.jsonl"],
            "questions": {"factual": 1, "legal": 0},
            "weight": 0.5,
            "rows": [row],
        }
    )
    assert "| BM25 | 0.50 / 0.75 | 0.50 / 0.75 |" in text
    assert "1 factual" in text


@given(SCORES, SCORES)
def test_ranks_are_fused_best_first_whatever_the_scale(lexical: dict[str, float], dense: dict[str, float]) -> None:
    fused = reciprocal_rank(lexical, dense)
    assert fused.keys() == lexical.keys() | dense.keys()
    assert list(fused.values()) == sorted(fused.values(), reverse=True)
    assert reciprocal_rank({key: math.atan(score) for key, score in lexical.items()}, {}).keys() == lexical.keys()


def test_what_both_sides_rank_first_is_first() -> None:
    assert next(iter(reciprocal_rank({"a": 9.0, "b": 8.0, "c": 1.0}, {"b": 0.9, "c": 0.8, "d": 0.7}))) == "b"


def test_every_file_of_cases_that_is_not_set_aside_counts_once() -> None:
    files = [file.resolve() for file in open_cases()]
    assert files
    assert len(files) == len(set(files))
    assert not any(is_held_out(file) for file in files)
