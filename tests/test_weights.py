"""A model is named by what it holds, read from its directory without the network, and refused in French."""

import logging
import os
import sys
from pathlib import Path

import pytest

from ingest.errors import ModelError
from tests import models
from tests.models import FakeCrossEncoder, FakeTransformer, saved
from vectorstore import hub
from vectorstore.weights import Kind, Weights


@pytest.fixture(autouse=True)
def _library(monkeypatch: pytest.MonkeyPatch) -> None:
    models.install(monkeypatch)


def named(folder: Path) -> str:
    return Weights(str(folder), "PST_EMBEDDINGS").name


def test_a_directory_is_named_by_its_files_wherever_it_stands(tmp_path: Path) -> None:
    first, elsewhere = saved(tmp_path / "e5"), saved(tmp_path / "ailleurs" / "e5")
    assert named(first) == named(elsewhere)
    assert named(first).startswith("e5@")


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("model.safetensors", "x"),
        ("model.safetensors", "w" * 200_000),
        ("config.json", "{}"),
        ("1_Pooling/config.json", "{}"),
    ],
)
def test_another_model_in_the_directory_has_another_name(file: str, content: str, tmp_path: Path) -> None:
    folder = saved(tmp_path / "e5")
    before = named(folder)
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_text(content, encoding="utf-8")
    assert named(folder) != before


@pytest.mark.parametrize("at", [0, 100, 299_999])
def test_weights_of_one_size_are_told_apart_by_their_ends(at: int, tmp_path: Path) -> None:
    data = bytearray(300_000)
    folder = saved(tmp_path / "e5")
    (folder / "model.safetensors").write_bytes(data)
    before = named(folder)
    data[at] = 1
    (folder / "model.safetensors").write_bytes(data)
    assert named(folder) != before


@pytest.mark.parametrize("file", ["README.md", ".cache/x.json", "onnx/model.json", "photo.png"])
def test_what_is_no_part_of_the_model_changes_nothing(file: str, tmp_path: Path) -> None:
    folder = saved(tmp_path / "e5")
    before = named(folder)
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_text("autre", encoding="utf-8")
    assert named(folder) == before


