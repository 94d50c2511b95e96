"""« THEME : a ; b ; c » lines: the theme, and every piece in its own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.commitments.labelled import labelled_list

PIECES = st.lists(st.sampled_from(["créer un guichet", "4 logements", "aide (gaz ; mazout)", "Relais SSM"]), min_size=2)


@given(st.sampled_from(["LOGEMENT", "Aînés", "CULTURE/SPORT"]), PIECES)
def test_every_piece_is_quoted_and_none_is_lost(label: str, pieces: list[str]) -> None:
    words = f"{label} : {' ; '.join(pieces)}"
    found = labelled_list(words)
    assert found is not None
    assert found.label == label
    assert [words[first:last] for first, last in found.pieces] == pieces


@pytest.mark.parametrize(
    "words",
    [
        "Créer un guichet",
        "LOGEMENT : créer un guichet",
        "DG : directrice générale ; DF : directrice financière",
        "Le CPAS ouvrira ceci : un guichet ; un atelier",
    ],
)
def test_other_lines_are_none(words: str) -> None:
    assert labelled_list(words) is None
