"""Answers worded by a model, and what becomes of them when it fails."""

from threading import Event

import pytest

from assistant.answer import Answer, Audience
from assistant.generation.limits import ModelLimits
from assistant.generation.writing import Writer
from assistant.responder import Responder
from tests.fakes import FakeLibrary, Line, scripted
from tests.samples import andenne, dps

LIBRARY = FakeLibrary(andenne(), dps())
QUESTION = "Quel est le budget de l'éducateur de rue à Andenne ?"
LIST = "Quelles actions à Andenne ?"


def extractive(question: str, audience: Audience = "agent") -> Answer:
    return Responder(LIBRARY).answer(question, audience, lambda _: None)


def worded(
    answer: Answer, *script: Line, limits: ModelLimits | None = None, stop: Event | None = None
) -> tuple[Answer, list[str], list[str]]:
    model, chat = scripted(list(script), limits=limits)
    heard: list[str] = []
    found = Writer(model, {one.id: one for one in LIBRARY.documents}, lambda _: 1.0).write(answer, heard.append, stop)
    return found, heard, [str(message.content) for messages in chat.asked for message in messages]


def test_a_worded_answer_keeps_its_sources_numbered_from_one() -> None:
    answer = extractive(QUESTION)
    mark = next(one.n for one in answer.citations if "éducateur" in one.quote)
    found, heard, asked = worded(answer, "Andenne prévoit d'engager un éduca", f"teur de rue en 2026 [{mark}", "].")
    assert found.mode == "generative"
    assert found.model == "openai:scripted"
    assert found.answer == "Andenne prévoit d'engager un éducateur de rue en 2026 [1]."
    assert [one.n for one in found.citations] == [1]
    assert found.citations[0].quote == next(one.quote for one in answer.citations if one.n == mark)
    assert "".join(heard) == f"Andenne prévoit d'engager un éducateur de rue en 2026 [{mark}]."
    assert found.usage is not None
    assert found.usage.completion_tokens == 3
    assert QUESTION in asked[-1]
    assert "<source n=" in asked[-1]


def test_rows_and_their_count_stay_computed() -> None:
    answer = extractive(LIST)
    found, _, _ = worded(answer, "Le plan prévoit une formation aux premiers secours [1]. Il y a 99 actions [1].")
    assert found.mode == "generative"
    assert (found.total, found.citations) == (answer.total, answer.citations)
    lead, rows = answer.answer.split("\n\n", 1)
    assert found.answer == f"{lead}\n\nLe plan prévoit une formation aux premiers secours [1].\n\n{rows}"
    assert "99" in found.struck[0].reason


def test_too_little_kept_gives_the_quotes_and_says_so() -> None:
    answer = extractive(QUESTION)
    found, _, _ = worded(answer, "Le CPAS offre des vacances à Ostende [1]. Il donne 500 € à chacun [77].")
    assert (found.mode, found.answer, found.citations) == ("extractive", answer.answer, answer.citations)
    assert len(found.struck) == 2
    assert found.dropped == 1
    assert "2 phrases écartées" in found.notices[-1]


def test_a_model_that_finds_nothing_leaves_the_passages() -> None:
    answer = extractive(QUESTION)
    found, _, _ = worded(answer, "Les sources ne le disent pas.")
    assert (found.mode, found.answer) == ("extractive", answer.answer)
    assert "n'a pas trouvé" in found.notices[-1]


@pytest.mark.parametrize("script", [[ConnectionError("refused")], ["Le CPAS", ConnectionError("reset")], [9.0], [""]])
def test_a_model_that_fails_never_breaks_an_answer(script: list[Line]) -> None:
    answer = extractive(QUESTION)
    found, _, _ = worded(answer, *script, limits=ModelLimits(silence_s=0.3, total_s=1, attempts=1))
    assert (found.mode, found.answer, found.citations) == ("extractive", answer.answer, answer.citations)
    assert "« openai:scripted »" in found.notices[-1]


def test_what_was_written_before_a_fault_is_kept_when_it_stands() -> None:
    answer = extractive(QUESTION)
    mark = next(one.n for one in answer.citations if "éducateur" in one.quote)
    found, _, _ = worded(answer, f"Andenne engagera un éducateur de rue [{mark}]. Il va au", ConnectionError("reset"))
    assert found.mode == "generative"
    assert found.answer == "Andenne engagera un éducateur de rue [1]."
    assert "ne répond pas" in found.notices[-1]


def test_a_reader_who_stops_keeps_what_was_checked() -> None:
    answer = extractive(QUESTION)
    mark = next(one.n for one in answer.citations if "éducateur" in one.quote)
    stop, model_said = Event(), [f"Andenne engagera un éducateur de rue [{mark}]. ", "Et ", 0.2, "ensuite ", "il"]
    model, _ = scripted(model_said)
    heard: list[str] = []

    def deliver(piece: str) -> None:
        heard.append(piece)
        if "Et" in piece:
            stop.set()

    found = Writer(model, {one.id: one for one in LIBRARY.documents}, lambda _: 1.0).write(answer, deliver, stop)
    assert found.answer == "Andenne engagera un éducateur de rue [1]."
    assert "ensuite" not in "".join(heard)


@pytest.mark.parametrize(
    "question",
    [
        "Quel est le PIB du Japon ?",
        "Combien d'OO à Andenne ?",
        "mon mari me frappe",
        "Qu'est-ce que l'OO 2.1 d'Andenne ?",
    ],
)
def test_the_model_is_not_asked_what_it_can_only_spoil(question: str) -> None:
    answer = extractive(question, "citoyen")
    found, heard, asked = worded(answer, "Tout est possible [1].")
    assert (found, heard, asked) == (answer, [], [])
