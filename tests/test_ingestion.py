"""Documents in, documents out: what failed changes nothing, what did not change costs nothing."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.ingestion import Report, ingest, remove
from ingest.document import parser_version
from ingest.errors import LibraryError, UnknownDocumentError
from ingest.records import Period
from tests.samples import NAMELESS, check_french, photograph, written
from vectorstore.embeddings import EmbeddedE5
from vectorstore.shelf import Shelf

EMBEDDINGS = EmbeddedE5()
HUY = "PST du CPAS de Huy\nObjectif stratégique 1 : Être juste\n- Prêter des tablettes\n"
THEUX = "PST du CPAS de Theux\nObjectif stratégique 1 : Être là\n- Loger des locataires\n"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "library", EMBEDDINGS)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A library that no test changes."""
    root = tmp_path_factory.mktemp("kept")
    shelf = Shelf(root / "library", EMBEDDINGS)
    put(shelf, *written(root / "documents", huy=HUY))
    return shelf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "documents"


def printable(path: Path) -> str:
    return path.name.encode(errors="replace").decode()


def put(shelf: Shelf, *paths: Path) -> Report:
    return ingest(shelf, list(paths), lambda *_: None)


def ids(shelf: Shelf) -> list[str]:
    return [document.id for document in shelf.open().documents]


def test_a_folder_is_walked_and_each_document_gets_its_name_as_id(shelf: Shelf, folder: Path) -> None:
    written(folder / "a" / "b", huy=HUY)
    written(folder, theux=THEUX)
    (folder / "film.xyz").write_bytes(b"\xff\xd8")
    (folder / ".cache.txt").write_text("caché", encoding="utf-8")
    report = put(shelf, folder)
    assert report == Report(("huy.txt", "theux.txt"), (), (), (), ("film.xyz",))
    assert ids(shelf) == ["huy.txt", "theux.txt"]


def test_what_has_not_changed_publishes_nothing(shelf: Shelf, folder: Path) -> None:
    (path,) = written(folder, huy=HUY)
    put(shelf, path)
    before, files = shelf.current, set(photograph(shelf.folder))
    assert put(shelf, path, folder) == Report((), (), ("huy.txt",), (), ())
    assert shelf.current == before
    assert set(photograph(shelf.folder)) == files


def test_what_has_changed_is_refreshed_under_its_id(shelf: Shelf, folder: Path) -> None:
    (path,) = written(folder, huy=HUY)
    put(shelf, path)
    first = shelf.open().manifest.entries[0]
    written(folder, huy=HUY.replace("Prêter des tablettes", "Prêter des vélos"))
    assert put(shelf, path) == Report((), ("huy.txt",), (), (), ())
    library = shelf.open()
    assert "vélos" in library.documents[0].text
    assert "tablettes" not in library.documents[0].text
    assert library.manifest.entries[0].sha256 != first.sha256
    assert library.manifest.entries[0].ingested_at > first.ingested_at
    assert library.dense.count() == len(library.pairs)


def test_two_files_of_the_same_name_are_two_documents(shelf: Shelf, folder: Path) -> None:
    (one,) = written(folder / "andenne", pst=HUY)
    (two,) = written(folder / "huy", pst=THEUX)
    assert put(shelf, folder).added == ("pst.txt", "pst~2.txt")
    texts = {document.id: document.text for document in shelf.open().documents}
    assert texts == {"pst.txt": HUY, "pst~2.txt": THEUX}
    assert put(shelf, two, one).unchanged == ("pst~2.txt", "pst.txt")
    written(folder / "huy", pst=THEUX + "-Encore.\n")
    assert put(shelf, folder) == Report((), ("pst~2.txt",), ("pst.txt",), (), ())


def test_a_file_that_moved_keeps_its_id_and_is_found_where_it_is(shelf: Shelf, folder: Path) -> None:
    (old,) = written(folder / "old", pst=HUY)
    put(shelf, old)
    new = folder / "new" / "pst.txt"
    new.parent.mkdir()
    shutil.move(old, new)
    assert put(shelf, new).unchanged == ("pst.txt",)
    assert shelf.open().manifest.entries[0].path == str(new)
    new.write_text(HUY + "    • Agir encore\n", encoding="utf-8")
    assert put(shelf, new).updated == ("pst.txt",)


