"""A file of a library that the disk has changed is noticed, put aside and built anew; nobody reads it meanwhile."""

import errno
import os
import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import IO

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from assistant.correcting import Wish, correct
from assistant.ingestion import Report, ingest, remove
from ingest.corrections import Subject
from ingest.errors import LibraryError
from tests.fakes import BagEmbeddings
from tests.kills.home import WORDS, Home
from tests.kills.states import state_of
from vectorstore import rooms, seal
from vectorstore.doctor import examine
from vectorstore.shelf import Shelf


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Hannut (corrected) and Huy are public, Wanze internal."""
    home = Home(tmp_path_factory.mktemp("seal") / "essai")  # where its copies will be: it notes where documents are
    home.root.mkdir()
    home.put("hannut.txt", "huy.txt")
    home.put("wanze.txt", internal=True)
    home.wish("hannut.txt", Subject.PERIOD, "2025-2030")
    return Home(home.root.rename(home.root.with_name("modele")))


@pytest.fixture
def home(model: Home) -> Home:
    """A copy, in the place where the documents came from."""
    return fresh(model)


def fresh(model: Home) -> Home:
    target = Home(model.root.with_name("essai"))
    shutil.rmtree(target.root, ignore_errors=True)
    shutil.copytree(model.root, target.root)
    return target


def mend(home: Home) -> Report:
    """`pst ingest` without a path."""
    return ingest(home.shelf, [], lambda *_: None, corrections=home.corrections, reference=home.root / "corpus")


def sealed_files(shelf: Shelf) -> list[str]:
    return [
        path.relative_to(shelf.folder).as_posix()
        for folder in shelf.folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.stat().st_size
    ]


def damage(path: Path, how: str, place: float) -> None:
    content = bytearray(path.read_bytes())
    at = min(int(place * len(content)), len(content) - 1)
    if how == "absent":
        path.unlink()
    elif how == "tronqué":
        path.write_bytes(content[:at])
    else:
        content[at] ^= 1 << (at % 8)
        path.write_bytes(content)


@settings(
    max_examples=10,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(st.sampled_from(["absent", "tronqué", "bit"]), st.floats(0, 1), st.integers(0, 10_000))
def test_damage_is_noticed_and_mended_from_what_is_left(model: Home, how: str, place: float, rank: int) -> None:
    home = fresh(model)
    before = state_of(home)
    shelf = home.shelf
    files = sealed_files(shelf)
    name = files[rank % len(files)]
    damage(shelf.folder / name, how, place)
    database = name.endswith(".sqlite3")
    if shelf.damages():
        assert any(one in name or one.endswith(seal.FILE) for one in shelf.damages())
        broken = next(folder for folder in shelf.folders if name.startswith(f"{folder.name}/"))
        reader = shelf if broken == shelf.folders[0] else shelf.public()
        with pytest.raises(LibraryError, match="abîmée") as caught:
            reader.open()
        assert "pst ingest" in caught.value.remedy
        finding = next(one for one in examine(shelf) if one.id == "fichiers")
        assert (finding.ok, finding.severity) == (False, "erreur")
        with pytest.raises(LibraryError):
            home.drop("huy.txt")
    else:
        assert database  # its unused bytes, and the rows that only count its readers
    told = mend(home)
    assert told.failed == ()
    assert state_of(home) == before
    assert rooms.quarantined(shelf.folder) == ()


@pytest.mark.parametrize("name", ["documents.json", "snapshot.json", "seal.json"])
def test_documents_whose_source_is_gone_are_named_or_kept(home: Home, name: str) -> None:
    shelf = home.shelf
    (home.uploads / "wanze.txt").unlink()  # the internal one: the public's part has no copy of it
    damage(shelf.folders[0] / name, "bit", 0.5)
    told = mend(home)
    assert [lost for lost, _ in told.failed] == (["wanze.txt"] if name == "documents.json" else [])
    kept = {"hannut.txt", "huy.txt"} | ({"wanze.txt"} if name != "documents.json" else set())
    library = shelf.open()
    assert {document.id for document in library.documents} == kept
    library.close()
    public = shelf.public().open()
    assert {document.id for document in public.documents} == {"hannut.txt", "huy.txt"}
    public.close()
    if name == "documents.json":  # what was lost is in quarantine, until the library changes again
        assert next(one for one in examine(shelf) if one.id == "quarantaine").remedy
        home.drop("huy.txt")
        assert rooms.quarantined(shelf.folder) == ()
        left = b"".join(path.read_bytes() for path in home.root.rglob("*") if path.is_file())
        assert WORDS["huy.txt"].encode() not in left
        assert WORDS["wanze.txt"].encode() not in left


def test_a_rebuild_that_breaks_leaves_the_library_in_quarantine_and_the_next_one_finds_it(home: Home) -> None:
    shelf = home.shelf
    before = state_of(home)
    damage(next((shelf.folders[0] / "chroma").rglob("*.sqlite3")), "absent", 0)
    broken = Shelf(shelf.folder, BagEmbeddings(0))
    damage(shelf.folders[0] / "vectors.npz", "bit", 0.5)
    with pytest.raises(MemoryError):
        ingest(broken, [], lambda *_: None, corrections=home.corrections)
    assert len(rooms.quarantined(shelf.folder)) == 2
    for reader in (shelf, shelf.public()):
        with pytest.raises(LibraryError, match="mise de côté"):
            reader.open()
    assert mend(home).failed == ()
    assert state_of(home) == before


def test_a_damaged_public_part_is_never_replaced_by_the_whole(home: Home) -> None:
    damage(home.shelf.folders[1] / "documents.json", "tronqué", 0.5)
    with pytest.raises(LibraryError, match="abîmée"):
        home.shelf.public().open()
    whole = home.shelf.open()
    assert whole.internal
    whole.close()


def test_a_lost_pointer_is_set_again(home: Home) -> None:
    before = state_of(home)
    (home.shelf.folder / "current").unlink()
    with home.shelf.lock():
        pass
    assert state_of(home) == before


def test_a_lost_pointer_beside_two_libraries_erases_and_chooses_nothing(home: Home) -> None:
    shelf = home.shelf
    shutil.copytree(shelf.folders[0], shelf.folder / "20200101T000000-autre")
    (shelf.folder / "current").unlink()
    with shelf.lock():
        pass
    assert shelf.current is None
    assert len([one for one in shelf.folder.iterdir() if one.is_dir()]) == 3


def test_a_large_library_is_checked_by_size_when_it_is_opened(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "SMALL", 0)
    damage(home.shelf.folders[0] / "vectors.npz", "bit", 0.5)
    home.shelf.open().close()
    assert home.shelf.damages()
    os.truncate(home.shelf.folders[0] / "vectors.npz", 100)
    with pytest.raises(LibraryError, match=r"vectors\.npz"):
        home.shelf.open()


def test_what_builds_upon_a_damaged_library_is_refused(home: Home) -> None:
    damage(home.shelf.folders[0] / "documents.json", "bit", 0.5)
    with pytest.raises(LibraryError, match="rien n'a été changé"):
        correct(home.shelf, home.corrections, "huy.txt", [Wish(Subject.PERIOD, "2025-2030")], None, lambda *_: None)  # type: ignore[arg-type]
    with pytest.raises(LibraryError, match="rien n'a été changé"):
        remove(home.shelf, "huy.txt", lambda *_: None)


def unreadable(monkeypatch: pytest.MonkeyPatch, name: str, number: int) -> None:
    """Have the system refuse to open the files of a name."""
    opened = Path.open

    def refusing(
        path: Path,
        mode: str = "r",
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
    ) -> IO[str] | IO[bytes]:
        if path.name == name:
            raise OSError(number, os.strerror(number), str(path))
        return opened(path, mode, buffering, encoding, errors, newline)

    monkeypatch.setattr(Path, "open", refusing)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("seal.json", errno.EMFILE),
        ("snapshot.json", errno.EIO),
        ("documents.json", errno.ESTALE),
        ("chroma.sqlite3", errno.EACCES),
    ],
)
def test_what_cannot_be_read_for_now_is_not_damaged(
    home: Home, monkeypatch: pytest.MonkeyPatch, name: str, number: int
) -> None:
    shelf, before = home.shelf, rooms.named(home.shelf.folder)
    with monkeypatch.context() as patch:
        unreadable(patch, name, number)
        for use in (shelf.damages, shelf.open, partial(mend, home), partial(home.drop, "huy.txt")):
            with pytest.raises(LibraryError, match="ne peut pas être lue pour l'instant") as caught:
                use()
            assert caught.value.remedy
        finding = next(one for one in examine(shelf) if one.id == "fichiers")
        assert (finding.ok, finding.detail.split(" (")[0]) == (
            False,
            "La bibliothèque ne peut pas être lue pour l'instant",
        )
    assert rooms.quarantined(shelf.folder) == ()
    assert shelf.folders == before
    assert shelf.damages() == ()


def test_a_database_that_another_program_locks_is_not_damaged(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "_PATIENCE", 0.05)
    shelf = home.shelf
    database = next((shelf.folders[0] / "chroma").rglob("*.sqlite3"))
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LibraryError, match="un autre programme la verrouille"):
            mend(home)
        other.execute("ROLLBACK")
    assert rooms.quarantined(shelf.folder) == ()
    assert shelf.damages() == ()


def test_a_database_of_a_format_that_makes_no_sense_is_damaged(home: Home) -> None:
    database = next((home.shelf.folders[0] / "chroma").rglob("*.sqlite3"))
    content = bytearray(database.read_bytes())
    content[44:48] = b"\x00\x00\x00\x7f"  # SQLite calls it an operational error: « unsupported file format »
    database.write_bytes(content)
    assert [Path(one).name for one in home.shelf.damages()] == ["chroma.sqlite3"]


@pytest.mark.parametrize("sealed", [True, False])
def test_a_library_of_which_nothing_can_be_read_is_kept_aside_and_told(home: Home, sealed: bool) -> None:
    shelf = home.shelf
    old = shelf.folders[0].name
    for name in ("snapshot.json", "documents.json", "seal.json"):
        (shelf.folders[0] / name).write_bytes(b"\x00\xff")
    if not sealed:
        for folder in shelf.folders:
            (folder / "seal.json").unlink()
    file = home.uploads / "huy.txt"
    told = ingest(shelf, [file], lambda *_: None, corrections=home.corrections)
    assert told.added == ("huy.txt",)
    ((_, text),) = told.failed
    for word in ("gardé de côté", "« pst ingest »", "sauvegarde"):
        assert word in text
    assert old in [one.name for one in rooms.quarantined(shelf.folder)]
    assert next(one for one in examine(shelf) if one.id == "quarantaine").remedy
    home.put("huy.txt", "hannut.txt", "wanze.txt")
    assert rooms.quarantined(shelf.folder) == ()


def test_a_sound_library_is_read_once_to_tell(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    content = seal._content

    def noted(path: Path) -> str:
        read.append(path)
        return content(path)

    monkeypatch.setattr(seal, "_content", noted)
    monkeypatch.setattr("assistant.ingestion.is_sound", lambda _: True)  # it opens the library, as readers do
    assert ingest(home.shelf, [home.uploads], lambda *_: None).failed == ()
    assert [path.name for path in read].count("vectors.npz") == len(home.shelf.folders)
