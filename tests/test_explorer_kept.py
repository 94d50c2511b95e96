from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.catalogue import Catalogue
from assistant.explorer import kept, themes
from assistant.explorer.collection import Collection
from assistant.explorer.themes import Themes
from ingest.records import Visibility
from tests.shelves import publish, shelf_in, two_plans
from vectorstore.library import Library
from vectorstore.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return shelf_in(tmp_path / "library")


@pytest.fixture
def library(shelf: Shelf) -> Library:
    return publish(shelf, two_plans())


def same(one: Themes, other: Themes) -> bool:
    return (
        one.documents == other.documents
        and one.units == other.units
        and one.owner.tolist() == other.owner.tolist()
        and {name: ranks.tolist() for name, ranks in one.rows.items()}
        == {name: ranks.tolist() for name, ranks in other.rows.items()}
        and {ranks.dtype for ranks in other.rows.values()} | {other.owner.dtype} == {np.dtype(np.int32)}
    )


def folder_of(library: Library) -> Path:
    return library.folder.parents[1] / "cache" / "themes"


def classified(library: Library) -> Themes:
    return kept.classify(folder_of(library), library, Collection(library).plans)


def test_themes_are_found_once_for_all_runs(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    first = classified(library)
    assert first.units
    assert same(first, themes.classify(library, Collection(library).plans))
    monkeypatch.setattr(themes, "classify", lambda *_: pytest.fail("they were kept"))
    assert same(classified(library), first)
    assert len(Catalogue(library, first.documents)) > len(first.units)


@pytest.mark.parametrize("damage", [b"", b"{}", b"a\n{}", b"\xff\xfe"])
def test_a_damaged_file_is_as_none(library: Library, damage: bytes) -> None:
    first = classified(library)
    (file,) = folder_of(library).iterdir()
    whole = file.read_bytes()
    for wrong in (damage, whole[:-3], whole.replace(b"1", b"2")):
        file.write_bytes(wrong)
        assert same(classified(library), first)
        assert file.read_bytes() == whole


def test_other_plans_and_another_version_find_their_own(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    classified(library)
    alone = Collection(library).plans[:1]
    assert same(kept.classify(folder_of(library), library, alone), themes.classify(library, alone))
    monkeypatch.setattr(kept, "_fingerprint", lambda: "later")
    classified(library)
    assert [one.name for one in folder_of(library).iterdir()] == [f"{library.folder.name}-later.json"]


def test_it_holds_no_word_of_a_document_and_goes_with_its_snapshot(shelf: Shelf, library: Library) -> None:
    classified(library)
    (file,) = folder_of(library).iterdir()
    held = file.read_text(encoding="utf-8").lower()
    assert not [word for word in ("hannut", "huy", "zytholog", "guichet", ".txt") if word in held]
    later = publish(shelf, two_plans()[:1])
    assert not library.folder.exists()
    assert same(classified(later), themes.classify(later, Collection(later).plans))
    assert [one.name.startswith(later.folder.name) for one in folder_of(later).iterdir()] == [True]


def test_nothing_is_kept_of_a_snapshot_that_went_meanwhile(library: Library) -> None:
    found = themes.classify(library, Collection(library).plans)
    library.folder.rename(library.folder.with_name("away"))
    assert same(classified(library), found)
    assert list(folder_of(library).iterdir()) == []


def test_staff_and_citizens_keep_apart_what_they_read_apart(shelf: Shelf) -> None:
    first, second = two_plans()
    publish(shelf, [first, replace(second, shown_to=Visibility.INTERNAL)]).close()
    whole, public = shelf.open(), shelf.public().open()
    for _ in range(2):
        assert [one.id for one in classified(whole).documents] == [first.id, second.id]
        assert [one.id for one in classified(public).documents] == [first.id]
    assert len(list(folder_of(whole).iterdir())) == 2


@pytest.mark.parametrize("at", ["cache", "cache/themes"])
def test_where_nothing_can_be_written_themes_are_found_all_the_same(library: Library, at: str) -> None:
    blocked = library.folder.parents[1] / at  # a file there: even root cannot make a folder of it
    blocked.parent.mkdir(exist_ok=True)
    blocked.write_text("", encoding="utf-8")
    assert same(classified(library), themes.classify(library, Collection(library).plans))