def test_the_term_declared_beside_a_file_is_kept_and_refreshed(shelf: Shelf, folder: Path) -> None:
    (path,) = written(folder, solidaire=NAMELESS)
    put(shelf, path)
    assert shelf.open().documents[0].term is None
    (folder / "manifest.yaml").write_text("documents:\n  solidaire.txt:\n    term: 2024-2030\n", encoding="utf-8")
    assert put(shelf, folder).updated == ("solidaire.txt",)
    assert shelf.open().documents[0].term == Period(2024, 2030)


def _empty(folder: Path) -> Path:
    return written(folder, vide="")[0]


def _blank(folder: Path) -> Path:
    return written(folder, blanc=" \n\u00a0\n")[0]


def _binary(folder: Path) -> Path:
    path = folder / "image.txt"
    path.write_bytes(bytes(range(256)) * 20)
    return path


def _unknown(folder: Path) -> Path:
    path = folder / "plan.xyz"
    path.write_text(HUY, encoding="utf-8")
    return path


def _missing(folder: Path) -> Path:
    return folder / "absent.txt"


def _bare_folder(folder: Path) -> Path:
    (folder / "rien").mkdir()
    return folder / "rien"


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "tube.txt")
    return folder / "tube.txt"


def _misnamed(folder: Path) -> Path:
    path = Path(os.fsdecode(os.fsencode(folder / "a") + b"\xff.txt"))
    path.write_text(HUY, encoding="utf-8")
    return path


BAD = [_empty, _blank, _binary, _unknown, _missing, _bare_folder, _pipe, _misnamed]


def test_what_cannot_be_read_is_named_and_the_rest_goes_in(shelf: Shelf, folder: Path) -> None:
    (good,) = written(folder / "bon", huy=HUY)
    bad = [make(folder) for make in BAD]
    report = put(shelf, *bad[:3], good, *bad[3:])
    assert report.added == ("huy.txt",)
    assert sorted(name for name, _ in report.failed) == sorted(map(printable, bad))
    for name, error in report.failed:
        assert name in error
        assert "\n" not in error
        assert len(error.rstrip(".").split(". ")) >= 2, "what, and what to do"
        check_french(error)
    assert ids(shelf) == ["huy.txt"]


@pytest.mark.parametrize("make", BAD)
def test_a_failure_leaves_the_library_byte_for_byte(make: Callable[[Path], Path], kept: Shelf, tmp_path: Path) -> None:
    before = photograph(kept.folder)
    report = put(kept, make(tmp_path))
    assert len(report.failed) == 1
    assert not report.added + report.updated + report.unchanged
    assert photograph(kept.folder) == before


def test_a_document_that_becomes_unreadable_stays_as_it_was(shelf: Shelf, folder: Path) -> None:
    (path,) = written(folder, huy=HUY)
    put(shelf, path)
    path.write_bytes(b"")
    assert [name for name, _ in put(shelf, path).failed] == ["huy.txt"]
    assert shelf.open().documents[0].text == HUY


def test_a_document_is_forgotten_by_its_id_its_file_or_its_name(shelf: Shelf, folder: Path) -> None:
    put(shelf, *written(folder, huy=HUY, theux=THEUX, solidaire=NAMELESS))
    assert remove(shelf, "huy", lambda *_: None) == "huy.txt"
    assert remove(shelf, "theux.txt", lambda *_: None) == "theux.txt"
    library = shelf.open()
    assert [entry.document for entry in library.manifest.entries] == ["solidaire.txt"]
    assert library.dense.count() == len(library.pairs)
    assert not any(b"tablettes" in content or b"locataires" in content for content in photograph(shelf.folder).values())
    assert put(shelf, folder).added == ("huy.txt", "theux.txt")


def test_an_unknown_document_is_not_forgotten(shelf: Shelf, folder: Path) -> None:
    put(shelf, *written(folder, huy=HUY))
    before = photograph(shelf.folder)
    with pytest.raises(UnknownDocumentError, match=r"absent\.txt.*huy\.txt"):
        remove(shelf, "absent.txt", lambda *_: None)
    assert photograph(shelf.folder) == before


