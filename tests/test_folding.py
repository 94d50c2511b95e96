"""Folding compares without moving a character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.folding import fold, fold_spaces

FRENCH = st.text("abcXYZéèêëàâçùûîïôœÉÈÀÇŒ’'‘‑–—-« »\u00a0\u202f\t\n0129.,;:!?()")


@given(st.text())
def test_fold_gives_one_character_for_each_character(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_fold_keeps_the_lines(text: str) -> None:
    assert [i for i, c in enumerate(text) if c == "\n"] == [i for i, c in enumerate(fold(text)) if c == "\n"]


@given(FRENCH)
def test_a_fold_is_its_own_fold_whatever_the_case(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text.replace("œ", "").replace("Œ", "").upper()) == fold(text.replace("œ", "").replace("Œ", ""))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Élève", "eleve"),
        ("L’ÉTÉ", "l'ete"),
        ("C.P.A.S. –\u00a0CPAS", "c.p.a.s. - cpas"),
        ("n°\u202f2", "n° 2"),
        ("cœur", "cœur"),
        ("fin\u00adance", "fin-ance"),
    ],
)
def test_case_accents_apostrophes_dashes_and_spaces_are_plain(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_fold_spaces_leaves_single_spaces(text: str) -> None:
    folded = fold_spaces(text)
    assert folded == " ".join(folded.split())
    assert fold_spaces(f"  {text}\n\n") == folded
