"""What the commands print."""

import json
from collections.abc import Callable

import click
import pytest

from assistant import console
from ingest.records import Document
from tests.fakes import FakeAssistant
from tests.samples import andenne
from vectorstore.doctor import Finding
from vectorstore.library import Hit


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """What went to the standard output, once nothing was seen on the error stream."""

    def read() -> str:
        out = capsys.readouterr()
        assert out.err == ""
        return out.out

    return read


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("Le fichier manque.", "Erreur : Le fichier manque."),
        ("« a\nb.txt » n'existe pas.", "Erreur : « a b.txt » n'existe pas."),
        ("« \x1b[31mrouge\x07.txt »", "Erreur : « \ufffd[31mrouge\ufffd.txt »"),
        ("« \udcff.txt »", "Erreur : « \ufffd.txt »"),
        ("d’été à l'Œuvre 😀", "Erreur : d’été à l'Œuvre 😀"),
    ],
)
def test_an_error_is_one_line_of_printable_characters(
    message: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    console.print_error(message)
    out = capsys.readouterr()
    assert (out.out, out.err) == ("", f"{line}\n")


def test_json_is_one_document_in_readable_french(printed: Callable[[], str]) -> None:
    console.print_json({"nom": "été"})
    text = printed()
    assert "été" in text
    assert json.loads(text) == {"nom": "été"}


def test_documents_are_a_line_each(documents: dict[str, Document], printed: Callable[[], str]) -> None:
    listed = FakeAssistant(documents).documents()
    console.print_documents(listed, False)
    lines = printed().splitlines()
    assert len(lines) == len(listed)
    for line, one in zip(lines, listed, strict=True):
        assert one.id in line
        assert (one.organisation or "non nommée") in line
    console.print_documents((), False)
    assert "pst ingest" in printed()
    console.print_documents((), True)
    assert printed() == "[]\n"


def test_a_draft_is_listed_as_one(documents: dict[str, Document], printed: Callable[[], str]) -> None:
    one = next(one for one in FakeAssistant(documents).documents() if one.kind == "pst")
    console.print_documents([one.model_copy(update={"draft": True})], False)
    assert one.id in (line := printed())
    assert " projet " in line
    assert " pst " not in line


def test_hits_are_numbered(printed: Callable[[], str]) -> None:
    document = andenne()
    hits = [Hit(document, node, 0.5, 1.0, 0.9) for node in document.nodes[:3]]
    console.print_hits(hits, False)
    assert [line.split(".")[0].strip() for line in printed().splitlines()] == ["1", "2", "3"]


def test_an_answer_is_printed_with_its_sources_notices_and_next_questions(
    documents: dict[str, Document], printed: Callable[[], str]
) -> None:
    answer = FakeAssistant(documents).ask("Quelles actions ?")
    console.print_answer(answer, False)
    text = printed()
    assert answer.answer in text
    assert answer.understood in text
    for one in answer.citations:
        assert f"[{one.n}] {one.document}, ligne {one.line}" in text
    assert all(f"À savoir : {notice}" in text for notice in answer.notices)
    assert all(f"→ {question}" in text for question in answer.followups)
    console.print_answer(FakeAssistant(documents).ask("Japon"), False)
    assert "Sources" not in printed()


def test_findings_show_their_remedy_when_they_need_one(printed: Callable[[], str]) -> None:
    console.print_findings(
        [
            Finding("a", "Bien", "erreur", True, "tout va bien", "rien à faire"),
            Finding("b", "Mal", "erreur", False, "cassé", "réparez"),
            Finding("c", "Moyen", "avertissement", False, "vieux"),
        ],
        False,
    )
    assert printed() == "✔ Bien : tout va bien\n✘ Mal : cassé\n    → réparez\n! Moyen : vieux\n"


@pytest.mark.parametrize("command", ["", "ask", "ingest", "doctor"])
def test_help_is_in_french(command: str) -> None:
    from assistant.cli import cli

    target = cli.commands[command] if command else cli
    page = target.get_help(click.Context(target, info_name="pst"))
    assert "Affiche cette aide" in page
    for english in ("Usage:", "Options:", "Commands:", "Show this", "[default"):
        assert english not in page
