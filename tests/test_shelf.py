"""The library changes all at once or not at all, keeps nothing of what left it, and takes one writer at a time."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from ingest.errors import LibraryError
from ingest.records import Document, Level
from tests.fakes import BagEmbeddings
from tests.shelves import HANNUT, HUY, plan, publish, shelf_in, two_plans
from vectorstore import shelf as module
from vectorstore.context import embedded_text
from vectorstore.space import Prompts, space_of

HOLDER = """
import sys, filelock
with filelock.FileLock(sys.argv[1]):
    print("pris", flush=True)
    input()
"""


def folders(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir() if path.is_dir())


def bytes_below(root: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file())


def test_an_empty_shelf_says_how_to_fill_it(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path / "absent")
    assert shelf.current is None
    with pytest.raises(LibraryError, match="bibliothèque est vide") as caught:
        shelf.open()
    assert "pst ingest" in caught.value.remedy


def test_what_is_published_is_opened(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    publish(shelf, two_plans()).close()
    library = shelf.open()
    assert library.folder == shelf.current
    assert [document.id for document in library.documents] == ["hannut.txt", "huy.txt"]
    assert library.search("zythologue")[0].node.text == "Former un zythologue assermenté"
    library.close()


@pytest.mark.parametrize("fail_after", [0, 1, 5])
def test_a_model_that_breaks_leaves_the_old_library(tmp_path: Path, fail_after: int) -> None:
    publish(shelf_in(tmp_path), [plan(HANNUT, "hannut.txt")]).close()
    before, files = shelf_in(tmp_path).current, folders(tmp_path)
    with pytest.raises(MemoryError):
        publish(shelf_in(tmp_path, BagEmbeddings(fail_after)), two_plans())
    assert shelf_in(tmp_path).current == before
    assert folders(tmp_path) == files
    library = shelf_in(tmp_path).open()
    assert library.search("guide d'accueil")[0].document.id == "hannut.txt"
    library.close()


def test_the_first_library_that_breaks_leaves_none(tmp_path: Path) -> None:
    with pytest.raises(MemoryError):
        publish(shelf_in(tmp_path, BagEmbeddings(2)), two_plans())
    assert shelf_in(tmp_path).current is None
    assert folders(tmp_path) == []


def test_an_interruption_leaves_the_old_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = shelf_in(tmp_path)
    publish(shelf, [plan(HANNUT, "hannut.txt")]).close()
    before = shelf.current

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "_probe", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(shelf, two_plans())
    assert shelf.current == before
    assert before is not None
    assert folders(tmp_path) == [before.name]


def test_what_leaves_the_library_leaves_nothing_on_disk(tmp_path: Path) -> None:
    shelf, documents = shelf_in(tmp_path), two_plans()
    library = publish(shelf, documents)
    library.search("zythologue")
    library.close()
    huy = documents[1]
    vectors = np.asarray(
        BagEmbeddings().embed_documents([embedded_text(huy, node) for node in huy.nodes]), dtype=np.float32
    )
    traces = [b"zythologue", "Établir un plan de formation".encode(), b"huy.txt", huy.nodes[-1].id.encode()]
    present = bytes_below(tmp_path)
    assert all(trace in present for trace in traces)
    assert all(vector.tobytes() in present for vector in vectors)

    publish(shelf, documents[:1]).close()
    left = bytes_below(tmp_path)
    assert not any(trace in left for trace in traces)
    assert not any(vector.tobytes() in left for vector in vectors)
    assert b"guide d'accueil" in left


def test_the_last_document_can_leave(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    publish(shelf, two_plans()).close()
    publish(shelf, []).close()
    library = shelf.open()
    assert library.documents == ()
    assert library.search("guide") == []
    library.close()
    publish(shelf, two_plans()).close()


@pytest.mark.parametrize("text", ["PST\n\nOS 1 :\n", "et la\n", "***\n", "1\n"])
def test_a_document_with_hardly_a_word_is_held(tmp_path: Path, text: str) -> None:
    shelf = shelf_in(tmp_path)
    publish(shelf, [plan(text, "maigre.txt")]).close()
    library = shelf.open()
    library.search("logement")
    library.close()


def test_unchanged_words_are_not_embedded_again(tmp_path: Path) -> None:
    publish(shelf_in(tmp_path), [plan(HANNUT, "hannut.txt")]).close()
    again = BagEmbeddings()
    publish(shelf_in(tmp_path, again), [plan(HANNUT, "hannut.txt")]).close()
    assert again.embedded == []
    more = BagEmbeddings()
    publish(shelf_in(tmp_path, more), two_plans()).close()
    assert len(more.embedded) == len(plan(HUY, "huy.txt").nodes)
    one_word = BagEmbeddings()
    changed = plan(HANNUT.replace("mercredi", "samedi"), "hannut.txt")
    publish(shelf_in(tmp_path, one_word), [changed]).close()
    assert one_word.embedded == [
        embedded_text(changed, node) for node in changed.nodes if node.level is Level.ACTION and "samedi" in node.text
    ]


def test_damaged_vectors_are_embedded_again(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    publish(shelf, two_plans()).close()
    assert shelf.current is not None
    vectors = shelf.current / "vectors.npz"
    vectors.write_bytes(vectors.read_bytes()[:100])
    model = BagEmbeddings()
    publish(shelf_in(tmp_path, model), two_plans()).close()
    assert model.embedded


def test_a_reader_goes_on_while_another_library_is_published(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    publish(shelf, two_plans()).close()
    reader = shelf.open()
    first = [hit.node.id for hit in reader.search("formation des agents")]
    publish(shelf, two_plans()[:1]).close()
    assert [hit.node.id for hit in reader.search("formation des agents")] == first
    reader.close()


def test_a_reader_that_comes_too_late_is_told_in_french(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    publish(shelf, two_plans()).close()
    reader = shelf.open()
    publish(shelf, two_plans()[:1]).close()
    with pytest.raises(LibraryError):
        reader.search("formation des agents")
    assert folders(tmp_path) == [shelf.current.name if shelf.current else ""]


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (BagEmbeddings(name="autre"), "autre."),
        (BagEmbeddings(dimension=12), "(12 dimensions)"),
        (BagEmbeddings(prompts=Prompts("query: ", "")), "« query: » devant les questions"),
        (BagEmbeddings(prompts=Prompts("", "passage: ")), "« passage: » devant les documents"),
    ],
)
def test_another_model_is_refused_in_french(tmp_path: Path, model: BagEmbeddings, said: str) -> None:
    publish(shelf_in(tmp_path), two_plans()).close()
    library = shelf_in(tmp_path, model).open()
    built = f"construite avec le modèle {BagEmbeddings.name} \\(48 dimensions, sans préfixe\\), alors que"
    with pytest.raises(LibraryError, match=built) as caught:
        library.search("formation")
    assert said in caught.value.what
    assert "PST_EMBEDDINGS" in caught.value.remedy
    assert "pst ingest --rebuild" in caught.value.remedy


def test_another_model_is_refused_before_it_is_asked_anything(tmp_path: Path) -> None:
    class Slow(BagEmbeddings):
        @property
        def dimension(self) -> int:
            raise AssertionError("chargé")

        @dimension.setter
        def dimension(self, value: int) -> None:
            pass

        embed_query = dimension

    publish(shelf_in(tmp_path), two_plans()).close()
    library = shelf_in(tmp_path, Slow(name="autre")).open()
    assert [document.id for document in library.documents] == ["hannut.txt", "huy.txt"]
    with pytest.raises(LibraryError, match="autre"):
        library.check_model()
    with pytest.raises(LibraryError, match="autre"):
        library.search("formation")


@pytest.mark.parametrize(
    ("model", "again"),
    [
        (BagEmbeddings(), False),
        (BagEmbeddings(prompts=Prompts("query: ", "")), False),
        (BagEmbeddings(prompts=Prompts("", "passage: ")), True),
        (BagEmbeddings(name="autre"), True),
        (BagEmbeddings(dimension=12), True),
    ],
)
def test_a_library_is_built_anew_with_another_model(tmp_path: Path, model: BagEmbeddings, again: bool) -> None:
    publish(shelf_in(tmp_path), two_plans()).close()
    library = publish(shelf_in(tmp_path, model), two_plans())
    assert bool(model.embedded) is again
    assert library.manifest.space == space_of(model)
    assert library.search("zythologue", 1)[0].node.text == "Former un zythologue assermenté"
    library.close()


def test_a_pointer_to_nothing_is_told_in_french(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    publish(shelf, two_plans()).close()
    (tmp_path / "current").write_text("20200101T000000-absent", encoding="ascii")
    with pytest.raises(LibraryError, match="abîmée ou incomplète"):
        shelf.open()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"../../etc"])
def test_a_damaged_pointer_is_told_in_french(tmp_path: Path, content: bytes) -> None:
    shelf = shelf_in(tmp_path)
    publish(shelf, two_plans()).close()
    (tmp_path / "current").write_bytes(content)
    with pytest.raises(LibraryError):
        shelf.open()


def test_a_second_writer_is_refused_in_french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LOCK_SECONDS", 0.2)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "writer.lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "pris\n"
        with pytest.raises(LibraryError, match="Une autre ingestion est en cours") as caught, shelf_in(tmp_path).lock():
            pass
        assert caught.value.remedy
        other.communicate("\n")
    with shelf_in(tmp_path).lock():
        pass


def test_a_writer_lets_go_of_the_lock_when_it_fails(tmp_path: Path) -> None:
    with pytest.raises(MemoryError):
        publish(shelf_in(tmp_path, BagEmbeddings(0)), two_plans())
    publish(shelf_in(tmp_path), two_plans()).close()


@pytest.mark.parametrize(("count", "asked"), [(3, 3), (40, 40), (95, 40)])
def test_a_new_library_is_asked_for_what_it_got(count: int, asked: int) -> None:
    documents = [SimpleNamespace(id=str(number)) for number in range(count)]
    spread = module._spread(cast("list[Document]", documents), 40)
    assert len(spread) == asked
    assert (spread[0].id, spread[-1].id) == ("0", str(count - 1))
    assert len({document.id for document in spread}) == asked


def test_a_library_that_does_not_find_a_new_document_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = shelf_in(tmp_path)
    publish(shelf, [plan(HANNUT, "hannut.txt")]).close()
    before = shelf.current
    monkeypatch.setattr("vectorstore.library.Library.search", lambda *_, **__: [])
    with pytest.raises(LibraryError, match="ne se retrouve pas"):
        publish(shelf, two_plans())
    assert shelf.current == before
