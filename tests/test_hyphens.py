"""Hyphens at line ends: those that cut a word go, those that belong to it stay."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.hyphens import Speller, without_soft

CASES = [
    ("le logement étu-", "diant", "le logement étudiant"),
    ("deux fois par an au-", "tour d’un calendrier", "deux fois par an autour d’un calendrier"),
    ("en tiers-in-", "vestissement", "en tiers-investissement"),
    ("une approche socio-", "économique", "une approche socio-économique"),
    ("un plan médico-", "social", "un plan médico-social"),
    ("le bien-", "être", "le bien-être"),
    ("une gestion bien-", "veillante", "une gestion bienveillante"),
    ("chaque ci-", "toyen", "chaque citoyen"),
    ("à Louvain-", "la-Neuve", "à Louvain-la-Neuve"),
    ("Fil-à-", "Fil", "Fil-à-Fil"),
    ("la mandature 2024-", "2030", "la mandature 2024-2030"),
    ("avec eux-", "mêmes", "avec eux-mêmes"),
    ("un accompa\u00ad", "gnement", "un accompagnement"),
    ("un tiret –", "puis la suite", "un tiret – puis la suite"),
    ("les soins intra-", "et extra-muros", "les soins intra- et extra-muros"),
    ("le va-", "et-vient", "le va-et-vient"),
    ("sans coupure", "du tout", "sans coupure du tout"),
]


@pytest.mark.parametrize(("above", "below", "joined"), CASES)
def test_words_cut_at_a_line_end(above: str, below: str, joined: str) -> None:
    assert Speller().joined(above, below) == joined


def test_the_document_says_how_it_writes_a_word() -> None:
    assert Speller(["une activité extra-scolaire"]).joined("extra-", "scolaire") == "extra-scolaire"
    assert Speller(["une activité extrascolaire"]).joined("extra-", "scolaire") == "extrascolaire"
    assert Speller(["un thé vice-versa", "la viceroyauté"]).joined("la vice-", "royauté") == "la viceroyauté"


def test_a_cut_word_is_no_witness() -> None:
    assert Speller(["des activités extra-", "scolaires", "extra-"]).joined("extra-", "scolaires") == "extrascolaires"


def test_a_shared_end_is_no_cut_unless_the_document_knows_the_word() -> None:
    assert not Speller().cuts("intra-", "et extra-muros")
    assert Speller().cuts("intra\u00ad", "et")
    assert Speller(["un jouet"]).joined("le jou-", "et neuf") == "le jouet neuf"


def test_soft_hyphens_go() -> None:
    assert without_soft("ac\u00adcom\u00adpa\u00adgner") == "accompagner"


@given(st.text(alphabet="abéç-’ 12", max_size=20), st.text(alphabet="abéç-’ 12", max_size=20))
def test_no_letter_is_lost_or_made_up(above: str, below: str) -> None:
    joined = Speller().joined(above, below)
    assert re.sub(r"[-\s]", "", joined) == re.sub(r"[-\s]", "", above + below)
