"""Vectors in a real Chroma server: found as in files, checked on opening, made again, deleted with their snapshot."""

import socket
import threading
import time
import traceback
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.settings import Settings
from ingest.errors import LibraryError
from tests.chroma_server import Running, chroma
from tests.fakes import BagEmbeddings
from tests.shelves import HANNUT, plan, publish, shelf_in, two_plans
from tests.stores import free_port
from vectorstore import chroma as chroma_module
from vectorstore import served
from vectorstore.chroma import ChromaServer, client_of, collection_name, sweep
from vectorstore.library import Library
from vectorstore.served import ServedIndex
from vectorstore.shelf import Shelf
from vectorstore.space import Space

__all__ = ["chroma"]

SPACE = Space(model="essai", dimension=8, query_prompt="q: ", document_prompt="d: ")
VECTORS = np.random.default_rng(7).normal(size=(40, 8)).astype(np.float32)
NODES = [(f"nœud-{i}", f"confidentiel-{i % 4}.txt") for i in range(40)]


def opened(running: Running, folder: Path, space: Space = SPACE) -> ServedIndex:
    return ServedIndex.open(running.server, folder, space, NODES, lambda: VECTORS)


@pytest.fixture(scope="module")
def folder(chroma: Running, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library") / "20261122T101112-0123abcd"
    folder.mkdir()
    served.build(chroma.server, folder, SPACE, [document for _, document in NODES], VECTORS)
    return folder


@pytest.fixture(scope="module")
def index(chroma: Running, folder: Path) -> ServedIndex:
    return opened(chroma, folder)


@given(st.lists(st.floats(-1, 1, width=16), min_size=8, max_size=8).filter(lambda v: sum(x * x for x in v) > 0.01))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_nearest_are_those_of_the_largest_cosine(index: ServedIndex, vector: list[float]) -> None:
    one = np.asarray(vector)
    true = VECTORS @ one / (np.linalg.norm(VECTORS, axis=1) * np.linalg.norm(one))
    found = index.nearest(vector, 5)
    assert list(found.values()) == sorted(found.values(), reverse=True)
    for node, similarity in found.items():
        assert similarity == pytest.approx(true[[name for name, _ in NODES].index(node)], abs=1e-4)
    assert min(found.values()) >= sorted(true)[-5] - 1e-4


@pytest.mark.parametrize("documents", [[0], [0, 3], [], [9], [2, 9]])
def test_only_the_documents_asked_for_are_looked_into(index: ServedIndex, documents: list[int]) -> None:
    names = [f"confidentiel-{one}.txt" for one in documents]
    found = index.nearest(VECTORS[0].tolist(), 1000, names)
    assert found.keys() == {node for node, owner in NODES if owner in names}
    assert index.nearest(VECTORS[0].tolist(), 0) == {}
    assert len(index.nearest(VECTORS[0].tolist(), 1000)) == index.count() == 40


@pytest.mark.parametrize("other", [{"model": "autre"}, {"dimension": 16}, {"query_prompt": ""}])
def test_a_collection_of_another_space_is_refused(chroma: Running, folder: Path, other: dict[str, object]) -> None:
    with pytest.raises(LibraryError, match=r"L'index des vecteurs \(essai, 8 dimensions, cosine\) n'est pas"):
        opened(chroma, folder, SPACE.model_copy(update=other))


def test_the_server_sees_no_name(chroma: Running, index: ServedIndex) -> None:
    assert index.count() == 40
    written = b"".join(path.read_bytes() for path in chroma.folder.rglob("*") if path.is_file())
    assert written
    for words in ("confidentiel", "nœud"):
        assert words.encode() not in written


def test_what_is_missing_or_half_made_is_made_again(chroma: Running, folder: Path, index: ServedIndex) -> None:
    client = client_of(chroma.server)
    client.get_collection(collection_name(folder)).delete(ids=["3", "4"])
    assert opened(chroma, folder).count() == 40
    client.delete_collection(collection_name(folder))
    assert index.count() == 40  # open since before
    chroma.wipe()
    assert len(index.nearest(VECTORS[0].tolist(), 50)) == 40
    client.delete_collection(collection_name(folder))
    with pytest.raises(LibraryError, match="absent ou abîmé"):
        ServedIndex.open(chroma.server, folder, SPACE, NODES, lambda: None)


def test_only_a_librarys_own_leftovers_are_swept(chroma: Running, tmp_path: Path) -> None:
    one, other = tmp_path / "une", tmp_path / "autre"
    for snapshot in (one / "a", one / "quarantaine" / "q", one / "b", other / "a"):
        snapshot.mkdir(parents=True)
    for snapshot in (one / "a", one / "q", one / "b", one / "orpheline", other / "x"):
        served.build(chroma.server, snapshot, SPACE, ["d"] * 40, VECTORS)
    sweep(one, chroma.server)
    assert chroma.collections(one) == {"a", "b", "q"}
    assert chroma.collections(other) == {"x"}
    sweep(other, chroma.server)
    assert chroma.collections(other) == set()


def test_an_empty_library(chroma: Running, tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    index = ServedIndex.open(chroma.server, tmp_path / "vide", SPACE, [], lambda: None)
    assert (index.count(), index.nearest([1.0] * 8, 5)) == (0, {})


def test_a_server_that_is_not_there_is_told_in_french(folder: Path) -> None:
    server = ChromaServer(f"http://127.0.0.1:{free_port()}", "jeton-secret")
    with pytest.raises(LibraryError, match=r"127\.0\.0\.1:.* ne répond pas") as caught:
        ServedIndex.open(server, folder, SPACE, NODES, lambda: VECTORS)
    assert "PST_CHROMA" in caught.value.remedy
    assert "jeton-secret" not in "".join(traceback.format_exception(caught.value)) + repr(server)


def test_a_server_that_accepts_and_says_nothing_is_not_waited_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chroma_module, "_GREETING_SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = ChromaServer(f"http://127.0.0.1:{silent.getsockname()[1]}")
        began = time.monotonic()
        with pytest.raises(LibraryError, match="ne répond pas"):
            ServedIndex.open(server, folder, SPACE, NODES, lambda: VECTORS)
        assert time.monotonic() - began < 10


@pytest.fixture
def guarded() -> Iterator[tuple[str, list[str]]]:
    """A proxy that wants a token and is shown another; and the tokens that it was shown."""
    shown: list[str] = []

    class Guard(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shown.append(self.headers.get("Authorization", ""))
            self.send_response(401)
            self.end_headers()
            self.wfile.write(b'{"error": "Unauthorized"}')

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Guard) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", shown
        server.shutdown()
        thread.join()


def test_the_token_is_shown_and_its_refusal_told(guarded: tuple[str, list[str]], folder: Path) -> None:
    url, shown = guarded
    with pytest.raises(LibraryError, match="refuse l'accès"):
        ServedIndex.open(ChromaServer(url, "jeton-secret"), folder, SPACE, NODES, lambda: VECTORS)
    assert set(shown) == {"Bearer jeton-secret"}


@pytest.mark.parametrize("address", ["machine:8000", "ftp://m", "http://a:b@m:8000", "http://m:8000/api", "http://m:x"])
def test_a_setting_that_is_no_address_is_told(address: str) -> None:
    with pytest.raises(ValueError, match="http://machine:8000"):
        Settings(chroma=address)


def shelf_on(running: Running, folder: Path) -> Shelf:
    return Shelf(folder, BagEmbeddings(), server=running.server)


def test_a_library_lives_on_the_server(chroma: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = shelf_on(chroma, tmp_path)
    first = publish(shelf, two_plans())
    assert not (first.folder / "chroma").exists()
    assert chroma.collections(tmp_path) == {first.folder.name}
    exact = [hit.node.id for hit in first.search("zythologue", 5)]
    monkeypatch.setattr(Library, "vectors", None)  # the server finds what no matrix is read for
    assert [hit.node.id for hit in shelf.open().search("zythologue", 5)] == exact
    monkeypatch.undo()
    second = publish(shelf, [plan(HANNUT, "hannut.txt")])
    assert chroma.collections(tmp_path) == {second.folder.name}
    with pytest.raises(LibraryError, match="ne sont plus sur le serveur"):
        first.dense.count()
    assert shelf.public().open().dense.count() == len(second.pairs)


def test_what_a_crash_leaves_on_the_server_is_deleted_by_the_next_writer(
    chroma: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = shelf_on(chroma, tmp_path)
    kept = publish(shelf, two_plans()).folder.name
    monkeypatch.setattr("vectorstore.shelf._probe", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        publish(shelf, [plan(HANNUT, "hannut.txt")])
    monkeypatch.undo()
    assert chroma.collections(tmp_path) == {kept}
    (tmp_path / "plantee").mkdir()
    served.build(chroma.server, tmp_path / "plantee", SPACE, ["d"] * 40, VECTORS)
    with shelf.lock():
        assert chroma.collections(tmp_path) == {kept}


def test_no_library_changes_without_its_server(chroma: Running, tmp_path: Path) -> None:
    shelf = shelf_on(chroma, tmp_path)
    publish(shelf, two_plans())
    chroma.stop()
    try:
        with pytest.raises(LibraryError, match="ne répond pas"):
            publish(shelf, [plan(HANNUT, "hannut.txt")])
        assert len(shelf.open().documents) == 2
        assert shelf.open().search("zythologue", 3)  # questions go on
        with shelf.lock():  # and so does a backup
            pass
    finally:
        chroma.start()
    with shelf.lock():
        pass


def test_a_library_moves_between_files_and_server(chroma: Running, tmp_path: Path) -> None:
    files, server = shelf_in(tmp_path), shelf_on(chroma, tmp_path)
    publish(files, two_plans()).close()
    served_one = server.open()
    assert served_one.dense.count() == len(served_one.pairs)
    publish(server, two_plans())
    with pytest.raises(LibraryError, match="absent ou abîmé") as caught:
        files.open().search("zythologue")
    assert "pst ingest" in caught.value.remedy
    publish(files, two_plans())
    assert files.open().search("zythologue")
