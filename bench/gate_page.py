"""The gate's section of the benchmarks page: a risk-coverage curve in text, and what is decided rightly."""

from collections.abc import Mapping, Sequence
from typing import Any

from bench.report import DISTURBED

_SHOWN = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_BAR = 40


def section(results: Mapping[str, Any]) -> str:
    """The section of the gate, without its marks."""
    model, on = results["model"], results["machine"]
    note = DISTURBED if results["disturbed"] else ""
    return f"""## The gate: when to say « je ne sais pas »

`make bench-gate` (`{results["command"]}`) on {on["date"]}: {results["cases"]} questions, made from the plans of
both libraries with labels by construction (`evals/gate-training.jsonl`) or taken from the development cases, judged by
{results["folds"]}-fold cross-validation; questions made from the same element are never on both sides. Requests that
screening refuses, listings, legal notes and requests for precision never reach the gate and are not counted. A question
written by a person weighs as much as three made ones, here and in the first table.{note}

Chosen threshold {model["threshold"]}: **{results["answered"]:.1%} of the answerable questions answered,
{results["refused"]:.1%} of the unanswerable ones refused**.

### Risk and coverage

Coverage is the share of all questions that is answered; risk the share of those that should have been refused.

| threshold | coverage | risk | answerable answered | unanswerable refused | |
| ---: | ---: | ---: | ---: | ---: | --- |
{_curve(results["curve"], model["threshold"])}

### By reason

| label | why it is known | questions | right |
| --- | --- | ---: | ---: |
{_reasons(results["reasons"])}

### What weighs

| signal | weight (standardised) |
| --- | ---: |
{_weights(model)}
"""


def _curve(curve: Sequence[Mapping[str, float]], threshold: float) -> str:
    chosen = {min(curve, key=lambda row: abs(row["threshold"] - one))["threshold"] for one in (*_SHOWN, threshold)}
    rows = [row for row in curve if row["threshold"] in chosen]
    return "\n".join(
        f"| {_marked(row['threshold'], threshold)} | {row['coverage']:.1%} | {row['risk']:.1%} | {row['answered']:.1%} "
        f"| {row['refused']:.1%} | {_bar(row['risk'])} |"
        for row in rows
    )


def _marked(value: float, chosen: float) -> str:
    return f"**{value:.2f}**" if value == chosen else f"{value:.2f}"


def _bar(risk: float) -> str:
    return "█" * round(risk * _BAR * 2) or "▏"


def _reasons(reasons: Sequence[tuple[str, str, int, float]]) -> str:
    return "\n".join(f"| {label} | {why} | {count} | {right:.1%} |" for label, why, count, right in reasons)


def _weights(model: Mapping[str, Any]) -> str:
    pairs = sorted(zip(model["signals"], model["weights"], strict=True), key=lambda pair: -abs(pair[1]))
    return "\n".join(f"| {name} | {weight:+.2f} |" for name, weight in pairs)
