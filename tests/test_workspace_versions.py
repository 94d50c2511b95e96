"""Named versions: found again as they were, whatever was done since."""

import pytest

from assistant.drafting.errors import DraftError
from assistant.drafting.workspace.records import Work
from assistant.drafting.workspace.store import Drafts
from assistant.drafting.workspace.versions import Versions
from assistant.places import Place
from tests.drafts import trooz


def test_a_version_is_kept_duplicated_and_forgotten(place: Place) -> None:
    drafts, versions = Drafts(place), Versions(place)
    name = drafts.create("", "Essai", Work(plan=trooz()))
    versions.keep(name, "Pour le conseil")
    drafts.save(name, 1, "vidé", Work())
    (kept,) = versions.all(name)
    assert kept.name == "Pour le conseil"
    assert versions.work(name, kept.number).plan == trooz()
    copy = drafts.duplicate(name, "Copie")
    assert [one.name for one in versions.all(copy)] == ["Pour le conseil"]
    versions.forget(name, kept.number)
    assert versions.all(name) == ()
    assert len(versions.all(copy)) == 1
    with pytest.raises(DraftError, match="n'existe plus"):
        versions.work(name, kept.number)
    with pytest.raises(DraftError):
        versions.keep("absent", "x")
