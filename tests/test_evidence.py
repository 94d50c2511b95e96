"""What a block can be is scored: what the document says leaves no choice, the rest is weighed with its reasons."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.layout import blocks
from ingest.parsers.evidence import Option, closing, options
from ingest.parsers.signals import observe
from ingest.parsers.state import Role, State
from ingest.records import Level
from ingest.source import Hint
from tests.plans import rough_texts


def last_options(text: str, roles: list[Role], hints: dict[int, Hint] | None = None) -> list[Option]:
    """What the last line can be, after the others were taken for some roles."""
    signals, profile = observe(text, blocks(text, hints))
    state = State()
    *before, last = signals
    for seen, role in zip(before, roles, strict=True):
        state = state.step(seen, role)
    return options(state, last, profile)


def best(text: str, roles: list[Role]) -> Role:
    return max(last_options(text, roles), key=lambda option: option.points).role


@given(rough_texts(), st.data())
@settings(max_examples=150)
def test_any_block_after_any_reading_can_be_something(text: str, data: st.DataObject) -> None:
    signals, profile = observe(text, blocks(text))
    state = State()
    for seen in signals:
        found = options(state, seen, profile)
        assert found
        assert len({option.role for option in found}) == len(found)
        assert all(math.isfinite(option.points) for option in found)
        assert all(reason for option in found for reason in option.reasons)
        if len(found) > 1:
            assert Role.PROSE in {option.role for option in found}
        state = state.step(seen, data.draw(st.sampled_from(found)).role)


@given(rough_texts(), st.data())
@settings(max_examples=100)
def test_a_sub_action_needs_an_action_or_a_label(text: str, data: st.DataObject) -> None:
    signals, profile = observe(text, blocks(text))
    state = State()
    for seen in signals:
        found = options(state, seen, profile)
        below = Role.SOUS_ACTION in {option.role for option in found}
        assert not below or state.open(Level.ACTION) is not None or seen.level is Level.SOUS_ACTION
        state = state.step(seen, data.draw(st.sampled_from(found)).role)


PLAN = "OS 1 : Être ouvert\n\nOO 1.1 : Former\n\n"
ABOVE = [Role.OS, Role.OO]


@pytest.mark.parametrize(
    ("text", "roles", "role"),
    [
        ("Volet externe", [], Role.VOLET),
        (f"{PLAN}Volet interne", ABOVE, Role.VOLET),
        (f"{PLAN}Actions :", ABOVE, Role.ANNOUNCE),
        (f"{PLAN}Objectif opérationnel 1.2 : Loger", ABOVE, Role.OO),
        (f"{PLAN}Priorité 2 de la DPS : Les jeunes", ABOVE, Role.PRIORITY),
        (f"{PLAN}Action 1 : Engager\n\nPilote : le DG", [*ABOVE, Role.ACTION], Role.FIELD),
        ("OBJECTIFS STRATÉGIQUES ET OPÉRATIONNELS", [], Role.HEADING),
    ],
)
def test_what_the_document_says_leaves_no_choice(text: str, roles: list[Role], role: Role) -> None:
    assert [option.role for option in last_options(text, roles)] == [role]


def test_a_column_leaves_no_choice_whatever_the_line_looks_like() -> None:
    (option,) = last_options("- Une phrase. Une autre.", [], {1: Hint(level=Level.OS)})
    assert (option.role, option.reasons) == (Role.OS, ("donné par la colonne ou le champ",))


def test_a_label_gives_its_level_or_prose_once_the_plan_is_over() -> None:
    roles = [*ABOVE, Role.HEADING]
    found = last_options(f"{PLAN}## Annexe : le plan d'avant\n\nOO 1.1 : Loger", roles)
    assert {option.role for option in found} == {Role.OO, Role.PROSE}


@pytest.mark.parametrize(
    ("text", "roles", "role"),
    [
        (f"{PLAN}Actions :\n\n- Engager un formateur", [*ABOVE, Role.ANNOUNCE], Role.ACTION),
        (f"{PLAN}- Engager un formateur", ABOVE, Role.ACTION),
        (f"{PLAN}- Engager\n\n    - publier une offre", [*ABOVE, Role.ACTION], Role.SOUS_ACTION),
        (f"{PLAN}Le Centre forme déjà. Il veut faire mieux.", ABOVE, Role.PROSE),
        (f"{PLAN}## Conclusion", ABOVE, Role.HEADING),
        ("Objectif stratégique 1 :\n\nÊtre un CPAS ouvert", [Role.OS], Role.TITLE),
        ("1. Être ouvert\n\n1.1 Former\n\n1.2 Loger", ABOVE, Role.OO),
        ("1. Être ouvert\n\n1.1 Former\n\n2. Être solide", ABOVE, Role.OS),
        ("1. Cadre légal\n\n2. Méthode", [Role.HEADING], Role.HEADING),
        ("- Humanité", [], Role.PROSE),
    ],
)
def test_the_best_is_what_a_reader_would_say(text: str, roles: list[Role], role: Role) -> None:
    assert best(text, roles) is role


@pytest.mark.parametrize("text", [f"{PLAN}- Engager un formateur", f"{PLAN}## Conclusion"])
def test_the_best_has_reasons_in_words(text: str) -> None:
    assert max(last_options(text, ABOVE), key=lambda option: option.points).reasons


def test_an_objective_with_nothing_below_it_costs_points_unless_it_has_a_label() -> None:
    def cost(*lines: str) -> float:
        signals, _ = observe(text := "\n\n".join(lines), blocks(text))
        state = State()
        for seen, role in zip(signals, (Role.OS, Role.OO), strict=False):
            state = state.step(seen, role)
        return closing(state.stack[0])

    assert cost("1. Être ouvert") < 0
    assert cost("1. Être ouvert", "1.1 Former") == 0
    assert cost("OS 1 : Être ouvert") == 0
