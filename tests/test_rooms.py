"""The folder of the snapshots: a pointer that the disk has changed erases nothing."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shelves import publish, shelf_in, two_plans
from vectorstore import rooms
from vectorstore.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = shelf_in(tmp_path / "library")
    publish(shelf, two_plans()).close()
    return shelf


def snapshots(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir() if one.is_dir()}


BROKEN = [b"", b"  \n", b".", b"..", b"../library", b"/", b"quarantaine", b"\xff\x00", b"absent", b"20200101T000000-.."]


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_pointer_erases_nothing_and_is_set_again(shelf: Shelf, content: bytes) -> None:
    before = shelf.folders
    (shelf.folder / rooms.QUARANTINE).mkdir()
    (shelf.folder / "current").write_bytes(content)
    assert shelf.folders == ()
    assert shelf.current is None
    with shelf.lock():
        pass
    assert shelf.folders == before
    shelf.open().close()


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_pointer_beside_several_libraries_erases_and_chooses_nothing(shelf: Shelf, content: bytes) -> None:
    assert shelf.current is not None
    shutil.copytree(shelf.current, shelf.folder / "20200101T000000-autre")
    before = snapshots(shelf.folder)
    (shelf.folder / "current").write_bytes(content)
    with shelf.lock():
        pass
    assert snapshots(shelf.folder) == before


@given(st.binary(max_size=40))
def test_a_pointer_names_folders_of_the_snapshots_or_nothing(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / "current").write_bytes(content)
    assert all(one.parent == folder and rooms.QUARANTINE not in one.parts[-1:] for one in rooms.named(folder))


def test_a_sweep_that_keeps_no_snapshot_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for keep in (
        [],
        [tmp_path / ""],
        [tmp_path / ".."],
        [tmp_path / "a", tmp_path.parent / "b"],
        [tmp_path / "a" / "c"],
    ):
        with pytest.raises(ValueError, match="no folders of"):
            rooms.sweep(tmp_path, keep)
    assert snapshots(tmp_path) == {"a"}
