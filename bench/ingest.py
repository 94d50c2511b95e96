"""What ingestion costs: `make bench-ingest`, or `python -m bench.ingest --help`."""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench import process
from bench.documents import WRITERS, Written, edit, write_alike, write_mixed
from bench.machine import ROOT, machine, sources
from bench.models import REAL, STAND_IN
from bench.report import Results, Say, publish, say, section
from vectorstore.snapshot import read_documents

_FEW = 10
"""Up to this many documents a measurement is repeated."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, then write the page and the figures."""
    asked = _parser().parse_args(arguments)
    results = measure(asked.sizes, asked.real, asked.repeats, asked.alike, asked.formats, say)
    publish(results, section(results), asked.page, asked.results)
    return 0


def measure(
    sizes: Sequence[int],
    real: Sequence[int],
    repeats: int,
    alike: int,
    formats: Sequence[str] = tuple(WRITERS),
    say: Say = lambda _: None,
) -> Results:
    """Run all measurements.

    Args:
        sizes: Numbers of documents to ingest with the stand-in model.
        real: Numbers of documents to ingest with the product's model.
        repeats: How often a measurement of few documents is taken.
        alike: How many documents of each format are read to compare formats.
        formats: Which formats, in the order in which documents take them.
        say: Told what is being measured.
    """
    started, before = os.getloadavg()[0], sources()
    options = {"sizes": _listed(sizes), "real": _listed(real), "repeats": repeats, "alike": alike}
    with TemporaryDirectory() as folder:
        read = {name: _format(Path(folder) / name, name, alike, say) for name in formats}
        runs: list[Results] = []
        ratios: list[Results] = []
        for model, counts in ((REAL, real), (STAND_IN, sizes)):
            for size in counts:
                written = write_mixed(Path(folder) / "documents", size, formats)
                taken = _size(written, size, model, repeats if size <= _FEW else 1, say)
                runs += taken
                ratios += _ratios(taken)
    return {
        "command": " ".join(["python -m bench.ingest", *(f"--{name} {value}" for name, value in options.items())]),
        "machine": machine(),
        "load": [started, os.getloadavg()[0]],
        "disturbed": sources() != before,
        "formats": read,
        "runs": runs,
        "ratios": ratios,
    }


def _format(folder: Path, name: str, count: int, say: Say) -> Results:
    say(f"{name}: {count} documents")
    _, *rest = write_alike(folder, count + 1, name)
    run = process.run("bench.formats", [str(folder)])
    return {**run.said, "written": sum(one.plan.nodes for one in rest), "peak": run.peak, "load": run.load}


def _size(written: list[Written], size: int, model: str, repeats: int, say: Say) -> list[Results]:
    """Ingest, ingest again unchanged, ingest with one document changed; and the plain way, in turn with it."""
    documents = written[0].path.parent
    folder = documents.parent
    volume = sum(one.path.stat().st_size for one in written)
    taken: dict[str, list[process.Run]] = {"first": [], "plain": [], "unchanged": [], "changed": []}
    for turn in range(repeats):
        homes = folder / f"product-{turn}", folder / f"plain-{turn}"
        for what in taken:
            say(f"{size} documents, {model} model, {what}, {turn + 1}/{repeats}")
            with _edited(written[0]) if what == "changed" else nullcontext():
                taken[what].append(_run(what, documents, homes, model))
        for home in homes:
            shutil.rmtree(home, ignore_errors=True)
    shutil.rmtree(documents)
    return [_merged(size, model, what, volume, found) for what, found in taken.items()]


@contextmanager
def _edited(written: Written) -> Iterator[None]:
    """A document with one element changed, for as long as something is measured."""
    before = written.path.read_bytes()
    edit(written)
    try:
        yield
    finally:
        written.path.write_bytes(before)


def _run(what: str, documents: Path, homes: tuple[Path, Path], model: str) -> process.Run:
    plain = what == "plain"
    module, home = ("bench.baseline", homes[1]) if plain else ("bench.product", homes[0])
    home.mkdir(parents=True, exist_ok=True)
    run = process.run(module, [str(documents), str(home), model])
    current = home / "library" / (home / "library" / "current").read_text().strip() if not plain else None
    nodes = sum(len(one.nodes) for one in read_documents(current)) if current else run.said["embedded"]
    disk = sum(path.stat().st_size for path in (current or home).rglob("*") if path.is_file())
    return replace(run, said={**run.said, "nodes": nodes, "disk": disk})


def _merged(size: int, model: str, what: str, volume: int, found: list[process.Run]) -> Results:
    """Several runs of one measurement: the one in the middle, and the others' times."""
    middle = sorted(found, key=lambda run: run.wall)[len(found) // 2]
    publishing = {**middle.said["publishing"], "start": middle.wall - middle.said["seconds"]}
    return {
        **middle.said,
        "size": size,
        "model": model,
        "what": what,
        "bytes": volume,
        "wall": median(run.wall for run in found),
        "walls": [run.wall for run in found],
        "cpu": median(run.cpu for run in found),
        "cpus": [run.cpu for run in found],
        "publishing": publishing,
        "reading": middle.said.get("reading", {}),
        "peak": max(run.peak for run in found),
        "load": middle.load,
    }


def _ratios(taken: list[Results]) -> list[Results]:
    """The product's figures over those of the plain pipeline, pair by pair of the same turn."""
    by_name = {one["what"]: one for one in taken}
    plain = by_name["plain"]
    return [
        {
            "size": one["size"],
            "model": one["model"],
            "what": one["what"],
            "time": median(own / other for own, other in zip(one["walls"], plain["walls"], strict=True)),
            "cpu": median(own / other for own, other in zip(one["cpus"], plain["cpus"], strict=True)),
            "embed": one["publishing"].get("embed", 0.0) / plain["publishing"]["embed"],
            "peak": one["peak"] / plain["peak"],
            "disk": one["disk"] / plain["disk"],
        }
        for one in taken
        if one is not plain
    ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.ingest", description=__doc__)
    parser.add_argument("--sizes", type=_numbers, default=[5, 50, 500], help="documents, with the stand-in model")
    parser.add_argument("--real", type=_numbers, default=[5], help="documents, with the product's model")
    parser.add_argument("--repeats", type=int, default=3, help=f"of measurements of up to {_FEW} documents")
    parser.add_argument("--alike", type=int, default=5, help="documents of each format, to compare formats")
    parser.add_argument("--formats", type=_names, default=list(WRITERS), help="in the order that documents take them")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "benchmarks.md")
    parser.add_argument("--results", type=Path, default=ROOT / "bench" / "results" / "ingest.json")
    return parser


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",") if int(part)]


def _names(text: str) -> list[str]:
    names = text.split(",")
    if unknown := set(names) - set(WRITERS):
        raise argparse.ArgumentTypeError(f"unknown format {', '.join(sorted(unknown))}; known: {', '.join(WRITERS)}")
    return names


def _listed(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers)) or "0"


if __name__ == "__main__":
    sys.exit(main())
