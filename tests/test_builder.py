"""Nodes quote their own words, and keep their ids as long as they and their ancestors keep their words."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ingest.layout import blocks, clean
from ingest.parsers.builder import TreeBuilder
from ingest.records import Level, Node


def build(text: str, document: str = "d") -> tuple[Node, ...]:
    builder = TreeBuilder(document, text)
    first, *rest = blocks(text)
    parent = builder.add(Level.OS, first, None, number=first.number)
    for block in rest:
        builder.add(Level.OO, block, parent, number=block.number)
    return builder.build()


@given(st.lists(st.text("ab É*_’.\t", min_size=1, max_size=12), min_size=1, max_size=5).map("\n\n".join))
def test_nodes_quote_the_text(text: str) -> None:
    if not blocks(text):
        return
    for node in build(text):
        assert clean(text[node.start : node.end]) == node.text or not node.text
        assert node.start < node.end or not text[node.start : node.end].strip()


def test_marks_at_the_edges_are_left_out_of_the_quote() -> None:
    text = "- **Former** les agents\n\n***Évaluer***"
    assert [text[node.start : node.end] for node in build(text)] == ["Former** les agents", "Évaluer"]
    assert [node.text for node in build(text)] == ["Former les agents", "Évaluer"]


def test_ids_are_those_of_the_words_under_their_path() -> None:
    before = build("1. Être\n\n1.1 Former\n\n1.2 Évaluer")
    moved = build("\n\nPréface\n\n1.1 Former\n\n1.2 Évaluer".replace("Préface", "1. Être"))
    assert [node.id for node in before] == [node.id for node in moved]
    other_parent = build("1. Avoir\n\n1.1 Former")
    assert other_parent[1].id != before[1].id
    case_and_spaces = build("1. ÊTRE\n\n1.1  Former\n\n1.2 évaluer")
    assert [node.id for node in case_and_spaces] == [node.id for node in before]


def test_ids_name_their_document_and_level() -> None:
    parent, child = build("1. Être\n\n1.1 Former", document="gesves.txt")
    assert parent.id.startswith("gesves.txt#os-")
    assert child.id.startswith("gesves.txt#oo-")
    assert child.parent == parent.id


def test_twins_get_ids_in_order() -> None:
    nodes = build("1. Être\n\n- Former\n\n- Former\n\n- Former")
    first, second, third = (node.id for node in nodes[1:])
    assert (second, third) == (f"{first}-2", f"{first}-3")


def test_a_label_alone_is_the_place_to_show_and_a_title_below_replaces_it() -> None:
    text = "Objectif stratégique 4 :\n\nÊtre un CPAS **ouvert**"
    label, title = blocks(text)
    builder = TreeBuilder("d", text)
    draft = builder.add(Level.OS, label, None, start=label.end, number="4")
    (bare,) = builder.build()
    assert (bare.text, text[bare.start : bare.end]) == ("", "Objectif stratégique 4 :")
    builder.title(draft, title)
    builder.prioritise(draft, title, "2", title.start)
    (titled,) = builder.build()
    assert (titled.text, titled.line, titled.end_line) == ("Être un CPAS ouvert", 1, 3)
    assert titled.dps_priority is not None
    assert titled.dps_priority.label == "Être un CPAS ouvert"


def test_a_node_keeps_the_fields_of_its_row_unless_it_is_given_others() -> None:
    row = (("echeance", "2027"), ("budget", "5.000 €"))
    block = replace(blocks("Former les agents")[0], attributes=row)
    builder = TreeBuilder("d", "Former les agents")
    builder.add(Level.PASSAGE, block, None)
    builder.add(Level.PASSAGE, block, None, attributes=(("pilote", "le service"),))
    assert [node.attributes for node in builder.build()] == [row, (("pilote", "le service"),)]


def test_the_first_value_of_a_field_stays() -> None:
    builder = TreeBuilder("d", "Former")
    draft = builder.add(Level.ACTION, blocks("Former")[0], None)
    for value in ("2027", "2028"):
        builder.attribute(draft, "echeance", value)
    assert builder.build()[0].attributes == (("echeance", "2027"),)
