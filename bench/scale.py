"""What a library of a whole region costs: `make bench-scale`, or `python -m bench.scale -h`."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import process
from bench.machine import ROOT, machine, sources
from bench.report import Results, Say, publish, say
from bench.scale_page import section
from bench.scale_questions import KINDS

_NAME = "bench-scale"
_BUILT = "built.json"
_PROCESSES = 2
"""Workers that share the clients of the last measurement: one a core of the machine of reference."""
_TEXTS = 256
"""How many elements the model's speed is measured on."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, then write the page and the figures."""
    asked = _parser().parse_args(arguments)
    with TemporaryDirectory() as folder:
        results = measure(asked.nodes, asked.clients, asked.seconds, asked.homes or Path(folder), say)
    publish(results, section(results), asked.page, asked.results, _NAME)
    return 0


def measure(
    sizes: Sequence[int], clients: Sequence[int], seconds: float, homes: Path, say: Say = lambda _: None
) -> Results:
    """Build libraries of several sizes, and ask each with some numbers of clients.

    Args:
        sizes: Numbers of elements.
        clients: Numbers of threads that ask at the same time.
        seconds: How long each measurement asks, what warms it up apart.
        homes: Where the plans and the libraries are; those that are there already are used as they are.
        say: Told what is being measured.
    """
    load, before = os.getloadavg()[0], sources()
    runs = []
    for size in sizes:
        built = _built(homes, size, say)
        asked = {}
        for kind in KINDS:
            for number in clients:
                say(f"{size} elements, {kind}, {number} clients")
                found = process.run("bench.scale_asking", [str(homes / str(size)), kind, str(number), str(seconds)])
                asked[f"{kind}-{number}"] = {**found.said, "load": found.load, "held": found.peak}
        runs.append({"size": size, "built": built, "asked": asked})
    workers = _workers(homes / str(sizes[-1]), max(clients), seconds, say) if sizes else {}
    say("the model")
    model = process.run("bench.scale_model", [str(homes / str(sizes[-1])), str(_TEXTS)]).said if sizes else {}
    given = f"--nodes {','.join(map(str, sizes))} --clients {','.join(map(str, clients))} --seconds {seconds:g}"
    return {
        "command": f"python -m bench.scale {given}",
        "machine": machine(),
        "load": [load, os.getloadavg()[0]],
        "disturbed": sources() != before,
        "clients": list(clients),
        "seconds": seconds,
        "workers": {"processes": _PROCESSES, "clients": max(clients), "asked": workers},
        "model": model,
        "runs": runs,
    }


def _workers(home: Path, clients: int, seconds: float, say: Say) -> Results:
    """The largest library, its clients shared out among processes."""
    asked = {}
    for kind in KINDS:
        say(f"{kind}, {clients} clients of {_PROCESSES} processes")
        found = process.run("bench.scale_workers", [str(home), kind, str(clients), str(seconds), str(_PROCESSES)])
        asked[kind] = {**found.said, "load": found.load, "held": found.peak}
    return asked


def _built(homes: Path, size: int, say: Say) -> Results:
    """The library of a size, built unless it is there."""
    done = homes / str(size) / _BUILT
    if not done.exists():
        say(f"{size} elements: building")
        homes.mkdir(parents=True, exist_ok=True)
        run = process.run("bench.scale_library", [str(homes), str(size)])
        built = {**run.said, "peak": run.peak, "load": run.load}
        done.write_text(json.dumps(built, ensure_ascii=False), encoding="utf-8")
    found: Results = json.loads(done.read_text(encoding="utf-8"))
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--nodes", type=_numbers, default=[1000, 10_000, 100_000, 250_000], help="elements")
    parser.add_argument("--clients", type=_numbers, default=[1, 8], help="threads that ask at the same time")
    parser.add_argument("--seconds", type=float, default=20.0, help="how long each measurement asks")
    parser.add_argument("--homes", type=Path, help="keep the plans and the libraries in this folder, for the next run")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "benchmarks.md")
    parser.add_argument("--results", type=Path, default=ROOT / "bench" / "results" / "scale.json")
    return parser


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


if __name__ == "__main__":
    sys.exit(main())
