"""A campaign: operations killed one after the other, and what each left."""

import importlib
import json
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import chromadb  # noqa: F401  imported once, before the children; no client is opened here

from tests.kills.children import CALLS, counted, forked, must, watched
from tests.kills.home import OPERATIONS, WORDS, Home, prepare
from tests.kills.states import State, holding, state_of


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
    before = must(lambda: state_of(home))
    home.root.rename(model)
    after: dict[str, State] = {}
    lengths: dict[str, float] = {}
    calls: dict[str, dict[str, int]] = {}
    for name, operation in OPERATIONS.items():
        _fresh(model, home)
        start = time.perf_counter()
        calls[name] = must(partial(counted, partial(operation, home)))
        lengths[name] = time.perf_counter() - start
        after[name] = must(lambda: state_of(home))
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

    def made() -> list[str]:
        prepare(home)
        state_of(home)
        return list(sys.modules)

    for name in must(made):
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


def _killed(home: Home, name: str, rng: random.Random, length: float, calls: dict[str, int]) -> tuple[str, bool]:
    """Start an operation and kill it; where it fell, and whether it did before it was over."""
    call = rng.choice([None, *(one for one in CALLS if calls.get(one))])
    rank = rng.randrange(calls[call]) if call else 0
    delay = rng.uniform(0, length * 1.1)

    def run() -> None:
        with watched(call, rank) if call else nullcontext():
            OPERATIONS[name](home)

    child = forked(run)
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
        found, wrong = must(lambda: _looked(home, name, before, after))
    except AssertionError as error:
        return "neither", [str(error)]
    return found, wrong


def _looked(home: Home, name: str, before: State, after: State) -> tuple[str, list[str]]:
    state, wrong = json.loads(json.dumps(state_of(home))), []
    found = "before" if state == before else "after" if state == after else "neither"
    if found == "neither":
        wrong.append(f"state {json.dumps(state, ensure_ascii=False)[:600]}")
    home.put("theux.txt", internal="interne" in name and found == "after")
    home.drop("theux.txt")
    home.drop("hannut.txt")
    rest = state_of(home)
    gone = {WORDS["theux.txt"], WORDS["hannut.txt"], "mycologue", "Theux", "Hannut", "theux.txt", "hannut.txt"}
    gone |= {WORDS[one] for one in WORDS if one not in rest["documents"]}
    wrong += [f"« {word} » is left in {path}" for word in sorted(gone) for path in holding(home.root, word)]
    left = [*rest["leftovers"], *(path.name for path in home.shelf.folder.glob("*.journal"))]
    if left:
        wrong.append(f"left over: {left}")
    return found, wrong


def _fresh(model: Path, home: Home) -> None:
    """The library of before, always in the same place: it notes where its documents came from."""
    shutil.rmtree(home.root, ignore_errors=True)
    shutil.copytree(model, home.root)
