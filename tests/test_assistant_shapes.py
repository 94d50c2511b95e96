"""A document counted in one pass has the counts of every element looked up from below."""

from collections import Counter
from dataclasses import replace

import pytest

from assistant.shapes import LEVELS, Shapes, shape
from ingest.records import Document, Level, Node
from tests.samples import andenne, dps, nameless


def chain(document: Document, node: Node) -> tuple[Node, ...]:
    return (*document.ancestors(node), node)


@pytest.mark.parametrize("backwards", [False, True])
def test_counts_are_those_of_each_element(documents: dict[str, Document], backwards: bool) -> None:
    for document in (andenne(), dps(), nameless(), *documents.values()):
        one = replace(document, nodes=document.nodes[::-1]) if backwards else document
        found = shape(one)
        assert found.counted(None) == Counter(node.level for node in one.nodes)
        for kind in ("interne", "externe", "commun", "absent"):
            inside = [
                node
                for node in one.nodes
                if any(above.level is Level.VOLET and above.kind == kind for above in chain(one, node))
            ]
            assert found.counted(kind) == Counter(node.level for node in inside)
        for (part, numbers), kinds in zip(found.parts, found.inside, strict=True):
            below = [node for node in one.nodes if part in one.ancestors(node)]
            assert numbers == Counter(node.level for node in below)
            assert kinds == {above.kind for above in chain(one, part) if above.level is Level.VOLET}
        assert all(part.level in LEVELS for part, _ in found.parts)


def test_a_shape_is_found_once() -> None:
    shapes, document = Shapes(), andenne()
    assert shapes.of(document) is shapes.of(document)
