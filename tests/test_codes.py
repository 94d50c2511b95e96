"""References are read in the shapes that plans write them, and never out of the words of a title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.codes import Code, level_named, level_of_depth, parse_code, split_title
from ingest.records import Level


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("OS.1", Code("1", Level.OS)),
        ("OO 2-1", Code("2.1", Level.OO)),
        ("A.3", Code("3", Level.ACTION)),
        ("SA11", Code("11", Level.SOUS_ACTION)),
        ("2.10", Code("2.10")),
        ("2,1", Code("2.1")),
        ("1.2.1.a", Code("1.2.1.a")),
        ("Action n° 4", Code("4", Level.ACTION)),
        ("AL.4", Code("4", skipped=True)),
        ("T.5", Code("5", skipped=True)),
        ("Total", None),
        ("2025", None),
        ("", None),
        ("OS 1 – Être", None),
    ],
)
def test_a_cell_of_a_reference(cell: str, code: Code | None) -> None:
    assert parse_code(cell) == code


@pytest.mark.parametrize(
    ("title", "level", "number", "text"),
    [
        ("OS1 – Être une commune sûre", Level.OS, "1", "Être une commune sûre"),
        ("OO 1.1 Tenir une cellule", Level.OO, "1.1", "Tenir une cellule"),
        ("Objectif opérationnel 2.1 - 3 ateliers", Level.OO, "2.1", "3 ateliers"),
        ("A 1.1.1 Faire", Level.ACTION, "1.1.1", "Faire"),
        ("FICHE ACTION N° 1", Level.ACTION, "1", ""),
        ("OS II : Être", Level.OS, "II", "Être"),
        ("1.1 – Augmenter", None, "1.1", "Augmenter"),
        ("1. Être un CPAS", None, "1", "Être un CPAS"),
        ("1) Faire", None, "1", "Faire"),
        ("A.4 - SA.5 - Obtenir", Level.SOUS_ACTION, "5", "Obtenir"),
    ],
)
def test_a_title_with_its_reference(title: str, level: Level | None, number: str, text: str) -> None:
    titled = split_title(title)
    assert titled.code is not None
    assert (titled.code.level, titled.code.number, titled.text) == (level, number, text)


@pytest.mark.parametrize(
    "title",
    [
        "2 studios pour les jeunes",
        "1 décision sur 20",
        "A 18 ans, partir",
        "1.500 euros de prime",
        "24 h sur 24",
        "3 – 4 ans",
        "2025-2030 : le plan",
        "Actions de masse",
        "Action-pilote",
        "= remettre en service",
        "10 % de moins",
    ],
)
def test_a_title_that_starts_with_words_of_its_own(title: str) -> None:
    assert split_title(title).codes == ()
    assert split_title(title).text == title


def test_the_references_of_a_flattened_action_stand_outermost_first() -> None:
    assert [code.number for code in split_title("A.4 - SA.5 - Obtenir").codes] == ["4", "5"]


@given(st.text(max_size=60))
def test_what_is_left_of_a_title_is_its_end(title: str) -> None:
    flat = " ".join(title.split())
    assert flat.endswith(split_title(title).text)


def test_depth_names_the_level() -> None:
    assert [level_of_depth(depth) for depth in (1, 2, 3, 4, 5)] == [
        Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION, None,
    ]  # fmt: skip
    assert level_of_depth(1, Level.VOLET) is Level.VOLET


@pytest.mark.parametrize(
    ("cell", "level"),
    [("OS", Level.OS), ("Objectif opérationnel", Level.OO), ("ACT", Level.ACTION), ("3", Level.ACTION), ("Note", None)],
)
def test_a_cell_names_a_level(cell: str, level: Level | None) -> None:
    assert level_named(cell) is level
