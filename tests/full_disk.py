"""Fills a disk, and does everything that writes: each must say so in one line, and leave what there was.

    unshare -m sh -c 'mount -t tmpfs -o size=16m tmpfs DIR && python -m tests.full_disk DIR'

The first argument is a folder whose disk may be filled. With `--limit`, no file may grow beyond a size instead, which
needs no right of any kind.
"""

import argparse
import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from assistant.backup import backup
from assistant.cli import _told
from assistant.conversations import Conversations
from assistant.correcting import Wish, correct
from assistant.drafting.export import write_plan
from assistant.drafting.workspace.records import Work
from assistant.drafting.workspace.store import Drafts
from assistant.ingestion import ingest, remove
from assistant.settings import Settings
from ingest.corrections import Subject
from ingest.errors import PstError
from tests.drafts import trooz
from tests.fakes import BagEmbeddings
from tests.shelves import HANNUT, HUY
from tests.test_conversations import turn
from vectorstore.shelf import Shelf

_FREE = (0, 8_192, 65_536, 262_144)
"""How many bytes are left, or how long a file may become."""


def main(arguments: list[str] | None = None) -> int:
    """Print, as JSON, what each operation said at each amount of room, and what was left of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.full_disk")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", action="store_true")
    asked = parser.parse_args(arguments)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    room = _limited if asked.limit else _filled
    home = asked.folder / "home"
    settings = Settings(home=home)
    shelf = Shelf(settings.library, BagEmbeddings())
    sources = asked.folder / "sources"
    sources.mkdir()
    (sources / "hannut.txt").write_text(HANNUT, encoding="utf-8")
    ingest(shelf, [sources / "hannut.txt"], _quiet, corrections=settings.corrections)
    (sources / "huy.txt").write_text(HUY * 20, encoding="utf-8")
    plan = trooz()
    conversations = Conversations(home / "conversations.sqlite")
    conversation = conversations.create()
    drafts = Drafts(home / "redactions.sqlite")
    (asked.folder / "plan.md").write_text("l'ancien", encoding="utf-8")
    exchange = turn("Qui prête des tablettes ? " * 4000)
    operations: dict[str, Callable[[], object]] = {
        "ingest": lambda: ingest(shelf, [sources / "huy.txt"], _quiet, corrections=settings.corrections),
        "correct": lambda: correct(
            shelf, settings.corrections, "hannut.txt", [Wish(Subject.PERIOD, "2025-2030")], date(2026, 1, 1), _quiet
        ),
        "remove": lambda: remove(shelf, "hannut.txt", _quiet, corrections=settings.corrections),
        "conversation": lambda: conversations.append(conversation, exchange),
        "draft": lambda: drafts.create("", "x", Work(plan=plan)),
        "export": lambda: write_plan(plan, asked.folder / "plan.md"),
        "backup": lambda: backup(settings, shelf, asked.folder / "tout.zip"),
    }
    told = []
    for name, operation in operations.items():
        for free in _FREE:
            before = _listed(asked.folder)
            with room(asked.folder, free):
                said = _tried(operation)
                readable = _tried(lambda: _read(shelf))
            told.append(
                {
                    "operation": name,
                    "free": free,
                    "said": said,
                    "reading": readable,
                    "left": sorted(_listed(asked.folder) - before),
                    "documents": _read(shelf),
                    "turns": len(conversations.turns(conversation)),
                    "export": (asked.folder / "plan.md").read_text(encoding="utf-8") == "l'ancien",
                }
            )
            if not said:  # there was room enough: the other amounts are larger
                break
    json.dump(told, sys.stdout, ensure_ascii=False, indent=1)
    return 0


def _tried(operation: Callable[[], object]) -> str:
    try:
        operation()
        return ""
    except PstError as error:
        return str(error)
    except Exception as error:
        return f"{type(error).__name__}: {_told(error)}"


def _read(shelf: Shelf) -> list[str]:
    library = shelf.open()
    try:
        known = [document.id for document in library.documents]
        assert not known or library.search("OS 1", 1)
        return known
    finally:
        library.close()


def _listed(folder: Path) -> set[str]:
    passing = ("-wal", "-shm", ".lock")
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if not path.name.endswith(passing) and "library/2" not in str(path)
    }


@contextmanager
def _filled(folder: Path, free: int) -> Iterator[None]:
    ballast = folder / "lest"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12):
            with suppress(OSError):
                while file.write(bytes(size)):
                    pass
        file.truncate(max(0, os.fstat(file.fileno()).st_size - free))
    try:
        yield
    finally:
        ballast.unlink()


@contextmanager
def _limited(_: Path, free: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (free, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _quiet(*_: object) -> None:
    return


if __name__ == "__main__":
    sys.exit(main())
