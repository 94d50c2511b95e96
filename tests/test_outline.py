"""Unlabelled lists get their levels from the way they nest."""

import pytest

from ingest.layout import blocks
from ingest.parsers.outline import Outline
from ingest.records import Level

OS, OO, ACTION, SUB = Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION


def levels(text: str, anchor: Level | None = None, announced: Level | None = None) -> list[Level | None]:
    found = blocks(text)
    outline = Outline(found, {i for i, block in enumerate(found) if not block.bullet and not block.number})
    return [outline.level(i, anchor, announced) for i, block in enumerate(found) if block.bullet or block.number]


@pytest.mark.parametrize(
    "text",
    [
        "1. A\n  1. B\n    • C\n      o D",
        "1. A\n1.1 B\n1.1.1 C\n- D",
        "I. A\n1. B\na) C\n- D",
        "I. A\n1. B\n- C\n  - D",
        "1. A\n\t1) B\n\t\t- C\n\t\t\t- D",
        "- A\n  - B\n    - C\n      - D",
    ],
)
def test_nesting_names_the_levels(text: str) -> None:
    assert levels(text) == [OS, OO, ACTION, SUB]


def test_a_list_goes_back_up() -> None:
    assert levels("1. A\n1.1 B\n- C\n1.2 D\n- E\n2. F\n2.1 G\n- H") == [OS, OO, ACTION, OO, ACTION, OS, OO, ACTION]


def test_below_an_objective_the_levels_start_lower() -> None:
    assert levels("- A\n  - B\n- C", Level.OO) == [ACTION, SUB, ACTION]
    assert levels("- A\n  - B", Level.OS) == [OO, ACTION]
    assert levels("- A\n- B", Level.ACTION) == [SUB, SUB]


def test_a_flat_list_straight_below_a_strategic_objective_holds_actions() -> None:
    assert levels("- A\n- B", Level.OS) == [ACTION, ACTION]


def test_the_header_of_a_list_names_its_level() -> None:
    assert levels("- A\n- B", Level.OS, announced=OO) == [OO, OO]
    assert levels("- A\n  - B", Level.OS, announced=ACTION) == [ACTION, SUB]
    assert levels("1. A\n- B", None, announced=OO) == [OO, ACTION]


def test_too_deep_has_no_name() -> None:
    assert levels("- A\n  - B\n    - C", Level.OO) == [ACTION, SUB, None]


def test_a_boundary_starts_anew() -> None:
    assert levels("- A\n  - B\n\nTitre\n\n  - C") == [OS, OO, OS]
