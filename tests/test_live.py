"""The line that shows a model's text on a terminal while it is written."""

import io
import os
import signal
import sys

import pytest

from assistant.live import live


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_only_the_end_is_shown_and_the_line_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with live() as line:
        assert line is not None
        for piece in ("Le plan\n", "prévoit \x1b[31mrouge", " mot" * 40):
            line.deliver(piece)
    written = terminal.getvalue()
    assert "À vérifier" in written
    assert "\x1b[31m" not in written
    assert written.endswith("\r\x1b[2K")
    assert all(len(one) < 120 for one in written.split("\r"))


def test_a_first_interruption_stops_the_model_and_a_second_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    before = signal.getsignal(signal.SIGINT)

    def twice() -> None:
        with live() as line:
            assert line is not None
            os.kill(os.getpid(), signal.SIGINT)
            assert line.stop.is_set()
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        twice()
    assert signal.getsignal(signal.SIGINT) is before


def test_nothing_is_shown_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with live() as line:
        assert line is None
    assert capsys.readouterr().err == ""
