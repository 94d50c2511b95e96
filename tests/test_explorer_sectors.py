from assistant.explorer.sectors import below, sectors
from ingest.records import Document, Level
from tests.samples import andenne


def test_a_sector_is_as_wide_as_the_actions_in_it() -> None:
    rings = sectors(andenne())
    root = rings[0]
    assert root.value == 6 == sum(one.value for one in rings if one.parent == root.id)


def test_the_rings_of_real_plans_add_up_and_lead_to_their_elements(documents: dict[str, Document]) -> None:
    for document in documents.values():
        rings = {one.id: one for one in sectors(document)}
        for one in rings.values():
            inner = [other.value for other in rings.values() if other.parent == one.id]
            assert one.value == (sum(inner) or (1 if one.parent else 0))
            nodes = below(document, one.id)
            assert len(nodes) == one.value
            assert all(node.level is not Level.SOUS_ACTION for node in nodes)
