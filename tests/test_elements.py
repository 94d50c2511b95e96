"""Elements are collected under the innermost open one; what is named again is the same element."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.cells import is_empty
from ingest.elements import Collector, is_volet, merged, named, numbered, read_above
from ingest.records import Level


def test_an_element_belongs_to_the_innermost_open_one_above_it() -> None:
    collector = Collector()
    os = collector.add(Level.OS, "1", "Être ouvert")
    oo = collector.add(Level.OO, "1.1", "Accueillir")
    action = collector.add(Level.ACTION, "", "Ouvrir")
    direct = collector.add(Level.ACTION, "", "Nommer", parent=os)
    assert [collector.found[place].parent for place in (os, oo, action, direct)] == [None, os, oo, os]


def test_an_element_named_again_is_gone_back_to() -> None:
    collector = Collector()
    collector.add(Level.OS, "1", "Être ouvert")
    first = collector.add(Level.OO, "1.1", "Accueillir")
    collector.add(Level.OO, "1.2", "Écouter")
    assert collector.add(Level.OO, "1.1", "ACCUEILLIR") == first
    assert collector.found[collector.add(Level.ACTION, "", "Ouvrir")].parent == first


def test_the_same_title_under_another_parent_is_another_element() -> None:
    collector = Collector()
    collector.add(Level.OS, "", "A")
    first = collector.add(Level.OO, "", "Communiquer")
    collector.add(Level.OS, "", "B")
    assert collector.add(Level.OO, "", "Communiquer") != first


def test_words_that_name_their_level() -> None:
    assert named("Volet interne : l'administration") == (Level.VOLET, "", "Volet interne : l'administration")
    assert named("OO 1.2 – Écouter") == (Level.OO, "1.2", "Écouter")
    assert named("OS 1") is None
    assert named("Logement") is None
    assert not is_volet("NEANT")
    assert numbered("1.2 – Écouter") == ("1.2", "Écouter")
    assert numbered("Écouter") == ("", "Écouter")


def test_a_row_across_names_a_volet_an_objective_or_is_text() -> None:
    collector = Collector()
    read_above(collector, [["Plan du CPAS", ""], ["Volet externe", ""], ["a", "b"]], 3)
    collector.band("Être ouvert", Level.OS)
    assert not collector.band("Total", Level.OS)
    assert not collector.band("Remarque : sous réserve du subside", Level.OS)
    assert [(one.level, one.text) for one in collector.found] == [
        (None, "Plan du CPAS"),
        (Level.VOLET, "Volet externe"),
        (None, "a | b"),
        (Level.OS, "Être ouvert"),
    ]
    assert collector.found[3].parent == 1


_FIELDS = st.lists(
    st.tuples(st.sampled_from(["pilote", "budget"]), st.sampled_from(["DG", "RH", "dg", "", "–"])), max_size=8
)


@given(_FIELDS, _FIELDS)
def test_fields_are_added_once_each(first: list[tuple[str, str]], second: list[tuple[str, str]]) -> None:
    once = merged(merged((), first), second)
    assert merged(once, [*first, *second]) == once
    assert all(value and not is_empty(value) for _, value in once)
