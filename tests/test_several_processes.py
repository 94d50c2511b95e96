"""Several processes on one home: what one changes, the others see, whichever servers hold vectors and conversations."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.administration import additions
from assistant.conversations import Conversations
from assistant.opened import Openings
from assistant.places import Server
from ingest.additions import Additions, Change, ConceptChange, dump
from ingest.vocabulary import load
from tests.browsing import copy_home
from tests.chroma_server import Running, chroma
from tests.shelves import HANNUT, HUY, plan, publish, shelf_in
from tests.test_conversations import turn

__all__ = ["chroma"]

_SECONDS = 10.0
"""What one process adds is seen by the others within so long, on a machine that does other things too."""
_READER = """
import json, sys
from assistant.conversations import Conversations
from assistant.service import Assistant
from assistant.settings import load_settings

service = Assistant(load_settings())
for line in sys.stdin:
    what, words = json.loads(line)
    if what == "ask":
        told = [one.document for one in service.ask(words).citations]
    elif what == "documents":
        told = [one.id for one in service.documents()]
    else:
        told = [one.question for one in Conversations(service.settings.conversations).turns(words)]
    print(json.dumps(told), flush=True)
"""


class Reader:
    """A process that keeps an assistant open."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _READER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def told(self, what: str, words: str = "") -> list[str]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([what, words]) + "\n")
        self.process.stdin.flush()
        found: list[str] = json.loads(self.process.stdout.readline())
        return found


@contextmanager
def readers(environment: dict[str, str], count: int = 2) -> Iterator[list[Reader]]:
    started = [Reader(environment) for _ in range(count)]
    try:
        yield started
    finally:
        for one in started:
            assert one.process.stdin is not None
            one.process.stdin.close()
            one.process.wait(timeout=60)
            assert one.process.stdout is not None
            one.process.stdout.close()


@pytest.fixture(params=["files", "servers"])
def environment(request: pytest.FixtureRequest, home: Path, tmp_path: Path) -> dict[str, str]:
    copy_home(home, tmp_path / "home")
    found = {name: value for name, value in os.environ.items() if not name.startswith("PST_")}
    found["PST_HOME"] = str(tmp_path / "home")
    if request.param == "servers":
        running: Running = request.getfixturevalue("chroma")
        base: Server = request.getfixturevalue("base")
        found |= {"PST_CHROMA": running.server.url, "PST_DATABASE": base.url}
    return found


def run(environment: dict[str, str], *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant.cli", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_what_one_process_adds_or_removes_the_others_see_within_seconds(
    environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "cpas-huy.txt"
    file.write_text(HUY, encoding="utf-8")
    question = "Quelles actions du CPAS de Huy ?"
    with readers(environment) as both:
        for one in both:
            assert file.name not in one.told("documents")
            assert file.name not in one.told("ask", question)
        run(environment, "ingest", str(file))
        ended = time.monotonic()
        for one in both:
            assert file.name in one.told("ask", question)
            assert file.name in one.told("documents")
        delay = time.monotonic() - ended
        sys.stderr.write(f"seen by both after {delay:.2f} s\n")
        assert delay < _SECONDS
        run(environment, "remove", file.name)
        for one in both:
            assert file.name not in one.told("documents")
            assert file.name not in one.told("ask", question)


def test_a_conversation_goes_on_in_another_process(environment: dict[str, str]) -> None:
    url = environment.get("PST_DATABASE")
    place = Server(url) if url else Path(environment["PST_HOME"]) / "conversations.sqlite"
    store = Conversations(place)
    name = store.create()
    with readers(environment) as (one, other):
        assert one.told("conversation", name) == []
        store.append(name, turn("Première ?"))
        assert other.told("conversation", name) == one.told("conversation", name) == ["Première ?"]


def test_words_that_staff_change_elsewhere_count_from_the_next_library_on(tmp_path: Path) -> None:
    file = tmp_path / "thesaurus.yaml"
    shelf = shelf_in(tmp_path / "library")
    publish(shelf, [plan(HANNUT, "hannut.txt")])
    additions.reload(file)
    try:
        openings = Openings()  # of a process that changes nothing itself
        openings.read(shelf, lambda opened: opened.library)
        load("thesaurus")
        file.write_text(dump(Additions(concepts={"jeunesse": ConceptChange(terms=Change(add=("zythologue",)))})))
        assert "zythologue" not in str(load("thesaurus"))
        publish(shelf, [plan(HANNUT, "hannut.txt"), plan(HUY, "huy.txt")])
        openings.read(shelf, lambda opened: opened.library)
        assert "zythologue" in str(load("thesaurus"))
    finally:
        additions.reload(None)
