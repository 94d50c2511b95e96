"""BM25 finds what shares rare terms with a question, and scores the same after a save."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import LibraryError
from ingest.french import analyse
from vectorstore.lexical import LexicalIndex, PartedIndex

TEXTS = [
    "Former les agents à l'accueil du public",
    "Ouvrir une épicerie sociale",
    "Renforcer la médiation de dettes",
    "Engager des articles 60 § 7 dans l'épicerie sociale",
    "",
]
TERMS = [analyse(text) for text in TEXTS]


@pytest.fixture(scope="module")
def index() -> LexicalIndex:
    return LexicalIndex.build(TERMS)


@pytest.mark.parametrize(
    ("question", "best"),
    [("l'accueil", 0), ("épiceries sociales art. 60", 3), ("dette", 2), ("ouverture d'une épicerie", 1)],
)
def test_the_best_score_shares_the_rarest_terms(index: LexicalIndex, question: str, best: int) -> None:
    scores = index.scores(analyse(question))
    assert scores.shape == (len(TEXTS),)
    assert int(np.argmax(scores)) == best
    assert scores[4] == 0


@pytest.mark.parametrize("terms", [[], ["inconnu"], ["", " "]])
def test_unknown_terms_score_nothing(index: LexicalIndex, terms: list[str]) -> None:
    assert index.scores(terms).tolist() == [0.0] * len(TEXTS)


def test_scores_are_the_same_after_a_save(index: LexicalIndex, tmp_path: Path) -> None:
    index.save(tmp_path)
    again = LexicalIndex.open(tmp_path, len(TEXTS))
    for question in ("accueil", "épicerie sociale", "art. 60 § 7", "médiation de dettes accueil", "rien"):
        assert np.array_equal(index.scores(analyse(question)), again.scores(analyse(question)))


@given(
    st.lists(
        st.lists(st.sampled_from(["logement", "dette", "jeune", "été", "oo:1.1"]), max_size=5), min_size=1, max_size=6
    ),
    st.lists(st.sampled_from(["logement", "dette", "inconnu", "été"]), max_size=4),
)
@settings(max_examples=40, deadline=None)
def test_a_score_is_positive_exactly_where_a_term_is_shared(entries: list[list[str]], question: list[str]) -> None:
    scores = LexicalIndex.build(entries).scores(question)
    assert scores.shape == (len(entries),)
    assert [bool(score > 0) for score in scores] == [bool(set(entry) & set(question)) for entry in entries]


@pytest.mark.parametrize("terms", [[], [[]], [[], []]])
def test_a_library_without_words_finds_nothing(terms: list[list[str]], tmp_path: Path) -> None:
    LexicalIndex.build(terms).save(tmp_path)
    index = LexicalIndex.open(tmp_path, len(terms))
    assert index.scores(["logement"]).tolist() == [0.0] * len(terms)


@pytest.mark.parametrize("damage", ["absent", "vidé", "coupé"])
def test_a_damaged_index_is_told_in_french(damage: str, index: LexicalIndex, tmp_path: Path) -> None:
    if damage != "absent":
        index.save(tmp_path)
        for file in (tmp_path / "bm25").iterdir():
            file.write_bytes(b"" if damage == "vidé" else file.read_bytes()[:20])
    with pytest.raises(LibraryError, match=r"index des mots .* absent ou abîmé") as caught:
        LexicalIndex.open(tmp_path, len(TEXTS))
    assert "pst ingest" in caught.value.remedy


OF_NOTES = [False, True, False, True, False]


def test_the_notes_never_weigh_on_how_plans_rank(tmp_path: Path) -> None:
    parted = PartedIndex.build(TERMS, OF_NOTES)
    plans = LexicalIndex.build([terms for terms, note in zip(TERMS, OF_NOTES, strict=True) if not note])
    question = analyse("former des agents à la médiation dans l'épicerie sociale")
    scores = parted.scores(question)
    assert np.allclose(scores[[0, 2, 4]], plans.scores(question))
    assert scores[1] > 0
    parted.save(tmp_path)
    assert np.allclose(PartedIndex.open(tmp_path, OF_NOTES).scores(question), scores)


@pytest.mark.parametrize("of_notes", [[False] * 5, [True] * 5])
def test_a_library_may_hold_notes_alone_or_none(tmp_path: Path, of_notes: list[bool]) -> None:
    PartedIndex.build(TERMS, of_notes).save(tmp_path)
    scores = PartedIndex.open(tmp_path, of_notes).scores(analyse("épicerie"))
    assert np.allclose(scores, LexicalIndex.build(TERMS).scores(analyse("épicerie")))


def test_a_lost_index_of_notes_is_told(tmp_path: Path) -> None:
    PartedIndex.build(TERMS, [False] * 5).save(tmp_path)
    with pytest.raises(LibraryError, match="index des mots"):
        PartedIndex.open(tmp_path, OF_NOTES)
