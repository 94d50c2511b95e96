"""Which records a question lists."""

import pytest

from assistant.catalogue import Catalogue
from assistant.units import Wanted, find_wanted, unit_mask
from ingest.records import Level
from tests.fakes import FakeLibrary
from tests.samples import andenne, dps, parsed

CATALOGUE = Catalogue(FakeLibrary(andenne(), dps()))


@pytest.mark.parametrize(
    ("question", "levels", "excluded"),
    [
        ("Quelles actions ?", {Level.ACTION}, set()),
        ("Quels OO et quelles actions ?", {Level.OO, Level.ACTION}, set()),
        ("Les objectifs stratégiques de Huy", {Level.OS}, set()),
        ("Combien d'objectifs opérationnels et combien d'actions ?", {Level.OO, Level.ACTION}, set()),
        ("Les objectifs, pas les actions", {Level.OBJECTIF}, {Level.ACTION}),
        ("donne les objectifs (pas les intentions)", {Level.OBJECTIF}, {Level.INTENTION}),
        ("Que fait-on pour la jeunesse ?", set(), set()),
    ],
)
def test_levels_are_read_with_what_is_ruled_out(question: str, levels: set[Level], excluded: set[Level]) -> None:
    wanted = find_wanted(question, question)
    assert (wanted.levels, wanted.excluded) == (levels, excluded)


def test_what_names_an_element_is_not_what_is_listed() -> None:
    question = "Les actions de l'axe 2"
    start = question.index("axe 2")
    assert find_wanted(question, question, [(start, start + 5)]).levels == {Level.ACTION}
    assert find_wanted("axe 2", "axe 2", [(0, 5)]).levels == frozenset()


def levels_of(wanted: Wanted, catalogue: Catalogue = CATALOGUE, *, themed: bool = False) -> set[Level]:
    return {node.level for _, node in catalogue.rows(unit_mask(catalogue, wanted, themed=themed))}


def test_objectives_are_those_of_each_kind_of_document() -> None:
    rows = CATALOGUE.rows(unit_mask(CATALOGUE, Wanted(frozenset({Level.OBJECTIF}), frozenset()), themed=False))
    assert {(document.file, node.level) for document, node in rows} == {
        ("andenne-pst.txt", Level.OS), ("andenne-pst.txt", Level.OO), ("huy-dps.txt", Level.OBJECTIF),
    }  # fmt: skip


def test_an_excluded_level_leaves() -> None:
    assert levels_of(Wanted(frozenset(), frozenset({Level.INTENTION}))) == {Level.ACTION, Level.OBJECTIF}


def test_an_objective_without_actions_stands_for_one_where_a_theme_is_asked_for() -> None:
    text = "PST du CPAS de Huy\nObjectif stratégique 1 : Être fou\n- Rire\nObjectif stratégique 2 : Être sage\n"
    catalogue = Catalogue(FakeLibrary(parsed(text, "huy.txt")))
    actions = Wanted(frozenset({Level.ACTION}), frozenset())
    assert levels_of(actions, catalogue, themed=True) == {Level.ACTION, Level.OS}
    assert levels_of(actions, catalogue, themed=False) == {Level.ACTION}
