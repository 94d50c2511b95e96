"""How the application is served: what is set, and what a running one says in its headers."""

import http.client
import json
import tomllib
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from tests.browsing import ROOT, application

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty installation: nothing here is read from a library."""
    (folder := tmp_path_factory.mktemp("vide") / "home").mkdir()
    with application(folder, tmp_path_factory.mktemp("app")) as address:
        yield address.removeprefix("http://")


def ask(host: str, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> tuple[int, Message, bytes]:
    connection = http.client.HTTPConnection(host, timeout=20)
    try:
        connection.request(method, path, body or None, {name.replace("_", "-"): one for name, one in headers.items()})
        answer = connection.getresponse()
        wanted = answer.status == 101
        return answer.status, answer.headers, b"" if wanted else answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("section", "name", "value"),
    [
        ("server", "address", "127.0.0.1"),
        ("server", "enableXsrfProtection", True),
        ("server", "enableCORS", True),
        ("server", "enableStaticServing", False),
        ("server", "maxUploadSize", 200),
        ("browser", "gatherUsageStats", False),
        ("client", "showErrorDetails", "none"),
        ("client", "toolbarMode", "minimal"),
        ("client", "allowedOrigins", []),
    ],
)
def test_what_protects_is_set_and_not_left_to_defaults(section: str, name: str, value: object) -> None:
    assert CONFIG[section][name] == value


@pytest.mark.parametrize("name", ["trustedUserHeaders", "corsAllowedOrigins", "cookieSecret", "sslKeyFile"])
def test_nothing_that_would_open_it_is_set(name: str) -> None:
    assert not [section for section in CONFIG.values() if name in section]


def test_no_other_page_may_speak_to_it(served: str) -> None:
    status, headers, body = ask(served, "/_stcore/host-config")
    assert status == 200
    assert json.loads(body)["allowedOrigins"] == []
    stranger = "http://ailleurs.example"
    for path in ("/", "/_stcore/health"):
        _, headers, _ = ask(served, path, Origin=stranger)
        assert headers.get("Access-Control-Allow-Origin") in (None, "")
    upgrade = {
        "Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }  # fmt: skip
    assert ask(served, "/_stcore/stream", Origin=stranger, **upgrade)[0] == 403
    assert ask(served, "/_stcore/stream", Origin=f"http://{served}", **upgrade)[0] == 101


def test_a_file_is_not_taken_from_another_page(served: str) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\na\r\n--x--\r\n'
    kind = "multipart/form-data; boundary=x"
    for method in ("PUT", "POST", "DELETE"):
        status, _, _ = ask(served, "/_stcore/upload_file/session/file", method, body, Content_Type=kind)
        assert status in (400, 403, 405)


def test_cookies_are_not_sent_from_elsewhere(served: str) -> None:
    _, headers, _ = ask(served, "/_stcore/health")
    cookies = headers.get_all("Set-Cookie", [])
    assert cookies
    assert all("SameSite=" in one and "SameSite=None" not in one for one in cookies)
    script = (ROOT / "ui" / "owner.py").read_text(encoding="utf-8")
    assert "SameSite=Strict" in script
    assert "; Secure" in script


@pytest.mark.parametrize(
    "path",
    [
        "/../app.py", "/static/../../../app.py", "/static/%2e%2e/%2e%2e/app.py", "/app/static/app.py", "/app.py",
        "/.streamlit/secrets.toml", "/component/x/../../../../../../etc/passwd", "/media/..%2f..%2fapp.py",
        "/_stcore/../../etc/passwd", "//etc/passwd", "/static/..\\..\\app.py",
    ],
)  # fmt: skip
def test_no_address_leads_to_a_file_of_the_server(served: str, path: str) -> None:
    _, _, body = ask(served, path)
    for secret in (b"root:", b"set_page_config", b"cookie_secret", b"theme.apply"):
        assert secret not in body


def test_a_fault_tells_a_stranger_nothing(served: str) -> None:
    for path in ("/_stcore/stream", "/_stcore/media/x", "/_stcore/script-health-check", "/component/x.y/z"):
        _, _, body = ask(served, path)
        assert b"Traceback" not in body
        assert str(Path(ROOT)).encode() not in body
