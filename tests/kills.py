"""Kills writers of a library with SIGKILL, at any moment, and looks at what is left.

    python -m tests.kills --kills 200 --seed 1

Each round forks a child that does one operation (ingest, remove, correct, undo, ingest of an internal document) on a
small library with a stand-in embedding model, real Chroma and real files; it is killed at a random moment, or as it is
about to rename, erase or bring a file to the disk. Another child then opens the library and tells its state, which must
be the one before or the one after; the next operation must work, and leave no word of a document that was removed.
"""

import argparse
import importlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TextIO, TypeVar, cast

import chromadb  # noqa: F401  imported once, before the children; no client is opened here

from assistant.correcting import Wish, correct, undo
from assistant.ingestion import ingest, remove
from ingest.correction_files import load_corrections
from ingest.corrections import Subject
from ingest.records import Document
from tests.fakes import BagEmbeddings
from vectorstore.library import Library
from vectorstore.shelf import Shelf

_TEXT = """\
PST 2024-2030 du CPAS de {place}

Volet externe

OS 1 : Être un CPAS proche de ses usagers
OO 1.1 : Simplifier les démarches au guichet
Actions :
- Rédiger un guide d'accueil en langage clair
- Former un {word} assermenté
"""
WORDS = {
    "hannut.txt": "zythologue",
    "huy.txt": "campanologue",
    "theux.txt": "oenologue",
    "wanze.txt": "speleologue",
}
"""The documents, each with a word that only it holds."""
_CHILD_SECONDS = 60
_CALLS = ("replace", "rename", "unlink", "rmdir", "fsync", "link", "mkdir")
"""Calls of `os` before which a child may be killed: each marks the end of a step."""

State = dict[str, Any]
_T = TypeVar("_T")


@dataclass
class Home:
    """An installation's folder.

    Attributes:
        root: The folder; the sources stand beside the library.
    """

    root: Path

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.root / "library", BagEmbeddings())

    @property
    def corrections(self) -> Path:
        return self.root / "corrections"

    @property
    def uploads(self) -> Path:
        return self.root / "documents"

    def put(self, *names: str, internal: bool = False, word: str | None = None) -> None:
        """Write documents and ingest them."""
        self.uploads.mkdir(exist_ok=True)
        paths = []
        for name in names:
            path = self.uploads / name
            path.write_text(_TEXT.format(place=path.stem.capitalize(), word=word or WORDS[name]), encoding="utf-8")
            paths.append(path)
        told = ingest(self.shelf, paths, _quiet, corrections=self.corrections, internal=internal)
        assert not told.failed, told

    def drop(self, name: str) -> None:
        """Remove a document."""
        remove(self.shelf, name, _quiet, corrections=self.corrections, uploads=self.uploads)

    def wish(self, name: str, subject: Subject, value: str) -> None:
        """Correct a document."""
        correct(self.shelf, self.corrections, name, [Wish(subject, value)], date(2026, 1, 1), _quiet)

    def mend(self, name: str) -> None:
        """Take all corrections of a document back."""
        undo(self.shelf, self.corrections, name, None, _quiet)


OPERATIONS: dict[str, Callable[[Home], None]] = {
    "ingest": lambda home: home.put("theux.txt"),
    "ingest (changé)": lambda home: home.put("hannut.txt", word="mycologue"),
    "ingest --interne": lambda home: home.put("theux.txt", internal=True),
    "remove": lambda home: home.drop("huy.txt"),
    "remove (interne)": lambda home: home.drop("wanze.txt"),
    "correct": lambda home: home.wish("hannut.txt", Subject.PERIOD, "2025-2030"),
    "correct (visibilité)": lambda home: home.wish("hannut.txt", Subject.VISIBILITY, "interne"),
    "undo": lambda home: home.mend("huy.txt"),
}
"""Each on a library of Hannut, Huy (corrected) and Wanze (internal)."""


@dataclass
class Tally:
    """What came of the kills.

    Attributes:
        fell: How many of each operation found the library before, and how many after.
        places: Where they fell, as far as it was chosen.
        late: Operations that were over before they could be killed.
        wrong: What was found that must not be.
    """

    fell: Counter[tuple[str, str]] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    late: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def kills(self) -> int:
        return sum(self.fell.values())


