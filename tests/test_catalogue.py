"""The nodes of every plan in columns."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assistant.catalogue import Catalogue
from ingest.records import Level
from ingest.themes import sequence, thesaurus
from tests.fakes import FakeLibrary
from tests.samples import andenne, dps, law, nameless, note

LIBRARY = FakeLibrary(andenne(), dps(), nameless(), law(), note())
CATALOGUE = Catalogue(LIBRARY)


def test_plans_are_there_and_laws_and_notes_are_not() -> None:
    assert [one.file for one in CATALOGUE.documents] == ["andenne-pst.txt", "huy-dps.txt", "solidaire-pst.txt"]
    assert len(CATALOGUE) == sum(len(document.nodes) for document in CATALOGUE.documents)


@given(at=st.integers(0, len(CATALOGUE) - 1))
def test_what_stands_below_a_node_is_what_has_it_above(at: int) -> None:
    _, root = CATALOGUE.pairs[at]
    below = {node.id for _, node in CATALOGUE.rows(CATALOGUE.below([at]))}
    assert below == {node.id for document, node in CATALOGUE.pairs if root in document.ancestors(node)}


def test_levels_themes_and_terms_are_those_of_the_nodes() -> None:
    for level in Level:
        assert CATALOGUE.rows(CATALOGUE.at({level})) == [pair for pair in CATALOGUE.pairs if pair[1].level is level]
    for concept in thesaurus().concepts:
        expected = [at for at, (_, node) in enumerate(CATALOGUE.pairs) if concept in node.themes]
        assert CATALOGUE.themed(concept).tolist() == expected


def test_sequences_are_found_outside_false_friends() -> None:
    young = CATALOGUE.saying(frozenset({sequence("jeune")}))  # « Priorité 1 de la DPS : La jeunesse » is a node's own
    assert [CATALOGUE.pairs[at][1].number for at in young] == ["2", "2.1"]
    homes = CATALOGUE.saying(frozenset({sequence("logement d'urgence")}), "logement-urgence")
    assert len(homes) == 2
    assert CATALOGUE.saying(frozenset({sequence("licorne")})).size == 0


def test_a_volet_holds_what_stands_in_it() -> None:
    inside, outside = CATALOGUE.volets("interne"), CATALOGUE.volets("externe")
    assert not (inside & outside).any()
    assert len(CATALOGUE.rows(inside & CATALOGUE.at({Level.ACTION}))) == 2
    assert np.array_equal(CATALOGUE.bare, ~np.isin(np.arange(len(CATALOGUE)), CATALOGUE.parent))
