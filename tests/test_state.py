"""A reading keeps the open elements in their order, whatever it takes the blocks for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.layout import blocks
from ingest.parsers.evidence import options
from ingest.parsers.signals import Profile, Signals, observe
from ingest.parsers.state import RANK, Role, State
from ingest.records import Level
from tests.plans import rough_texts

ELEMENTS = [role for role in Role if role.level is not None]


def read(*steps: tuple[str, Role]) -> State:
    """The reading of some lines, each taken for a role."""
    signals, _ = observe_lines([line for line, _ in steps])
    state = State()
    for seen, (_, role) in zip(signals, steps, strict=True):
        state = state.step(seen, role)
    return state


def observe_lines(lines: list[str]) -> tuple[list[Signals], Profile]:
    text = "\n\n".join(lines)
    return observe(text, blocks(text))


PLAN = (
    ("## Volet externe", Role.VOLET),
    ("1. Être ouvert", Role.OS),
    ("1.1 Former", Role.OO),
    ("- Engager un formateur", Role.ACTION),
)


def levels(state: State) -> list[Level]:
    return [entry.level for entry in state.stack]


def test_elements_open_below_one_another() -> None:
    assert levels(read(*PLAN)) == [Level.VOLET, Level.OS, Level.OO, Level.ACTION]


@pytest.mark.parametrize(
    ("role", "left"),
    [
        (Role.SOUS_ACTION, ["volet", "os", "oo", "action", "sous_action"]),
        (Role.ACTION, ["volet", "os", "oo", "action"]),
        (Role.OO, ["volet", "os", "oo"]),
        (Role.OS, ["volet", "os"]),
        (Role.SECTION, ["volet", "section"]),
        (Role.VOLET, ["volet"]),
        (Role.PROSE, ["volet", "os", "oo", "action"]),
        (Role.HEADING, []),
    ],
)
def test_an_element_closes_what_is_not_above_it(role: Role, left: list[str]) -> None:
    assert [level.value for level in levels(read(*PLAN, ("Autre chose", role)))] == left


def test_what_stands_above_and_what_would_close_are_told() -> None:
    state = read(*PLAN)
    assert [entry.level for entry in state.closing(Level.OO)] == [Level.OO, Level.ACTION]
    above, opened = state.above(Level.OO), state.open(Level.OO)
    assert above is not None
    assert opened is not None
    assert (above.level, opened.level) == (Level.OS, Level.OO)
    assert state.open(Level.SOUS_ACTION) is state.open(Level.SECTION) is None
    assert State().above(Level.OS) is None


@given(rough_texts(), st.data())
@settings(max_examples=150)
def test_open_elements_always_stand_below_higher_ones(text: str, data: st.DataObject) -> None:
    signals, profile = observe(text, blocks(text))
    state = State()
    for seen in signals:
        found = options(state, seen, profile)
        state = state.step(seen, data.draw(st.sampled_from(found)).role)
        ranks = [RANK[entry.level] for entry in state.stack]
        assert ranks == sorted(set(ranks))
        assert state.inside or not state.stack


@given(st.lists(st.sampled_from(ELEMENTS), max_size=12))
def test_elements_alone_keep_their_order(roles: list[Role]) -> None:
    state = read(*(("Former les agents", role) for role in roles))
    ranks = [RANK[level] for level in levels(state)]
    assert ranks == sorted(set(ranks))
    assert not roles or state.stack[-1].level is roles[-1].level
    assert state.last is (roles[-1] if roles else None)


def test_a_plan_begins_with_an_element_and_ends_with_a_heading() -> None:
    assert not State().inside
    begun = read(*PLAN)
    assert (begun.inside, begun.closed) == (True, False)
    ended = read(*PLAN, ("## Le suivi", Role.HEADING))
    assert (ended.inside, ended.closed) == (False, True)
    before = read(("## Le contexte", Role.HEADING))
    assert (before.inside, before.closed) == (False, False)


def test_a_header_names_the_level_of_what_follows_until_a_higher_element() -> None:
    header = (*PLAN[:3], ("Actions :", Role.ANNOUNCE))
    assert read(*header).announced == (Level.ACTION, None)
    listed = read(*header, ("- Former", Role.ACTION))
    assert listed.announced is not None
    assert listed.announced[0] is Level.ACTION
    assert listed.announced[1] is not None
    assert read(*header, ("- Former", Role.ACTION), ("1.2 Loger", Role.OO)).announced is None


def test_a_title_goes_to_the_label_above_it() -> None:
    untitled = read(("Objectif stratégique 1 :", Role.OS))
    assert not untitled.stack[-1].titled
    assert read(("Objectif stratégique 1 :", Role.OS), ("Être ouvert", Role.TITLE)).stack[-1].titled


def test_the_ledger_remembers_what_each_form_meant_last() -> None:
    state = read(("- Former", Role.ACTION), ("1. Être", Role.OS), ("- Loger", Role.OO))
    assert set(state.ledger.values()) == {Level.OS, Level.OO}


def test_what_a_label_says_teaches_nothing_of_forms() -> None:
    assert not read(("OS 1 : Être", Role.OS), ("OO 1.1 : Loger", Role.OO)).ledger


def test_readings_that_go_on_alike_have_one_key() -> None:
    plain = read(*PLAN, ("Une phrase.", Role.PROSE))
    assert plain.key == read(*PLAN, ("Une autre phrase.", Role.PROSE)).key
    assert plain.key != read(*PLAN, ("Une phrase.", Role.ACTION)).key
    assert len({plain.key, read(*PLAN, ("Une autre phrase.", Role.PROSE)).key}) == 1


def test_a_step_leaves_the_reading_before_it_as_it_was() -> None:
    state = read(*PLAN)
    key = state.key
    (seen,), _ = observe_lines(["- Autre"])
    state.step(seen, Role.OO)
    assert state.key == key
