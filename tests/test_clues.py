"""Clues speak for the level that a reader would choose, and say why in words."""

import math

import pytest
from hypothesis import given, settings

from ingest.layout import blocks
from ingest.parsers.clues import clues
from ingest.parsers.evidence import options
from ingest.parsers.signals import PLAN_LEVELS, observe
from ingest.parsers.state import Role, State
from ingest.records import Level
from tests.plans import rough_texts

LEVELS = [Level.SECTION, *sorted(PLAN_LEVELS)]


def points(text: str, roles: list[Role], level: Level) -> float:
    """The points for the last line's being of a level, after the others were taken for some roles."""
    return sum(one for one, _ in found(text, roles, level))


def found(text: str, roles: list[Role], level: Level) -> list[tuple[float, str]]:
    signals, profile = observe(text, blocks(text))
    state = State()
    *before, last = signals
    for seen, role in zip(before, roles, strict=True):
        state = state.step(seen, role)
    return list(clues(state, last, profile, level))


def reasons(text: str, roles: list[Role], level: Level) -> list[str]:
    return [reason for one, reason in found(text, roles, level) if one > 0 and reason]


OBJECTIVES = "1. Être ouvert\n\n1.1 Former\n\n"
ABOVE = [Role.OS, Role.OO]


@given(rough_texts())
@settings(max_examples=100)
def test_points_are_finite_and_only_points_for_a_level_have_a_reason(text: str) -> None:
    signals, profile = observe(text, blocks(text))
    state = State()
    for seen in signals:
        for level in LEVELS:
            for one, reason in clues(state, seen, profile, level):
                assert math.isfinite(one)
                assert one > 0 or not reason
        state = state.step(seen, options(state, seen, profile)[0].role)


def test_a_number_speaks_for_what_stands_under_its_first_part() -> None:
    text = "2. Être ouvert\n\n2.1 Former"
    assert "numéro 2.1 sous 2" in reasons(text, [Role.OS], Level.OO)
    assert points(text, [Role.OS], Level.OO) > points(text, [Role.OS], Level.OS)


def test_the_next_number_speaks_for_the_same_level() -> None:
    text = f"{OBJECTIVES}1.2 Loger"
    assert "suite de la numérotation" in reasons(text, ABOVE, Level.OO)
    assert points(text, ABOVE, Level.OO) > points(text, ABOVE, Level.ACTION)


def test_the_same_form_speaks_for_the_same_level_and_against_a_lower_one() -> None:
    text, roles = f"{OBJECTIVES}- Engager\n\n- Acheter", [*ABOVE, Role.ACTION]
    assert "même forme que l'élément précédent" in reasons(text, roles, Level.ACTION)
    assert points(text, roles, Level.ACTION) > points(text, roles, Level.SOUS_ACTION)


def test_a_deeper_indent_speaks_for_a_lower_level() -> None:
    text, roles = f"{OBJECTIVES}- Engager\n\n    - Acheter", [*ABOVE, Role.ACTION]
    assert "en retrait" in reasons(text, roles, Level.SOUS_ACTION)
    assert points(text, roles, Level.SOUS_ACTION) > points(text, roles, Level.ACTION)


def test_small_letters_after_a_colon_speak_for_parts_of_the_action() -> None:
    text, roles = f"{OBJECTIVES}- Tenir trois permanences :\n\n- à Huy", [*ABOVE, Role.ACTION]
    assert points(text, roles, Level.SOUS_ACTION) > points(text, roles, Level.ACTION)
    capital = f"{OBJECTIVES}- Tenir trois permanences :\n\n- À Huy"
    assert points(capital, roles, Level.SOUS_ACTION) < points(text, roles, Level.SOUS_ACTION)


def test_being_speaks_for_a_strategic_objective() -> None:
    assert "commence par « Être »" in reasons("1. Être ouvert", [], Level.OS)
    assert "commence par « Être »" not in reasons("1. Ouvrir", [], Level.OS)


@pytest.mark.parametrize("level", [Level.OO, Level.ACTION, Level.SOUS_ACTION])
def test_an_infinitive_speaks_for_what_is_done(level: Level) -> None:
    assert points("1. Loger les jeunes", [], level) > points("1. Logement des jeunes", [], level)


def test_a_header_speaks_for_the_items_of_its_list() -> None:
    text, roles = f"{OBJECTIVES}Actions :\n\n- Engager", [*ABOVE, Role.ANNOUNCE]
    assert "annoncé par l'en-tête de sa liste" in reasons(text, roles, Level.ACTION)
    assert points(text, roles, Level.ACTION) > points(f"{OBJECTIVES}- Engager", ABOVE, Level.ACTION)
    assert points(text, roles, Level.SOUS_ACTION) < points(text, roles, Level.ACTION)


def test_an_objective_without_anything_above_it_is_less_likely() -> None:
    assert points("1.1 Former", [], Level.OO) < points("1. Être\n\n1.1 Former", [Role.OS], Level.OO)


def test_a_level_with_labels_seldom_goes_without() -> None:
    labelled = "OO 1.1 : Former\n\nOO 1.2 : Loger\n\n- Aider"
    silent = "Former\n\nLoger\n\n- Aider"
    assert points(labelled, [Role.OO, Role.OO], Level.OO) < points(silent, [Role.OO, Role.OO], Level.OO)


def test_the_word_axe_speaks_for_a_section_over_labelled_objectives() -> None:
    signals, profile = observe(text := "Axe 1 – Le logement\n\nOS 1 : Être ouvert\n", blocks(text))
    said = [reason for one, reason in clues(State(), signals[0], profile, Level.SECTION) if one > 0]
    assert any("axe" in reason for reason in said)
