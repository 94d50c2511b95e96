"""What Open WebUI sends and needs: its routers `openai.py` and `tasks.py` (docs/api.md says which versions)."""

import json
from collections.abc import Iterator

import pytest

from assistant.access import Role
from tests.api_server import Server, asked, chunks, installed, serving

ORIGIN = "https://intranet.exemple.be"
TITLE = """### Task:
Generate a concise title summarizing the chat history.
### Guidelines:
- Write the title in the chat's primary language; default to English if multilingual.
### Output:
JSON format: { "title": "your concise title here" }
### Examples:
- { "title": "Stock Trends" },
### Chat History:
<chat_history>
USER: Quelles actions visent la jeunesse ? Mon numéro est 0472 12 34 56.
ASSISTANT: 2 actions répondent à la question.
</chat_history>"""
OTHERS = (
    TITLE.replace('{ "title": "your concise title here" }', '{ "tags": ["tag1", "tag2", "tag3"] }'),
    TITLE.replace('{ "title": "your concise title here" }', '{ "follow_ups": ["Question 1?", "Question 2?"] }'),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(installed(tmp_path_factory.mktemp("clients"), api_origins=ORIGIN)) as found:
        yield found


def test_the_list_of_models_is_what_open_webui_reads(server: Server) -> None:
    with server.client(follow_redirects=False) as client:
        for path in ("/v1/models", "/v1/models/"):
            response = client.get(path, headers={"Content-Type": "application/json", "X-OpenWebUI-User-Role": "admin"})
            body = response.json()
            assert (response.status_code, body["object"]) == (200, "list")
            assert all(one["id"] and one["object"] == "model" and one["owned_by"] for one in body["data"])


def test_a_header_of_open_webui_gives_no_rights(server: Server) -> None:
    with server.client(Role.CITIZEN) as client:
        body = client.get("/v1/models", headers={"X-OpenWebUI-User-Role": "admin"}).json()
    assert [one["id"] for one in body["data"]] == ["pst-citoyen"]


def test_a_question_of_open_webui_is_answered(server: Server) -> None:
    body = {
        "stream": True,
        "model": "pst-agent",
        "messages": [
            {"role": "system", "content": "You are helpful."},
            {
                "role": "user",
                "content": [{"type": "text", "text": "Qui prête des tablettes ?"}, {"type": "image_url"}],
            },
        ],
        "stream_options": {"include_usage": True},
        "tools": [{"type": "function", "function": {"name": "search_web", "parameters": {}}}],
        "tool_choice": "auto",
        "reasoning": {"effort": "low"},
        "logit_bias": {},
        "max_completion_tokens": 1000,
    }  # fmt: skip
    with server.client() as client:
        response = client.post("/v1/chat/completions", json=body)
    assert response.headers["content-type"].startswith("text/event-stream")
    found = chunks(response.text)
    notes = [note for one in found if one["choices"] for note in one["choices"][0]["delta"].get("annotations", [])]
    assert {note["type"] for note in notes} == {"url_citation"}
    assert all(note["url_citation"]["url"] and note["url_citation"]["title"] for note in notes)
    assert found[-1]["usage"] == {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}


def test_a_title_is_made_without_the_library(server: Server) -> None:
    with server.client() as client:
        body = {**asked(TITLE), "stream": False, "max_completion_tokens": 1000}
        found = client.post("/v1/chat/completions", json=body).json()
        content = found["choices"][0]["message"]["content"]
        assert json.loads(content[content.index("{") :])["title"].startswith("Quelles actions visent la jeunesse")
        assert "0472" not in content
        assert found["pst"] is None
        for task, name in zip(OTHERS, ("tags", "follow_ups"), strict=True):
            found = client.post("/v1/chat/completions", json=asked(task)).json()
            assert json.loads(found["choices"][0]["message"]["content"]) == {name: []}


def test_heads_and_preflights(server: Server) -> None:
    with server.client() as client:
        head = client.head("/v1/models")
        assert (head.status_code, head.content) == (200, b"")
        wanted = {
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type,x-stainless-lang",
        }
        allowed = client.options("/v1/chat/completions", headers={"Origin": ORIGIN, **wanted})
        assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (200, ORIGIN)
        assert "x-stainless-lang" in allowed.headers["access-control-allow-headers"]
        other = client.options("/v1/chat/completions", headers={"Origin": "https://ailleurs.example", **wanted})
        assert "access-control-allow-origin" not in other.headers
        refused = client.get("/v1/models", headers={"Origin": ORIGIN, "Authorization": "Bearer faux"})
        assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (401, ORIGIN)
    with server.client(None) as client:
        assert client.get("/health/live").status_code == 200
        assert client.get("/health").json() == {"status": "prêt", "ready": True, "findings": []}
        assert client.get("/v1/models").status_code == 401
