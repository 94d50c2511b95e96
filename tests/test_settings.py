"""Settings: environment over file over defaults; what is not supported fails at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.settings import EMBEDDED, Settings, load_settings
from ingest.errors import SettingsError


@pytest.fixture(autouse=True)
def _fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No setting of the machine, no cached settings."""
    names = ("HOME", "MODEL", "EMBEDDINGS", "QUERY_PROMPT", "DOCUMENT_PROMPT", "RERANKER", "CORPUS", "CONFIG")
    for name in (f"PST_{one}" for one in names):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


def test_defaults_need_nothing() -> None:
    found = load_settings()
    assert (found.home, found.model, found.embeddings) == (Path("var"), "none", EMBEDDED)
    assert found.corpus.is_dir()
    assert found.library.parent == found.home
    assert found.conversations.parent == found.home


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pst.toml").write_text('home = "du-fichier"\ncorpus = "documents"\n', encoding="utf-8")
    assert load_settings().home == Path("du-fichier")
    load_settings.cache_clear()
    monkeypatch.setenv("PST_HOME", "de-l-environnement")
    assert load_settings().home == Path("de-l-environnement")
    assert load_settings().corpus == Path("documents")


def test_the_file_may_stand_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "autre.toml").write_text('home = "ailleurs"\n', encoding="utf-8")
    monkeypatch.setenv("PST_CONFIG", str(tmp_path / "autre.toml"))
    assert load_settings().home == Path("ailleurs")


def test_settings_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_settings()
    monkeypatch.setenv("PST_HOME", "trop-tard")
    assert load_settings() is first


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PST_MODEL", "foo:bar"),
        ("PST_EMBEDDINGS", "bge-m3"),
        ("PST_EMBEDDINGS", "inconnu:bge-m3"),
        ("PST_RERANKER", "bge-reranker-v2-m3"),
        ("PST_RERANKER", "ollama:bge-reranker"),
    ],
)
def test_an_unsupported_value_names_the_setting(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name) as caught:
        load_settings()
    assert value in str(caught.value)
    assert caught.value.exit_code == 2
    assert "Value error" not in str(caught.value)


@pytest.mark.parametrize(
    "value", ["sentence-transformers:intfloat/multilingual-e5-base", "sentence-transformers:/absent", "ollama:bge-m3"]
)
def test_a_model_of_one_s_own_comes_with_prompts_as_they_are_written(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PST_EMBEDDINGS", value)
    monkeypatch.setenv("PST_QUERY_PROMPT", "query: ")
    monkeypatch.setenv("PST_DOCUMENT_PROMPT", "passage: ")
    found = load_settings()
    assert (found.embeddings, found.query_prompt, found.document_prompt) == (value, "query: ", "passage: ")


def test_the_file_may_say_that_there_is_no_prompt(tmp_path: Path) -> None:
    (tmp_path / "pst.toml").write_text('embeddings = "ollama:x"\nquery_prompt = ""\n', encoding="utf-8")
    assert (load_settings().query_prompt, load_settings().document_prompt) == ("", None)


@pytest.mark.parametrize("name", ["PST_QUERY_PROMPT", "PST_DOCUMENT_PROMPT"])
def test_the_embedded_model_takes_no_prompt(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "query: ")
    with pytest.raises(SettingsError, match=name) as caught:
        load_settings()
    assert "le modèle embarqué met lui-même ses préfixes" in caught.value.what


def test_an_unknown_setting_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "pst.toml").write_text('hoem = "x"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"hoem.*n'existe pas"):
        load_settings()


@pytest.mark.parametrize("name", ["PST_HOME", "PST_MODEL", "PST_EMBEDDINGS", "PST_CONFIG"])
def test_an_empty_variable_is_no_setting(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "")
    assert load_settings().home == Path("var")
    assert load_settings().model == "none"


@pytest.mark.parametrize("content", [b"home = \n", b"\xff\xfe", b"[home]\nx = 1\n", b"home = 3\n", b'model = ""\n'])
def test_a_broken_file_is_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "pst.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=r"pst\.toml") as caught:
        load_settings()
    for english in ("Input", "should", "valid path", "expected", "Invalid"):
        assert english not in str(caught.value)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "pst.toml").mkdir()
    assert load_settings().home == Path("var")


def test_settings_never_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().home = Path("x")


@pytest.mark.parametrize(("value", "valid"), [("30", True), ("0", False), ("-1", False), ("inf", False), ("x", False)])
def test_the_limits_of_parsing_are_settings(value: str, valid: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PST_PARSE_SECONDS", value)
    if valid:
        assert Settings().limits.seconds == float(value)
        return
    with pytest.raises(ValueError, match="parse_seconds"):
        Settings()


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({"PST_ACCESS": "oidc"}, "PST_STAFF"),
        ({"PST_ACCESS": "ldap"}, "access"),
        ({"PST_STAFF": "marie"}, "« @domaine »"),
        ({"PST_CONTACT": "javascript:alert(1)"}, "ni une adresse e-mail"),
        ({"PST_SESSION_HOURS": "0"}, "session_hours"),
    ],
)
def test_an_access_that_cannot_be_meant_is_refused(
    variables: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    load_settings.cache_clear()
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert told in str(caught.value)
    load_settings.cache_clear()
