"""What the public may see of a library is a snapshot of its own, published with the other one or not at all."""

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import LibraryError
from ingest.records import Visibility
from tests.fakes import BagEmbeddings
from tests.shelves import publish, shelf_in, two_plans
from tests.test_shelf import bytes_below, folders
from vectorstore import shelf as module


def test_the_public_part_is_kept_apart(tmp_path: Path) -> None:
    shelf, documents = shelf_in(tmp_path), two_plans()
    internal = [documents[0], replace(documents[1], shown_to=Visibility.INTERNAL)]
    publish(shelf, documents).close()
    assert shelf.public().current == shelf.current
    again = BagEmbeddings()
    publish(shelf_in(tmp_path, again), internal).close()
    assert again.embedded == []
    assert len(folders(tmp_path)) == 2
    public = shelf.public().open()
    assert [one.id for one in public.documents] == [one.document for one in public.manifest.entries] == ["hannut.txt"]
    assert {hit.document.id for hit in public.search("zythologue")} == {"hannut.txt"}
    assert public.manifest.created != shelf.open().manifest.created
    public.close()
    folder = shelf.public().current
    assert folder is not None
    assert b"zythologue" not in bytes_below(folder)
    for change in (shelf.public().lock, lambda: publish(shelf.public(), documents)):
        with pytest.raises(LibraryError, match="agent"):
            change()
    publish(shelf, documents).close()
    assert shelf.public().current == shelf.current
    assert len(folders(tmp_path)) == 1


def test_a_library_that_is_all_internal_shows_the_public_nothing(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    publish(shelf, [replace(one, shown_to=Visibility.INTERNAL) for one in two_plans()]).close()
    library = shelf.public().open()
    assert library.documents == ()
    library.close()


def test_a_public_part_that_breaks_leaves_the_old_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, documents = shelf_in(tmp_path), two_plans()
    publish(shelf, documents[:1]).close()
    before = shelf.current
    calls: list[object] = []

    def failing(*given: object) -> None:
        calls.append(given)
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(module, "_probe", failing)
    with pytest.raises(KeyboardInterrupt):
        publish(shelf, [documents[0], replace(documents[1], shown_to=Visibility.INTERNAL)])
    assert shelf.current == before
    assert before is not None
    assert folders(tmp_path) == [before.name]
