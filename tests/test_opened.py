"""Open snapshots: one for all where everything is public, one apart for citizens where not."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.opened import Opened, Openings
from ingest.errors import LibraryError
from ingest.records import Visibility
from tests.shelves import publish, shelf_in, two_plans


def held(one: Opened) -> list[str]:
    return [document.id for document in one.library.documents]


def test_one_snapshot_serves_all_where_everything_is_public(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    publish(shelf, two_plans()).close()
    openings = Openings()
    assert openings.read(shelf, lambda one: one) is openings.read(shelf.public(), lambda one: one)


def test_a_citizen_reads_another_one_where_not(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    first, second = two_plans()
    publish(shelf, [first, replace(second, shown_to=Visibility.INTERNAL)]).close()
    openings = Openings()
    assert openings.read(shelf, held) == ["hannut.txt", "huy.txt"]
    assert openings.read(shelf.public(), held) == ["hannut.txt"]
    assert openings.read(shelf, lambda one: one) is openings.read(shelf, lambda one: one)
    publish(shelf, two_plans()).close()
    assert openings.read(shelf.public(), held) == ["hannut.txt", "huy.txt"]


def test_a_library_that_was_not_kept_apart_is_closed_to_citizens_though_staff_have_it_open(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    first, second = two_plans()
    publish(shelf, [first, replace(second, shown_to=Visibility.INTERNAL)]).close()
    (tmp_path / "current").write_text(shelf.folders[0].name)  # as earlier versions wrote it
    openings = Openings()
    assert openings.read(shelf, held) == ["hannut.txt", "huy.txt"]
    with pytest.raises(LibraryError, match="mise à jour"):
        openings.read(shelf.public(), held)
