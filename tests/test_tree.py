"""How a tree is printed: indented lines with what is doubtful marked, or the contract's JSON."""

import json
from dataclasses import replace

import pytest

from assistant.tree import print_tree, tree_json
from ingest.records import Document, Level
from tests.samples import andenne


def doubtful() -> Document:
    """A plan in which the parser is not sure of one OO."""
    document = andenne()
    unsure = next(node for node in document.nodes if node.level is Level.OO)
    nodes = tuple(
        replace(node, confidence=0.3, reason="retrait seul") if node is unsure else node for node in document.nodes
    )
    return replace(document, nodes=nodes)


def printed(document: Document, capsys: pytest.CaptureFixture[str], with_reasons: bool = False) -> str:
    print_tree(document, with_reasons)
    return capsys.readouterr().out


def test_a_tree_is_indented_and_says_where_a_title_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(andenne(), capsys)
    assert "Andenne" in text.splitlines()[0]
    assert "  OS 2 : (sans intitulé)  [Priorité 1 de la DPS]" in text
    assert "      Action : Prêter des tablettes" in text
    assert "Le PST se compose" not in text


def test_a_doubtful_element_is_marked_and_the_mark_explained(capsys: pytest.CaptureFixture[str]) -> None:
    document = doubtful()
    lines = printed(document, capsys).splitlines()
    marked = [line for line in lines if line.startswith("? ")]
    assert len(marked) == 1
    assert "OO" in marked[0]
    assert any("retrait seul" in line for line in lines)
    assert lines[-1].startswith("1 élément est marqué « ? »")
    assert "?" not in printed(andenne(), capsys)


def test_reasons_give_each_element_its_line_and_a_name_to_correct_it_by(capsys: pytest.CaptureFixture[str]) -> None:
    document = andenne()
    text = printed(document, capsys, with_reasons=True)
    for node in document.nodes:
        if node.level is not Level.PASSAGE:
            assert f"ligne {node.line}, {node.id.rsplit('#', 1)[1]}" in text


def test_an_element_hung_elsewhere_is_printed_below_its_parent(capsys: pytest.CaptureFixture[str]) -> None:
    document = andenne()
    first, *_, last = [node for node in document.nodes if node.level is Level.OO]
    action = next(node for node in document.nodes if node.parent == last.id and node.level is Level.ACTION)
    moved = replace(
        document, nodes=tuple(replace(one, parent=first.id) if one is action else one for one in document.nodes)
    )
    lines = printed(moved, capsys).splitlines()
    assert next(i for i, line in enumerate(lines) if action.text in line) < next(
        i for i, line in enumerate(lines) if last.text in line
    )


def test_a_tree_in_json_points_into_its_text() -> None:
    tree = tree_json(andenne())
    ids = {node["id"] for node in tree["nodes"]}
    assert len(ids) == len(tree["nodes"])
    assert all(node["parent"] is None or node["parent"] in ids for node in tree["nodes"])
    assert tree["period"] == {"start": 2025, "end": 2030}
    marked = [node["dps_priority"] for node in tree["nodes"] if node["dps_priority"]]
    assert marked == [{"number": "1", "label": "La jeunesse"}]
    assert [node["doubtful"] for node in tree_json(doubtful())["nodes"]].count(True) == 1
    json.dumps(tree)
