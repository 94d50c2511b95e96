"""Files beside the library change with it or not at all, also where the library is a link to another disk."""

from pathlib import Path

import pytest

from ingest.corrections import Subject
from tests.kills.home import Home
from vectorstore.changes import FILE, Change, settle


@pytest.fixture(params=["lié", "en place"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    """An installation whose library may be a link to a folder that stands deeper elsewhere."""
    home = Home(tmp_path / "essai")
    home.root.mkdir()
    if request.param == "lié":
        target = tmp_path / "disque" / "pst" / "a"
        target.mkdir(parents=True)
        (home.root / "library").symlink_to(target, target_is_directory=True)
    home.put("hannut.txt", "huy.txt")
    return home


def test_a_document_that_is_removed_takes_its_upload_and_its_corrections_along(home: Home) -> None:
    home.wish("huy.txt", Subject.PERIOD, "2025-2030")
    (corrections,) = home.corrections.glob("huy*")
    home.drop("huy.txt")
    assert {path.name for path in home.uploads.iterdir()} == {"hannut.txt"}
    assert not corrections.exists()


def test_corrections_are_undone_where_the_library_did_not_change(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr("vectorstore.snapshot.write", fail)
        with pytest.raises(MemoryError):
            home.wish("huy.txt", Subject.PERIOD, "2025-2030")
    assert [path.name for path in home.corrections.rglob("*") if path.is_file()] == []


def test_a_note_that_was_left_is_settled_by_the_next_writer(home: Home) -> None:
    folder, file, fresh = home.shelf.folder, home.uploads / "huy.txt", home.uploads / "neuf.txt"
    content = file.read_bytes()
    Change(folder).keep([file, fresh])
    for path in (file, fresh):
        path.with_suffix(".autre").write_text("changé", encoding="utf-8")
        path.with_suffix(".autre").replace(path)
    settle(folder)
    assert file.read_bytes() == content
    assert {path.name for path in home.uploads.iterdir()} == {"hannut.txt", "huy.txt"}
    assert not (folder / FILE).exists()
