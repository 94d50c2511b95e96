"""Whose rights the page gives: at the machine, from elsewhere, with a login that is fresh, too old or of nobody."""

from collections.abc import Iterator
from time import time
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.access import Role
from assistant.settings import load_settings
from ui import access


class User(dict[str, Any]):
    def to_dict(self) -> dict[str, Any]:
        return dict(self)


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """What the page knows of whoever is in front of it."""
    known = SimpleNamespace(
        user=User(), context=SimpleNamespace(headers={"Host": "localhost:8501"}), session_state={}, secrets={}
    )
    monkeypatch.setattr(access, "st", known)
    load_settings.cache_clear()
    yield known
    load_settings.cache_clear()


@pytest.fixture
def accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PST_ACCESS", "oidc")
    monkeypatch.setenv("PST_STAFF", "@cpas.be")


@pytest.mark.parametrize(
    ("host", "role"),
    [
        ("localhost", Role.ADMINISTRATOR),
        ("localhost:8501", Role.ADMINISTRATOR),
        ("127.0.0.1:8501", Role.ADMINISTRATOR),
        ("[::1]:8501", Role.ADMINISTRATOR),
        ("LOCALHOST:80", Role.ADMINISTRATOR),
        ("pst.commune.be", Role.CITIZEN),
        ("192.168.1.10:8501", Role.CITIZEN),
        ("localhost.exemple.org", Role.CITIZEN),
        ("127.0.0.1.nip.io:8501", Role.CITIZEN),
        ("localhost@exemple.org", Role.CITIZEN),
        ("exemple.org#@localhost", Role.CITIZEN),
        ("", Role.CITIZEN),
        ("[::1", Role.CITIZEN),
    ],
)
def test_on_one_machine_who_sits_at_it_has_every_right(page: SimpleNamespace, host: str, role: Role) -> None:
    page.context.headers["Host"] = host
    page.user = User(is_logged_in=True, iat=time(), email="marie@cpas.be")
    assert access.account() is role


@pytest.mark.parametrize(
    ("user", "role"),
    [
        ({}, Role.CITIZEN),
        ({"is_logged_in": False, "email": "marie@cpas.be", "iat": 0}, Role.CITIZEN),
        ({"is_logged_in": True, "email": "marie@cpas.be"}, Role.STAFF),
        ({"is_logged_in": True, "email": "luc@exemple.org"}, Role.CITIZEN),
        ({"is_logged_in": True, "email": "marie@cpas.be", "iat": None}, Role.CITIZEN),
        ({"is_logged_in": True, "email": "marie@cpas.be", "iat": "hier"}, Role.CITIZEN),
        ({"is_logged_in": True, "email": "marie@cpas.be", "iat": time() - 13 * 3600}, Role.CITIZEN),
        ({"is_logged_in": True, "email": "marie@cpas.be", "iat": time() - 11 * 3600}, Role.STAFF),
    ],
)
@pytest.mark.usefixtures("accounts")
def test_rights_come_from_a_fresh_login(page: SimpleNamespace, user: dict[str, Any], role: Role) -> None:
    page.user = User({"iat": time(), **user})
    assert access.account() is access.role() is role
    assert access.audience() == ("agent" if role is Role.STAFF else "citoyen")
    page.session_state[access.VIEW] = access.CITIZEN_VIEW
    assert access.role() is Role.CITIZEN
    page.session_state[access.VIEW] = access.STAFF_VIEW
    assert access.role() is role


def test_settings_that_are_wrong_give_nobody_rights(page: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PST_ACCESS", "oidc")
    assert access.account() is Role.CITIZEN
    assert not access.with_login()


@pytest.mark.parametrize(
    ("secrets", "told"),
    [
        ({}, "redirect_uri, cookie_secret, client_id"),
        ({"auth": "x"}, "server_metadata_url"),
        ({"auth": {"redirect_uri": "r", "cookie_secret": "c", "client_id": "i", "client_secret": ""}}, "client_secret"),
    ],
)
def test_a_login_that_is_not_configured_is_told(page: SimpleNamespace, secrets: object, told: str) -> None:
    page.secrets = secrets
    wrong = access.problem()
    assert wrong is not None
    assert told in wrong.what
    assert "docs/access.md" in wrong.remedy


def test_a_login_that_is_configured_is_no_problem(page: SimpleNamespace) -> None:
    page.secrets = {"auth": dict.fromkeys(access._KEYS, "x")}
    assert access.problem() is None
