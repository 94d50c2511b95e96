"""Trains the gate and shows what it costs: `make bench-gate`, `python -m bench.gate -h`.

The questions are those of `evals/gate-training.jsonl` (made from plans, labels by construction; see `gate_cases`) and
the development cases. Everything is measured by cross-validation: no question is judged by weights that have seen it,
nor another one made from the same element.
"""

import argparse
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Audience
from assistant.passages import Passages
from assistant.question import understand
from assistant.relevance import Relevance
from assistant.screening import screen
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.signals import NAMES, Signals, subject_of, weigh
from bench.gate_cases import GateCase, groups, make
from bench.gate_page import section
from bench.machine import ROOT, machine, sources
from bench.report import Results, publish, say
from vectorstore.library import Library

_NAME = "bench-gate"
_CASES = ROOT / "evals" / "gate-training.jsonl"
_MODEL = ROOT / "assistant" / "gate.json"
_DEV = {"reference": ("evals/cases-dev.jsonl",), "other": ("evals/other-library/cases-dev.jsonl",)}
_KINDS = frozenset({"factual", "service", "comparison", "unanswerable"})
"""The development cases that passages answer: listings, notes and requests for precision never reach the gate."""
_FOLDS, _RIDGE, _STEPS = 5, 3.0, 60
_DEV_WEIGHT = 3.0
"""A question written by a person weighs as much as three made ones."""
_SUBJECT_IS_THERE = ("fait absent", "fausse prémisse")
_REFUSED = 0.95
"""The share of unanswerable questions to refuse: among the thresholds that do, the one that answers most is taken."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """A question as the gate sees it.

    Attributes:
        ruled: Whether a demand or a premise refuses it whatever the model says.
        fixed: Whether the model has no say: it names no subject.
    """

    case: GateCase
    signals: Signals
    ruled: bool
    fixed: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, then write the weights and the page."""
    asked = _parser().parse_args(arguments)
    load, before = os.getloadavg()[0], sources()
    with TemporaryDirectory() as folder:
        samples, made = _samples(asked.home or [], Path(folder), asked.write, asked.limit)
    if asked.write:
        _CASES.write_text("".join(json.dumps(one.row(), ensure_ascii=False) + "\n" for one in made), encoding="utf-8")
    results = {
        "command": "python -m bench.gate",
        "machine": machine(),
        "load": [load, os.getloadavg()[0]],
        "disturbed": sources() != before,
        **train(samples),
    }
    _MODEL.write_text(json.dumps(results["model"], indent=1) + "\n", encoding="utf-8")
    publish(results, section(results), asked.page, asked.results, _NAME)
    for failure in results["failures"]:
        say(" | ".join(map(str, failure)))
    say(f"{results['answered']:.3f} answered, {results['refused']:.3f} refused at {results['model']['threshold']}")
    return 0


def train(samples: Sequence[Sample]) -> Results:
    """Fit the model, choose its threshold, measure it by cross-validation."""
    matrix = np.array([sample.signals.values for sample in samples])
    labels = np.array([sample.case.label == "answer" for sample in samples], dtype=np.float64)
    weights = np.array([_DEV_WEIGHT if sample.case.why == "dev" else 1.0 for sample in samples])
    # A fact that is missing teaches nothing on whether the subject is there.
    taught = np.array([
        not (sample.ruled or sample.fixed or sample.case.why.startswith(_SUBJECT_IS_THERE)) for sample in samples
    ])  # fmt: skip
    probabilities = np.zeros(len(samples))
    place = {sample.case.id: rank for rank, sample in enumerate(samples)}
    for fold in groups([sample.case for sample in samples], _FOLDS):
        aside = np.array([place[case.id] for case in fold])
        inside = taught.copy()
        inside[aside] = False
        fitted = _fit(matrix[inside], labels[inside], weights[inside])
        probabilities[aside] = _predict(fitted, matrix[aside])
    probabilities[np.array([sample.ruled for sample in samples])] = 0.0
    probabilities[np.array([sample.fixed and not sample.ruled for sample in samples])] = 1.0
    curve = _curve(probabilities, labels, weights)
    chosen = _chosen(curve)
    threshold = chosen["threshold"]
    mean, scale, coefficients, bias = _fit(matrix[taught], labels[taught], weights[taught])
    answered = probabilities >= threshold
    return {
        "model": {
            "signals": list(NAMES),
            "mean": _rounded(mean),
            "scale": _rounded(scale),
            "weights": _rounded(coefficients),
            "bias": round(bias, 4),
            "threshold": round(threshold, 3),
        },
        "cases": len(samples),
        "folds": _FOLDS,
        "answered": chosen["answered"],
        "refused": chosen["refused"],
        "reasons": _reasons(samples, answered),
        "curve": curve,
        "failures": [
            (sample.case.id, sample.case.label, sample.case.question, round(float(probability), 2))
            for sample, probability in zip(samples, probabilities, strict=True)
            if (probability >= threshold) != (sample.case.label == "answer")
        ],
    }


