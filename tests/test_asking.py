"""One question, one conversation, a file of questions."""

import json
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.asking import ask_once, run_batch
from assistant.conversations import Conversations
from assistant.service import Assistant
from assistant.settings import Settings
from ingest.errors import CaseFileError, LibraryError, PstError
from ingest.records import Document
from tests.fakes import FakeAssistant


class Scripted(FakeAssistant):
    """A scripted assistant with settings, and a question that fails for a reason of its own."""

    def __init__(self, corpus: dict[str, Document], home: Path) -> None:
        super().__init__(corpus)
        self.settings = Settings(home=home)

    def ask(self, question: str, **options: object) -> Answer:
        if "illisible" in question:
            raise PstError("La question est illisible.", "Reformulez-la.")
        return super().ask(question, **options)  # type: ignore[arg-type]


@pytest.fixture
def service(documents: dict[str, Document], tmp_path: Path) -> Scripted:
    return Scripted(documents, tmp_path)


def lines(folder: Path, *rows: object) -> Path:
    file = folder / "questions.jsonl"
    file.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return file


def test_a_question_alone_is_kept_nowhere(service: Scripted, tmp_path: Path) -> None:
    assert ask_once(service, "beaucoup", "citoyen", None).audience == "citoyen"
    assert service.histories == [()]
    assert list(tmp_path.iterdir()) == []


def test_a_conversation_is_read_and_written(service: Scripted) -> None:
    conversation = Conversations(service.settings.conversations).create()
    ask_once(service, "un", "agent", conversation)
    ask_once(service, "deux", "agent", conversation)
    assert [len(history) for history in service.histories] == [0, 1]
    assert [turn.question for turn in service.histories[1]] == ["un"]
    turns = Conversations(service.settings.conversations).turns(conversation)
    assert [turn.question for turn in turns] == ["un", "deux"]


def test_an_unknown_conversation_is_told(service: Scripted) -> None:
    with pytest.raises(PstError, match="conversation"):
        ask_once(service, "un", "agent", "inconnue")


def test_a_batch_is_one_line_each_with_its_id_in_order(
    service: Scripted, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = lines(
        tmp_path,
        {"id": "a", "question": "Quelles actions ?"},
        {"id": 7, "question": "Le Japon ?", "audience": "citoyen"},
        {"id": "é", "question": "précise", "history": [], "gold": [1], "kind": "factual"},
    )
    assert run_batch(service, file, "agent") == 0
    out = capsys.readouterr()
    results = [json.loads(line) for line in out.out.splitlines()]
    assert [one["id"] for one in results] == ["a", 7, "é"]
    assert [one["status"] for one in results] == ["answered", "refused", "clarify"]
    assert [one["audience"] for one in results] == ["agent", "citoyen", "agent"]
    assert out.err == ""


def test_blank_lines_are_passed_over(service: Scripted, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = lines(tmp_path, {"id": "a", "question": "x"})
    file.write_text(f"\n{file.read_text(encoding='utf-8')}\n  \n", encoding="utf-8")
    assert run_batch(service, file, "agent") == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_question_that_fails_does_not_stop_the_others(
    service: Scripted, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = lines(tmp_path, *({"id": str(n), "question": text} for n, text in enumerate(["un", "illisible", "trois"])))
    assert run_batch(service, file, "agent") == 3
    out = capsys.readouterr()
    assert [json.loads(line)["id"] for line in out.out.splitlines()] == ["0", "2"]
    assert out.err == "Erreur : 1 : La question est illisible. Reformulez-la.\n"


def test_a_library_that_cannot_be_opened_is_told_once(service: Scripted, tmp_path: Path) -> None:
    file = lines(tmp_path, {"id": "a", "question": "vide"}, {"id": "b", "question": "vide"})
    with pytest.raises(LibraryError, match="vide"):
        run_batch(service, file, "agent")


@pytest.mark.parametrize(
    "broken",
    ['{"id": "b"', '{"question": "x"}', '{"id": "b"}', '["b", "x"]', '"x"', '{"id": "b", "question": 3}',
     '{"id": "b", "question": "x", "audience": "maire"}'],
)  # fmt: skip
def test_a_broken_line_is_named_before_any_question_is_asked(
    broken: str, service: Scripted, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text(f'{{"id": "a", "question": "un"}}\n\n{broken}\n', encoding="utf-8")
    with pytest.raises(CaseFileError, match=r"q\.jsonl.*ligne 3"):
        run_batch(service, file, "agent")
    assert service.histories == []
    assert capsys.readouterr().out == ""


def test_a_file_that_is_no_text_is_told(service: Scripted, tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    for make in (lambda: file.write_bytes(b"\xff\xfe\x00"), file.unlink, file.mkdir):
        make()
        with pytest.raises(CaseFileError, match=r"q\.jsonl"):
            run_batch(service, file, "agent")


def test_the_fake_asks_as_the_real_one_does() -> None:
    for name in ("ask", "source", "documents"):
        assert hasattr(Assistant, name)
