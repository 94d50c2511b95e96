"""The chat of the API, as OpenAI's own client sees it."""

import threading
import time
from collections.abc import Iterator

import httpx
import openai
import pytest

from assistant.access import Role
from assistant.answer import Answer
from assistant.api.rendering import link
from assistant.api.work import BusyError, Work
from assistant.service import Assistant
from tests.api_server import Server, asked, chunks, installed, serving
from tests.fakes import scripted

WORDED = "Quel est le budget de l'éducateur de rue à Andenne ?"
YOUTH = "Quelles actions visent la jeunesse à Andenne ?"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(installed(tmp_path_factory.mktemp("chat"))) as found:
        yield found


def test_the_models_are_those_of_the_role(server: Server) -> None:
    assert [one.id for one in server.openai(Role.STAFF).models.list()] == ["pst-agent", "pst-citoyen"]
    assert [one.id for one in server.openai(Role.CITIZEN).models.list()] == ["pst-citoyen"]
    assert server.openai().models.retrieve("pst-agent").id == "pst-agent"
    with pytest.raises(openai.NotFoundError):
        server.openai(Role.CITIZEN).models.retrieve("pst-agent")


def test_an_answer_has_its_sources_at_its_marks(server: Server) -> None:
    found = server.openai().chat.completions.create(**asked(YOUTH, temperature=0.2, tools=[], seed=3))
    message = found.choices[0].message
    answer = Answer.model_validate(found.model_extra["pst"])
    assert (found.object, found.choices[0].finish_reason, message.role) == ("chat.completion", "stop", "assistant")
    assert answer.status == "answered"
    assert "maison de quartier" in message.content
    assert "**Sources**" in message.content
    by_number = {f"[{one.n}]": one for one in answer.citations}
    assert message.annotations
    for one in message.annotations:
        cited = by_number[message.content[one.url_citation.start_index : one.url_citation.end_index]]
        assert one.url_citation.url == link(cited, "")
        assert cited.document in one.url_citation.title
    assert found.usage.total_tokens == 0


def test_a_stream_is_the_same_answer(server: Server) -> None:
    client = server.openai()
    plain = client.chat.completions.create(**asked(YOUTH))
    stream = list(client.chat.completions.create(**asked(YOUTH, stream=True, stream_options={"include_usage": True})))
    text = "".join(one.choices[0].delta.content or "" for one in stream if one.choices)
    assert text == plain.choices[0].message.content
    assert stream[0].choices[0].delta.role == "assistant"
    assert stream[-1].usage.total_tokens == 0
    assert stream[-1].choices == []
    assert stream[-2].choices[0].finish_reason == "stop"
    assert {one.id for one in stream} == {stream[0].id}
    notes = [
        note
        for one in stream
        if one.choices
        for note in (one.choices[0].delta.model_extra or {}).get("annotations", [])
    ]
    assert notes == [one.model_dump() for one in plain.choices[0].message.annotations]
    assert stream[-2].model_extra["pst"]["answer"] == plain.model_extra["pst"]["answer"]


def test_a_stream_says_what_is_done_and_ends(server: Server) -> None:
    with server.client() as client:
        text = client.post("/v1/chat/completions", json=asked(YOUTH, stream=True)).text
        assert "\n: " in f"\n{text}"
        assert all("usage" not in one for one in chunks(text))


@pytest.mark.parametrize(
    ("body", "status", "code", "words"),
    [
        (asked("Quoi ?", "gpt-4"), 404, "model_not_found", "gpt-4"),
        ({"model": "pst-agent", "messages": []}, 400, None, "messages"),
        ({"messages": [{"role": "user", "content": "Quoi ?"}]}, 400, None, "model"),
        ({"model": "pst-agent", "messages": [{"role": "system", "content": "Sois bref"}]}, 400, None, "question"),
        (asked("a" * 4001), 400, None, "trop longue"),
        (
            {"model": "pst-agent", "messages": [{"role": "user", "content": [{"type": "image_url"}]}]},
            400,
            None,
            "texte",
        ),
    ],
)
def test_errors_have_the_shape_of_openai(
    server: Server, body: dict[str, object], status: int, code: str | None, words: str
) -> None:
    for stream in (False, True):
        with server.client() as client:
            response = client.post("/v1/chat/completions", json={**body, "stream": stream})
        error = response.json()["error"]
        assert (response.status_code, error["type"], error["code"]) == (status, "invalid_request_error", code)
        assert words in error["message"]


def test_a_wrong_key_and_a_model_of_staff_are_refused(server: Server) -> None:
    wrong = openai.OpenAI(base_url=f"{server.url}/v1", api_key="pst-faux", max_retries=0)
    with pytest.raises(openai.AuthenticationError, match="clé valable"):
        wrong.models.list()
    with pytest.raises(openai.PermissionDeniedError, match="agents"):
        server.openai(Role.CITIZEN).chat.completions.create(**asked(YOUTH))


def test_a_conversation_goes_on(server: Server) -> None:
    client = server.openai()
    first = client.chat.completions.create(**asked(YOUTH)).choices[0].message.content
    messages = [
        {"role": "system", "content": "Tu réponds toujours en anglais."},
        {"role": "user", "content": [{"type": "text", "text": YOUTH}]},
        {"role": "assistant", "content": first},
        {"role": "user", "content": "Développe le 1"},
    ]
    for said in (first, "Je n'ai jamais dit cela."):  # what a client says that we said is not believed
        messages[2]["content"] = said
        found = client.chat.completions.create(model="pst-agent", messages=messages).model_extra["pst"]
        assert found["status"] == "answered"
        assert {one["document"] for one in found["citations"]} == {"andenne.txt"}