def test_a_busy_library_says_so(shelf: Shelf, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = written(folder, huy=HUY)
    monkeypatch.setattr("vectorstore.shelf._LOCK_SECONDS", 0.05)
    other = Shelf(shelf.folder, EMBEDDINGS)
    with other.lock(), pytest.raises(LibraryError, match="en cours"):
        put(shelf, *paths)
    assert shelf.current is None
    assert put(shelf, *paths).added == ("huy.txt",)


def test_a_new_vocabulary_parses_anew_what_has_not_changed(
    shelf: Shelf, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = written(folder, huy=HUY, theux=THEUX)
    put(shelf, *paths)
    paths[1].unlink()
    first = shelf.current
    monkeypatch.setattr("assistant.holdings.parser_version", lambda: "autre")
    assert put(shelf, paths[0]).unchanged == ("huy.txt",)
    assert shelf.current != first
    library = shelf.open()
    assert library.manifest.parser == "autre" != parser_version()
    assert [document.text for document in library.documents] == [HUY, THEUX]


@pytest.mark.parametrize("file", ["snapshot.json", "documents.json"])
def test_a_damaged_library_is_rebuilt_by_the_next_ingest(file: str, shelf: Shelf, folder: Path) -> None:
    paths = written(folder, huy=HUY, theux=THEUX)
    put(shelf, *paths)
    assert shelf.current is not None
    (shelf.current / file).write_text("{", encoding="utf-8")
    with pytest.raises(LibraryError, match="pst ingest"):
        shelf.open()
    assert put(shelf, folder).failed == ()
    assert ids(shelf) == ["huy.txt", "theux.txt"]


@pytest.mark.parametrize("manifest", ["{", '{"format": 0}'])
def test_documents_of_a_library_that_cannot_be_read_are_named_until_they_are_given_again(
    manifest: str, shelf: Shelf, folder: Path
) -> None:
    paths = written(folder, huy=HUY, theux=THEUX)
    put(shelf, *paths)
    assert shelf.current is not None
    (shelf.current / "snapshot.json").write_text(manifest, encoding="utf-8")
    (shelf.current / "seal.json").unlink()  # it has a copy of the manifest; an older version made none
    report = put(shelf, paths[0])
    assert report.added == ("huy.txt",)
    ((name, error),) = report.failed
    assert name == "theux.txt"
    for word in ("« theux.txt »", "n'a pas été repris", "pst ingest"):
        assert word in error
    assert put(shelf, *paths).failed == ()
    assert ids(shelf) == ["huy.txt", "theux.txt"]


def test_a_lost_document_whose_file_is_gone_is_named(shelf: Shelf, folder: Path) -> None:
    paths = written(folder, huy=HUY, theux=THEUX)
    put(shelf, *paths)
    assert shelf.current is not None
    (shelf.current / "documents.json").write_text("[", encoding="utf-8")
    paths[1].unlink()
    report = put(shelf, paths[0])
    assert [name for name, _ in report.failed] == ["theux.txt"]
    assert ids(shelf) == ["huy.txt"]


def test_damaged_vectors_are_computed_anew(shelf: Shelf, folder: Path) -> None:
    put(shelf, *written(folder, theux=THEUX))

    assert shelf.current is not None
    vectors = shelf.current / "vectors.npz"
    vectors.write_bytes(vectors.read_bytes()[:100])
    assert put(shelf, *written(folder, huy=HUY)).added == ("huy.txt",)


@pytest.mark.parametrize("part", ["chroma", "bm25"])
def test_a_lost_index_is_rebuilt_though_no_document_changed(part: str, shelf: Shelf, folder: Path) -> None:
    put(shelf, *written(folder, huy=HUY))
    assert shelf.current is not None
    shutil.rmtree(shelf.current / part)
    assert put(shelf, folder).unchanged == ("huy.txt",)
    assert shelf.open().search("tablettes", k=1)[0].node.text == "Prêter des tablettes"


def test_a_crash_leaves_the_old_library(shelf: Shelf, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(shelf, *written(folder, huy=HUY))
    before = photograph(shelf.folder)

    def crash(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("vectorstore.shelf._probe", crash)
    with pytest.raises(MemoryError):
        put(shelf, *written(folder, theux=THEUX))
    after = photograph(shelf.folder)
    assert after.pop("vecteurs.journal")  # so that the next attempt need not embed again
    assert after == before


def test_progress_is_told_by_stage(shelf: Shelf, folder: Path) -> None:
    told: list[tuple[str, int, int]] = []
    ingest(shelf, written(folder, huy=HUY), lambda *step: told.append(step))
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == ["examen", "lecture", "vecteurs", "index"]
    assert all(0 <= done <= total for _, done, total in told)
    assert {stage: (done, total) for stage, done, total in told}["lecture"] == (1, 1)
