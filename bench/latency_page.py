"""The latency of answers as a section of the benchmarks' page."""

from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np

from bench.asking import PLAIN, PRODUCT
from bench.report import DISTURBED, Results, table

GOAL = 2.0
_MIB = 2**20


def section(results: Results) -> str:
    """The section, without its marks."""
    return "\n".join([_head(results), _latency(results), _start(results), _intents(results), _stages(results)])


def _head(results: Results) -> str:
    on, base = results["machine"], results["base"]
    note = DISTURBED if results["disturbed"] else ""
    count = len(results["runs"][0]["kinds"]) if results["runs"] else 0
    cut = f" Of each document, at most {results['most']} elements are kept." if results["most"] else ""
    return f"""## Latency

`make bench-latency` (`{results["command"]}`) on {on["date"]}:
{on["cores"]} cores, {on["memory"]}, {on["system"]}, Python {on["python"]}; {on["libraries"]}.
Load average {results["load"][0]:.1f} at the start, {results["load"][1]:.1f} at the end.{note}

A warm answer of the product, whole, beside the retrieval of a plain LangChain pipeline alone (the question's vector
and the search of the {results["k"]} nearest chunks in Chroma; no answer is made of them). The same {count} questions
of the development cases, put to organisations of the library, kinds in turn; each side in processes of its own, one
after the other, each process asking each question once after others have warmed it up. Questions are embedded by the
product's model on both sides. A process that has asked for {results["seconds"]:g} s asks no more.
Goal: the ratio of medians below {GOAL:.0f}.

How the libraries are made: up to {base} plans are varied from real structure, written out and parsed as the product
parses them; beyond that, documents are versions of these, one word in five replaced by another of the same length. All
the organisations have several documents then. The documents' vectors are not the model's: each text has the model's
vector of the real element that shares most words with it, turned at random to a cosine of 0.95.{cut}
"""


def _latency(results: Results) -> str:
    rows = []
    for run in results["runs"]:
        own, plain = _times(run[PRODUCT]), _times(run[PLAIN])
        rows.append(
            [
                f"{run['size']}",
                f"{run['built']['nodes']}",
                *(f"{value:.0f}" for value in (median(own), _p95(own), median(plain), _p95(plain))),
                f"{median(own) / median(plain):.2f}",
                f"{_p95(own) / _p95(plain):.2f}",
                f"{len(own)} / {len(plain)}",
                f"{max(one['load'] for one in run[PRODUCT] + run[PLAIN]):.1f}",
            ]
        )
    head = ["documents", "nodes", "product: median ms", "p95 ms", "plain: median ms", "p95 ms", "ratio of medians"]
    return f"""### Warm answers

{table([*head, "ratio of p95", "answers / retrievals", "load"], rows)}
"""


def _start(results: Results) -> str:
    rows = []
    for run in results["runs"]:
        cells = []
        for figure in (lambda one: one["first"], lambda one: one["peak"] / _MIB):
            cells += [_middle(run[side], figure) for side in (PRODUCT, PLAIN)]
        built = run["built"]["seconds"]
        rows.append([f"{run['size']}", *cells, *(f"{built[name]:.0f}" for name in ("documents", "product", "plain"))])
    head = ["documents", "product: first answer s", "plain: first s", "product: peak MiB", "plain: peak MiB"]
    return f"""### Start and memory

From opening the library in a fresh process to its first answer, the imports that it needs included; and the most
memory that the process held. The last columns say what building the library took here (not an ingestion: see above).

{table([*head, "making documents s", "building the product's s", "building plain s"], rows)}
"""


def _intents(results: Results) -> str:
    names = sorted({one["intent"] for run in results["runs"] for one in _answers(run[PRODUCT])})
    rows = [[name, *(_by(run, "intent", name) for run in results["runs"])] for name in names]
    statuses = sorted({one["status"] for run in results["runs"] for one in _answers(run[PRODUCT])})
    rows += [[f"({name})", *(_by(run, "status", name) for run in results["runs"])] for name in statuses]
    return f"""### By what was understood

Median ms, and how many answers: by intent, then by outcome.

{table(["intent", *(f"{run['size']} documents" for run in results["runs"])], rows)}
"""


def _stages(results: Results) -> str:
    names = dict.fromkeys(
        name for run in results["runs"] for one in _answers(run[PRODUCT]) for name in one["stages"] if name != "total"
    )
    rows = []
    for name in names:
        cells = []
        for run in results["runs"]:
            spent = [one["stages"][name] for one in _answers(run[PRODUCT]) if name in one["stages"]]
            cells.append(f"{median(spent):.1f} / {_p95(spent):.1f}" if spent else "–")
        rows.append([name, *cells])
    rests = [[_rest(one) for one in _answers(run[PRODUCT])] for run in results["runs"]]
    rows.append(["(rest)", *(f"{median(rest):.1f} / {_p95(rest):.1f}" for rest in rests)])
    return f"""### By stage

Median and p95 ms of the stages that an answer reports, over the answers that have them; the rest is what an answer
took besides.

{table(["stage", *(f"{run['size']} documents" for run in results["runs"])], rows)}
"""


def _rest(answer: dict[str, Any]) -> float:
    return float(answer["ms"] - sum(spent for name, spent in answer["stages"].items() if name != "total"))


def _by(run: Results, key: str, name: str) -> str:
    found = [one["ms"] for one in _answers(run[PRODUCT]) if one[key] == name]
    return f"{median(found):.0f} ({len(found)})" if found else "–"


def _answers(runs: list[Results]) -> list[dict[str, Any]]:
    return [answer for run in runs for answer in run["answers"]]


def _times(runs: list[Results]) -> list[float]:
    return [answer["ms"] for answer in _answers(runs)]


def _p95(values: list[float]) -> float:
    return float(np.percentile(values, 95))


def _middle(runs: list[Results], figure: Callable[[Results], float]) -> str:
    return f"{median(figure(run) for run in runs):.1f}"
