"""How the staff name an element: by level and number, by line, by id, by its words; never two at once."""

import pytest

from assistant.references import find_node, short_id
from ingest.document import parse_text
from ingest.errors import CorrectionError
from tests.test_corrections import PLAN, node_of, plan


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("OO 1.2", "Former les agents"),
        ("oo 1.2", "Former les agents"),
        ("os 2", "Être un employeur"),
        ("ligne 8", "Simplifier"),
        ("8", "Simplifier"),
        ("Ouvrir une permanence le MERCREDI", "Ouvrir"),
    ],
)
def test_an_element_is_found(reference: str, words: str) -> None:
    document = plan()
    assert find_node(document, reference) == node_of(document, words)


def test_every_element_is_found_by_its_id() -> None:
    document = plan()
    for node in document.nodes:
        assert find_node(document, node.id) == find_node(document, short_id(node)) == node


@pytest.mark.parametrize("reference", ["OO 9", "ligne 999", "Rien de tel", "", "OO"])
def test_what_is_not_there_is_refused_with_a_way_to_name_it(reference: str) -> None:
    with pytest.raises(CorrectionError, match="--raisons"):
        find_node(plan(), reference)


def test_two_elements_of_one_number_are_listed() -> None:
    text = PLAN.replace("OO 2.1", "OO 1.2")
    with pytest.raises(CorrectionError, match=r"plusieurs éléments.*OO 1\.2 \(ligne 14, oo-\w+\) ; OO 1\.2"):
        find_node(parse_text(text, "p", "p", "0"), "OO 1.2")
