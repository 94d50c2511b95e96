"""What a warm answer costs beside plain retrieval: `make bench-latency`, or `python -m bench.latency -h`."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import asking, process
from bench.latency_page import section
from bench.machine import ROOT, machine, sources
from bench.questions import questions
from bench.report import Results, Say, publish, say

_NAME = "bench-latency"
_BUILT = "built.json"
_WARM = 5
_FEW = 500
"""Up to this many documents a measurement is repeated."""

_SECONDS = 600.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, then write the page and the figures."""
    asked = _parser().parse_args(arguments)
    with TemporaryDirectory() as folder:
        results = measure(
            asked.sizes, asked.homes or Path(folder), asked.questions, asked.repeats, asked.k, asked.base,
            asked.nodes, asked.seconds, say,
        )  # fmt: skip
    publish(results, section(results), asked.page, asked.results, _NAME)
    return 0


def measure(
    sizes: Sequence[int],
    homes: Path,
    count: int,
    repeats: int,
    k: int,
    base: int,
    nodes: int = 0,
    seconds: float = _SECONDS,
    say: Say = lambda _: None,
) -> Results:
    """Ask the same questions of libraries of several sizes, to the product and to the plain pipeline in turn.

    Args:
        sizes: Numbers of documents.
        homes: Where the libraries are; one that is there already is used as it is.
        count: How many questions are measured.
        repeats: How many processes of each side ask them, where documents are few; one where they are many.
        k: How many chunks the plain pipeline retrieves.
        base: How many documents are parsed; the others are versions of these.
        nodes: How many elements of a document are kept at most; 0 for all.
        seconds: How long one process may ask.
        say: Told what is being measured.
    """
    load, before = os.getloadavg()[0], sources()
    runs = []
    for size in sizes:
        home = homes / f"{size}-{base}-{nodes}"
        built = _built(home, size, base, nodes, say)
        runs.append(_size(home, built, size, count, repeats if size <= _FEW else 1, k, seconds, say))
    options = {"sizes": ",".join(map(str, sizes)), "questions": count, "repeats": repeats, "k": k, "base": base}
    given = " ".join(
        f"--{name} {value}" for name, value in (options | {"nodes": nodes, "seconds": f"{seconds:g}"}).items()
    )
    return {
        "command": f"python -m bench.latency {given}",
        "machine": machine(),
        "load": [load, os.getloadavg()[0]],
        "disturbed": sources() != before,
        "k": k,
        "base": base,
        "most": nodes,
        "seconds": seconds,
        "runs": runs,
    }


def _size(home: Path, built: Results, size: int, count: int, turns: int, k: int, seconds: float, say: Say) -> Results:
    put = questions(built["organisations"])
    measured, warm = put[:count], put[count : count + _WARM]
    if len(warm) < _WARM:
        raise SystemExit(f"only {len(put)} questions: at most {len(put) - _WARM} can be measured")
    file = home / "questions.json"
    file.write_text(json.dumps({"warm": warm, "measured": measured}, ensure_ascii=False), encoding="utf-8")
    taken: dict[str, list[process.Run]] = {asking.PRODUCT: [], asking.PLAIN: []}
    for turn in range(turns):
        for side, found in taken.items():
            say(f"{size} documents, {side}, {turn + 1}/{turns}")
            found.append(process.run("bench.asking", [side, str(home), str(file), str(k), str(seconds)]))
    return {
        "size": size,
        "built": {name: value for name, value in built.items() if name != "organisations"},
        "kinds": [one["kind"] for one in measured],
        **{side: [_run(one) for one in found] for side, found in taken.items()},
    }


def _run(run: process.Run) -> Results:
    return {**run.said, "wall": run.wall, "cpu": run.cpu, "peak": run.peak, "load": run.load}


def _built(home: Path, size: int, base: int, nodes: int, say: Say) -> Results:
    """The library of a size, built unless it is there."""
    done = home / _BUILT
    if not done.exists():
        say(f"{size} documents: building")
        home.mkdir(parents=True, exist_ok=True)
        run = process.run("bench.large", [str(home), str(size), str(base), str(nodes)])
        done.write_text(json.dumps({**run.said, "peak": run.peak}, ensure_ascii=False), encoding="utf-8")
    found: Results = json.loads(done.read_text(encoding="utf-8"))
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.latency", description=__doc__)
    parser.add_argument("--sizes", type=_numbers, default=[5, 500, 5000], help="documents")
    parser.add_argument("--questions", type=int, default=40, help="how many are measured")
    parser.add_argument("--repeats", type=int, default=3, help=f"with up to {_FEW} documents")
    parser.add_argument("-k", type=int, default=10, help="chunks that the plain pipeline retrieves")
    parser.add_argument("--base", type=int, default=250, help="documents parsed; others are versions of them")
    parser.add_argument("--nodes", type=int, default=0, help="elements of a document kept at most; 0: all")
    parser.add_argument("--seconds", type=float, default=_SECONDS, help="how long one process may ask")
    parser.add_argument("--homes", type=Path, help="keep the libraries in this folder, for the next run")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "benchmarks.md")
    parser.add_argument("--results", type=Path, default=ROOT / "bench" / "results" / "latency.json")
    return parser


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


if __name__ == "__main__":
    sys.exit(main())
