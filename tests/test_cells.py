"""Cells say their items apart, and nothing where they only look filled."""

import pytest

from ingest.cells import elements_of, flat, is_cross, is_empty, is_nothing, is_total, joined


@pytest.mark.parametrize("cell", ["", "  ", "-", "–", "…", "/", "\u00a0", "- -"])
def test_dashes_and_blanks_say_nothing(cell: str) -> None:
    assert is_empty(cell)


@pytest.mark.parametrize("cell", ["0", "x", "Néant", "–5 %", "1/2"])
def test_words_and_figures_say_something(cell: str) -> None:
    assert not is_empty(cell)


@pytest.mark.parametrize(
    ("cell", "cross"), [("X", True), ("✔", True), (" oui ", True), ("en cours", False), ("", False)]
)
def test_a_cross_is_one_of_the_marks_that_people_use(cell: str, cross: bool) -> None:
    assert is_cross(cell) is cross


@pytest.mark.parametrize(
    ("cell", "total"),
    [
        ("Total", True),
        ("TOTAL : 31 éléments", True),
        ("Sous-total", True),
        ("Totaliser les heures", False),
        ("", False),
    ],
)
def test_a_total_is_the_whole_word(cell: str, total: bool) -> None:
    assert is_total(cell) is total


def test_what_names_nothing_is_no_element() -> None:
    assert is_nothing("NEANT")
    assert is_nothing("Sans objet.")
    assert not is_nothing("Néant à ce jour pour la commune")


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        ("Service social", "Service social"),
        ("• Commune\n• ONE", "Commune ; ONE"),
        ("Permis\nMarché de travaux", "Permis ; Marché de travaux"),
        ("Nombre de ménages\ncontactés avant l'audience", "Nombre de ménages contactés avant l'audience"),
        ("Direction de\nLiège", "Direction de Liège"),
        ("Commune ;\nONE ;", "Commune ; ONE ;"),
        ("", ""),
    ],
)
def test_paragraphs_are_set_apart_and_sentences_kept_whole(cell: str, line: str) -> None:
    assert joined(cell) == line


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("- Élire un conseil\n- Lui confier un budget\n  propre", ["Élire un conseil", "Lui confier un budget propre"]),
        ("1. Louer\n2. Peindre", ["Louer", "Peindre"]),
        ("Ouvrir un guichet\nFormer trois agents", ["Ouvrir un guichet", "Former trois agents"]),
        ("Ouvrir un guichet\ndans chaque village", ["Ouvrir un guichet dans chaque village"]),
        ("Un guichet\nDes agents formés", ["Un guichet Des agents formés"]),
        ("Ouvrir un guichet", ["Ouvrir un guichet"]),
    ],
)
def test_a_cell_lists_actions_by_marks_or_infinitives(cell: str, found: list[str]) -> None:
    assert elements_of(cell) == found


def test_words_are_flattened() -> None:
    assert flat(" un\n deux\u00a0trois ") == "un deux trois"
