"""Lines are numbered as a draft is: OS through the volets, the others below the line above them."""

from assistant.drafting.editing.numbering import numbered
from ingest.records import Level
from tests.drafts import trooz


def test_a_draft_by_hand_gets_its_own_numbers() -> None:
    nodes = trooz().nodes
    bare = [one.model_copy(update={"number": ""}) for one in nodes]
    for made, one in zip(numbered(bare), nodes, strict=True):
        if one.level is not Level.SOUS_ACTION:
            assert made.number == one.number


def test_a_volet_keeps_what_it_has() -> None:
    (volet, *_) = trooz().nodes
    assert numbered([volet.model_copy(update={"number": "II"})])[0].number == "II"
