"""Subjects typed without their article: it is given where number and gender are sure, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.objective import _worded
from assistant.drafting.wording.articles import is_determined, with_article


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("aînés", "les aînés"),
        ("Familles monoparentales", "les familles monoparentales"),
        ("travaux d'intérêt général", "les travaux d'intérêt général"),
        ("isolement", "l'isolement"),
        ("hébergement d'urgence", "l'hébergement d'urgence"),
        ("logement", "le logement"),
        ("précarité énergétique", "la précarité énergétique"),
        ("accès aux soins", "l'accès aux soins"),
        ("repas à domicile", "le repas à domicile"),
    ],
)
def test_the_article_of_a_noun(subject: str, said: str) -> None:
    assert with_article(subject) == said


@pytest.mark.parametrize("subject", ["RGPD", "petite enfance", "wifi", "Alzheimer", ""])
def test_what_is_not_sure_gets_none(subject: str) -> None:
    assert with_article(subject) is None


@pytest.mark.parametrize("subject", ["les aînés", "l'emploi", "un logement", "tous les publics", "des repas"])
def test_what_has_one_is_known(subject: str) -> None:
    assert is_determined(subject)


@given(st.from_regex(r"[a-zéèêàôîûç]{2,12}( [a-zéèêàôîûç]{2,9}){0,2}", fullmatch=True))
def test_the_words_of_the_subject_are_kept(subject: str) -> None:
    found = with_article(subject)
    assert found is None or found in {f"{article}{subject}" for article in ("le ", "la ", "les ", "l'")}


@pytest.mark.parametrize(
    ("subject", "objective"),
    [
        ("aînés", "Soutenir les aînés"),
        ("jeunes en décrochage", "Soutenir les jeunes en décrochage"),
        ("isolement des aînés", "Lutter contre l'isolement des aînés"),
        ("RGPD", "Agir en matière de RGPD"),
        ("Alzheimer", "Agir en matière d'Alzheimer"),
        ("la mobilité", "Développer la mobilité"),
        ("prévenir les expulsions", "Prévenir les expulsions"),
    ],
)
def test_an_objective_is_french_with_or_without_an_article(subject: str, objective: str) -> None:
    assert _worded(subject) == objective
