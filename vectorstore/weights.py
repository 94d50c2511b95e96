"""The files of a sentence-transformers model, in a directory or on a hub, and how they are loaded."""

import hashlib
import importlib
import json
import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from ingest.errors import ModelError
from vectorstore import hub

Kind = Literal["SentenceTransformer", "CrossEncoder"]

_READ = frozenset({".json", ".safetensors", ".bin", ".model", ".txt"})
_OTHER_BACKENDS = frozenset({"onnx", "openvino"})
_SAMPLE = 1 << 16
_CONFIGURATION = "config_sentence_transformers.json"
_MARK: dict[Kind, str] = {"SentenceTransformer": "modules.json", "CrossEncoder": "config.json"}
"""Without this file an embedding model would be guessed at, its pooling and prompts with it."""
_NOISY = ("sentence_transformers", "transformers", "huggingface_hub")
_DRIVE = re.compile(r"[A-Za-z]:|.*\\")


class Weights:
    """A model's files.

    Args:
        location: A directory, or a name on the hub such as `intfloat/multilingual-e5-base`.
        setting: The setting that names them, for errors.
    """

    def __init__(self, location: str, setting: str) -> None:
        self._location = location
        self._setting = setting
        path = Path(location).expanduser()
        is_path = location.startswith((".", "/", "~")) or bool(_DRIVE.match(location)) or path.is_dir()
        self._path = path.resolve() if is_path else None

    @cached_property
    def directory(self) -> Path | None:
        """The directory, or None for a name on the hub.

        Raises:
            ModelError: If there is no such directory.
        """
        if self._path is None:
            return None
        if not self._path.is_dir():
            raise ModelError(
                f"Le dossier de modèle « {self._path} » n'existe pas.",
                f"Corrigez le chemin du réglage {self._setting}, ou copiez-y le modèle.",
            )
        return self._path

    @cached_property
    def name(self) -> str:
        """What tells the model from others: its name; for a directory, that of the folder and a digest of its files.

        The directory may stand elsewhere tomorrow, or hold another model.
        """
        if self.directory is None:
            return self._location
        digest = hashlib.sha256()
        for file in sorted(self._files(self.directory)):
            digest.update(f"{file.relative_to(self.directory).as_posix()}\x1f{file.stat().st_size}\x1f".encode())
            digest.update(_sample(file))
        return f"{self.directory.name}@{digest.hexdigest()[:8]}"

    def saved_prompts(self) -> dict[str, str] | None:
        """The prompts that the model was saved with; None for one that is not here yet: once loaded, it will say.

        To load a model takes ten seconds, which a question that needs no vector would wait for.
        """
        here = self.directory or self._downloaded(_CONFIGURATION)
        if here is None:
            return None
        prompts = _read_json(here / _CONFIGURATION).get("prompts")
        return {str(name): str(prompt or "") for name, prompt in (prompts if isinstance(prompts, dict) else {}).items()}

    def _downloaded(self, mark: str) -> Path | None:
        """The directory of a model of the hub that is here with this file; without the extra no model is."""
        try:
            return hub.snapshot(self._location, mark)
        except ImportError:
            return None

    def load(self, kind: Kind) -> Any:  # noqa: ANN401 - an optional library's class
        """The model; takes seconds. A directory, or a model downloaded before, is read without the network.

        Args:
            kind: The class of sentence-transformers that reads it.

        Raises:
            ModelError: If the extra is not installed, or the files cannot be had, or hold no such model.
        """
        # What the library shows while it loads would stand between the lines of the command; threads that spin while
        # they wait make a question take 340 ms instead of 60 beside busy processes.
        for variable, value in (("HF_HUB_DISABLE_PROGRESS_BARS", "1"), ("OMP_WAIT_POLICY", "passive")):
            os.environ.setdefault(variable, value)
        try:
            library = importlib.import_module("sentence_transformers")
            importlib.import_module("transformers").utils.logging.disable_progress_bar()
        except ImportError as error:
            raise ModelError(
                f"Le réglage {self._setting} demande le paquet Python sentence-transformers, qui n'est pas installé.",
                "Installez-le dans le dossier de l'assistant : « make extras » (voir docs/embeddings.md).",
            ) from error
        here = self.directory or hub.snapshot(self._location, _MARK[kind])
        if here is None:
            hub.ask_for(self._location, self._setting)
        else:
            self._check(here, kind)
        try:
            with _quiet():
                place = str(self.directory or self._location)
                model = getattr(library, kind)(place, local_files_only=here is not None)
        except Exception as error:  # files of any kind, read by four libraries: any error means that they are no model
            raise ModelError(
                f"Le modèle « {self.directory or self._location} » ne peut pas être chargé ({type(error).__name__}).",
                f"Vérifiez que ses fichiers sont complets (configuration, tokenizer, poids), ou choisissez-en un autre "
                f"dans le réglage {self._setting}.",
            ) from error
        if here is None:
            self._check(hub.snapshot(self._location, _MARK[kind]), kind)
        return model

    def _check(self, directory: Path | None, kind: Kind) -> None:
        """Refuse what is no model, or one of the other kind: the library would make up what it lacks, even weights.

        Raises:
            ModelError: If the files do not say that they are a model of this kind.
        """
        if directory is None or not (directory / _MARK[kind]).is_file():
            raise ModelError(
                f"« {self.directory or self._location} » n'est pas un modèle sentence-transformers complet : "
                f"il y manque {_MARK[kind]}.",
                f"Donnez au réglage {self._setting} un modèle qui contient ce fichier.",
            )
        saved = _read_json(directory / _CONFIGURATION).get("model_type")
        architectures = _read_json(directory / "config.json").get("architectures") or []
        reads_pairs = saved == "CrossEncoder" or (
            saved is None and any("SequenceClassification" in str(one) for one in architectures)
        )
        if reads_pairs != (kind == "CrossEncoder"):
            other = "de reclassement (CrossEncoder)" if reads_pairs else "d'embeddings"
            raise ModelError(
                f"« {self.directory or self._location} » est un modèle {other} : "
                f"il ne convient pas au réglage {self._setting}.",
                f"Choisissez un modèle {'d’embeddings' if reads_pairs else 'de reclassement (CrossEncoder)'}.",
            )

    def _files(self, directory: Path) -> Iterator[Path]:
        """The files that make the model: neither hidden ones, nor the same weights for other engines."""
        for file in directory.rglob("*"):
            parts = file.relative_to(directory).parts
            hidden = any(part.startswith(".") or part in _OTHER_BACKENDS for part in parts)
            if file.suffix in _READ and not hidden and file.is_file():
                yield file


def _sample(file: Path) -> bytes:
    """A file's first and last bytes: enough to tell weights apart without reading gigabytes."""
    with file.open("rb") as content:
        head = content.read(_SAMPLE)
        content.seek(max(content.tell(), file.stat().st_size - _SAMPLE))
        return head + content.read(_SAMPLE)


def _read_json(file: Path) -> dict[str, Any]:
    """A configuration file; empty where there is none that can be read."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


@contextmanager
def _quiet() -> Iterator[None]:
    """Let the libraries say no more than errors."""
    before = {name: logging.getLogger(name).level for name in _NOISY}
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)
