"""Aspects and needs as the whole question means them."""

from assistant.aspect_readings import Aspect, Need, whole
from ingest.themes import thesaurus


def test_all_the_parts_of_a_theme_are_the_theme() -> None:
    parts = thesaurus().parts("sport", least=2)
    (need,) = whole([Need(((Aspect("sport", ("sport",), parts),),))])
    assert not need.aspects[0].part
    one = Need(((Aspect("sport", ("natat",), frozenset({("natat",)})),),))
    assert whole([one]) == [one]
