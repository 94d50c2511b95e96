"""How good the answers are, beside a plain LangChain pipeline: `make bench-answers`, `python -m bench.answers -h`."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.evaluation.bootstrap import differences
from assistant.evaluation.cases import Case, is_held_out, read_cases
from assistant.evaluation.metrics import sums
from assistant.evaluation.report import summary
from assistant.evaluation.scores import Score, compare, evaluate, f1_of, precision_of, recall_of
from assistant.service import Assistant
from assistant.settings import Settings
from bench.answers_page import section
from bench.machine import ROOT, machine, sources
from bench.pipeline import Chunk, Pipeline, merged, texts_of
from bench.report import Results, Say, publish, say

KS = (4, 10, 20)
_NAME = "bench-answers"
_LIBRARY = "library.json"
"""Beside case files: the documents that they are about, when these are not the reference corpus."""
_BESIDE = "../shared/evals/dev-questions.jsonl"


@dataclass(frozen=True, slots=True)
class _Side:
    """A library in the product and in the plain pipeline."""

    product: Assistant
    plain: Pipeline
    texts: dict[str, str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, then write the page and the figures."""
    asked = _parser().parse_args(arguments)
    with TemporaryDirectory() as folder:
        results = measure(asked.cases or default_cases(), asked.homes or Path(folder), say)
    publish(results, section(results), asked.page, asked.results, _NAME)
    return 0


def default_cases() -> list[Path]:
    """The case files of the project, and those beside it where they are present."""
    own = sorted((ROOT / "evals").rglob("cases-*.jsonl"))
    return [path for path in (ROOT / _BESIDE, *own) if path.exists()]


def measure(files: Sequence[Path], homes: Path, say: Say = lambda _: None) -> Results:
    """Ask the questions of case files to the product and to the plain pipeline.

    Args:
        files: The case files. One that stands beside a `library.json` is about the documents named there (paths from
            the project's root), any other about the reference corpus.
        homes: Where the libraries are written; those that are there already are refreshed.
        say: Told what is being measured.
    """
    load, before = os.getloadavg()[0], sources()
    sides: dict[str, _Side] = {}
    measured = []
    for file in files:
        library, documents = library_of(file)
        if library not in sides:
            say(f"{library}: documents")
            sides[library] = _side(documents, homes / library)
        say(f"{_shown(file)}: questions")
        measured.append(_file(file, library, sides[library]))
    return {
        "command": "python -m bench.answers",
        "machine": machine(),
        "load": [load, os.getloadavg()[0]],
        "disturbed": sources() != before,
        "libraries": {name: {"documents": len(side.texts)} for name, side in sides.items()},
        "files": measured,
    }


def library_of(file: Path) -> tuple[str, list[Path]]:
    """The name of the library that cases are about, and its documents; none for the reference corpus."""
    listed = file.parent / _LIBRARY
    if not listed.exists():
        return "reference", []
    return file.parent.resolve().name, [ROOT / name for name in json.loads(listed.read_text(encoding="utf-8"))]


def _side(documents: Sequence[Path], home: Path) -> _Side:
    product = Assistant(Settings(home=home))
    report = product.ingest(list(documents))
    if report.failed:
        raise SystemExit(f"not ingested: {', '.join(map(str, report.failed))}")
    texts = texts_of([(one.id, product.tree(one.id).text) for one in product.documents()])
    return _Side(product, Pipeline.of(texts, product.shelf.model, home / "plain"), texts)


def _file(file: Path, library: str, side: _Side) -> Results:
    cases, held_out = read_cases(file), is_held_out(file)
    product = side.product
    own = evaluate(
        cases,
        lambda question, audience: product.ask(question, audience=audience),
        lambda document: product.tree(document).text,
    )
    retrieved = [(case, side.plain.retrieve(case.question, max(KS))) for case in cases]
    plain = {k: [score_chunks(case, chunks[:k], side.texts) for case, chunks in retrieved] for k in KS}
    return {
        "file": _shown(file),
        "library": library,
        "held_out": held_out,
        "product": summary(own),
        "plain": {str(k): summary(scores) for k, scores in plain.items()},
        "difference": {str(k): differences(sums(own), sums(scores)) for k, scores in plain.items()},
        # Of cases that are set aside nobody looks at single ones.
        "cases": [] if held_out else [_case(rank, own, plain) for rank in range(len(cases))],
    }


def score_chunks(case: Case, chunks: Sequence[Chunk], texts: dict[str, str]) -> Score:
    """Score retrieved chunks as if each were a citation, in the pipeline's favour where there is a doubt.

    A passage that the splitter has cut is found when the chunks that hold its parts are; a chunk is right when it
    holds one passage that may be cited, whatever else stands in it. The pipeline always answers.

    Args:
        case: The case.
        chunks: The chunks, nearest first.
        texts: The documents' texts, by id.
    """
    whole, single = compare(case, merged(chunks, texts)), compare(case, chunks)
    recall, precision = recall_of(case, whole.gold), precision_of(len(single.wrong), len(chunks))
    return Score(
        case=case,
        status="answered",
        recall=recall,
        precision=precision,
        f1=f1_of(recall, precision),
        cited_gold=len(whole.gold),
        exact_count=None,
        citations=len(chunks),
        verified=len(chunks),
        behaviour=case.expected_behaviour == "answer",
        false_friends=single.friends,
        missed=tuple(gold for gold in case.gold if gold not in whole.gold),
        wrong=tuple(chunks[rank] for rank in single.wrong),
    )


def _case(rank: int, own: Sequence[Score], plain: dict[int, list[Score]]) -> dict[str, Any]:
    one = own[rank]
    return {
        "id": one.case.id,
        "kind": one.case.kind,
        "behaviour": one.behaviour,
        "recall": [one.recall, *(plain[k][rank].recall for k in KS)],
        "f1": [one.f1, *(plain[k][rank].f1 for k in KS)],
    }


def _shown(file: Path) -> str:
    """A file's path as read from the project's root."""
    return Path(os.path.relpath(file, ROOT)).as_posix()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.answers", description=__doc__)
    parser.add_argument("cases", nargs="*", type=Path, help="case files; those of the project when none is given")
    parser.add_argument("--homes", type=Path, help="keep the libraries in this folder, for the next run")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "benchmarks.md")
    parser.add_argument("--results", type=Path, default=ROOT / "bench" / "results" / "answers.json")
    return parser


if __name__ == "__main__":
    sys.exit(main())
