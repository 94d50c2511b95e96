"""A real `pst mcp` over its standard input and output, asked by the official client."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest
from mcp import Client, MCPError

from assistant.access import Role
from assistant.cli import run
from tests.mcp_clients import COMMAND, Session, over_stdio, within
from tests.test_leaks import SECRET, installed

pytestmark = pytest.mark.timeout(120)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mcp")
    installed(folder, secret=SECRET)
    return folder / "home"


@pytest.fixture(scope="module")
def staff(home: Path) -> Iterator[Session]:
    with over_stdio(home) as session:
        yield session


def test_what_it_says_of_itself(staff: Session) -> None:
    tools = staff.run(lambda client: client.list_tools()).tools
    assert [one.name for one in tools] == ["documents", "search", "census", "ask", "tree", "draft", "check"]
    for one in tools:
        assert one.title
        assert len(one.description or "") > 100
        assert one.annotations is not None
        assert one.annotations.read_only_hint
        assert one.output_schema is not None
        assert all(field.get("description") for field in one.input_schema["properties"].values())
    assert "jamais" in (staff.client.instructions or "") or "instruction" in (staff.client.instructions or "")


def test_documents(staff: Session) -> None:
    found = staff.call("documents")
    assert {one["id"]: one["internal"] for one in found["documents"]} == {
        "andenne.txt": False,
        "huy.txt": False,
        "secret.txt": True,
    }
    assert staff.call("documents", kind="dps")["total"] == 1
    first = staff.call("documents", limit=2)
    rest = staff.call("documents", limit=2, cursor=first["next_cursor"])
    assert [one["id"] for one in first["documents"] + rest["documents"]] == ["andenne.txt", "huy.txt", "secret.txt"]
    assert rest["next_cursor"] is None


def test_search(staff: Session) -> None:
    found = staff.call("search", query="zythologue assermenté", k=3)["results"]
    assert 0 < len(found) <= 3
    assert found[0]["document"] == "secret.txt"
    assert found[0]["node"].startswith("secret.txt#")


def test_a_census_comes_whole_by_pages(staff: Session) -> None:
    whole = staff.call("census", query="Liste toutes les actions", limit=100)
    assert whole["status"] == "answered"
    assert whole["total"] == len(whole["rows"]) > 5
    rows, cursor = [], None
    while True:
        page = staff.call("census", query="Liste toutes les actions", limit=3, **({"cursor": cursor} if cursor else {}))
        rows += page["rows"]
        assert page["total"] == whole["total"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert rows == whole["rows"]
    assert "curseur" in staff.error("census", query="Liste toutes les actions du CPAS", cursor=page_cursor(staff))


def page_cursor(staff: Session) -> str:
    return str(staff.call("census", query="Liste toutes les actions", limit=1)["next_cursor"])


def test_what_is_no_listing_is_said_to_be_none(staff: Session) -> None:
    assert staff.call("census", query="Comment fait-on une recette de gaufres ?")["status"] != "answered"
    counted = staff.call("census", query="Combien d'actions y a-t-il ?")
    assert counted["rows"] or counted["uncited"] == counted["total"]


def test_an_answer_has_its_citations(staff: Session) -> None:
    told: list[str] = []
    raw = staff.raw("ask", told.append, question="Que prévoit le CPAS de Wanze pour les zythologues ?")
    assert any("Je lis la question" in one for one in told)
    (block,) = raw.content
    assert json.loads(block.text) == raw.structured_content  # type: ignore[union-attr]
    found = staff.call("ask", question="Que prévoit le CPAS de Wanze pour les zythologues ?")
    assert found["status"] == "answered"
    assert "secret.txt" in {one["document"] for one in found["citations"]}
    assert all(f"[{one['n']}]" in found["answer"] for one in found["citations"])
    assert staff.call("ask", question="Qui a gagné la Coupe du monde de 1998 ?")["status"] == "refused"


def test_a_tree_and_a_part_of_it(staff: Session) -> None:
    top = staff.call("tree", document="secret.txt", depth=1)
    assert [one["depth"] for one in top["nodes"]] == [0] * len(top["nodes"])
    whole = staff.call("tree", document="secret.txt", depth=8)
    assert whole["total"] > top["total"]
    part = staff.call("tree", document="secret.txt", root="OO 1.1")
    assert part["nodes"][0]["below"] == len(part["nodes"]) - 1 == 4
    assert part["root"] == part["nodes"][0]["node"]
    assert staff.call("tree", document="secret.txt", root=part["root"])["nodes"] == part["nodes"]
    assert "OO 9.9" in staff.error("tree", document="secret.txt", root="OO 9.9")


def test_a_draft_and_a_check(staff: Session) -> None:
    drafted = staff.call("draft", document="huy.txt", limit=5)
    assert len(drafted["lines"]) == 5 < drafted["total"]
    assert drafted["commitments"] > 0
    again = staff.call("draft", document="huy.txt", limit=5, cursor=drafted["next_cursor"])
    assert again["lines"] != drafted["lines"]
    assert again["findings"] == []
    assert staff.call("draft", subject="la précarité énergétique")["lines"][0]["proposal"]
    checked = staff.call("check", document="andenne.txt")
    assert checked["rules"] == checked["met"] + len(checked["findings"]) > 10


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("search", {"query": "x", "k": 0}, "« k » : 1 au moins"),
        ("search", {"query": ""}, "« query » : il est vide"),
        ("search", {}, "« query » : il manque"),
        ("ask", {"question": "x" * 3000}, "2000 caractères au plus"),
        ("documents", {"kind": "roman"}, "valeurs admises : 'pst'"),
        ("search", {"query": "x", "top": 3}, "pas d'argument « top »"),
        ("draft", {}, "l'un des deux"),
        ("draft", {"document": "andenne.txt"}, "est un PST"),
        ("draft", {"document": "/etc/passwd"}, "n'est pas dans la bibliothèque"),
        ("check", {"document": "/etc/hostname"}, "n'est pas dans la bibliothèque"),
        ("tree", {"document": "absent.pdf"}, "« absent.pdf » n'est pas dans la bibliothèque"),
        ("census", {"query": "Liste toutes les actions", "cursor": "x.1"}, "curseur"),
        ("remove", {"document": "huy.txt"}, "pas d'outil « remove »"),
    ],
)
def test_what_cannot_be_done_is_said_in_french(
    staff: Session, home: Path, tool: str, arguments: dict[str, object], said: str
) -> None:
    message = staff.error(tool, **arguments)
    assert said in message
    assert str(home) not in message
    assert "Traceback" not in message
    assert "Error" not in message
    assert "/etc" not in message


def test_resources_and_prompts(staff: Session) -> None:
    def read(uri: str) -> dict[str, object]:
        (content,) = staff.run(lambda client: client.read_resource(uri)).contents
        return dict(json.loads(content.text))

    assert read("pst://document/andenne.txt")["document"] == "andenne.txt"
    text = read("pst://document/andenne.txt/text/1")
    assert "jamais des instructions" in str(text["material"])
    assert text["parts"] == 1
    for uri in ("pst://document/absent", "pst://document/andenne.txt/text/2", "pst://document/..%2Fsecret.txt"):
        with pytest.raises(MCPError):
            read(uri)
    names = {one.name for one in staff.run(lambda client: client.list_prompts()).prompts}
    assert names == {"council_note", "compare_plans", "review_plan"}
    found = staff.run(lambda client: client.get_prompt("council_note", {"subject": "l'aide {alimentaire}"}))
    assert "l'aide {alimentaire}" in found.messages[0].content.text


def test_a_call_that_is_cancelled_leaves_the_server_at_work(staff: Session) -> None:
    async def cancelled(client: Client) -> bool:
        with anyio.move_on_after(0.001) as scope:
            await client.call_tool("draft", {"document": "huy.txt", "limit": 7})
        return scope.cancelled_caught

    assert staff.run(cancelled)
    assert staff.call("documents")["total"] == 3


def test_without_rights_nothing_internal_is_served(home: Path) -> None:
    with within(home, Role.CITIZEN) as citizen:
        assert set(citizen.schemas) == {"documents", "search", "census", "ask", "tree"}
        assert "réservée aux agents" in citizen.error("draft", document="huy.txt")
        assert "réservée aux agents" in citizen.error("check", document="secret.txt")
        assert "zythologues" not in json.dumps(citizen.call("search", query="zythologues")["results"])


def test_an_empty_library(tmp_path: Path) -> None:
    with within(tmp_path / "home", Role.STAFF) as session:
        assert session.call("documents") == {**session.call("documents"), "total": 0, "documents": []}
        for tool, arguments in (
            ("search", {"query": "logement"}),
            ("census", {"query": "Liste toutes les actions"}),
            ("ask", {"question": "Que prévoit le plan ?"}),
            ("tree", {"document": "x"}),
            ("draft", {"document": "x"}),
            ("check", {"document": "x"}),
        ):
            message = session.error(tool, **arguments)
            assert "pst ingest" in message
            assert str(tmp_path) not in message


def test_nothing_but_the_protocol_stands_on_the_standard_output(home: Path) -> None:
    initialize = {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "essai", "version": "1"},
    }
    sent = (
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": initialize},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "documents", "arguments": {}}},
        {"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "ask", "arguments": {"question": "?"}}},
    )
    with subprocess.Popen(
        COMMAND,
        env={**os.environ, "PST_HOME": str(home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("".join(json.dumps(one) + "\n" for one in sent) + "ceci n'est pas du JSON\n")
        process.stdin.flush()
        answered: set[object] = set()
        while not {1, 2, 3} <= answered:
            message = json.loads(process.stdout.readline())
            assert message["jsonrpc"] == "2.0"
            answered.add(message.get("id"))
        out, err = process.communicate(timeout=30)
    assert all(json.loads(line)["jsonrpc"] == "2.0" for line in out.splitlines())
    assert "Traceback" not in err
    assert process.returncode == 0


def test_the_command_line_does_not_wait_for_it() -> None:
    code = (
        "import sys; from assistant.cli import run; run(['--help']); "
        "print([one for one in sys.modules if one in ('mcp', 'starlette', 'uvicorn')], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "mcp" in done.stdout


def test_without_its_package_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("PST_HOME", str(tmp_path))
    monkeypatch.setitem(sys.modules, "mcp", None)
    assert run(["mcp"]) == 2
    told = capsys.readouterr()
    assert "pip install" in told.err
    assert told.out == ""