@pytest.mark.parametrize("form", ["{}", "./{name}", "{name}", "~/{name}", "../{parent}/{name}"])
def test_a_directory_may_be_written_in_any_way(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = saved(tmp_path / "e5")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    location = form.format(folder, name="e5", parent=tmp_path.name)
    assert Weights(location, "PST_EMBEDDINGS").directory == folder.resolve()


@pytest.mark.parametrize("location", ["./absent", "/absent/e5", "~/absent", r"C:\absent"])
def test_a_missing_directory_is_named(location: str) -> None:
    weights = Weights(location, "PST_RERANKER")
    for use in (lambda: weights.name, weights.saved_prompts, lambda: weights.load("CrossEncoder")):
        with pytest.raises(ModelError, match=r"absent.* n'existe pas") as caught:
            use()
        assert "PST_RERANKER" in caught.value.remedy


def test_a_directory_is_read_without_the_network(tmp_path: Path) -> None:
    folder = saved(tmp_path / "e5")
    model = Weights(str(folder), "PST_EMBEDDINGS").load("SentenceTransformer")
    assert isinstance(model, FakeTransformer)
    assert (model.place, model.local) == (str(folder.resolve()), True)


@pytest.mark.parametrize(
    ("kind", "missing"), [("SentenceTransformer", "modules.json"), ("CrossEncoder", "config.json")]
)
def test_a_directory_without_a_model_is_told(kind: Kind, missing: str, tmp_path: Path) -> None:
    folder = saved(tmp_path / "e5")
    (folder / missing).unlink()
    with pytest.raises(ModelError, match=rf"e5 ».*il y manque {missing}"):
        Weights(str(folder), "PST_EMBEDDINGS").load(kind)


def test_files_that_cannot_be_read_are_told_and_the_libraries_silenced(tmp_path: Path) -> None:
    folder = saved(tmp_path / "e5")
    (folder / "broken").touch()
    level = logging.getLogger("transformers").level
    with pytest.raises(ModelError, match=r"e5 » ne peut pas être chargé \(OSError\)") as caught:
        Weights(str(folder), "PST_EMBEDDINGS").load("SentenceTransformer")
    assert "PST_EMBEDDINGS" in caught.value.remedy
    assert logging.getLogger("transformers").level == level


@pytest.mark.parametrize("kind", ["SentenceTransformer", "CrossEncoder"])
@pytest.mark.parametrize(
    ("model_type", "architecture", "is_reranker"),
    [
        ("CrossEncoder", "BertModel", True),
        (None, "XLMRobertaForSequenceClassification", True),
        ("SentenceTransformer", "BertModel", False),
        (None, "BertModel", False),
    ],
)
def test_a_model_of_the_other_kind_is_refused(
    kind: Kind, model_type: str | None, architecture: str, is_reranker: bool, tmp_path: Path
) -> None:
    folder = saved(tmp_path / "modele", kind=model_type)
    (folder / "config.json").write_text(f'{{"architectures": ["{architecture}"]}}', encoding="utf-8")
    weights = Weights(str(folder), "PST_ESSAI")
    if is_reranker == (kind == "CrossEncoder"):
        assert type(weights.load(kind)) is (FakeCrossEncoder if is_reranker else FakeTransformer)
        return
    with pytest.raises(ModelError, match=r"modele » est un modèle .*il ne convient pas au réglage PST_ESSAI"):
        weights.load(kind)


@pytest.mark.parametrize("name", ["sentence_transformers", "transformers"])
def test_a_missing_extra_is_told_with_how_to_install_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ModelError, match="PST_RERANKER demande le paquet Python sentence-transformers") as caught:
        Weights(str(saved(tmp_path / "e5")), "PST_RERANKER").load("CrossEncoder")
    assert "make extras" in caught.value.remedy


def test_a_model_downloaded_before_is_read_without_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = saved(tmp_path / "snapshot")
    monkeypatch.setattr(hub, "snapshot", lambda name, mark: folder if (folder / mark).is_file() else None)
    monkeypatch.setattr(hub, "ask_for", lambda *_: pytest.fail("the hub was asked"))
    weights = Weights("org/modele", "PST_EMBEDDINGS")
    model = weights.load("SentenceTransformer")
    assert (weights.name, model.place, model.local) == ("org/modele", "org/modele", True)


def test_a_model_that_is_not_here_is_asked_for_once_then_downloaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(hub, "snapshot", lambda *_: saved(tmp_path / "snapshot") if FakeTransformer.made else None)
    monkeypatch.setattr(hub, "ask_for", lambda name, _: asked.append(name))
    model = Weights("org/modele", "PST_EMBEDDINGS").load("SentenceTransformer")
    assert (asked, model.local) == (["org/modele"], False)


def test_what_was_downloaded_and_is_no_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "snapshot", lambda *_: None)
    monkeypatch.setattr(hub, "ask_for", lambda *_: None)
    with pytest.raises(ModelError, match=r"org/modele » n'est pas un modèle .*il y manque modules\.json"):
        Weights("org/modele", "PST_EMBEDDINGS").load("SentenceTransformer")


@pytest.mark.parametrize("kept", [None, "déjà choisi"])
def test_no_progress_bar_is_drawn_and_no_thread_spins(
    kept: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HF_HUB_DISABLE_PROGRESS_BARS", "OMP_WAIT_POLICY"):
        monkeypatch.setenv(name, kept or "")
        if kept is None:
            monkeypatch.delenv(name)
    Weights(str(saved(tmp_path / "e5")), "PST_EMBEDDINGS").load("SentenceTransformer")
    found = (os.environ["HF_HUB_DISABLE_PROGRESS_BARS"], os.environ["OMP_WAIT_POLICY"])
    assert found == ((kept, kept) if kept else ("1", "passive"))