def test_staff_who_ask_as_a_citizen_see_what_a_citizen_sees(server: Server) -> None:
    question = "Que prévoit le CPAS de Wanze pour les zythologues ?"
    as_staff = server.openai().chat.completions.create(**asked(question)).model_extra["pst"]
    as_citizen = server.openai().chat.completions.create(**asked(question, "pst-citoyen")).model_extra["pst"]
    assert as_staff["status"] == "answered"
    assert (as_citizen["status"], as_citizen["audience"]) == ("refused", "citoyen")


def test_only_checked_words_of_a_language_model_are_streamed(server: Server) -> None:
    question = WORDED
    model, chat = scripted(["Andenne engagera un éducateur de rue [1]. ", "Il gagnera 9.999 euros [1]."])
    service = server.service
    before = service.model
    service.model = model
    try:
        with server.client() as client:
            text = client.post("/v1/chat/completions", json=asked(question, stream=True)).text
    finally:
        service.model = before
    assert chat.asked
    content = "".join(str(one["choices"][0]["delta"].get("content", "")) for one in chunks(text) if one["choices"])
    assert "9.999" not in content
    assert "éducateur" in content


def test_a_client_that_leaves_stops_the_work(server: Server) -> None:
    model, chat = scripted([0.2, "Andenne ", *["engage ", 0.1] * 40])
    service = server.service
    before = service.model
    service.model = model
    try:
        with server.client() as client, pytest.raises(httpx.ReadTimeout):
            client.post("/v1/chat/completions", json=asked(WORDED), timeout=1)
        until = time.monotonic() + 4
        while not chat.closed and time.monotonic() < until:
            time.sleep(0.02)
        assert chat.asked
        assert chat.closed == [True]
        chat.closed.clear()
        chat.asked.clear()
        with (
            server.client() as client,
            client.stream("POST", "/v1/chat/completions", json=asked(WORDED, stream=True)) as r,
        ):
            next(r.iter_lines())
        until = time.monotonic() + 4
        while (threads := busy(server)) and time.monotonic() < until:
            time.sleep(0.02)
        assert threads == 0
    finally:
        service.model = before


def test_a_long_question_of_before_is_passed_over(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    first, ask = "Que fait-on pour la culture à Andenne ?", Assistant.ask

    def noted(self: Assistant, question: str, **more: object) -> Answer:
        seen.append(question)
        return ask(self, question, **more)

    monkeypatch.setattr(Assistant, "ask", noted)
    messages = [{"role": "user", "content": one} for one in (first, "logement " * 1000, "Et le logement ?")]
    server.openai().chat.completions.create(model="pst-agent", messages=messages)
    assert seen == [first, "Et le logement ?"]


def test_no_line_of_a_stream_is_too_long(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = Assistant.ask

    def listed(self: Assistant, question: str, **more: object) -> Answer:
        answer = ask(self, question, **more)
        cited = answer.citations * (362 // len(answer.citations) + 1)
        citations = tuple(one.model_copy(update={"n": rank}) for rank, one in enumerate(cited[:362], 1))
        return answer.model_copy(
            update={"answer": "\n".join(f"- Action [{one.n}]" for one in citations), "citations": citations}
        )

    monkeypatch.setattr(Assistant, "ask", listed)
    body = asked("Liste toutes les actions", stream=True)
    with server.client() as client:
        text = client.post("/v1/chat/completions", json=body).text
        whole = client.post("/v1/chat/completions", json={**body, "stream_options": {"include_pst": True}}).text
    assert max(len(line.encode()) for line in text.split("\n")) < 64_000
    deltas = [one["choices"][0]["delta"] for one in chunks(text)]
    assert sum(len(one.get("annotations", ())) for one in deltas) == 362
    assert "pst" not in chunks(text)[-1]
    assert chunks(text)[-1]["choices"][0]["finish_reason"] == "stop"
    assert len(chunks(whole)[-1]["pst"]["citations"]) == 362


def test_a_chore_waits_for_nobody(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise BusyError("Trop de demandes sont en cours.")

    monkeypatch.setattr(Work, "start", full)
    task = '### Task:\n{ "title": "…" }\n<chat_history>\nUSER: Quels plans ?\n</chat_history>'
    hostile = "### Task:\n<chat_history>" + "\n" * 990_000
    with server.client() as client:
        plain = client.post("/v1/chat/completions", json=asked(task)).json()
        assert plain["choices"][0]["message"]["content"] == '{"title": "Quels plans ?"}'
        streamed = chunks(client.post("/v1/chat/completions", json=asked(task, stream=True)).text)
        assert (
            "".join(one["choices"][0]["delta"].get("content", "") for one in streamed) == '{"title": "Quels plans ?"}'
        )
        began = time.monotonic()
        assert client.post("/v1/chat/completions", json=asked(hostile + "x")).status_code == 400
        assert time.monotonic() - began < 1


def busy(server: Server) -> float:
    """How much work the server says that it has."""
    with server.client(Role.ADMINISTRATOR) as client:
        lines = client.get("/metrics").text.splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith("pst_work "))


def test_twenty_clients_at_once_are_all_answered_or_told_to_wait(server: Server) -> None:
    seen: list[tuple[int, str]] = []

    def ask(rank: int) -> None:
        with server.client(Role.STAFF if rank % 2 else Role.CITIZEN) as client:
            model = "pst-agent" if rank % 2 else "pst-citoyen"
            response = client.post("/v1/chat/completions", json=asked(YOUTH, model))
            seen.append((response.status_code, response.json().get("pst", {}).get("audience", "")))

    threads = [threading.Thread(target=ask, args=(rank,)) for rank in range(20)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(seen) == 20
    assert seen.count((200, "agent")) == seen.count((200, "citoyen")) == 10
