"""Starting the application: the right command, the library of the caller."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant import launch
from assistant.presence import is_used
from assistant.settings import PROJECT, load_settings
from ingest.errors import PstError


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """What would be run, from another folder than the project's."""
    seen: dict[str, Any] = {}

    popen = subprocess.Popen

    def run(command: list[str], **options: Any) -> "subprocess.Popen[bytes]":  # noqa: ANN401
        seen.update(options, command=command, used=is_used(load_settings().home))
        return popen([sys.executable, "-c", "raise SystemExit(7)"])

    for name in ("PST_HOME", "PST_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(launch.subprocess, "Popen", run)
    monkeypatch.setattr(launch, "keep_purging", lambda _: None)  # its thread would outlive the test
    load_settings.cache_clear()
    yield seen
    load_settings.cache_clear()


def test_streamlit_runs_the_project_s_page_with_its_settings(started: dict[str, Any]) -> None:
    assert launch.run_app() == 7
    assert started["command"] == [sys.executable, "-m", "streamlit", "run", str(PROJECT / "app.py")]
    assert started["cwd"] == PROJECT
    assert started["used"]
    assert (PROJECT / ".streamlit" / "config.toml").is_file()


def test_the_library_is_that_of_the_folder_it_was_started_from(started: dict[str, Any], tmp_path: Path) -> None:
    launch.run_app()
    assert started["env"]["PST_HOME"] == str(tmp_path / "var")


def test_the_file_of_settings_counts(started: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "pst.toml").write_text('home = "bibliotheque"\n', encoding="utf-8")
    launch.run_app()
    assert started["env"]["PST_HOME"] == str(tmp_path / "bibliotheque")
    assert started["env"]["PST_CONFIG"] == str(tmp_path / "pst.toml")


def test_an_absolute_home_stays(started: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PST_HOME", str(tmp_path / "ailleurs"))
    launch.run_app()
    assert started["env"]["PST_HOME"] == str(tmp_path / "ailleurs")


def test_stopping_it_is_no_failure(started: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(launch.subprocess, "Popen", stop)
    assert launch.run_app() == 0
    assert started == {}


def test_a_missing_page_is_told(started: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "PROJECT", tmp_path)
    with pytest.raises(PstError, match=r"app\.py"):
        launch.run_app()
    assert started == {}


def test_who_ends_it_ends_streamlit_and_waits_for_it(
    started: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `docker stop` does."""
    ended = tmp_path / "fini"
    code = (
        "import os, pathlib, signal, sys, time\n"
        "def end(*_):\n    time.sleep(0.3); pathlib.Path(sys.argv[1]).touch(); sys.exit(0)\n"
        "signal.signal(signal.SIGTERM, end)\nos.kill(os.getppid(), signal.SIGTERM)\ntime.sleep(30)"
    )
    monkeypatch.undo()
    monkeypatch.setenv("PST_HOME", str(tmp_path / "home"))
    environment = {**os.environ}
    assert launch._run([sys.executable, "-c", code, str(ended)], environment) == 0
    assert ended.exists()
    assert started == {}
