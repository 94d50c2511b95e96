"""Figures, names and addresses of sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.generation.hardfacts import breaks_series, counted, hard_facts, holds


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Le CPAS prévoit un taxi social.", []),
        ("Le budget est de 12.000 € en 2026.", ["12.000", "2026"]),
        ("Bernissart collabore avec COLRUYT.", ["COLRUYT"]),
        ("Le PST de Durbuy cite la Croix-Rouge.", ["Durbuy", "Croix-Rouge"]),
        ("Écrivez à aide@exemple.be.", ["aide@exemple.be."]),
        ("Une permanence d'Actiris.", ["Actiris"]),
        ("OO 2.3 : Créer une crèche", ["2.3"]),
    ],
)
def test_what_admits_no_paraphrase_is_found(text: str, facts: list[str]) -> None:
    assert list(hard_facts(text)) == facts


@pytest.mark.parametrize(
    ("evidence", "fact", "held"),
    [
        ("un budget de 12 000 €", "12.000", True),
        ("un budget de 12.000,50 €", "12 000,5", True),
        ("un budget de 12.000 €", "120.000", False),
        ("en 2025", "2026", False),
        ("avec la Croix-Rouge de Belgique", "Croix-Rouge", True),
        ("avec la Croix jaune", "Croix-Rouge", False),
        ("aide@exemple.be", "aide@exemple.be.", True),
        ("les ateliers de Huy", "Liège", False),
    ],
)
def test_a_fact_is_held_or_not(evidence: str, fact: str, held: bool) -> None:
    assert holds(evidence, fact) is held


@given(st.integers(0, 10**9))
def test_a_number_is_held_however_it_is_grouped(number: int) -> None:
    grouped = f"{number:,}".replace(",", ".")
    assert holds(f"soit {number} euros", grouped)
    assert not holds(f"soit {number + 1} euros", grouped)


def test_counts_are_read_in_figures_and_letters() -> None:
    assert counted("Trois actions et 12 projets pour un quartier") == {3, 12}


@pytest.mark.parametrize(
    ("sentence", "broken"),
    [
        ("Trooz vise 15 articles 60 en 2018 et 13 en 2019.", False),
        ("Trooz vise 13 articles 60 en 2019.", False),
        ("L'objectif est de 15 en 2018 et en 2019.", True),
        ("L'objectif est de 13 en 2018.", True),
        ("L'objectif de 15 est maintenu.", True),
        ("Trooz maintient les articles 60.", False),
    ],
)
def test_figures_given_year_by_year_keep_their_years(sentence: str, broken: bool) -> None:
    source = (
        "Maintenir voire accentuer la réalisation de projets article 60 (objectif « 15 » en 2018 et « 13 » en 2019)."
    )
    assert breaks_series(source, sentence) is broken
    assert not breaks_series("Engager 3 agents en 2026.", sentence)
