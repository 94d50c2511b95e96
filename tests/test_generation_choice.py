"""Which language model, and whether questions leave the network for it."""

import pytest

from assistant.generation.choice import model_choice
from assistant.settings import Settings, load_settings
from ingest.errors import SettingsError


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OLLAMA_HOST", "OPENAI_API_BASE", "OPENAI_BASE_URL", "MISTRAL_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("name", "url", "remote"),
    [
        ("ollama:mistral", None, False),
        ("ollama:mistral", "http://192.168.1.20:11434", False),
        ("ollama:mistral", "http://serveur:11434", False),
        ("ollama:mistral", "http://ollama.exemple.be", True),
        ("openai:gpt", None, True),
        ("openai:m", "http://127.0.0.1:8089/v1", False),
        ("openai:m", "http://[::1]:8089/v1", False),
        ("openai:m", "http://8.8.8.8/v1", True),
        ("openai:m", "http://localhost.exemple.be/v1", True),
        ("mistralai:mistral-small-latest", None, True),
    ],
)
def test_where_a_model_runs(name: str, url: str | None, remote: bool) -> None:
    choice = model_choice(name, url)
    assert choice is not None
    assert choice.remote is remote


def test_a_variable_of_the_provider_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLLAMA_HOST", "gpu.exemple.be:11434")
    choice = model_choice("ollama:mistral")
    assert choice is not None
    assert (choice.host, choice.remote) == ("gpu.exemple.be", True)


@pytest.mark.parametrize("name", ["foo:bar", "ollama", "ollama:", ":x", "mistral"])
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="ollama, mistralai, openai"):
        model_choice(name)


@pytest.mark.parametrize("name", ["none", " None "])
def test_none_is_a_choice(name: str) -> None:
    assert model_choice(name) is None


def test_remote_models_can_be_forbidden(monkeypatch: pytest.MonkeyPatch) -> None:
    load_settings.cache_clear()
    monkeypatch.setenv("PST_REMOTE_MODELS", "false")
    for variable, value in (("PST_MODEL", "openai:gpt"), ("PST_EMBEDDINGS", "openai:text-embedding-3-small")):
        with monkeypatch.context() as patch:
            patch.setenv(variable, value)
            with pytest.raises(SettingsError, match="PST_REMOTE_MODELS"):
                load_settings()
    monkeypatch.setenv("PST_MODEL", "ollama:mistral")
    monkeypatch.setenv("PST_EMBEDDINGS", "ollama:bge-m3")
    assert load_settings().model_choice is not None, "a server of one's own is not remote, for words nor for vectors"
    load_settings.cache_clear()
    monkeypatch.setenv("OLLAMA_HOST", "https://ollama.exemple.be")
    monkeypatch.setenv("PST_MODEL", "none")
    with pytest.raises(SettingsError, match="PST_EMBEDDINGS"):
        load_settings()
    load_settings.cache_clear()


def test_a_command_may_ask_for_another_model() -> None:
    assert Settings(model="ollama:mistral").with_model("none").model_choice is None
    with pytest.raises(SettingsError, match="--model none"):
        Settings().with_model("foo:bar")
    with pytest.raises(SettingsError, match="PST_REMOTE_MODELS"):
        Settings(remote_models=False).with_model("openai:gpt")


def test_an_answer_leaves_room_for_what_is_read() -> None:
    limits = Settings(model_tokens=4000, model_context=2048, model_seconds=300, model_total_seconds=60).model_limits
    assert limits.tokens == 1024
    assert limits.prompt_characters == 3072
    assert limits.total_s == 300
