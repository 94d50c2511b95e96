"""Tables of contents are left out, and nothing that only looks like one."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.contents import without_contents
from ingest.layout import blocks
from ingest.records import Document, Level
from tests.conftest import FILES
from tests.plans import STYLES, parsed, plan_items, rough_texts, written

PLAN = """\
OS 1 : Être un CPAS ouvert

OO 1.1 : Former les agents

- Engager un formateur

OS 2 : Être un CPAS durable

OO 2.1 : Isoler les bâtiments

- Remplacer les châssis
"""
TITLES = ["OS 1 : Être un CPAS ouvert", "OO 1.1 : Former les agents", "OS 2 : Être un CPAS durable",
          "OO 2.1 : Isoler les bâtiments"]  # fmt: skip


AFTER = "Le Conseil a voulu ce plan."


def kept(text: str) -> list[str]:
    return [block.text for block in without_contents(blocks(text))]


def plan_after(contents: str) -> str:
    return f"PST du CPAS de Gesves\n\n{contents}\n\n{PLAN}"


BARE = ["PST du CPAS de Gesves", *kept(PLAN)]


@pytest.mark.parametrize(
    "ends",
    [" ........ {n}", "........{n}", " . . . . . {n}", " …… {n}", "\t{n}", "   {n}", " {n}", " ............"],
)
def test_titles_with_page_numbers_or_dots_are_left_out(ends: str) -> None:
    listed = "\n\n".join(title + ends.format(n=page) for page, title in enumerate(TITLES, start=3))
    assert kept(plan_after(listed)) == BARE


@pytest.mark.parametrize(
    "heading", ["Sommaire", "SOMMAIRE :", "## Table des matières", "**Contenu**", "TABLE DES MATIERES"]
)
def test_labels_under_a_heading_are_left_out_where_they_come_again(heading: str) -> None:
    found = kept(plan_after(f"{heading}\n\n" + "\n\n".join([*TITLES, AFTER])))
    assert [line for line in found if line not in BARE] == [*kept(heading), AFTER]
    assert [found.count(title) for title in TITLES] == [1] * 4


def test_they_may_be_shortened_there() -> None:
    listed = "Sommaire\n\nOS 1 : Ouverture\n\nOO 1.1 : Formation\n\nOS 2 : Durabilité\n\nOO 2.1 : Bâtiments"
    assert kept(plan_after(f"{listed}\n\n{AFTER}"))[3:] == kept(PLAN)


@pytest.mark.parametrize("between", ["", "Volet externe\n\n", "## Volet externe\n\n"])
def test_the_plan_may_follow_at_once(between: str) -> None:
    found = kept(plan_after("Sommaire\n\n" + "\n\n".join(TITLES) + f"\n\n{between}"))
    assert [found.count(title) for title in TITLES] == [1] * 4


def test_labels_under_such_a_heading_stay_where_they_do_not_come_again() -> None:
    text = "PST du CPAS de Gesves\n\nContenu\n\n" + "\n\n".join(TITLES)
    assert kept(text) == [block.text for block in blocks(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Former 12 agents en 2025\n\nLouer 3 studios\n\nAcheter 2 bus en 2026\n",
        "Budget 2024 ....... 12\n\nUne phrase.\n",
        "Le logement 3\n\nL'énergie 4\n\nUne phrase.\n",
        "Loger … 25.000 €\n\nNourrir …… 12.500 €\n\nChauffer ...... 3.000 € par an\n\nUne phrase.\n",
        "Bilan 2024\n\nBilan 2025\n\nBilan 2026\n\nUne phrase.\n",
    ],
)
def test_numbers_at_the_end_of_lines_are_no_page_numbers_by_themselves(text: str) -> None:
    assert kept(text) == [block.text for block in blocks(text)]


def test_one_or_two_such_lines_are_no_table() -> None:
    text = plan_after("OS 1 : Être un CPAS ouvert ..... 3\n\nOO 1.1 : Former les agents ..... 4")
    assert kept(text) == [block.text for block in blocks(text)]


def test_a_table_on_several_lines_may_stand_after_the_plan() -> None:
    table = "\n\n".join(f"{title} ........ {page}" for page, title in enumerate(TITLES, start=3))
    assert kept(f"{PLAN}\n{table}\n") == kept(PLAN)


def test_a_plan_reads_the_same_under_its_contents() -> None:
    alone = [(node.level, node.text) for node in parsed(plan_after("")).nodes if node.level is not Level.PASSAGE]
    listed = "Sommaire\n\n" + "\n\n".join(f"{title} ..... {page}" for page, title in enumerate(TITLES, start=3))
    found = [(node.level, node.text) for node in parsed(plan_after(listed)).nodes if node.level is not Level.PASSAGE]
    assert found == alone != []


@given(rough_texts())
@settings(max_examples=150)
def test_what_is_kept_stands_as_it_stood_and_holds_no_table_anymore(text: str) -> None:
    found = blocks(text)
    left = without_contents(found)
    rest = iter(found)
    assert all(block in rest for block in left)


@given(items=plan_items(), style=st.sampled_from(sorted(STYLES)))
@settings(max_examples=40)
def test_a_plan_without_contents_loses_nothing(items: tuple, style: str) -> None:
    found = blocks(written(items, STYLES[style]))
    assert without_contents(found) == found


@pytest.mark.parametrize("name", FILES)
def test_nothing_of_the_reference_documents_is_taken_for_contents(name: str, documents: dict[str, Document]) -> None:
    found = blocks(documents[name].text)
    left = {block.line for block in without_contents(found)}
    assert {node.line for node in documents[name].nodes if node.level is not Level.PASSAGE} <= left


@pytest.mark.parametrize(
    "line", ["." * 20_000 + "x", "a" + ". " * 20_000 + "x", "_" * 20_000 + "x", "… " * 20_000 + "x"]
)
def test_a_line_of_dots_costs_no_more_than_its_length(line: str) -> None:
    started = time.perf_counter()
    kept(f"Sommaire\n\n{line}\n\nUne phrase.\n")
    assert time.perf_counter() - started < 2
