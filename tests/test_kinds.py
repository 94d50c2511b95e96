"""What kinds of documents are called: alike everywhere."""

import pytest

from assistant.about import kind_of
from assistant.administration.listing import row
from assistant.explorer import naming
from assistant.kinds import KINDS, NOTE, kind_name
from ingest.corrections import Correction, Subject, apply
from ingest.records import DocumentKind
from tests.samples import andenne
from tests.test_administration_listing import DAY, document


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_page_calls_a_kind_the_same(kind: DocumentKind) -> None:
    shown = document(kind=kind.value, period=None)
    read = apply(andenne(), [Correction(1, DAY, Subject.KIND, kind.value)])
    assert {kind_of(shown), row(shown).kind, naming.kind(read)} == {KINDS[kind]}


def test_every_kind_has_a_name_of_its_own() -> None:
    assert set(KINDS) == set(DocumentKind)
    assert len({*KINDS.values(), NOTE}) == len(KINDS) + 1


def test_notes_and_drafts_are_told() -> None:
    assert kind_name("autre", note=True) == NOTE
    assert kind_name("pst", draft=True) == "Projet de PST"
    assert kind_name("inconnu") == KINDS["autre"]
