"""What an ingestion shows while it works, and what it says at the end."""

import json
import sys
from contextlib import suppress
from io import StringIO

import pytest

from assistant.ingestion import Report
from assistant.progress import print_report, progress
from ingest.duplicates import Duplicate
from tests.samples import check_french

Captured = pytest.CaptureFixture[str]


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_off_a_terminal_it_is_a_line_a_stage_and_a_line_a_document(capsys: Captured) -> None:
    with progress() as show:
        for done, name in enumerate(("huy.docx", "theux\x1b[2J.pdf")):
            show("lecture", done, 2)
            show.announce(name)
        for done in range(4):
            show("vecteurs", done, 3)
        show("index", 0, 0)
    out = capsys.readouterr()
    assert out.out == ""
    assert out.err.splitlines() == [
        "Lecture des documents (2)…",
        "  1/2 huy.docx",
        "  2/2 theux\ufffd[2J.pdf",
        "Calcul des vecteurs (3)…",
    ]


def test_on_a_terminal_it_is_a_bar_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with suppress(LookupError), progress() as show:
        show("lecture", 1, 2)
        show.announce("huy.docx")
        show("lecture", 2, 2)
        raise LookupError
    shown = terminal.getvalue()
    for part in ("1/2 huy.docx", "2/2"):
        assert part in shown
    assert "\n" not in shown
    assert shown.endswith(" \r")
    assert len({len(line) for line in shown.split("\r") if line}) == 1, "each line covers the one before"


def test_a_report_says_what_happened_to_each_document(capsys: Captured) -> None:
    report = Report(
        ("a",), ("b",), ("c",), (("d", "« d » est vide."),), ("e.jpg",), (Duplicate("a", "b", 0.934),)
    )  # fmt: skip
    print_report(report, False)
    out = capsys.readouterr()
    lines = out.out.splitlines()
    assert lines[:3] == ["Ajouté : a", "Mis à jour : b", "Inchangé : c"]
    assert lines[3].startswith("Presque identiques (93%) : a et b.")
    assert "pst remove" in lines[3]
    check_french(lines[3])
    assert out.err == "Ignoré (format non pris en charge) : e.jpg\nErreur : « d » est vide.\n"
    print_report(report, True)
    out = capsys.readouterr()
    assert json.loads(out.out) == {
        "added": ["a"], "updated": ["b"], "unchanged": ["c"], "failed": [{"file": "d", "error": "« d » est vide."}],
        "skipped": ["e.jpg"], "verdicts": {}, "duplicates": [{"documents": ["a", "b"], "similarity": 0.934}],
    }  # fmt: skip


def test_many_pairs_are_told_in_few_lines(capsys: Captured) -> None:
    pairs = tuple(Duplicate(f"a{rank}", f"b{rank}", 1.0) for rank in range(200))
    print_report(Report((), (), (), (), (), pairs), False)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) < 30
    assert "autres paires" in lines[-1]
