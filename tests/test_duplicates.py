"""Versions and copies of a plan are found; different plans are not."""

import time
from dataclasses import replace
from random import Random

import pytest

from ingest.document import parse_text
from ingest.duplicates import SIMILAR, Duplicate, duplicates
from ingest.records import Document


def rewritten(document: Document, share: float, name: str = "version") -> Document:
    """The document with a share of its nodes in other words."""
    random = Random(0)
    nodes = tuple(
        replace(node, text=" ".join(f"mot{random.random()}" for _ in node.text.split()))
        if random.random() < share
        else node
        for node in document.nodes
    )
    return replace(document, id=name, nodes=nodes)


def test_the_reference_plans_are_all_different(documents: dict[str, Document]) -> None:
    assert duplicates(list(documents.values())) == ()


def test_a_copy_in_another_layout_is_found(documents: dict[str, Document]) -> None:
    original = documents["durbuy-pst.txt"]
    shouted = replace(
        original, id="copie", nodes=tuple(replace(node, text=node.text.upper()) for node in original.nodes)
    )
    found = duplicates([*documents.values(), shouted])
    assert found == (Duplicate("durbuy-pst.txt", "copie", 1.0),)


@pytest.mark.parametrize(("share", "expected"), [(0.05, True), (0.15, True), (0.6, False), (1.0, False)])
def test_a_version_is_found_until_most_of_it_is_new(
    share: float, expected: bool, documents: dict[str, Document]
) -> None:
    original = documents["bernissart-pst-2019-2024.md"]
    found = duplicates([original, rewritten(original, share)])
    assert bool(found) is expected
    assert all(SIMILAR <= pair.similarity < 1 for pair in found)


def test_the_most_similar_come_first(documents: dict[str, Document]) -> None:
    original = documents["bernissart-pst-2019-2024.md"]
    found = duplicates([original, rewritten(original, 0.2, "b"), replace(original, id="a")])
    assert [pair.similarity for pair in found] == sorted((pair.similarity for pair in found), reverse=True)
    assert (found[0].first, found[0].second) == (original.id, "a")
    assert found[0].similarity == 1


def test_short_documents_are_not_compared() -> None:
    pages = [parse_text("Cette page a été déplacée. Voyez la nouvelle adresse.\n", name, name, "0") for name in "ab"]
    assert duplicates(pages) == ()


def test_five_hundred_documents_take_seconds(documents: dict[str, Document]) -> None:
    originals = list(documents.values())
    many = [rewritten(originals[rank % 5], 1.0, str(rank)) for rank in range(500)]
    started = time.process_time()
    duplicates(many)
    assert time.process_time() - started < 10
