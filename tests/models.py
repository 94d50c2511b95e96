"""A stand-in for the library sentence-transformers, directories that hold models for it, and commands with settings."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from assistant.cli import run
from assistant.settings import load_settings
from tests.fakes import BagEmbeddings

Pst = Callable[..., tuple[int, str, str]]


class FakeTransformer:
    """Embeds like `BagEmbeddings`, twice as long; says what it was asked."""

    made: list["FakeTransformer"]

    def __init__(self, place: str, *, local_files_only: bool) -> None:
        if (Path(place) / "broken").exists():
            raise OSError(f"no file named model.safetensors in {place}")
        self.place, self.local = place, local_files_only
        config = Path(place) / "config_sentence_transformers.json"
        saved = json.loads(config.read_text())["prompts"] if config.exists() else {"query": "hub-q: "}
        self.prompts = {"query": "", "document": ""} | saved
        self.calls: list[tuple[str, str, tuple[str, ...]]] = []
        type(self).made.append(self)

    def get_embedding_dimension(self) -> int | None:
        return BagEmbeddings.dimension

    def encode_query(self, texts: Sequence[str], *, prompt: str, **_: object) -> np.ndarray:
        return self._encode("query", texts, prompt)

    def encode_document(self, texts: Sequence[str], *, prompt: str, **_: object) -> np.ndarray:
        return self._encode("document", texts, prompt)

    def _encode(self, kind: str, texts: Sequence[str], prompt: str) -> np.ndarray:
        self.calls.append((kind, prompt, tuple(texts)))
        return 2 * np.asarray([BagEmbeddings().embed_query(prompt + text) for text in texts], dtype=np.float32)


class FakeCrossEncoder(FakeTransformer):
    """Scores a pair by the words that both share."""

    made: list["FakeTransformer"]
    outputs = 1

    def predict(self, pairs: Sequence[tuple[str, str]], **options: object) -> np.ndarray:
        assert type(options["activation_fn"]).__name__ == "Identity"
        shared = [len(set(one.lower().split()) & set(other.lower().split())) for one, other in pairs]
        scores = np.asarray(shared, dtype=np.float32)
        return scores if self.outputs == 1 else np.stack([scores] * self.outputs, axis=1)


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make `import sentence_transformers` give the stand-in."""
    FakeTransformer.made, FakeCrossEncoder.made = [], []
    for name, content in {
        "sentence_transformers": {"SentenceTransformer": FakeTransformer, "CrossEncoder": FakeCrossEncoder},
        "transformers": {"utils": SimpleNamespace(logging=SimpleNamespace(disable_progress_bar=lambda: None))},
        "torch": {},
        "torch.nn": {"Identity": type("Identity", (), {})},
    }.items():
        module = ModuleType(name)
        vars(module).update(content)
        monkeypatch.setitem(sys.modules, name, module)


def saved(
    folder: Path, prompts: dict[str, str] | None = None, kind: str | None = "SentenceTransformer", weights: str = "w"
) -> Path:
    """A directory such as sentence-transformers saves; `kind` None is what its older versions wrote."""
    folder.mkdir(parents=True, exist_ok=True)
    config: dict[str, object] = {"prompts": prompts or {}} | ({"model_type": kind} if kind else {})
    (folder / "config_sentence_transformers.json").write_text(json.dumps(config), encoding="utf-8")
    (folder / "modules.json").write_text("[]", encoding="utf-8")
    (folder / "config.json").write_text('{"architectures": ["BertModel"]}', encoding="utf-8")
    (folder / "model.safetensors").write_text(weights, encoding="utf-8")
    return folder


def commands(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Pst]:
    """Run commands on a copy of a library, each with its own settings: the body of a fixture.

    Args:
        built: The home to copy.
        tmp_path: Where the copy stands and the commands run.
        monkeypatch: Pytest's.
        capsys: Pytest's.

    Yields:
        A function that runs one command; its keywords are settings without their `PST_`. It returns the exit code, what
        was printed and the errors. No setting of the shell that runs the tests is inherited.
    """
    shutil.copytree(built, tmp_path / "home")
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("PST_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PST_HOME", str(tmp_path / "home"))

    def command(*arguments: str, **variables: str) -> tuple[int, str, str]:
        with monkeypatch.context() as only:
            for name, value in variables.items():
                only.setenv(f"PST_{name}", value)
            load_settings.cache_clear()
            capsys.readouterr()
            code = run(list(arguments))
            out = capsys.readouterr()
            return code, out.out, out.err

    yield command
    load_settings.cache_clear()
