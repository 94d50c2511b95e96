"""A real `pst mcp --http`: keys, what a citizen sees, and whom the server listens to."""

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from starlette.responses import JSONResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from assistant.access import Role
from assistant.api.keys import Keys
from assistant.cli import run
from assistant.mcp_server import serving
from assistant.mcp_server.asked import Desk
from assistant.mcp_server.door import Door
from assistant.places import Server
from assistant.service import Assistant
from assistant.settings import Settings
from tests.api_server import ended
from tests.mcp_clients import Session, http_server, over_http
from tests.stores import rows
from tests.test_leaks import QUESTIONS, SECRET, WORDS, installed

pytestmark = pytest.mark.timeout(120)
PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mcp")
    installed(folder, secret=SECRET)
    return folder / "home"


@pytest.fixture(scope="module")
def keys(home: Path) -> dict[Role, str]:
    store = Keys(Settings(home=home).api_keys)
    return {role: store.create(role.value, role)[1] for role in (Role.CITIZEN, Role.STAFF)}


@pytest.fixture(scope="module")
def address(home: Path, keys: dict[Role, str]) -> Iterator[str]:
    with http_server(home, "--role", "citoyen") as found:
        yield found


@pytest.fixture(scope="module")
def citizen(address: str) -> Iterator[Session]:
    with over_http(address) as session:
        yield session


def test_the_rights_are_those_of_the_key(address: str, keys: dict[Role, str], citizen: Session) -> None:
    with over_http(address, keys[Role.STAFF]) as staff:
        assert staff.call("documents")["total"] == 3
        assert "check" in staff.schemas
        assert staff.call("check", document="secret.txt")["rules"] > 0
    with over_http(address, keys[Role.CITIZEN], mode="legacy") as other:
        assert other.call("documents")["total"] == 2
    assert citizen.call("documents")["total"] == 2
    assert set(citizen.schemas) == {"documents", "search", "census", "ask", "tree"}


def test_a_citizen_sees_nothing_internal_by_any_tool(citizen: Session) -> None:
    for question in QUESTIONS:
        for tool, name, own in (
            ("ask", "question", ("question", "understood", "answer", "notices", "followups")),
            ("census", "query", ("query", "understood", "message", "notices", "followups")),
            ("search", "query", ("query",)),
        ):
            found = citizen.call(tool, **{name: question})
            said = json.dumps(
                {key: value for key, value in found.items() if key not in own}, ensure_ascii=False
            ).lower()
            assert not [word for word in WORDS if word in said], (tool, question)
            whole = json.dumps(found, ensure_ascii=False).lower()
            assert not [word for word in WORDS if word in whole and word not in question.lower()], (tool, question)
    unknown = citizen.error("tree", document="absent.txt").replace("absent.txt", "secret.txt")
    assert citizen.error("tree", document="secret.txt") == unknown
    for tool in ("draft", "check"):
        assert "réservée aux agents" in citizen.error(tool, document="secret.txt")
    assert "réservée aux agents" in citizen.error("draft", subject="les brasseurs", style="secret.txt")


def test_a_cursor_of_staff_opens_nothing_to_a_citizen(address: str, keys: dict[Role, str], citizen: Session) -> None:
    with over_http(address, keys[Role.STAFF]) as staff:
        cursor = staff.call("census", query="Liste toutes les actions", limit=1)["next_cursor"]
    assert "curseur" in citizen.error("census", query="Liste toutes les actions", limit=1, cursor=cursor)


def status(address: str, **headers: str) -> int:
    sent = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    request = Request(address, json.dumps(PING).encode(), {**sent, **headers})
    try:
        with urlopen(request, timeout=20) as answer:
            return int(answer.status)
    except HTTPError as error:
        with error:
            return error.code


def test_strange_keys_hosts_and_pages_are_turned_away(address: str, keys: dict[Role, str]) -> None:
    good = keys[Role.STAFF]
    for wrong in ("Bearer pst-inconnue", "Bearer", f"Basic {good}", f"Bearer {good}x", good):
        assert status(address, Authorization=wrong) == 401
    assert status(address, Host="malveillant.example") == 421
    assert status(address, Origin="https://malveillant.example") == 403
    assert status(address, Origin="http://127.0.0.1.malveillant.example") == 403
    assert status(address, Authorization=f"Bearer {good}") not in (401, 403, 421)