def campaign(kills: int, seed: int, root: Path, tell: Callable[[str], None] = lambda _: None) -> Tally:
    """Kill as many writers as asked for.

    Args:
        kills: How many.
        seed: What the moments are drawn from.
        root: A folder to work in.
        tell: Told of each kill.
    """
    rng, tally, home, model = random.Random(seed), Tally(), Home(root / "essai"), root / "modele"
    home.root.mkdir()
    _warm(home)
    before = _must(lambda: _state(home))
    home.root.rename(model)
    after: dict[str, State] = {}
    lengths: dict[str, float] = {}
    calls: dict[str, dict[str, int]] = {}
    for name, operation in OPERATIONS.items():
        _fresh(model, home)
        start = time.perf_counter()
        calls[name] = _must(partial(_counted, operation, home))
        lengths[name] = time.perf_counter() - start
        after[name] = _must(lambda: _state(home))
        assert after[name] != before, name
    rounds = 0
    while tally.kills < kills:
        name = list(OPERATIONS)[rounds % len(OPERATIONS)]
        rounds += 1
        _fresh(model, home)
        place, killed = _killed(home, name, rng, lengths[name], calls[name])
        if not killed:
            tally.late += 1
            continue
        told = _examined(home, name, before, after[name])
        tally.fell[name, told[0]] += 1
        tally.places[place] += 1
        tally.wrong += [f"{name}, {place} : {one}" for one in told[1]]
        tell(f"{tally.kills:4} {name:22} {place:28} {told[0]}{''.join(f' ; {one}' for one in told[1])}")
    return tally


def table(tally: Tally) -> Iterator[str]:
    """The tally as lines of Markdown."""
    yield "| operation | killed | found as before | found as after | neither |"
    yield "|---|---|---|---|---|"
    for name in OPERATIONS:
        row = [tally.fell[name, state] for state in ("before", "after", "neither")]
        yield f"| {name} | {sum(row)} | {row[0]} | {row[1]} | {row[2]} |"
    sums = [sum(count for (_, found), count in tally.fell.items() if found == state) for state in _FOUND]
    yield f"| all | {sum(sums)} | {sums[0]} | {sums[1]} | {sums[2]} |"
    yield ""
    yield "Where they fell: " + ", ".join(f"{place} {count}" for place, count in sorted(tally.places.items())) + "."


_FOUND = ("before", "after", "neither")


def _warm(home: Home) -> None:
    """Make the library in a child, and import what that took here, without opening anything: children then need not."""

    def prepare() -> list[str]:
        _prepare(home)
        _state(home)
        return list(sys.modules)

    for name in _must(prepare):
        if name.split(".")[0] in (
            "chromadb",
            "chromadb_rust_bindings",
            "bm25s",
            "numpy",
            "scipy",
            "assistant",
            "ingest",
        ):
            with suppress(ImportError):
                importlib.import_module(name)


def _prepare(home: Home) -> None:
    home.put("hannut.txt", "huy.txt")
    home.put("wanze.txt", internal=True)
    home.wish("huy.txt", Subject.PERIOD, "2019-2024")


def _killed(home: Home, name: str, rng: random.Random, length: float, calls: dict[str, int]) -> tuple[str, bool]:
    """Start an operation and kill it; where it fell, and whether it did before it was over."""
    call = rng.choice([None, *(one for one in _CALLS if calls.get(one))])
    rank = rng.randrange(calls[call]) if call else 0
    delay = rng.uniform(0, length * 1.1)

    def run() -> None:
        with _watched(call, rank) if call else _nothing():
            OPERATIONS[name](home)

    child = _forked(run)
    if call is None:
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    if not killed and os.waitstatus_to_exitcode(status):
        raise AssertionError(f"{name} failed by itself: {os.waitstatus_to_exitcode(status)}")
    return f"before os.{call}" if call else "any moment", killed


def _examined(home: Home, name: str, before: State, after: State) -> tuple[str, list[str]]:
    """What state a library is in after a kill, and what is wrong with it."""
    try:
        found, wrong = _must(lambda: _looked(home, name, before, after))
    except AssertionError as error:
        return "neither", [str(error)]
    return found, wrong


def _looked(home: Home, name: str, before: State, after: State) -> tuple[str, list[str]]:
    state, wrong = json.loads(json.dumps(_state(home))), []
    found = "before" if state == before else "after" if state == after else "neither"
    if found == "neither":
        wrong.append(f"state {json.dumps(state, ensure_ascii=False)[:600]}")
    home.put("theux.txt", internal="interne" in name and found == "after")
    home.drop("theux.txt")
    home.drop("hannut.txt")
    rest = _state(home)
    gone = {WORDS["theux.txt"], WORDS["hannut.txt"], "mycologue", "Theux", "Hannut", "theux.txt", "hannut.txt"}
    gone |= {WORDS[one] for one in WORDS if one not in rest["documents"]}
    wrong += [f"« {word} » is left in {path}" for word in sorted(gone) for path in _holding(home.root, word)]
    left = [*rest["leftovers"], *(path.name for path in home.shelf.folder.glob("*.journal"))]
    if left:
        wrong.append(f"left over: {left}")
    return found, wrong


