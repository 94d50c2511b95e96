"""The limits of the API: who enters, how often, how much, how slowly; and that no fault shows its inside."""

import logging
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.access import Role
from assistant.api import patience, state
from assistant.api import server as server_module
from assistant.settings import Settings
from ingest.errors import LibraryError, PstError, SettingsError
from tests.api_server import Server, asked, ended, installed, serving


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    service = installed(tmp_path_factory.mktemp("limits"), api_body_seconds=1, api_workers=1, api_waiting=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(patience, "HEADERS_S", 1.0)
        with serving(service) as found:
            yield found


def test_without_any_key_this_machine_alone_reads_what_is_public(tmp_path: Path) -> None:
    with serving(installed(tmp_path), keys=False) as server, server.client(None) as client:
        assert [one["id"] for one in client.get("/documents").json()["documents"]] == ["andenne.txt", "huy.txt"]
        assert client.post("/drafts", json={"document": "huy.txt"}).status_code == 403
        assert client.get("/metrics").status_code == 403
        assert client.get("/documents", headers={"Authorization": "Bearer"}).status_code == 200
        assert client.get("/documents", headers={"Authorization": "Bearer pst-faux"}).status_code == 401
        assert client.get("/documents", headers={"Authorization": "Basic YTpi"}).status_code == 401
        assert client.get("/documents", headers={"Host": "ailleurs.example"}).status_code == 421


@pytest.mark.parametrize(
    ("settings", "keys", "status"),
    [
        ({"api_anonymous": True}, True, 200),
        ({"api_anonymous": False}, False, 401),
        ({"api_host": "0.0.0.0"}, False, 401),
        ({"api_hosts": "pst.exemple.be"}, False, 401),
        ({"api_proxies": "127.0.0.1"}, False, 401),
    ],
)
def test_who_enters_without_a_key(tmp_path: Path, settings: dict[str, object], keys: bool, status: int) -> None:
    with serving(installed(tmp_path, **settings), keys=keys) as server, server.client(None) as client:
        assert client.get("/v1/models").status_code == status


def test_keys_and_addresses_have_their_pace(tmp_path: Path) -> None:
    with serving(installed(tmp_path, api_per_minute=5, api_anonymous_per_minute=3)) as server:
        with server.client() as staff, server.client(Role.CITIZEN) as citizen:
            codes = [staff.get("/v1/models").status_code for _ in range(7)]
            assert codes == [200] * 5 + [429] * 2
            assert citizen.get("/v1/models").status_code == 200
            refused = staff.get("/documents")
            assert 1 <= int(refused.headers["Retry-After"]) <= 61
            assert refused.json()["title"] == "Trop de demandes"
            assert staff.get("/health/live").status_code == 200
        with httpx.Client(base_url=server.url, headers={"Authorization": "Bearer pst-faux"}) as stranger:
            headers = [{"X-Forwarded-For": f"10.0.0.{rank}"} for rank in range(5)]  # believed of known proxies alone
            codes = [stranger.get("/v1/models", headers=one).status_code for one in headers]
            assert codes == [401] * 3 + [429] * 2


def test_what_is_too_large_is_refused_before_it_is_read(server: Server) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    head = (
        f"POST /v1/chat/completions HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {server.keys[Role.STAFF]}\r\n"
        "Content-Type: application/json\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=5) as link:  # announced: nothing is sent
        link.sendall(f"{head}Content-Length: 900000000\r\n\r\n".encode())
        assert b" 413 " in link.recv(4096)

    def endless() -> Iterator[bytes]:
        for _ in range(100):
            yield b" " * 100_000

    with server.client() as client:
        try:
            response = client.post(
                "/v1/chat/completions", content=endless(), headers={"Content-Type": "application/json"}
            )
            assert response.status_code == 413
            assert response.json()["error"]["message"].startswith("La demande est trop volumineuse")
        except (httpx.WriteError, httpx.RemoteProtocolError):
            pass  # the server hung up while it was being sent


def test_slow_clients_are_not_waited_for(server: Server) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    for sent, answer in (
        (b"POST /search HTTP/1.1\r\nHost: x", b""),
        (
            f"POST /search HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {server.keys[Role.STAFF]}\r\n"
            "Content-Type: application/json\r\nContent-Length: 20\r\n\r\n{".encode(),
            b" 408 ",
        ),
    ):
        with socket.create_connection((host, int(port)), timeout=5) as link:
            began = time.monotonic()
            link.sendall(sent)
            assert answer in link.recv(4096)
            assert time.monotonic() - began < 4


@pytest.mark.parametrize(
    ("line", "headers", "status"),
    [
        ("POST /search", "", 401),
        ("POST /search", "Authorization: Bearer pst-faux\r\n", 401),
        ("PUT /search", "KEY", 405),
        ("POST /nulle-part", "KEY", 404),
        ("POST /health/live", "", 405),
    ],
)
def test_a_stranger_who_drips_is_sent_away(server: Server, line: str, headers: str, status: int) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    own = headers.replace("KEY", f"Authorization: Bearer {server.keys[Role.STAFF]}\r\n")
    with socket.create_connection((host, int(port)), timeout=5) as link:
        link.sendall(f"{line} HTTP/1.1\r\nHost: {host}\r\n{own}Content-Length: 900\r\n\r\n{{".encode())
        head = link.recv(4096).lower()
        assert f" {status} ".encode() in head
        assert b"connection: close" in head
        assert ended(link)
    with server.client() as client:  # a request without a body keeps its connection
        assert client.get("/nulle-part").headers.get("connection") != "close"


def test_a_full_queue_says_when_to_come_back(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    free = threading.Event()
    monkeypatch.setattr("assistant.service.Assistant.search", lambda *_: free.wait(10) and [])
    codes: list[int] = []

    def look() -> None:
        with server.client() as client:
            codes.append(client.post("/search", json={"query": "x"}).status_code)

    threads = [threading.Thread(target=look) for _ in range(2)]
    for one in threads:
        one.start()
        time.sleep(0.2)
    with server.client() as client:
        refused = client.post("/search", json={"query": "x"})
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
        assert client.post("/v1/chat/completions", json=asked("Quoi ?", stream=True)).status_code == 503
        assert client.get("/health/live").status_code == 200
        assert client.get("/health").status_code == 200
    free.set()
    for one in threads:
        one.join()
    assert codes == [200, 200]


def test_no_fault_shows_its_inside(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("-".join(("mot", "secret")))  # whole in no line of code

    monkeypatch.setattr("assistant.service.Assistant.ask", broken)
    monkeypatch.setattr("assistant.service.Assistant.search", broken)
    with server.client() as client, caplog.at_level(logging.INFO, "pst.api"):
        for path, body in (("/search", {"query": "mot-cherché"}), ("/v1/chat/completions", asked("mot-cherché"))):
            response = client.post(path, json=body, headers={"X-Request-ID": "trace-42"})
            assert (response.status_code, response.headers["X-Request-ID"]) == (500, "trace-42")
            assert "secret" not in response.text
            assert "Traceback" not in response.text
        streamed = client.post("/v1/chat/completions", json=asked("mot-cherché", stream=True))
        assert "secret" not in streamed.text
    assert "trace-42" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "mot-secret" not in caplog.text
    assert "mot-cherché" not in caplog.text.replace('"mot-cherché"', "")


def test_paths_of_the_server_are_for_administrators(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise LibraryError("« /srv/pst/library » est abîmée.", "Relancez « pst ingest ».")

    monkeypatch.setattr("assistant.service.Assistant.search", broken)
    for role, told in ((Role.STAFF, False), (Role.ADMINISTRATOR, True)):
        with server.client(role) as client:
            response = client.post("/search", json={"query": "x"})
        assert response.status_code == 503
        assert ("/srv/pst" in response.text) is told


def test_a_store_that_cannot_be_reached_is_no_secret_of_strangers(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def unreachable(*_: object) -> None:
        raise SettingsError("La base PostgreSQL « pst sur interne » ne répond pas.", "Vérifiez PST_DATABASE.")

    with server.client() as client, caplog.at_level(logging.INFO, "pst.api"):
        monkeypatch.setattr("assistant.api.keys.Keys.holder", unreachable)
        response = client.get("/documents")
        monkeypatch.undo()
        monkeypatch.setattr("assistant.service.Assistant.search", unreachable)
        second = client.post("/search", json={"query": "x"})
    for one in (response, second):
        assert one.status_code == 503
        assert one.headers["Retry-After"]
        assert "interne" not in one.text
    assert caplog.text.count("pst sur interne") == 2


def test_a_page_is_of_one_library(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.service.Assistant.documents", lambda _: ())  # as if another took its place
    with server.client() as client:
        assert client.get("/documents/andenne.txt").json()["document"]["id"] == "andenne.txt"
        assert client.get("/documents/absent.txt").status_code == 404


def test_every_answer_bears_the_same_headers(server: Server) -> None:
    with server.client() as client:
        found = [client.get("/documents"), client.get("/nulle-part"), client.put("/search"), client.post("/search")]
        streamed = client.post("/v1/chat/completions", json=asked("Quoi ?", stream=True))
    assert [one.status_code for one in found] == [200, 404, 405, 422]
    for one in (*found, streamed):
        assert one.headers["X-Content-Type-Options"] == "nosniff"
        assert one.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert one.headers["Cache-Control"] == "no-store"
        assert one.headers["X-Request-ID"]
        assert "server" not in one.headers
    assert len({one.headers["X-Request-ID"] for one in found}) == 4


def test_a_strange_request_id_is_not_taken(server: Server) -> None:
    with server.client() as client:
        assert client.get("/documents", headers={"X-Request-ID": "a b; DROP"}).headers["X-Request-ID"] != "a b; DROP"


@pytest.mark.parametrize("content", [b"[" * 900_000, b'{"query": ' + b"9" * 900_000 + b"}", b"\xff\xfe{", b"", b"nul"])
@pytest.mark.parametrize("path", ["/search", "/v1/chat/completions", "/checks"])
def test_hostile_json_is_refused(server: Server, path: str, content: bytes) -> None:
    with server.client() as client:
        response = client.post(path, content=content, headers={"Content-Type": "application/json"})
    assert response.status_code in ((400, 422, 413) if path == "/checks" else (400, 422))
    assert "9999" not in response.text


def test_files_have_their_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "_SUBMISSIONS", 0)
    with serving(installed(tmp_path)) as server, server.client() as client:
        full = client.post("/drafts", json={"document": "huy.txt"})
        assert (full.status_code, bool(full.headers.get("Retry-After"))) == (503, True)
        assert client.get("/documents").status_code == 200


def test_what_is_being_answered_is_answered_before_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = threading.Event()

    def slow(*_: object) -> list[object]:
        begun.set()
        time.sleep(1)
        return []

    monkeypatch.setattr("assistant.service.Assistant.search", slow)
    codes: list[int] = []
    with serving(installed(tmp_path)) as server:

        def look() -> None:
            with server.client() as client:
                codes.append(client.post("/search", json={"query": "x"}).status_code)

        thread = threading.Thread(target=look)
        thread.start()
        assert begun.wait(10)
    thread.join()
    assert codes == [200]


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = Settings(api_port=taken.getsockname()[1])
        with pytest.raises(PstError, match="PST_API_PORT"):
            server_module.listening(settings)
