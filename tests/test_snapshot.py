"""A snapshot gives back what was written; vectors of unchanged words are reused; damage is told in French."""

import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import LibraryError
from ingest.french import analyse
from ingest.records import Level
from tests.fakes import BagEmbeddings
from tests.shelves import two_plans
from vectorstore import snapshot
from vectorstore.embeddings import EmbeddedE5
from vectorstore.snapshot import Entry, Manifest
from vectorstore.space import Space, space_of

DOCUMENTS = tuple(two_plans())
SPACE = space_of(BagEmbeddings())


def manifest() -> Manifest:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    return Manifest(
        format=snapshot.FORMAT,
        parser="1-essai",
        **SPACE.model_dump(),
        created=now,
        entries=tuple(Entry(document=one.id, path=one.id, sha256=one.sha256, ingested_at=now) for one in DOCUMENTS),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library") / "one"
    snapshot.write(folder, manifest(), DOCUMENTS, BagEmbeddings(), {}, lambda *_: None)
    return folder


def test_documents_and_manifest_come_back_whole(folder: Path) -> None:
    assert snapshot.read_documents(folder) == DOCUMENTS
    assert snapshot.read_manifest(folder) == manifest()


def test_vectors_are_kept_by_the_words_that_they_were_made_of(folder: Path) -> None:
    known = snapshot.read_vectors(folder)
    model = BagEmbeddings()
    texts = [snapshot.embedded_text(document, node) for document in DOCUMENTS for node in document.nodes]
    _, vectors = snapshot.embed(texts, SPACE, model, known, lambda *_: None)
    assert model.embedded == []
    assert np.allclose(vectors, model.embed_documents(texts), atol=1e-6)


def test_only_new_words_are_embedded_and_each_once() -> None:
    model = BagEmbeddings()
    known = {snapshot.content_hash("ancien", SPACE): np.zeros(model.dimension, dtype=np.float32)}
    keys, vectors = snapshot.embed(["neuf", "ancien", "neuf"], SPACE, model, known, lambda *_: None)
    assert model.embedded == ["neuf"]
    assert keys == [snapshot.content_hash(text, SPACE) for text in ("neuf", "ancien", "neuf")]
    assert not vectors[1].any()
    assert np.array_equal(vectors[0], vectors[2])


@pytest.mark.parametrize("other", [{"model": "autre"}, {"dimension": 12}, {"document_prompt": "passage: "}])
def test_vectors_of_another_space_are_not_reused(other: dict[str, object]) -> None:
    model = BagEmbeddings()
    key = snapshot.content_hash("ancien", SPACE.model_copy(update=other))
    snapshot.embed(["ancien"], SPACE, model, {key: np.zeros(model.dimension, dtype=np.float32)}, lambda *_: None)
    assert model.embedded == ["ancien"]


def test_progress_ends_where_it_announced() -> None:
    calls: list[tuple[str, int, int]] = []
    model = BagEmbeddings()
    snapshot.embed([f"texte {i}" for i in range(70)], SPACE, model, {}, lambda *call: calls.append(call))
    assert [stage for stage, _, _ in calls] == ["vecteurs"] * len(calls)
    assert [done for _, done, _ in calls] == sorted(done for _, done, _ in calls)
    assert calls[-1] == ("vecteurs", 70, 70)


MADE_OF = st.tuples(st.text(max_size=3), st.text(max_size=3), st.text(max_size=3), st.text(max_size=3))


@given(MADE_OF, MADE_OF)
def test_a_content_hash_tells_models_prompts_and_texts_apart(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    def key(model: str, query: str, document: str, text: str) -> str:
        space = Space(model=model, dimension=8, query_prompt=query, document_prompt=document)
        return snapshot.content_hash(text, space)

    assert (key(*one) == key(*other)) == ((one[0], *one[2:]) == (other[0], *other[2:]))


def test_a_library_of_before_prompts_were_recorded_was_built_with_those_of_the_embedded_model(tmp_path: Path) -> None:
    old = manifest().model_dump(mode="json", exclude={"query_prompt", "document_prompt"})
    (tmp_path / "snapshot.json").write_text(json.dumps(old), encoding="utf-8")
    assert snapshot.read_manifest(tmp_path).space.prompts == EmbeddedE5.prompts


def test_own_words_weigh_more_than_the_path() -> None:
    document = DOCUMENTS[0]
    action = next(node for node in document.nodes if node.level is Level.ACTION)
    terms = snapshot.index_terms(document, action)
    (guide,) = analyse("guide")
    (guichet,) = analyse("guichet")
    assert terms.count(guide) > terms.count(guichet) == 1


@pytest.mark.parametrize("name", ["snapshot.json", "documents.json"])
@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b'{"format": 1}', b"\xff\xfe\x00"])
def test_damage_is_told_in_french(name: str, content: bytes | None, folder: Path, tmp_path: Path) -> None:
    for file in ("snapshot.json", "documents.json"):
        (tmp_path / file).write_bytes((folder / file).read_bytes())
    if content is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_bytes(content)
    if (name, content) == ("documents.json", b"[]"):
        assert snapshot.read_documents(tmp_path) == ()
        return
    with pytest.raises(LibraryError, match="abîmée ou incomplète") as caught:
        (snapshot.read_manifest if name == "snapshot.json" else snapshot.read_documents)(tmp_path)
    assert "pst ingest" in caught.value.remedy


def test_another_format_is_told_in_french(tmp_path: Path) -> None:
    other = manifest().model_copy(update={"format": 99})
    (tmp_path / "snapshot.json").write_text(other.model_dump_json(), encoding="utf-8")
    with pytest.raises(LibraryError, match=f"format 99, ce programme lit le format {snapshot.FORMAT}"):
        snapshot.read_manifest(tmp_path)


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04", b"rien", "coupé"])
def test_damaged_vectors_are_made_anew(content: bytes | str | None, folder: Path, tmp_path: Path) -> None:
    whole = (folder / "vectors.npz").read_bytes()
    if content is not None:
        (tmp_path / "vectors.npz").write_bytes(whole[: len(whole) // 2] if isinstance(content, str) else content)
    assert snapshot.read_vectors(tmp_path) == {}


def test_a_flipped_byte_in_the_vectors_is_no_crash(folder: Path, tmp_path: Path) -> None:
    data = bytearray((folder / "vectors.npz").read_bytes())
    data[len(data) // 3] ^= 0xFF
    (tmp_path / "vectors.npz").write_bytes(data)
    assert snapshot.read_vectors(tmp_path) == {}
