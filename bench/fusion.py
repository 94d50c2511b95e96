"""What each part of the search brings: `make bench-fusion`, `python -m bench.fusion -h`."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from assistant.evaluation.cases import Case, is_held_out, read_cases
from assistant.evaluation.matching import matches
from assistant.expansion import Expansion, expand
from assistant.question import understand
from assistant.service import Assistant
from assistant.settings import Settings
from bench.answers import default_cases, library_of
from bench.fusion_page import section
from bench.machine import ROOT, machine, sources
from bench.report import Results, Say, publish, say
from ingest.french import analyse
from ingest.records import Document, Level, Node
from vectorstore.context import label
from vectorstore.fusion import LEXICAL_WEIGHT, convex
from vectorstore.lexical import LexicalIndex
from vectorstore.library import Library

KINDS = ("factual", "comparison", "concept", "legal", "service")
"""The kinds of questions that a search answers; listings and counts run over every record."""
DEPTH, CANDIDATES = 10, 100
WEIGHTS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
RRF_K = 60
"""The constant of reciprocal rank fusion that its authors found best."""
_NAME = "bench-fusion"
_HEADINGS = frozenset({Level.VOLET, Level.SECTION})

Scores = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Cited:
    """A node as a citation of the evaluation."""

    document: str
    line: int
    quote: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what each index says of it, over the nodes of the documents that it names.

    Attributes:
        gold: For each gold passage, the ids of the nodes that show it.
        lexical: BM25 scores by node id, under the name of what was looked for and read.
        dense: Cosine similarities by node id, under the name of what was read.
    """

    kind: str
    gold: tuple[frozenset[str], ...]
    lexical: dict[str, Scores]
    dense: dict[str, Scores]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, then write the page and the figures."""
    asked = _parser().parse_args(arguments)
    with TemporaryDirectory() as folder:
        results = measure(asked.cases or open_cases(), asked.homes or Path(folder), say)
    publish(results, section(results), asked.page, asked.results, _NAME)
    return 0


def measure(files: Sequence[Path], homes: Path, say: Say = lambda _: None) -> Results:
    """Rank the nodes of the libraries for every question in every way.

    Args:
        files: Case files, each about the library that `bench.answers` would ask it of.
        homes: Where the libraries are written; those that are there already are refreshed.
        say: Told what is being measured.
    """
    load, before = os.getloadavg()[0], sources()
    libraries: dict[str, tuple[Library, Read]] = {}
    questions: list[Asked] = []
    for file in files:
        name, documents = library_of(file)
        if name not in libraries:
            say(f"{name}: documents")
            libraries[name] = _library(documents, homes / name)
        say(f"{file.name}: questions")
        questions += [one for case in read_cases(file) if (one := _asked(case, *libraries[name])) is not None]
    return {
        "command": "python -m bench.fusion",
        "machine": machine(),
        "load": [load, os.getloadavg()[0]],
        "disturbed": sources() != before,
        "files": [Path(os.path.relpath(file, ROOT)).as_posix() for file in files],
        "questions": {kind: sum(one.kind == kind for one in questions) for kind in KINDS},
        "weight": LEXICAL_WEIGHT,
        "rows": [_row(name, rank, questions) for name, rank in _ways()],
    }


@dataclass(frozen=True, slots=True)
class Read:
    """The nodes of a library as they are without their path.

    Attributes:
        lexical: Their own words.
        vectors: One row a node, in the order of the library's pairs; `own` of their own words only.
    """

    lexical: LexicalIndex
    vectors: NDArray[np.float32]
    own: NDArray[np.float32]


def _library(documents: Sequence[Path], home: Path) -> tuple[Library, Read]:
    product = Assistant(Settings(home=home))
    report = product.ingest(list(documents))
    if report.failed:
        raise SystemExit(f"not ingested: {', '.join(map(str, report.failed))}")
    library = product.shelf.open()
    own = product.shelf.model.embed_documents([node.text or "-" for _, node in library.pairs])
    vectors = library.vectors
    assert vectors is not None
    lexical = LexicalIndex.build([analyse(label(node)) for _, node in library.pairs])
    return library, Read(lexical, np.asarray(vectors), np.asarray(own, dtype=np.float32))


def _asked(case: Case, library: Library, read: Read) -> Asked | None:
    """A question ranked by each index; None for one that no passage answers."""
    if case.kind not in KINDS or not case.gold:
        return None
    question = understand(case.question, case.audience, library.plans)
    named = set(question.named.documents)
    places = [
        (rank, document, node)
        for rank, (document, node) in enumerate(library.pairs)
        if not document.is_note and (not named or document.id in named) and _says(node)
    ]
    cited = [(node.id, Cited(document.id, node.line, document.quote(node))) for _, document, node in places]
    gold = tuple(frozenset(name for name, one in cited if matches(one, wanted)) for wanted in case.gold)
    gold = tuple(one for one in gold if one)
    if not gold:
        return None
    wanted = expand(question)
    vector = np.asarray(library.embed(wanted.text), dtype=np.float32)
    return Asked(
        kind=case.kind,
        gold=gold,
        lexical={
            "own words": _best(places, read.lexical.scores(list(wanted.terms))),
            "path": _best(places, library.lexical.scores(list(wanted.terms))),
            "expanded": _best(places, library.lexical.scores(wanted.weighted)),
            "acronyms": _best(places, library.lexical.scores(Expansion("", wanted.terms, wanted.spelt).weighted)),
        },
        dense={"own words": _best(places, read.own @ vector), "path": _best(places, read.vectors @ vector)},
    )


def _says(node: Node) -> bool:
    return bool(node.text) and node.level not in _HEADINGS and node.kind != "titre"


def _best(places: Sequence[tuple[int, Document, Node]], scores: NDArray[np.float32]) -> Scores:
    found = sorted(((float(scores[rank]), node.id) for rank, _, node in places), key=lambda one: (-one[0], one[1]))
    return {name: score for score, name in found[:CANDIDATES] if score > 0}


def _ways() -> Iterator[tuple[str, Callable[[Asked], Scores]]]:
    """The ways to rank, each with its name in the table."""
    yield "BM25 alone, own words", lambda one: one.lexical["own words"]
    yield "BM25 alone, with the path", lambda one: one.lexical["path"]
    yield "BM25 alone, with the path and acronyms", lambda one: one.lexical["acronyms"]
    yield "BM25 alone, with the path and the whole expansion", lambda one: one.lexical["expanded"]
    yield "vectors alone, own words", lambda one: one.dense["own words"]
    yield "vectors alone, with the path", lambda one: one.dense["path"]
    yield "RRF (60), no expansion", lambda one: reciprocal_rank(one.lexical["path"], one.dense["path"])
    yield "RRF (60), expansion", lambda one: reciprocal_rank(one.lexical["expanded"], one.dense["path"])
    yield (
        "convex 0.5, own words, expansion off",
        lambda one: convex(one.lexical["own words"], one.dense["own words"], 0.5),
    )
    yield "convex 0.5, no expansion", lambda one: convex(one.lexical["path"], one.dense["path"], 0.5)
    for weight in WEIGHTS:
        yield (
            f"convex {weight:.1f}, expansion",
            lambda one, weight=weight: convex(one.lexical["expanded"], one.dense["path"], weight),  # type: ignore[misc]
        )


def reciprocal_rank(*rankings: Scores, k: int = RRF_K) -> dict[str, float]:
    """Reciprocal rank fusion, best first: what the product's `convex` is measured against.

    Cormack, Clarke and Büttcher (2009).

    Args:
        rankings: Scores by node id, one mapping an index.
        k: How little the first ranks count more than the next.
    """
    fused: dict[str, float] = {}
    for scores in rankings:
        for rank, key in enumerate(sorted_names(scores), start=1):
            fused[key] = fused.get(key, 0.0) + 1.0 / (k + rank)
    return dict(sorted(fused.items(), key=lambda item: (-item[1], item[0])))


def _row(name: str, rank: Callable[[Asked], Scores], questions: Sequence[Asked]) -> Results:
    """One way of ranking: nDCG and recall at ten, by kind of question and over all."""
    found = [(one.kind, *figures(sorted_names(rank(one)), one.gold)) for one in questions]
    groups = {kind: [row for row in found if row[0] == kind] for kind in KINDS} | {"total": found}
    return {
        "name": name,
        **{
            kind: {"ndcg": mean(row[1] for row in rows), "recall": mean(row[2] for row in rows)}
            for kind, rows in groups.items()
            if rows
        },
    }


def sorted_names(scores: Scores) -> list[str]:
    """Node ids, best first."""
    return sorted(scores, key=lambda name: (-scores[name], name))


def figures(ranked: Sequence[str], gold: Sequence[frozenset[str]]) -> tuple[float, float]:
    """The nDCG and recall at ten of a ranking; each gold passage counts once, where it is first shown."""
    left, gains = list(gold), []
    for name in ranked[:DEPTH]:
        shown = next((one for one in left if name in one), None)
        gains.append(shown is not None)
        if shown is not None:
            left.remove(shown)
    best = min(DEPTH, len(gold))
    ideal = sum(1 / log2(rank + 2) for rank in range(best))
    return sum(gain / log2(rank + 2) for rank, gain in enumerate(gains)) / ideal, sum(gains) / best


def open_cases() -> list[Path]:
    """The case files that may be tuned on."""
    return [path for path in default_cases() if not is_held_out(path)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.fusion", description=__doc__)
    parser.add_argument(
        "cases", nargs="*", type=Path, help="case files (those that are not set aside when none is given)"
    )
    parser.add_argument("--homes", type=Path, help="keep the libraries below this folder")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "benchmarks.md")
    parser.add_argument("--results", type=Path, default=ROOT / "bench" / "results" / "fusion.json")
    return parser


if __name__ == "__main__":
    sys.exit(main())
