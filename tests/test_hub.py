"""What was downloaded before is found; what is not there is asked for once, and the answer told in French."""

from pathlib import Path

import httpx
import huggingface_hub
import pytest
from huggingface_hub.errors import HFValidationError, OfflineModeIsEnabled, RepositoryNotFoundError

from ingest.errors import ModelError
from vectorstore import hub


def test_a_model_downloaded_before_is_found_by_its_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        huggingface_hub,
        "try_to_load_from_cache",
        lambda name, mark: str(tmp_path / mark) if (name, mark) == ("org/modele", "modules.json") else None,
    )
    assert hub.snapshot("org/modele", "modules.json") == tmp_path
    assert hub.snapshot("org/modele", "config.json") is None


@pytest.mark.parametrize("name", ["org/pas-telecharge-du-tout", "pas un nom !", "a/b/c", ""])
def test_nothing_is_found_of_a_model_that_is_not_here(name: str) -> None:
    assert hub.snapshot(name, "modules.json") is None


def missing() -> RepositoryNotFoundError:
    return RepositoryNotFoundError("404", response=httpx.Response(404, request=httpx.Request("GET", "http://hub")))


@pytest.mark.parametrize(
    ("error", "words", "remedy"),
    [
        (missing, "ni un modèle public du hub", "Corrigez le réglage PST_EMBEDDINGS"),
        (lambda: HFValidationError("x"), "ni un modèle public du hub", "Corrigez le réglage PST_EMBEDDINGS"),
        (lambda: OfflineModeIsEnabled("x"), r"n'est pas joignable \(OfflineModeIsEnabled\)", "transformers:DOSSIER"),
        (lambda: OSError("x"), r"n'est pas joignable \(OSError\)", "sentence-transformers:DOSSIER"),
    ],
)
def test_a_hub_that_says_no_is_told(
    error: type[Exception], words: str, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error()

    monkeypatch.setattr(huggingface_hub.HfApi, "model_info", refuse)
    with pytest.raises(ModelError, match=f"org/modele.*{words}") as caught:
        hub.ask_for("org/modele", "PST_EMBEDDINGS")
    assert remedy in caught.value.remedy


def test_a_hub_that_has_the_model_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(huggingface_hub.HfApi, "model_info", lambda _, name, **__: asked.append(name))
    hub.ask_for("org/modele", "PST_EMBEDDINGS")
    assert asked == ["org/modele"]
