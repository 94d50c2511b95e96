"""Texts of the API by themselves: messages read, answers drawn, chores done, streams cut, settings checked."""

import json
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from assistant.api.chat_records import Message
from assistant.api.chores import NO_TITLE, chore
from assistant.api.memory import Memory
from assistant.api.rendering import link, render
from assistant.api.stream import pieces
from assistant.api.turns import conversation
from assistant.settings import Settings
from tests.fakes import FakeAssistant
from tests.samples import andenne, nameless
from ui.document import link as shown

ROLES = st.sampled_from(["system", "user", "assistant", "tool"])
MESSAGES = st.lists(st.builds(Message, role=ROLES, content=st.text(max_size=8)), max_size=12)


@given(MESSAGES)
def test_the_last_question_is_asked_and_the_others_go_before(messages: list[Message]) -> None:
    found = conversation(messages)
    questions = [one.words for one in messages if one.role == "user" and one.words]
    assert [*(one.question for one in found.before), found.question] == (questions or [""])
    said = {one.words for one in messages if one.role == "assistant"}
    assert all(not one.said or one.said in said for one in found.before)


@given(st.text(max_size=400))
def test_pieces_make_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text
    assert all(pieces(text)) or not text


@pytest.mark.parametrize(
    ("question", "address"), [("beaucoup", ""), ("jeunesse", "https://pst.exemple.be"), ("Japon", "")]
)
def test_a_mark_leads_where_the_application_shows_it(question: str, address: str) -> None:
    answer = FakeAssistant({"a.txt": andenne()}).ask(question)
    found = render(answer, address)
    for one in found.annotations:
        mark = found.content[one.url_citation.start_index : one.url_citation.end_index]
        cited = next(each for each in answer.citations if f"[{each.n}]" == mark)
        assert (
            one.url_citation.url == f"{address}/{shown(cited.document, cited.start, cited.end)}" == link(cited, address)
        )
    assert {one.url_citation.start_index for one in found.annotations} >= {
        match.start() for match in re.finditer(r"\[\d+\]", answer.answer) if answer.citations
    }
    for notice in answer.notices:
        assert notice in found.content


def test_words_of_a_document_are_no_markup() -> None:
    answer = FakeAssistant({"x": nameless()}).ask("jeunesse")
    told = answer.model_copy(update={"answer": "![x](http://ailleurs.example/x.png) <script>alert(1)</script> [1]"})
    content = render(told, "").content
    assert "![" not in content
    assert "<" not in content
    assert r"!\[x]" in content


@given(st.text(alphabet="[]()!:\\<1a \n", max_size=30))
def test_no_words_of_a_document_make_a_link(words: str) -> None:
    answer = FakeAssistant({"x": nameless()}).ask("jeunesse")
    content = render(answer.model_copy(update={"answer": f"« {words} » [1]", "citations": ()}), "").content
    body = content.split("**À savoir**")[0]
    assert "](" not in body
    assert "]:" not in body
    assert "[1]" in body


def test_a_link_of_a_document_is_shown_as_words() -> None:
    answer = FakeAssistant({"x": nameless()}).ask("jeunesse")
    hostile = "[cliquez](javascript:alert(1)) [a]: javascript:alert(2)"
    told = answer.model_copy(update={"answer": f"{hostile} [1]", "notices": (hostile,)})
    content = render(told, "").content
    assert "](javascript" not in content
    assert "]: javascript" not in content
    assert content.count(r"[cliquez]\(javascript:alert(1))") == 2


def test_choices_are_told_where_something_is_to_be_made_clear() -> None:
    answer = FakeAssistant({"a.txt": andenne()}).ask("précise")
    assert "- À Bernissart ?" in render(answer, "").content


def test_chores_come_alone_and_in_their_shape() -> None:
    task = '### Task:\nMake a title: { "title": "…" }\n<chat_history>\nUSER: %s\nASSISTANT: Oui.\n</chat_history>'
    assert json.loads(chore(task % "Quels plans ?") or "") == {"title": "Quels plans ?"}
    assert len(json.loads(chore(task % ("mot " * 100)) or "")["title"]) <= 60
    assert json.loads(chore(task.replace("USER", "X") % "") or "") == {"title": NO_TITLE}
    assert chore(task % "x", alone=False) is None
    assert chore("Quelles actions ?") is None
    assert chore("### Task: liste les actions") is None


def test_a_chore_is_read_wherever_its_history_ends() -> None:
    asked = '### Task:\n{"title": "…"}\n<chat_history>\nUser:  Quels\nplans ?\nassistant: Oui.\n' + "x\n" * 9000
    assert chore(asked) is None
    assert json.loads(chore(asked + "</chat_history>") or "") == {"title": "Quels plans ?"}


@pytest.mark.parametrize("filling", ["\n", " \n", "{ ", "user:\n", "user: a", '{"a" ', "<chat_history>", "a"])
@pytest.mark.parametrize("end", ["", "</chat_history>"])
def test_a_hostile_chore_takes_no_time(filling: str, end: str) -> None:
    text = "### Task:\n<chat_history>" + filling * (990_000 // len(filling)) + end
    began = time.perf_counter()
    chore(text)
    assert time.perf_counter() - began < 1


def test_the_memory_keeps_for_an_hour_and_within_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    answer, now = FakeAssistant({"a.txt": andenne()}).ask("jeunesse"), 1000.0
    monkeypatch.setattr("assistant.api.memory.time.monotonic", lambda: now)
    memory = Memory()
    memory.keep(answer, "un")
    now += 3000
    memory.keep(answer, "deux")
    assert memory.find("un") == answer
    now += 3500  # an hour after the last use
    assert memory.find("un") == answer
    assert memory.find("deux") == answer
    now += 3601
    assert memory.find("un") is None
    assert not memory._kept
    assert memory._size == 0
    monkeypatch.setattr("assistant.api.memory._MOST_BYTES", 3 * len(answer.model_dump_json().encode()))
    for number in (*range(4), 3):
        memory.keep(answer, str(number))
    assert [memory.find(str(number)) is not None for number in range(4)] == [False, True, True, True]


def test_the_memory_forgets_the_oldest_and_mixes_nobody_up() -> None:
    memory, answer = Memory(), FakeAssistant({"a.txt": andenne()}).ask("x")
    memory.keep(answer, "agent", "q")
    assert memory.find("agent", "q") == answer
    assert memory.find("citoyen", "q") is None
    for number in range(1001):
        memory.keep(answer, str(number))
    assert memory.find("agent", "q") is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("api_origins", "exemple.be"),
        ("api_origins", "https://exemple.be/page"),
        ("api_public_url", "ftp://exemple.be"),
        ("api_public_url", "https://exemple.be/?a=b"),
        ("api_port", 0),
        ("api_workers", 0),
    ],
)
def test_wrong_settings_are_refused(name: str, value: object) -> None:
    with pytest.raises(ValidationError):
        Settings(**{name: value})


def test_settings_of_the_api_are_of_the_one_object(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PST_API_ANONYMOUS", "true")
    monkeypatch.setenv("PST_API_PUBLIC_URL", "https://pst.exemple.be/")
    found = Settings(api_hosts="pst.exemple.be, Intranet", api_host="::1")
    assert (found.api_anonymous, found.api_public_url, found.api_local) == (True, "https://pst.exemple.be", True)
    assert {"pst.exemple.be", "intranet", "localhost"} <= found.api_names
    assert not Settings(api_host="0.0.0.0").api_local
