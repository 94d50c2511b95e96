"""One file holds an installation, and gives it back whole or not at all."""

import hashlib
import json
import multiprocessing
import os
import shutil
import signal
import sqlite3
import stat
import threading
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from assistant import movable, presence, restoration
from assistant.archive import CONTENTS, DRAWN, BackupError
from assistant.backup import backup
from assistant.conversations import Conversations
from assistant.presence import is_used, present
from assistant.restoration import finish, restore
from assistant.settings import Settings, load_settings
from ingest.corrections import Subject
from tests.kills.home import Home
from tests.kills.states import state_of
from tests.test_conversations import turn
from vectorstore import chroma, rooms

CONVERSATION = "conversations.sqlite"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A library with a correction and an internal document, a conversation, and things that are not worth keeping."""
    home = Home(tmp_path_factory.mktemp("backup") / "home")
    home.root.mkdir()
    home.put("hannut.txt")
    home.put("wanze.txt", internal=True)
    home.wish("hannut.txt", Subject.PERIOD, "2025-2030")
    store = Conversations(home.root / CONVERSATION)
    store.append(store.create(), turn("un"))
    (home.root / "jobs").mkdir()
    (home.root / "jobs" / "passager.json").write_text("{}", encoding="utf-8")
    (home.root / "cas").mkdir()
    (home.root / "cas" / "les-notres.jsonl").write_text("{}\n", encoding="utf-8")
    (home.root / "thesaurus.yaml").write_text("themes: {}\n", encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def file(source: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("fichier") / "tout.zip"
    backup(Settings(home=source.root), source.shelf, target)
    return target


def turns(home: Path) -> int:
    with closing(sqlite3.connect(home / CONVERSATION)) as connection:
        return int(connection.execute("SELECT COUNT(*) FROM turns").fetchone()[0])


def listed(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


def rewritten(file: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(file) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    change(members)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target


def test_a_backup_is_for_its_owner_and_never_overwrites(source: Home, file: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    with pytest.raises(BackupError, match="existe déjà"):
        backup(Settings(home=source.root), source.shelf, file)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
    assert not [name for name in names if name.startswith("jobs/") or name.endswith((".lock", "-wal", "-shm"))]
    kept = {"thesaurus.yaml", CONVERSATION, "documents/hannut.txt", "library/current", "cas/les-notres.jsonl"}
    assert kept <= set(names)


def test_it_comes_back_elsewhere_with_all_that_it_held(source: Home, file: Path, tmp_path: Path) -> None:
    home = Home(tmp_path / "ailleurs")
    restore(home.root, file)
    assert state_of(home) == state_of(source)
    assert turns(home.root) == 1
    library = home.shelf.open()
    assert {Path(entry.path).parent for entry in library.manifest.entries} == {home.uploads}
    library.close()
    assert home.shelf.damages() == ()
    assert stat.S_IMODE(home.root.stat().st_mode) == 0o700
    home.drop("hannut.txt")  # and it can be worked with


def test_people_go_on_writing_while_it_is_made(source: Home, tmp_path: Path) -> None:
    store = Conversations(source.root / CONVERSATION)
    with closing(sqlite3.connect(source.root / CONVERSATION)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO turns (conversation, turn) SELECT id, '{}' FROM conversations")
        backup(Settings(home=source.root), source.shelf, tmp_path / "pendant.zip")
        other.rollback()
    restore(tmp_path / "ailleurs", tmp_path / "pendant.zip")
    assert turns(tmp_path / "ailleurs") == 1
    assert store


def test_an_installation_that_is_there_goes_only_when_asked(file: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "ancien.txt").write_text("là", encoding="utf-8")
    with pytest.raises(BackupError, match="--remplacer"):
        restore(home, file)
    assert listed(home) == {"ancien.txt": "là".encode()}
    restore(home, file, replace=True)
    assert (home / "ancien.txt").read_text(encoding="utf-8") == "là"  # not the product's: it stays
    assert not (home / ".restauration").exists()


def test_a_backup_stays_apart_from_what_it_is_made_of(source: Home, file: Path, tmp_path: Path) -> None:
    inside = source.root / "sauvegardes"
    linked = tmp_path / "lien"
    linked.symlink_to(source.root)
    for target in (source.root / "a.zip", inside / "a.zip", source.root / "library" / "a.zip", linked / "a.zip"):
        with pytest.raises(BackupError, match="à part"):
            backup(Settings(home=source.root), source.shelf, target)
        assert not target.exists()
    home = tmp_path / "home"
    restore(home, file)
    kept = home / "sauvegardes" / "hier.zip"
    kept.parent.mkdir()
    shutil.copyfile(file, kept)
    with pytest.raises(BackupError, match="à part"):
        restore(home, kept, replace=True)
    assert kept.read_bytes() == file.read_bytes()


def test_what_is_not_the_product_s_is_neither_taken_nor_replaced(source: Home, file: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    restore(home, file)
    (home / "sauvegardes").mkdir()
    (home / "sauvegardes" / "hier.zip").write_bytes(b"hier")
    (home / "jobs").mkdir()
    (home / "opinions.sqlite-wal").write_bytes(b"")
    again = tmp_path / "encore.zip"
    backup(Settings(home=home), Home(home).shelf, again)
    with zipfile.ZipFile(again) as archive:
        assert not [name for name in archive.namelist() if name.startswith("sauvegardes")]

    def swallowed(members: dict[str, bytes]) -> None:  # by an earlier version
        contents = json.loads(members[CONTENTS])
        for name in ("sauvegardes/avant-hier.zip", "plans/a.txt"):
            members[name] = b"x"
            contents["files"][name] = {"size": 1, "sha256": hashlib.sha256(b"x").hexdigest()}
        members[CONTENTS] = json.dumps(contents).encode()

    restore(home, rewritten(file, tmp_path / "avant.zip", swallowed), replace=True)
    assert [one.name for one in (home / "sauvegardes").iterdir()] == ["hier.zip"]
    assert (home / "plans" / "a.txt").exists()
    assert not (home / "jobs").exists()
    assert not (home / "opinions.sqlite-wal").exists()
    assert state_of(Home(home)) == state_of(source)


def test_a_volume_of_its_own_is_empty_and_keeps_what_its_file_system_made(file: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "lost+found").mkdir(parents=True)
    (home / "lost+found").chmod(0)
    before = (home / "lost+found").stat().st_ino
    restore(home, file)
    restore(home, file, replace=True)
    assert (home / "lost+found").stat().st_ino == before


@pytest.mark.parametrize("mounted", ["documents", "documents/scans"])
def test_what_cannot_be_moved_is_told_before_anything_is(
    mounted: str, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    restore(home, file)
    (home / "thesaurus.yaml").write_text("ancien", encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(movable, "_mounts", lambda: [Path("/"), home, home / mounted])
        before = listed(home)
        with pytest.raises(BackupError, match=r"documents.*montage"):
            restore(home, file, replace=True)
    assert listed(home) == before
    (home / "corrections").rename(tmp_path / "ailleurs")
    (home / "corrections").symlink_to(tmp_path / "ailleurs")
    with pytest.raises(BackupError, match=r"corrections.*est un lien"):
        restore(home, file, replace=True)
    assert (home / "corrections").is_symlink()
    assert listed(home) == {name: data for name, data in before.items() if not name.startswith("corrections/")}


def test_the_system_tells_its_mounts() -> None:
    assert not Path("/proc/self/mountinfo").exists() or Path("/proc") in movable._mounts()


def test_one_that_cannot_be_finished_is_told_as_such(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    restore(home, file)
    original = os.replace

    def fails(source: "os.PathLike[str]", target: "os.PathLike[str]") -> None:
        if Path(source).parent == home and Path(source).name == "library":
            raise OSError(16, "Device or resource busy", str(source))
        original(source, target)

    monkeypatch.setenv("PST_HOME", str(home))
    load_settings.cache_clear()
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", fails)
        with pytest.raises(BackupError, match=r"ne peut pas être achevée \(Device or resource busy.*library"):
            restore(home, file, replace=True)
        with pytest.raises(BackupError, match="ne peut pas être achevée"):
            load_settings()
    load_settings()
    load_settings.cache_clear()
    assert Home(home).shelf.damages() == ()
    assert not (home / ".restauration").exists()


def test_folders_that_are_elsewhere_are_taken_and_other_links_refused(source: Home, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    shutil.copytree(source.root, home.root)
    for name in ("library", "documents"):
        (home.root / name).rename(tmp_path / name)
        (home.root / name).symlink_to(tmp_path / name)
    with pytest.raises(BackupError, match="à part"):
        backup(Settings(home=home.root), home.shelf, tmp_path / "documents" / "a.zip")
    backup(Settings(home=home.root), home.shelf, tmp_path / "liens.zip")
    restore(tmp_path / "ailleurs", tmp_path / "liens.zip")
    assert state_of(Home(tmp_path / "ailleurs")) == state_of(source)
    assert (tmp_path / "ailleurs" / "documents" / "hannut.txt").is_file()
    inside = home.root / "documents" / "scans"
    inside.symlink_to(tmp_path)
    with pytest.raises(BackupError, match=r"scans.*est un lien"):
        backup(Settings(home=home.root), home.shelf, tmp_path / "autre.zip")
    inside.unlink()
    (tmp_path / "documents").rename(tmp_path / "parti")  # a disk that is not there
    with pytest.raises(BackupError, match=r"documents.*est un lien"):
        backup(Settings(home=home.root), home.shelf, tmp_path / "autre.zip")
    assert not (tmp_path / "autre.zip").exists()


def test_a_library_of_which_nothing_can_be_taken_is_no_backup(
    source: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = os.walk
    monkeypatch.setattr(os, "walk", lambda top, **more: iter(()) if top.name == "library" else original(top, **more))
    with pytest.raises(BackupError, match="n'a pas pu être lue"):
        backup(Settings(home=source.root), source.shelf, tmp_path / "rien.zip")
    assert not (tmp_path / "rien.zip").exists()


def test_a_library_whose_pointer_is_lost_is_no_backup(source: Home, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    shutil.copytree(source.root, home.root)
    for one in rooms.named(home.root / "library"):
        shutil.copytree(one, one.with_name("20200101T000000-00000000" + one.name[24:]), dirs_exist_ok=True)
    (home.root / "library" / "current").unlink()
    with pytest.raises(BackupError, match="abîmée"):
        backup(Settings(home=home.root), home.shelf, tmp_path / "rien.zip")


def test_a_copy_draws_its_own_name_on_a_chroma_server(source: Home, tmp_path: Path) -> None:
    assert chroma._IDENTITY == DRAWN
    identity = source.root / "library" / DRAWN
    identity.write_text("produit", encoding="ascii")
    try:
        backup(Settings(home=source.root), source.shelf, tmp_path / "une.zip")
    finally:
        identity.unlink()

    def named(members: dict[str, bytes]) -> None:  # by an earlier version
        contents = json.loads(members[CONTENTS])
        members[f"library/{DRAWN}"] = b"x"
        contents["files"][f"library/{DRAWN}"] = {"size": 1, "sha256": hashlib.sha256(b"x").hexdigest()}
        members[CONTENTS] = json.dumps(contents).encode()

    home = tmp_path / "home"
    for one in (tmp_path / "une.zip", rewritten(tmp_path / "une.zip", tmp_path / "deux.zip", named)):
        shutil.rmtree(home, ignore_errors=True)
        restore(home, one)
        assert not (home / "library" / DRAWN).exists()
        (home / "library" / DRAWN).write_text("le sien", encoding="ascii")
        restore(home, one, replace=True)
        assert (home / "library" / DRAWN).read_text(encoding="ascii") == "le sien"


def test_who_starts_during_a_restoration_waits_or_is_refused(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, seen = tmp_path / "home", []
    restore(home, file)
    monkeypatch.setattr(presence, "_PATIENCE", 0.2)
    swap = restoration._swap

    def meanwhile(*args: Path) -> None:
        swap(*args)
        with pytest.raises(BackupError, match="en cours de restauration"), present(home):
            pass
        seen.append((home / "en-service.lock").stat().st_ino)

    before = (home / "en-service.lock").stat().st_ino
    monkeypatch.setattr(restoration, "_swap", meanwhile)
    restore(home, file, replace=True)
    assert seen == [before]
    with present(home):
        assert is_used(home)


def test_who_looks_whether_it_is_used_keeps_nobody_from_saying_so(tmp_path: Path) -> None:
    with presence.alone(tmp_path) as free:
        assert free
        started, result = threading.Event(), []

        def serve() -> None:
            started.set()
            with present(tmp_path):
                result.append(is_used(tmp_path))

        thread = threading.Thread(target=serve)
        thread.start()
        started.wait()
        time.sleep(0.2)
    thread.join()
    assert result == [True]


def _slip(members: dict[str, bytes]) -> None:
    contents = json.loads(members[CONTENTS])
    for name in ("../evade.txt",):
        members[name] = b"x"
        contents["files"][name] = {
            "size": 1,
            "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
        }
    members[CONTENTS] = json.dumps(contents).encode()


def _absolute(members: dict[str, bytes]) -> None:
    _slip(members)
    members["/tmp/evade.txt"] = members.pop("../evade.txt")
    members[CONTENTS] = members[CONTENTS].replace(b"../evade.txt", b"/tmp/evade.txt")


def _flipped(members: dict[str, bytes]) -> None:
    members["thesaurus.yaml"] = members["thesaurus.yaml"].replace(b"t", b"x")


def _longer(members: dict[str, bytes]) -> None:
    members["thesaurus.yaml"] += b"x" * 10_000


def _added(members: dict[str, bytes]) -> None:
    members["autre.txt"] = b"x"


def _missing(members: dict[str, bytes]) -> None:
    del members["thesaurus.yaml"]


def _newer(members: dict[str, bytes]) -> None:
    members[CONTENTS] = json.dumps(json.loads(members[CONTENTS]) | {"version": 99}).encode()


def _nothing(members: dict[str, bytes]) -> None:
    del members[CONTENTS]


@pytest.mark.parametrize("change", [_slip, _absolute, _flipped, _longer, _added, _missing, _newer, _nothing])
def test_a_backup_that_is_not_one_changes_nothing(
    change: Callable[[dict[str, bytes]], None], file: Path, tmp_path: Path
) -> None:
    bad = rewritten(file, tmp_path / "mauvaise.zip", change)
    home = tmp_path / "home"
    home.mkdir()
    (home / "ancien.txt").write_text("là", encoding="utf-8")
    with pytest.raises(BackupError) as caught:
        restore(home, bad, replace=True)
    assert caught.value.remedy
    assert listed(home) == {"ancien.txt": "là".encode()}
    assert not (tmp_path / "evade.txt").exists()


@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_a_backup_that_is_cut_short_changes_nothing(share: float, file: Path, tmp_path: Path) -> None:
    bad = tmp_path / "courte.zip"
    bad.write_bytes(file.read_bytes()[: int(share * file.stat().st_size)])
    with pytest.raises(BackupError, match="n'est pas une sauvegarde"):
        restore(tmp_path / "home", bad)


def test_one_that_needs_more_room_than_there_is_is_refused(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(restoration.shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(BackupError, match="plus assez de place"):
        restore(tmp_path / "home", file)


def test_an_installation_in_use_is_left_alone(file: Path, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    restore(home.root, file)
    assert not is_used(home.root)
    with present(home.root), present(home.root):
        assert is_used(home.root)
        with pytest.raises(BackupError, match="en cours d'utilisation"):
            restore(home.root, file, replace=True)
    with home.shelf.lock(), pytest.raises(BackupError, match="en cours d'utilisation"):
        restore(home.root, file, replace=True)
    with closing(sqlite3.connect(home.root / CONVERSATION)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BackupError, match="en cours d'utilisation"):
            restore(home.root, file, replace=True)
    restore(home.root, file, replace=True)


def _die_at(rank: int, home: Path, file: Path) -> None:
    left = [rank]

    def counted(original: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
            return original(*args, **kwargs)

        return call

    os.replace, os.fsync, os.rmdir = counted(os.replace), counted(os.fsync), counted(os.rmdir)  # type: ignore[assignment]
    restore(home, file, replace=True)


def test_a_restoration_that_is_killed_leaves_the_old_or_the_new(source: Home, file: Path, tmp_path: Path) -> None:
    new, seen, rank = set(listed(source.root)) - {"jobs/passager.json"}, set(), 0
    fork = multiprocessing.get_context("fork")
    while True:
        home = tmp_path / "home"
        shutil.rmtree(home, ignore_errors=True)
        (home / "library").mkdir(parents=True)
        (home / "ancien.txt").write_text("là", encoding="utf-8")
        (home / "thesaurus.yaml").write_text("ancien", encoding="utf-8")
        (home / "jobs").mkdir()
        (home / "jobs" / "passager.json").write_text("{}", encoding="utf-8")
        child = fork.Process(target=_die_at, args=(rank, home, file))
        child.start()
        child.join()
        finish(home)  # what whoever starts next does
        found = {name for name in listed(home) if not name.startswith(".restauration")}
        assert "ancien.txt" in found
        state = "ancien" if found == {"ancien.txt", "thesaurus.yaml", "jobs/passager.json"} else "nouveau"
        if state == "nouveau":
            assert {name for name in found - {"ancien.txt"} if not name.endswith(("-wal", "-shm"))} == {
                name for name in new if not name.endswith(("-wal", "-shm"))
            }
            assert not (home / ".restauration").exists()
        seen.add(state)
        if child.exitcode == 0:
            break
        rank += 1 if state == "nouveau" else 5
    assert seen == {"ancien", "nouveau"}
    assert rank > 10
