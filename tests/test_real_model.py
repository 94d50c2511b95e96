"""A real language model behind a real server: llama.cpp, a small model, loopback (`make test-model`).

The model is weak and English: what is tested is that it is asked, streamed, stopped, held to a schema and checked.
"""

import json
import os
import re
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from langchain_core.prompts import ChatPromptTemplate

from assistant.answer import Answer
from assistant.generation.choice import model_choice
from assistant.generation.doctor import examine_model
from assistant.generation.faults import Fault, ModelFault
from assistant.generation.limits import ModelLimits
from assistant.generation.model import JSON_OBJECT, LanguageModel
from assistant.generation.rewriting import Said, rewrite
from assistant.generation.writing import Writer
from assistant.responder import Responder
from tests.fakes import FakeLibrary
from tests.samples import andenne, check_french, dps

_FOLDER = os.environ.get("PST_TEST_MODELS", "")
_SERVER = Path(_FOLDER) / "venv" / "bin" / "python"
_MODEL = Path(_FOLDER) / "smollm2-135m-instruct-q4_1.gguf"
_START_S = 90
LIBRARY = FakeLibrary(andenne(), dps())
QUESTION = "Quel est le budget de l'éducateur de rue à Andenne ?"
PROMPT = ChatPromptTemplate.from_messages([("human", "{text}")])

pytestmark = [
    pytest.mark.skipif(
        not (_FOLDER and _SERVER.exists() and _MODEL.exists()),
        reason="needs llama.cpp and a small model in PST_TEST_MODELS: make test-model",
    ),
    pytest.mark.timeout(300),
]


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """The address of a running server, and its process."""
    yield from _running()


def _running() -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        str(_SERVER), "-m", "llama_cpp.server", "--model", str(_MODEL), "--n_ctx", "2048", "--n_threads", "2",
        "--interrupt_requests", "false",
        "--host", "127.0.0.1", "--port", str(port),
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}/v1"
    try:
        end = time.monotonic() + _START_S
        while True:
            try:
                urllib.request.urlopen(f"{url}/models", timeout=2).close()
                break
            except OSError:
                assert process.poll() is None, "the server has stopped"
                assert time.monotonic() < end, "the server does not start"
                time.sleep(0.3)
        yield url, process
    finally:
        process.kill()
        process.wait()


def model(url: str, **limits: float) -> LanguageModel:
    choice = model_choice("openai:small", url)
    assert choice is not None
    settings = {"silence_s": 60.0, "total_s": 120.0, "tokens": 64, "context": 2048, **limits}
    return LanguageModel(choice, ModelLimits(**settings))  # type: ignore[arg-type]


def extractive(question: str = QUESTION) -> Answer:
    return Responder(LIBRARY).answer(question, "agent", lambda _: None)


def test_text_streams_in_pieces_and_is_paid_for(server: tuple[str, object]) -> None:
    run = model(server[0]).run(PROMPT, {"text": "Name three colours."})
    pieces = list(run)
    assert len(pieces) > 3
    assert run.usage.completion_tokens > 3
    assert 0 < (run.usage.first_token_s or 0) <= run.usage.seconds


@pytest.mark.parametrize("question", [QUESTION, "Quelles actions à Andenne ?"])
def test_every_word_shown_is_cited_whatever_the_model_writes(server: tuple[str, object], question: str) -> None:
    answer = extractive(question)
    heard: list[str] = []
    found = Writer(model(server[0]), {one.id: one for one in LIBRARY.documents}, lambda _: 1.0).write(
        answer, heard.append
    )
    assert heard
    assert found.usage is not None
    assert found.status == "answered"
    assert found.citations
    numbers = {one.n for one in found.citations}
    assert {int(one) for one in re.findall(r"\[(\d+)\]", found.answer)} <= numbers
    if found.mode == "extractive":
        assert (found.answer, found.citations) == (answer.answer, answer.citations)
        assert len(found.notices) == len(answer.notices) + 1
        check_french(found.notices[-1])
    assert found.total == answer.total


def test_a_schema_is_kept_to(server: tuple[str, object]) -> None:
    prompt = ChatPromptTemplate.from_messages([("human", "Rewrite as JSON: {text}")])
    asked = model(server[0])
    asked.json_form = JSON_OBJECT
    written = "".join(asked.run(prompt, {"text": "Who pays for the heating?"}, None, Said))
    assert "question" in json.loads(written)


def test_a_question_said_again_is_a_question_or_nothing(server: tuple[str, object]) -> None:
    found = rewrite(model(server[0]), "et pour le mazout ?")
    assert found.question is None or len(found.question) > 3
    assert found.usage.completion_tokens > 0


def test_a_reader_who_stops_frees_the_server(server: tuple[str, object]) -> None:
    stop, asked = Event(), model(server[0], tokens=900)
    run = asked.run(PROMPT, {"text": "Tell a very long story about the sea, in many chapters."}, stop)
    for _ in run:
        stop.set()
    assert run.stopped
    start = time.monotonic()
    assert list(asked.run(PROMPT, {"text": "Say yes."}))
    assert time.monotonic() - start < 60


def test_a_prompt_that_is_too_long_is_told_so(server: tuple[str, object]) -> None:
    with pytest.raises(ModelFault) as raised:
        list(model(server[0]).run(PROMPT, {"text": "mot " * 6000}))
    assert raised.value.fault in (Fault.TOO_LONG, Fault.BROKEN, Fault.SERVER)


def test_the_doctor_has_it_answer(server: tuple[str, object]) -> None:
    findings = {one.id: one for one in examine_model(model(server[0]))}
    assert findings["modele_langue"].ok
    assert "127.0.0.1" in findings["modele_langue_lieu"].detail


def test_a_server_killed_in_mid_stream_leaves_a_whole_answer() -> None:
    running = _running()
    url, process = next(running)
    answer = extractive("Quelles actions à Andenne ?")
    writer = Writer(model(url, tokens=600), {one.id: one for one in LIBRARY.documents}, lambda _: 1.0)

    def kill(_: str) -> None:
        process.kill()

    found = writer.write(answer, kill)
    running.close()
    assert found.citations == answer.citations
    assert "ne répond pas" in found.notices[-1] or "illisible" in found.notices[-1]
