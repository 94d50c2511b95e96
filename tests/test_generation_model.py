"""Language models that fail, fall silent, loop or are stopped."""

import time
from threading import Event, Thread

import pytest
from langchain_core.prompts import ChatPromptTemplate

from assistant.generation.faults import Fault, ModelFault
from assistant.generation.limits import ModelLimits
from tests.fakes import scripted

PROMPT = ChatPromptTemplate.from_messages([("system", "Sois bref."), ("human", "{question}")])
QUICK = ModelLimits(silence_s=0.3, total_s=1.0, attempts=2)


class ServerError(Exception):
    """What a provider's package raises."""

    def __init__(self, status: int, message: str = "") -> None:
        super().__init__(message)
        self.status_code = status


def test_text_comes_piece_by_piece_and_is_reckoned() -> None:
    model, chat = scripted(["Bon", "jour", " !"])
    run = model.run(PROMPT, {"question": "Salut {pas} ?"})
    assert list(run) == ["Bon", "jour", " !"]
    assert (run.usage.completion_tokens, run.usage.calls, run.usage.estimated) == (3, 1, True)
    assert run.usage.first_token_s is not None
    assert chat.asked[0][1].content == "Salut {pas} ?"


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (ServerError(401), Fault.KEY),
        (ServerError(404), Fault.UNKNOWN),
        (ServerError(400, "This model's maximum context length is 2048 tokens"), Fault.TOO_LONG),
        (ServerError(400, "invalid"), Fault.BROKEN),
        (ValueError("no JSON"), Fault.BROKEN),
        (TimeoutError(), Fault.SLOW),
    ],
)
def test_each_error_is_told_apart(error: Exception, fault: Fault) -> None:
    model, chat = scripted([error])
    with pytest.raises(ModelFault) as raised:
        list(model.run(PROMPT, {"question": "?"}))
    assert raised.value.fault is fault
    assert len(chat.asked) == 1
    assert "PST_MODEL" in str(raised.value) or raised.value.fault in (Fault.BROKEN, Fault.KEY)


@pytest.mark.parametrize("error", [ServerError(500), ServerError(429), ConnectionError("refused")])
def test_what_may_go_away_is_asked_again(error: Exception) -> None:
    model, chat = scripted([error], ["Me revoilà."])
    assert list(model.run(PROMPT, {"question": "?"})) == ["Me revoilà."]
    assert len(chat.asked) == 2


def test_nothing_is_asked_again_once_it_has_spoken() -> None:
    model, chat = scripted(["Je dis", ServerError(500)], ["Encore"])
    heard: list[str] = []
    with pytest.raises(ModelFault) as raised:
        heard.extend(model.run(PROMPT, {"question": "?"}))
    assert (heard, raised.value.fault, len(chat.asked)) == (["Je dis"], Fault.SERVER, 1)


@pytest.mark.parametrize("script", [[5.0, "trop tard"], ["un mot", 5.0, "trop tard"]])
def test_silence_is_given_up(script: list[str | float | Exception]) -> None:
    model, _ = scripted(script, limits=QUICK)
    start = time.monotonic()
    with pytest.raises(ModelFault) as raised:
        list(model.run(PROMPT, {"question": "?"}))
    assert raised.value.fault is Fault.SLOW
    assert time.monotonic() - start < 2


def test_a_drip_is_given_up_in_the_end() -> None:
    model, _ = scripted([0.1, "a", 0.1, "b"] * 40, limits=QUICK)
    with pytest.raises(ModelFault) as raised:
        list(model.run(PROMPT, {"question": "?"}))
    assert raised.value.fault is Fault.SLOW


def test_loops_are_cut() -> None:
    model, _ = scripted(["Le CPAS prévoit un taxi social pour tous. "] * 500)
    heard: list[str] = []
    with pytest.raises(ModelFault) as raised:
        heard.extend(model.run(PROMPT, {"question": "?"}))
    assert raised.value.fault is Fault.LOOP


def test_saying_nothing_is_a_fault() -> None:
    model, _ = scripted([""])
    with pytest.raises(ModelFault) as raised:
        list(model.run(PROMPT, {"question": "?"}))
    assert raised.value.fault is Fault.EMPTY


def test_a_reader_who_stops_is_obeyed_at_once() -> None:
    model, chat = scripted(["un ", 0.05, "deux ", 0.05] * 50)
    stop = Event()
    run = model.run(PROMPT, {"question": "?"}, stop)
    heard = []
    for piece in run:
        heard.append(piece)
        stop.set()
    assert run.stopped
    assert len(heard) <= 2
    deadline = time.monotonic() + 2
    while not chat.closed and time.monotonic() < deadline:
        time.sleep(0.01)
    assert chat.closed, "the stream is closed, so that the server writes no more"


def test_no_more_questions_at_once_than_allowed() -> None:
    model, _ = scripted([1.5, "ok"], limits=ModelLimits(silence_s=3, total_s=5, parallel=1))
    first = Thread(target=lambda: list(model.run(PROMPT, {"question": "1"})))
    first.start()
    time.sleep(0.1)
    start = time.monotonic()
    assert "".join(model.run(PROMPT, {"question": "2"})) == "ok"
    assert time.monotonic() - start > 2
    first.join()


def test_while_it_is_silent_its_reader_is_asked_whether_to_go_on() -> None:
    model, _ = scripted([1.5, "enfin"])
    pieces = list(model.run(PROMPT, {"question": "?"}))
    assert pieces[-1] == "enfin"
    assert 2 <= pieces.count("") <= 4


def test_silence_alone_is_no_word() -> None:
    model, chat = scripted([0.6, ConnectionError("refused")], ["Me revoilà."])
    assert "".join(model.run(PROMPT, {"question": "?"})) == "Me revoilà."
    assert len(chat.asked) == 2
