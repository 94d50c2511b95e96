"""Amending marks say who changed an element and since when; its words are what stands between them."""

import pytest

from ingest.folding import fold
from ingest.parsers.law_marks import Mark, attributes, notes, words


def read(text: str) -> tuple[str, dict[str, str]]:
    found = words(text, fold(text), 0, len(text))
    return text[found.start : found.end], dict(attributes(found.marks, found.void))


@pytest.mark.parametrize(
    ("text", "own", "fields"),
    [
        ("Le centre agit.", "Le centre agit.", {}),
        (
            "Le centre agit. <L 1992-08-05/40, art. 2, 003; En vigueur : 18-10-1992>",
            "Le centre agit.",
            {"etat": "modifié", "modifie_par": "L 1992-08-05/40, art. 2, 003", "en_vigueur": "1992-10-18"},
        ),
        (
            "<Inséré par L 2002-05-26/47, art. 3; En vigueur : 01-10-2002> Le centre agit.",
            "Le centre agit.",
            {"etat": "inséré", "modifie_par": "L 2002-05-26/47, art. 3", "en_vigueur": "2002-10-01"},
        ),
        (
            "Le centre agit. [Décret wallon du 19/07/2018, art. 3 — en vigueur le 07/09/2018]",
            "Le centre agit.",
            {"etat": "modifié", "modifie_par": "Décret wallon du 19/07/2018, art. 3", "en_vigueur": "2018-09-07"},
        ),
        (
            "(Le centre agit – Décret du 28 mai 2020, art. 5).",
            "Le centre agit",
            {"etat": "modifié", "modifie_par": "Décret du 28 mai 2020, art. 5"},
        ),
        (
            "(remplacé par la loi du 3 mai 2003) Le centre agit.",
            "Le centre agit.",
            {"etat": "remplacé", "modifie_par": "loi du 3 mai 2003"},
        ),
        ("(abrogé)", "(abrogé)", {"etat": "abrogé"}),
        ("Abrogé.", "Abrogé.", {"etat": "abrogé"}),
        ("[...]", "[...]", {"etat": "abrogé"}),
        ("[1 ...]1", "[1 ...]1", {"etat": "abrogé"}),
        ("[1 Le centre agit.]1", "Le centre agit.", {}),
        (
            "<Abrogé par L 2002-05-26/47, art. 3; En vigueur : 01-10-2002>",
            "<Abrogé par L 2002-05-26/47, art. 3; En vigueur : 01-10-2002>",
            {"etat": "abrogé", "modifie_par": "L 2002-05-26/47, art. 3", "en_vigueur": "2002-10-01"},
        ),
        (
            "Du bureau (abrogé par la loi du 3 mai 2003)",
            "Du bureau",
            {"etat": "abrogé", "modifie_par": "loi du 3 mai 2003"},
        ),
        ("Vu l'avis (décret du 3 mai 2003).", "Vu l'avis (décret du 3 mai 2003).", {}),
        ("Sont abrogés :", "Sont abrogés :", {}),
        ("Le montant (en euros) est [100].", "Le montant (en euros) est [100].", {}),
        ("", "", {}),
    ],
)
def test_marks_are_taken_off_and_kept(text: str, own: str, fields: dict[str, str]) -> None:
    assert read(text) == (own, fields)


def test_the_last_day_counts_where_there_are_several() -> None:
    fields = dict(attributes((Mark("modifié", "L 1", "2001-01-01"), Mark("inséré", "L 2", "2000-01-01")), False))
    assert fields == {"etat": "inséré", "modifie_par": "L 1 ; L 2", "en_vigueur": "2001-01-01"}


def test_a_note_covers_what_its_brackets_hold() -> None:
    text = "[1 un [2 deux]2 trois"
    assert notes(text, 0, len(text), frozenset()) == (frozenset({"1", "2"}), frozenset({"1"}))
    assert notes("quatre]1", 0, 8, frozenset({"1"})) == (frozenset({"1"}), frozenset())
