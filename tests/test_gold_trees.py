"""The five reference documents come out as their true trees, node by node and parent by parent."""

from collections import Counter
from typing import Any

import pytest

from ingest.folding import fold_spaces
from ingest.records import Document, Level, Node
from tests.conftest import FILES


def _structure(document: Document) -> list[Node]:
    return [node for node in document.nodes if node.level is not Level.PASSAGE]


@pytest.mark.parametrize("name", FILES)
def test_tree_matches_the_gold_node_by_node(name: str, documents: dict[str, Document], gold: dict[str, Any]) -> None:
    document = documents[name]
    line_of = {node.id: node.line for node in document.nodes}
    found = [
        (
            node.line,
            node.end_line,
            node.level.value,
            line_of[node.parent] if node.parent else None,
            node.number,
            node.kind,
            fold_spaces(node.text),
            (node.dps_priority.number, fold_spaces(node.dps_priority.label)) if node.dps_priority else None,
        )
        for node in _structure(document)
    ]
    expected = [
        (
            node["line"],
            node["end_line"],
            node["level"],
            node["parent"],
            node["number"],
            node.get("kind"),
            fold_spaces(node["text"]),
            (node["dps_priority"]["number"], fold_spaces(node["dps_priority"]["label"]))
            if node.get("dps_priority")
            else None,
        )
        for node in gold[name]["nodes"]
    ]
    assert found == expected


@pytest.mark.parametrize("name", FILES)
def test_counts_match_the_gold(name: str, documents: dict[str, Document], gold: dict[str, Any]) -> None:
    counts = Counter(node.level.value for node in _structure(documents[name]))
    assert dict(counts) == {level: count for level, count in gold[name]["counts"].items() if count}


@pytest.mark.parametrize("name", FILES)
def test_text_that_looks_like_structure_stays_prose(
    name: str, documents: dict[str, Document], gold: dict[str, Any]
) -> None:
    lines = {node.line for node in _structure(documents[name])}
    for entry in gold[name]["non_nodes"]:
        first, last = entry["lines"]
        assert not lines & set(range(first, last + 1)), entry["why"]


@pytest.mark.parametrize("name", FILES)
def test_identity_matches_the_gold(name: str, documents: dict[str, Document], gold: dict[str, Any]) -> None:
    identity, expected = documents[name].identity, gold[name]
    assert identity.kind.value == expected["kind"]
    assert (identity.organisation.value if identity.organisation else None) == expected["organisation"]
    period = {"start": identity.period.start, "end": identity.period.end} if identity.period else None
    assert period == expected["period"]
    assert {key: value.value for key, value in identity.dates} == {
        key: value["date"] for key, value in expected["dates"].items()
    }
    if identity.organisation:
        evidence = identity.organisation
        assert documents[name].text[evidence.start : evidence.end] == evidence.quote
