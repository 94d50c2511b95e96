"""The keys of the API: made once, kept as digests, valid until their day, withdrawn at once."""

import json
import stat
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.access import Role
from assistant.api.keys import ApiKeyError, Keys
from assistant.cli import run
from assistant.settings import load_settings


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys(tmp_path / "home" / "api-keys.sqlite")


def test_a_key_opens_with_its_role_and_is_not_kept(keys: Keys, tmp_path: Path) -> None:
    assert keys.every() == ()
    assert not (tmp_path / "home").exists()
    made, secret = keys.create("  Intranet\ndu CPAS ", Role.STAFF)
    assert made.label == "Intranet du CPAS"
    assert keys.holder(secret) == made
    assert keys.holder(secret + "x") is None
    assert keys.holder("") is None
    files = list((tmp_path / "home").iterdir())
    assert not [one for one in files if secret.encode() in one.read_bytes() or secret[4:].encode() in one.read_bytes()]
    assert stat.S_IMODE((tmp_path / "home" / "api-keys.sqlite").stat().st_mode) == 0o600


def test_a_key_ends_with_its_day(keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    today = datetime.now().date()
    made, secret = keys.create("stage", Role.CITIZEN, today)
    assert keys.holder(secret) == made
    assert not made.opens(today + timedelta(days=1))
    assert made.state(today + timedelta(days=1)) == "expirée"
    with pytest.raises(ApiKeyError, match="passée"):
        keys.create("trop tard", Role.CITIZEN, today - timedelta(days=1))

    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz: object = None) -> "Tomorrow":
            later = datetime.now() + timedelta(days=1)
            return cls(later.year, later.month, later.day)

    monkeypatch.setattr("assistant.api.keys.datetime", Tomorrow)
    assert keys.holder(secret) is None


def test_a_key_is_withdrawn_at_once(keys: Keys) -> None:
    first, secret = keys.create("Intranet", Role.STAFF)
    with pytest.raises(ApiKeyError, match="déjà active"):
        keys.create("Intranet", Role.CITIZEN)
    other = Keys(keys._place)
    assert other.revoke("Intranet").id == first.id
    assert keys.holder(secret) is None
    with pytest.raises(ApiKeyError, match="Aucune clé"):
        keys.revoke("Intranet")
    second, again = keys.create("Intranet", Role.CITIZEN)
    assert keys.holder(again) == second
    assert {one.state(date.today()) for one in keys.every()} == {"active", "révoquée"}
    assert keys.revoke(second.id).id == second.id


@given(st.text(max_size=80))
def test_nothing_else_opens(secret: str) -> None:
    assert Keys(Path("nulle-part/cles.sqlite")).holder(secret) is None


@pytest.fixture
def pst(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    monkeypatch.setenv("PST_HOME", str(tmp_path / "home"))
    load_settings.cache_clear()
    yield lambda *arguments: run(list(arguments))
    load_settings.cache_clear()


def test_keys_from_the_command_line(
    pst: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pst("key", "list") == 0
    assert "Aucune clé" in capsys.readouterr().out
    assert pst("key", "create", "Intranet", "--role", "agent", "--expire", "2099-12-31") == 0
    out, err = capsys.readouterr()
    secret = out.strip()
    assert "31/12/2099" in err
    assert secret not in err
    assert pst("key", "list") == 0
    listed = capsys.readouterr().out
    assert "Intranet" in listed
    assert "active" in listed
    assert secret not in listed
    assert Keys(tmp_path / "home" / "api-keys.sqlite").holder(secret) is not None
    assert pst("key", "list", "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["state"] == "active"
    assert pst("key", "revoke", "Intranet") == 0
    assert Keys(tmp_path / "home" / "api-keys.sqlite").holder(secret) is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["create"], "LIBELLÉ"),
        (["create", "x", "--role", "maire"], "administrateur"),
        (["create", "x", "--expire", "demain"], "AAAA-MM-JJ"),
        (["create", " "], "libellé"),
        (["revoke", "x"], "pst key list"),
    ],
)
def test_wrong_usage_is_one_french_line(
    pst: Callable[..., int], capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert pst("key", *arguments) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert words in err


def test_serve_says_what_to_install(
    pst: Callable[..., int], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "fastapi" else object())
    assert pst("serve") == 2
    assert "pip install '.[api]'" in capsys.readouterr().err
