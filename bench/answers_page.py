"""The quality of the answers as a section of the benchmarks' page."""

from collections.abc import Sequence
from typing import Any

from assistant.evaluation.bootstrap import RESAMPLES
from assistant.evaluation.report import TOTAL
from bench.pipeline import CHUNK, OVERLAP
from bench.report import DISTURBED, Results, table

_SHOWN = ("recall", "precision", "f1")


def section(results: Results) -> str:
    """The section, without its marks."""
    return "\n".join([_head(results), _overview(results), *(_file(one) for one in results["files"])])


def _head(results: Results) -> str:
    on = results["machine"]
    note = DISTURBED if results["disturbed"] else ""
    sizes = ", ".join(f"`{name}` has {one['documents']}" for name, one in results["libraries"].items())
    return f"""## Answers

`make bench-answers` (`{results["command"]}`) on {on["date"]}: Python {on["python"]}; {on["libraries"]}.
No language model. Every question of a case file goes to the product and, in the same run, to a plain LangChain pipeline
over the same texts: `RecursiveCharacterTextSplitter` ({CHUNK}, {OVERLAP}) → the same embedding model → Chroma →
the {_listed(_ks(results))} nearest chunks. Documents in the libraries: {sizes}.{note}

The measures are those of `pst eval`, defined in `evals/README.md`. Retrieved chunks count as citations, in the
pipeline's favour: a passage that the splitter has cut is found when the chunks that hold its parts are, and a chunk is
right as soon as it holds one passage that may be cited, though it holds ten others. The pipeline gives chunks, not an
answer: it counts nothing, never refuses and never asks back, so its behaviour is right exactly where an answer is
due. Files with `held-out` in their name were set aside: only these totals are looked at. 95 % intervals are from
{RESAMPLES} resamples of the cases.
"""


def _overview(results: Results) -> str:
    rows, beside = [], []
    for one in results["files"]:
        total = one["product"][TOTAL]
        rows.append(
            [
                f"`{one['file']}`",
                str(total["cases"]),
                *(_with_interval(total, name) for name in ("recall", "precision", "f1", "behaviour")),
                _number(total["exact_count"]) + (f" of {total['counted']}" if total["counted"] else ""),
                " / ".join(_number(total[f"refusal_{name}"]) for name in ("precision", "recall", "f1")),
                f"{_number(total['verified'])} of {total['citations']}",
                str(total["false_friends"]),
            ]
        )
        for k, scores in one["plain"].items():
            plain, sure = scores[TOTAL], one["difference"][k]
            beside.append(
                [
                    f"`{one['file']}`",
                    k,
                    *(_difference(total[name], plain[name], sure[name]) for name in (*_SHOWN, "behaviour")),
                    str(plain["false_friends"]),
                ]
            )
    head = ["cases", "number", "recall", "precision", "F1", "behaviour", "exact counts", "refusals P / R / F1"]
    return f"""### The product, by file

{table([*head, "citations verified", "false friends"], rows)}

### The product minus the plain pipeline

Over all cases of a file, with the 95 % interval of the difference (paired by case): above 0, the product is better.

{table(["cases", "k", "recall", "precision", "F1", "behaviour", "false friends of plain"], beside)}
"""


def _file(one: Results) -> str:
    ks = list(one["plain"])
    rows = []
    for kind, product in one["product"].items():
        sides = [product, *(one["plain"][k][kind] for k in ks)]
        figures = [_number(side[name]) for name in _SHOWN for side in sides]
        behaviour = [_number(side["behaviour"]) for side in sides[:2]]
        rows.append([kind, str(product["cases"]), *figures, *behaviour])
    names = {"recall": "recall", "precision": "precision", "f1": "F1"}
    head = [f"{names[name]} {side}" for name in _SHOWN for side in ("product", *(f"k={k}" for k in ks))]
    return f"""### `{one["file"]}`

{table(["kind", "cases", *head, "behaviour product", "behaviour plain"], rows)}
"""


def _ks(results: Results) -> Sequence[str]:
    return list(results["files"][0]["plain"]) if results["files"] else []


def _listed(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last


def _with_interval(row: dict[str, Any], name: str) -> str:
    if row[name] is None:
        return "–"
    low, high = row["intervals"][name]
    return f"{row[name]:.2f} ({low:.2f}–{high:.2f})"


def _difference(own: float | None, other: float | None, sure: Sequence[float] | None) -> str:
    if own is None or other is None or sure is None:
        return "–"
    return f"{own - other:+.2f} ({sure[0]:+.2f} to {sure[1]:+.2f})"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