def _fit(matrix: Matrix, labels: Matrix, weights: Matrix) -> tuple[Matrix, Matrix, Matrix, float]:
    """Ridge logistic regression by Newton's method, both labels weighing the same."""
    mean, scale = matrix.mean(axis=0), matrix.std(axis=0)
    scale = np.where(scale > 1e-9, scale, 1.0)
    rows = np.hstack([(matrix - mean) / scale, np.ones((len(matrix), 1))])
    share = np.average(labels, weights=weights)
    balance = weights * np.where(labels == 1, 0.5 / share, 0.5 / (1 - share))
    penalty = np.diag([*([_RIDGE] * matrix.shape[1]), 1e-6])
    beta = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        guess = 1 / (1 + np.exp(-np.clip(rows @ beta, -50, 50)))
        slope = rows.T @ (balance * (guess - labels)) + penalty @ beta
        curvature = (rows * (balance * guess * (1 - guess))[:, None]).T @ rows + penalty
        step = np.linalg.solve(curvature, slope)
        beta -= step
        if float(np.abs(step).max()) < 1e-8:
            break
    return mean, scale, beta[:-1], float(beta[-1])


def _predict(fitted: tuple[Matrix, Matrix, Matrix, float], matrix: Matrix) -> Matrix:
    mean, scale, weights, bias = fitted
    guess: Matrix = 1 / (1 + np.exp(-np.clip((matrix - mean) / scale @ weights + bias, -50, 50)))
    return guess


def _curve(probabilities: Matrix, labels: Matrix, weights: Matrix) -> list[dict[str, float]]:
    """Coverage and risk at every threshold: what is answered, and how much of that should have been refused."""
    rows = []
    for threshold in np.linspace(0.02, 0.98, 49):
        answered = probabilities >= threshold
        risk = float(np.average(labels[answered] == 0, weights=weights[answered])) if answered.any() else 0.0
        rows.append({
            "threshold": round(float(threshold), 3),
            "coverage": float(np.average(answered, weights=weights)),
            "risk": risk,
            "answered": float(np.average(answered[labels == 1], weights=weights[labels == 1])),
            "refused": float(1 - np.average(answered[labels == 0], weights=weights[labels == 0])),
        })  # fmt: skip
    return rows


def _chosen(curve: Sequence[dict[str, float]]) -> dict[str, float]:
    """The lowest threshold that refuses enough; where none does, the one with the best sum of both."""
    good = [row for row in curve if row["refused"] >= _REFUSED]
    return good[0] if good else max(curve, key=lambda row: row["answered"] + row["refused"])


def _reasons(samples: Sequence[Sample], answered: NDArray[np.bool_]) -> list[tuple[str, str, int, float]]:
    """The share of right decisions by why the label is known."""
    rows: dict[tuple[str, str], list[bool]] = {}
    for sample, one in zip(samples, answered, strict=True):
        rows.setdefault((sample.case.label, sample.case.why), []).append(bool(one) == (sample.case.label == "answer"))
    return [(label, why, len(right), sum(right) / len(right)) for (label, why), right in sorted(rows.items())]


def _samples(homes: Sequence[str], folder: Path, write: bool, limit: int) -> tuple[list[Sample], list[GateCase]]:
    kept = [] if write else [GateCase(**json.loads(line)) for line in _CASES.read_text(encoding="utf-8").splitlines()]
    given = dict(one.split("=", 1) for one in homes)
    samples: list[Sample] = []
    made: list[GateCase] = []
    for name in _DEV:
        library = _open(name, Path(given[name]) if name in given else folder / name, build=name not in given)
        relevance = Relevance(library)
        own = make(name, library, relevance, limit) if write else [case for case in kept if case.library == name]
        made += own
        samples += _seen([*own, *_dev(name)], library, relevance)
    return samples, made


def _open(name: str, home: Path, *, build: bool) -> Library:
    service = Assistant(Settings(home=home))
    if build:
        listed = ROOT / "evals" / "other-library" / "library.json"
        files = [ROOT / one for one in json.loads(listed.read_text(encoding="utf-8"))] if name == "other" else []
        say(f"ingesting the library « {name} »")
        service.ingest([*files, *([ROOT / "corpus" / "droit"] if files else [])])
    return service.shelf.open()


def _seen(cases: Iterable[GateCase], library: Library, relevance: Relevance) -> list[Sample]:
    """The cases that reach the gate, with their signals."""
    passages = Passages(library, relevance)
    samples = []
    for case in cases:
        audience: Audience = "citoyen" if case.audience == "citoyen" else "agent"
        question = understand(case.question, audience, library.plans)
        if (
            screen(case.question, audience).refusal
            or question.own
            or (question.named.unknown and not question.named.names)
        ):
            continue
        ranked = passages.ranked(question)
        signals = weigh(question, ranked, relevance)
        ruled = not ranked or signals.denied is not None or bool(signals.unmet and not signals.met)
        fixed = subject_of(question).empty and bool(signals.met or signals.unmet)
        samples.append(Sample(case, signals, ruled, fixed))
    return samples


def _dev(name: str) -> list[GateCase]:
    rows = [json.loads(line) for file in _DEV[name] for line in (ROOT / file).read_text(encoding="utf-8").splitlines()]
    return [
        GateCase(row["id"], name, row["question"], row["audience"], row["expected_behaviour"], "dev", row["id"])
        for row in rows
        if row["kind"] in _KINDS and row["expected_behaviour"] != "clarify"
    ]


def _rounded(values: Matrix) -> list[float]:
    return [round(float(value), 4) for value in values]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.gate", description=__doc__)
    parser.add_argument("--home", action="append", help="an ingested library, as reference=FOLDER or other=FOLDER")
    parser.add_argument("--write", action="store_true", help="make the training questions anew")
    parser.add_argument("--limit", type=int, default=150, help="questions of each label to make from each library")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "benchmarks.md")
    parser.add_argument("--results", type=Path, default=ROOT / "bench" / "results" / "gate.json")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