def _state(home: Home) -> State:
    """All that a reader can tell of a library, after checking that it holds together."""
    shelf = home.shelf
    told: State = {"documents": {}, "public": []}
    library = shelf.open()
    try:
        assert not shelf.damages(), shelf.damages()
        assert library.dense.count() == len(library.pairs)
        for document in library.documents:
            told["documents"][document.id] = _told(document)
            _check_found(library, document)
        entries = {one.document: one.visibility for one in library.manifest.entries}
        assert entries == {one.id: one.visibility.value for one in library.documents}
        applied = {one.id: len(one.corrections) for one in library.documents}
    finally:
        library.close()
    public = shelf.public().open()
    try:
        assert not public.internal
        assert public.dense.count() == len(public.pairs)
        told["public"] = [one.id for one in public.documents]
        shown = [name for name, one in told["documents"].items() if one["visibility"] == "public"]
        assert told["public"] == shown, told
        for document in public.documents:
            _check_found(public, document)
    finally:
        public.close()
    with shelf.lock():  # a writer settles what a killed one left: then the files beside the library agree with it
        pass
    kept = {name: len(load_corrections(home.corrections, name)) for name in told["documents"]}
    assert kept == applied, (kept, applied)
    folder = {*(one.name for one in shelf.folders), "current", "writer.lock"}
    # Vectors that an interrupted ingestion has computed wait for the next publication: they hold no words.
    names = {path.name for path in shelf.folder.iterdir() if path.suffix != ".journal"}
    files = [path.name for path in home.corrections.iterdir() if path.suffix != ".yaml"]
    return {**told, "leftovers": sorted(names - folder) + files}


def _told(document: Document) -> State:
    for node in document.nodes:
        assert 0 <= node.start <= node.end <= len(document.text)
        assert not node.text or node.text.split()[0] in document.text[node.start : node.end], node
    period = document.identity.period
    return {
        "text": document.text,
        "nodes": [node.id for node in document.nodes],
        "visibility": document.visibility.value,
        "corrections": len(document.corrections),
        "period": str(period),
    }


def _check_found(library: Library, document: Document) -> None:
    node = next(node for node in document.nodes if "assermenté" in node.text)
    hits = library.search(node.text, 1, [document.id])
    assert hits, document.id
    assert hits[0].node.id == node.id, hits[0].node.text


def _holding(root: Path, word: str) -> list[str]:
    needle = word.encode()
    return [
        str(path.relative_to(root))
        for path in sorted(root.rglob("*"))
        if path.is_file() and (needle in path.read_bytes() or word in path.name)
    ]


def _counted(operation: Callable[[Home], None], home: Home) -> dict[str, int]:
    seen: Counter[str] = Counter()

    def note(call: str) -> None:
        seen[call] += 1

    with _hooked(note):
        operation(home)
    return dict(seen)


@contextmanager
def _watched(call: str, rank: int) -> Iterator[None]:
    """Die before the call of a rank."""
    left = [rank]

    def die(name: str) -> None:
        if name == call:
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1

    with _hooked(die):
        yield


@contextmanager
def _hooked(note: Callable[[str], None]) -> Iterator[None]:
    originals = {name: getattr(os, name) for name in _CALLS}

    def wrapped(name: str) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            note(name)
            return originals[name](*args, **kwargs)

        return call

    for name in _CALLS:
        setattr(os, name, wrapped(name))
    try:
        yield
    finally:
        for name, original in originals.items():
            setattr(os, name, original)


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def _forked(run: Callable[[], object]) -> int:
    """A child that runs something and tells nothing but whether it failed."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 2)
        signal.alarm(_CHILD_SECONDS)
        run()
        status = 0
    finally:
        os._exit(status)


def _must(run: Callable[[], _T]) -> _T:
    """What something tells in a child of its own, as JSON; it must not fail.

    Raises:
        AssertionError: If it does, with the trace's end.
    """
    out, into = os.pipe()
    child = os.fork()
    if not child:
        os.close(out)
        try:
            signal.alarm(_CHILD_SECONDS)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            told = {"told": run()}
        except BaseException:
            told = {"failed": traceback.format_exc()[-600:]}
        with os.fdopen(into, "w", encoding="utf-8") as pipe:
            json.dump(told, pipe)
        os._exit(0)
    os.close(into)
    with os.fdopen(out, encoding="utf-8") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    read = json.loads(answer) if answer else {"failed": "the child died"}
    if "failed" in read:
        raise AssertionError(read["failed"])
    return cast("_T", read["told"])


def main(arguments: list[str] | None = None) -> int:
    """Run a campaign and print its table; 1 if something was found that must not be."""
    parser = argparse.ArgumentParser(prog="python -m tests.kills")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        tally = campaign(asked.kills, asked.seed, Path(folder), lambda line: _say(line, sys.stderr))
    for line in table(tally):
        _say(line)
    _say(f"{tally.late} were over before they could be killed; {time.perf_counter() - start:.0f} s.")
    for line in tally.wrong:
        _say(line)
    return 1 if tally.wrong else 0


def _say(line: str, stream: TextIO | None = None) -> None:
    (stream or sys.stdout).write(line + "\n")
    (stream or sys.stdout).flush()


def _fresh(model: Path, home: Home) -> None:
    """The library of before, always in the same place: it notes where its documents came from."""
    shutil.rmtree(home.root, ignore_errors=True)
    shutil.copytree(model, home.root)


def _quiet(*_: object) -> None:
    return


if __name__ == "__main__":
    sys.exit(main())
