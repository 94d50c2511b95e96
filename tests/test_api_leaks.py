"""A citizen's key meets nothing of an internal document on any route: answers are those of a library without it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.access import Role
from tests.api_server import Server, asked, installed, serving
from tests.test_leaks import QUESTIONS, SECRET, WORDS

VARIES = ("timings_ms", "ingested_at")


@pytest.fixture(scope="module")
def holding(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(installed(tmp_path_factory.mktemp("holding"))) as found:
        yield found


@pytest.fixture(scope="module")
def innocent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(installed(tmp_path_factory.mktemp("innocent"), internal=False)) as found:
        yield found


def without(value: object) -> object:
    """An answer without what differs between any two."""
    if isinstance(value, dict):
        return {
            name: without(one) for name, one in value.items() if name not in (*VARIES, "id", "created", "request_id")
        } | ({"id": value["id"]} if not str(value.get("id", "chatcmpl")).startswith("chatcmpl") else {})
    return [without(one) for one in value] if isinstance(value, list) else value


def both(holding: Server, innocent: Server, method: str, path: str, **body: object) -> object:
    """What a citizen is told with and without the internal document, which is the same."""
    told = []
    for one in (holding, innocent):
        with one.client(Role.CITIZEN) as client:
            response = client.request(method, path, **body)
        told.append((response.status_code, without(response.json())))
    assert told[0] == told[1]
    return told[0]


@pytest.mark.parametrize("question", QUESTIONS)
def test_questions(holding: Server, innocent: Server, question: str) -> None:
    both(holding, innocent, "POST", "/v1/chat/completions", json=asked(question, "pst-citoyen"))


def test_staff_do_see_it(holding: Server) -> None:
    with holding.client() as client:
        assert "secret.txt" in client.get("/documents").text
        assert client.get("/trees/secret.txt").status_code == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/documents"),
        ("GET", "/documents/secret.txt"),
        ("GET", "/documents/secret.txt?text=true"),
        ("GET", "/documents/secret"),
        ("GET", "/trees/secret.txt"),
        ("GET", "/trees/secret"),
        ("GET", "/search?query=zythologues%20brasseurs"),
        ("GET", "/v1/models"),
        ("GET", "/health"),
        ("GET", "/audit"),
        ("GET", "/metrics"),
    ],
)
def test_every_route(holding: Server, innocent: Server, method: str, path: str) -> None:
    status, body = both(holding, innocent, method, path)
    said = str(body).lower().replace("secret.txt", "").replace("« secret »", "")
    assert not [word for word in WORDS if word in said]
    if path in ("/audit", "/metrics"):
        assert status == 403


@pytest.mark.parametrize("path", ["/drafts", "/checks"])
def test_drafts_and_checks_are_for_staff(holding: Server, path: str) -> None:
    with holding.client(Role.CITIZEN) as client:
        for body in ({"json": {"document": "secret.txt"}}, {"files": {"file": ("x.txt", SECRET.encode())}}):
            response = client.post(path, **body)
            assert response.status_code == 403
            assert "agents" in response.json()["detail"]


def test_a_conversation_of_staff_put_to_a_citizen_helps_nobody(holding: Server, innocent: Server) -> None:
    question = "Que prévoit le CPAS de Wanze pour les zythologues ?"
    with holding.client() as client:
        said = client.post("/v1/chat/completions", json=asked(question)).json()["choices"][0]["message"]["content"]
    assert "Wanze" in said
    for last in ("Développe le 1", "Et le 1 ?", "Combien ?"):
        messages = [
            {"role": "user", "content": question},
            {"role": "assistant", "content": said},
            {"role": "user", "content": last},
        ]
        body = {"model": "pst-citoyen", "messages": messages}
        both(holding, innocent, "POST", "/v1/chat/completions", json=body)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([*SECRET.split(), "combien", "liste", "actions", "?"]), min_size=1, max_size=6))
def test_whatever_is_looked_for(holding: Server, innocent: Server, words: list[str]) -> None:
    both(holding, innocent, "POST", "/search", json={"query": " ".join(words)})


def test_a_name_opens_no_file_of_the_server(holding: Server, tmp_path: Path) -> None:
    file = tmp_path / "dps.txt"
    file.write_text("DECLARATION DE POLITIQUE SOCIALE 2018-2024 CPAS de Ath", encoding="utf-8")
    with holding.client(Role.ADMINISTRATOR) as client:
        for name in (str(file), f"../../../../../../..{file}", "/etc/passwd", f"file://{file}"):
            for path in ("/drafts", "/checks"):
                response = client.post(path, json={"document": name})
                assert response.status_code == 404, name
                response = client.post(path, files={"document": (None, name)})
                assert response.status_code == 404, name
