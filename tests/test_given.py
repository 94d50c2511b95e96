"""Plans that their file gives line by line: order, cycles, places in the text, nothing left over."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.export import exported
from ingest.collection import collect
from ingest.document import read_data
from ingest.given import Given, Line, identity, nodes, ordered, rendered
from ingest.leftovers import leftovers
from ingest.records import Level, Period
from tests.drafts import trooz

NAMES = st.sampled_from("abcdef")


@given(st.lists(st.tuples(NAMES, st.one_of(st.none(), NAMES)), unique_by=lambda one: one[0]))
def test_each_line_stands_once_and_after_the_one_above_it(pairs: list[tuple[str, str | None]]) -> None:
    lines = [Line(name, parent, Level.OO, "x") for name, parent in pairs]
    found = ordered(lines)
    assert sorted(line.id for line in found) == sorted(line.id for line in lines)
    seen: set[str] = set()
    for line in found:
        assert line.parent is None or line.parent in seen
        seen.add(line.id)


def test_words_are_quoted_where_they_stand_and_a_line_without_words_by_its_label() -> None:
    lines = (Line("a", None, Level.OS, " Être  ouvert ", "1"), Line("b", "a", Level.OO, "", "1.1"))
    text, placed = rendered(Given("PST", "", "Trooz", Period(2018, 2024), lines))
    assert text.split("\n")[:3] == ["Programme stratégique transversal", "Organisation : Trooz", "Période : 2018-2024"]
    first, second = nodes(placed, "x.json", text)
    assert (first.id, text[first.start : first.end], first.line) == ("x.json#a", "Être ouvert", 5)
    assert (second.text, text[second.start : second.end], second.parent) == ("", "OO 1.1", "x.json#a")
    told = identity(placed, text).organisation
    assert told is not None
    assert text[told.start : told.end] == "Trooz"


def test_a_plan_that_is_given_leaves_nothing_over() -> None:
    assert leftovers(read_data(exported(trooz(), ".json"), "x.json", "x.json")) == ()


def test_a_folder_takes_drafts_and_passes_over_other_json(tmp_path: Path) -> None:
    (tmp_path / "projet.json").write_bytes(exported(trooz(), ".json"))
    (tmp_path / "package.json").write_text('{"name": "x"}')
    found = collect([tmp_path])
    assert [one.path.name for one in found.sources] == ["projet.json"]
    assert [one.name for one in found.skipped] == ["package.json"]
