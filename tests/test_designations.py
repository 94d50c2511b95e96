"""Elements and documents that a question names outright."""

import pytest

from assistant.designations import find_kind, find_number
from ingest.records import DocumentKind, Level


def test_an_element_is_named_by_its_number() -> None:
    assert find_number("les actions de l'oo 3.2") == (Level.OO, "3.2")
    assert find_number("l'axe 2") == (Level.AXE, "2")
    assert find_number("les 3 axes") is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [("le PST de Huy", DocumentKind.PST), ("la DPS du CPAS de Huy", DocumentKind.DPS), ("un PST, c'est quoi ?", None)],
)
def test_a_kind_of_document_is_named_with_its_organisation(text: str, kind: DocumentKind | None) -> None:
    assert find_kind(text) is kind
