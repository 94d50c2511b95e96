"""Who may read a document, as the staff say it and as it is by default."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.administration.retagging import retagged
from ingest.corrections import Correction, Subject, apply
from ingest.errors import CorrectionError
from ingest.records import Visibility
from ingest.themes import thesaurus
from ingest.visibility import visibility_for
from tests.samples import ANDENNE, andenne, dps, law, note, parsed


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("interne", Visibility.INTERNAL),
        (" Interne ", Visibility.INTERNAL),
        ("publique", Visibility.PUBLIC),
        ("public", Visibility.PUBLIC),
    ],
)
def test_a_visibility_by_its_name(said: str, meant: Visibility) -> None:
    assert visibility_for(said) is meant


@pytest.mark.parametrize("said", ["", "secret", "publics", "interne et public"])
def test_what_is_none_is_refused_with_those_there_are(said: str) -> None:
    with pytest.raises(CorrectionError, match="publique, interne"):
        visibility_for(said)


def test_only_drafts_are_internal_by_default() -> None:
    draft = parsed(f"Projet — brouillon\n\n{ANDENNE}", "projet.txt")
    assert draft.is_draft
    assert draft.visibility is Visibility.INTERNAL
    assert {one.visibility for one in (andenne(), dps(), law(), note())} == {Visibility.PUBLIC}


def test_a_draft_that_is_said_to_be_a_plan_stays_internal_until_it_is_published(tmp_path: Path) -> None:
    draft = parsed(f"Projet — brouillon\n\n{ANDENNE}", "projet.txt")
    kind = Correction(1, date(2026, 1, 1), Subject.KIND, "pst")
    named = apply(draft, [kind])
    assert not named.is_draft
    assert named.visibility is Visibility.INTERNAL
    shown = apply(draft, [kind, Correction(2, date(2026, 1, 1), Subject.VISIBILITY, "publique")])
    assert shown.visibility is Visibility.PUBLIC


def test_new_themes_publish_nothing(tmp_path: Path) -> None:
    """A document whose corrections cannot be read is held as internal, without corrections of its own."""
    held = replace(andenne(), shown_to=Visibility.INTERNAL)
    assert retagged(held, thesaurus(), tmp_path).visibility is Visibility.INTERNAL