def test_a_revoked_key_opens_nothing(address: str, home: Path) -> None:
    store = Keys(Settings(home=home).api_keys)
    _, secret = store.create("Stage", Role.CITIZEN)
    assert status(address, Authorization=f"Bearer {secret}") != 401
    store.revoke("Stage")
    assert status(address, Authorization=f"Bearer {secret}") == 401


def test_the_keys_are_where_the_installation_keeps_them(base: Server, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, database=base.url)
    _, old = Keys(tmp_path / "api-keys.sqlite").create("Ancienne", Role.STAFF)  # left behind by a copy
    store = Keys(settings.api_keys)
    _, new = store.create("Intranet", Role.STAFF)
    keys = serving._keys(Desk(Assistant(settings), None))
    assert entered(keys, None, old) == 401
    assert entered(keys, None, new) == 200
    store.revoke("Intranet")
    assert entered(keys, None, new) == 401


def test_requests_are_noted_without_a_word(address: str, home: Path, keys: dict[Role, str]) -> None:
    status(address, Authorization=f"Bearer {keys[Role.STAFF]}")
    status(address, Authorization="Bearer pst-inconnue")
    until = time.monotonic() + 10
    while time.monotonic() < until:
        lines = rows(Settings(home=home).api_audit, "SELECT label, role, method, route, status FROM api_requests")
        seen = {tuple(one) for one in lines}
        if ("anonyme", "citoyen", "POST", "/mcp", 401) in seen:
            break
        time.sleep(0.05)
    assert ("anonyme", "citoyen", "POST", "/mcp", 401) in seen
    assert {(label, role) for label, role, *_ in seen} >= {("agent", "agent")}


def test_slow_and_dripping_clients_are_sent_away(home: Path, keys: dict[Role, str]) -> None:
    with http_server(home, PST_API_BODY_SECONDS="1") as address:
        host, port = address.removeprefix("http://").split("/")[0].split(":")
        for key, told in (("pst-faux", b" 401 "), (keys[Role.STAFF], b" 408 ")):
            with socket.create_connection((host, int(port)), timeout=5) as link:
                head = f"POST /mcp HTTP/1.1\r\nHost: {host}:{port}\r\nAuthorization: Bearer {key}\r\n"
                link.sendall(f"{head}Content-Type: application/json\r\nContent-Length: 900\r\n\r\n{{".encode())
                assert told in link.recv(4096)
                assert ended(link)


def entered(keys: Keys, default: Role | None, secret: str = "") -> int:
    """The status of a request, without a key unless one is given."""

    async def inside(scope: Scope, receive: Receive, send: Send) -> None:
        await JSONResponse({})(scope, receive, send)

    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    return int(TestClient(Door(inside, keys, default)).get("/mcp", headers=headers).status_code)


def test_the_first_key_ends_what_is_open(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys.sqlite")
    assert entered(keys, None) == 200
    keys.create("Intranet", Role.STAFF)
    assert entered(keys, None) == 401
    assert entered(keys, Role.CITIZEN) == 200


def test_keys_that_cannot_be_read_let_nobody_in(tmp_path: Path) -> None:
    broken = tmp_path / "keys.sqlite"
    broken.write_text("ceci n'est pas une base " * 100)
    assert entered(Keys(broken), None) == 401


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--host", "0.0.0.0", "--role", "agent"), "personne n'a les droits d'un agent sans clé"),
        (("--host", "0.0.0.0"), "demande des clés"),
        (("--host", "192.0.2.1", "--role", "citoyen"), "ne peut pas être écoutée"),
    ],
)
def test_a_network_is_not_opened_by_mistake(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.setenv("PST_HOME", str(tmp_path))
    assert run(["mcp", "--http", "--port", "0", *options]) == 2
    assert said in capsys.readouterr().err
