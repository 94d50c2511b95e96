"""The scale of a region as a section of the benchmarks' page."""

import numpy as np

from bench.report import DISTURBED, Results, table
from bench.scale_questions import CENSUS, KINDS, SEARCH

GOALS = {SEARCH: 150, CENSUS: 300}
"""The p95 in ms that one client is to see at the largest size."""
_MIB = 2**20
_CHARACTERS = 4
"""Of a token, about: the model's own reading is not told by its package."""


def section(results: Results) -> str:
    """The section, without its marks."""
    return "\n".join([_head(results), _speed(results), _built(results), _memory(results), _model(results)])


def _head(results: Results) -> str:
    on = results["machine"]
    note = DISTURBED if results["disturbed"] else ""
    return f"""## Scale

`make bench-scale` (`{results["command"]}`) on {on["date"]}:
{on["cores"]} cores, {on["memory"]}, {on["system"]}, Python {on["python"]}; {on["libraries"]}.
Load average {results["load"][0]:.1f} at the start, {results["load"][1]:.1f} at the end.{note}

Plans of 250 communes and of their CPAS, two terms of office each: 1,000 plans of about 250 elements at the most,
joined from the trees of real plans and varied so that no two texts are the same, with the product's legal notes beside
them. Those of the present term are parsed as the product parses them, those before are versions of these. In two plans
of five the actions have sheets (state, bearer, due date). Vectors lie around those of all the real elements, each
turned to a cosine of 0.95. `search` is `Assistant.search`; `census` are listings and counts, answered whole; `ask` are
the development cases, put to organisations of the library. Clients are threads of one process, each with an order of
its own, for {results["seconds"]:g} s after every request has been made once. Before `census` is measured, each of its
totals is compared with a count that visits one record after the other; the measurement fails at the first wrong one.
Goals at the largest size, one client: p95 of search below {GOALS[SEARCH]} ms, of census below {GOALS[CENSUS]} ms.
"""


def _speed(results: Results) -> str:
    rows = []
    for run in results["runs"]:
        for kind in KINDS:
            for clients in results["clients"]:
                found = run["asked"][f"{kind}-{clients}"]
                parts = [f"{value:.0f}" for value in np.percentile(found["ms"], [50, 95, 99])]
                rows.append(
                    [f"{run['size']}", kind, f"{clients}", *parts, f"{len(found['ms'])}", f"{found['load']:.1f}"]
                )
    return f"""### Requests

{table(["nodes", "request", "clients", "p50 ms", "p95 ms", "p99 ms", "requests", "load"], rows)}

{_exact(results)}

{_workers(results)}
"""


def _exact(results: Results) -> str:
    checked = [len(run["asked"][f"{CENSUS}-{results['clients'][0]}"]["checked"]) for run in results["runs"]]
    return f"Totals compared with a plain count, all equal: {', '.join(map(str, checked))} questions, by size."


def _workers(results: Results) -> str:
    told = results["workers"]
    rows = []
    for kind, found in told["asked"].items():
        alone = results["runs"][-1]["asked"][f"{kind}-{told['clients']}"]
        parts = [f"{value:.0f}" for value in np.percentile(found["ms"], [50, 95, 99])]
        rate = [f"{len(one['ms']) / results['seconds']:.1f}" for one in (alone, found)]
        rows.append([kind, *parts, *rate, f"{found['held'] / _MIB:.0f}"])
    head = ["request", "p50 ms", "p95 ms", "p99 ms", "requests/s, 1 process", f"{told['processes']} processes"]
    return f"""The {told["clients"]} clients of the largest library shared out among {told["processes"]} processes:

{table([*head, "held MiB, shared pages twice"], rows)}"""


def _built(results: Results) -> str:
    rows = []
    for run in results["runs"]:
        built = run["built"]
        stages, disk = built["stages"], built["disk"]
        rows.append(
            [
                f"{run['size']}",
                f"{built['documents']}",
                f"{built['seconds']:.0f}",
                *(f"{stages.get(name, 0):.0f}" for name in ("lexical", "dense", "store", "probe")),
                f"{built['peak'] / _MIB:.0f}",
                f"{sum(disk.values()) / _MIB:.0f}",
                *(f"{disk.get(name, 0) / _MIB:.0f}" for name in ("chroma", "vectors.npz", "documents.json")),
            ]
        )
    head = ["nodes", "documents", "publishing s", "words' index s", "vectors' index s", "files s", "probe s"]
    more = ["peak MiB", "disk MiB", "Chroma MiB", "vectors MiB", "documents MiB"]
    return f"""### Publishing, and disk

What the model takes for the vectors is told below.

{table([*head, *more], rows)}
"""


def _memory(results: Results) -> str:
    rows = []
    for run in results["runs"]:
        found = run["asked"][f"{SEARCH}-{results['clients'][0]}"]
        most = max(one["peak"] for one in run["asked"].values()) / _MIB
        sizes = [f"{found[name] / _MIB:.0f}" for name in ("resident", "warm")]
        rows.append([f"{run['size']}", f"{found['opened']:.1f}", f"{found['first']:.1f}", *sizes, f"{most:.0f}"])
    head = ["nodes", "library open s", "first answer s", "resident after it MiB", "after searches MiB", "peak MiB"]
    return f"""### Start and memory

In a fresh process, imports included. The vectors are mapped: what of them has been read counts as resident, and the
system takes it back where memory is short.

{table(head, rows)}
"""


def _model(results: Results) -> str:
    told = results["model"]
    if not told:
        return ""
    speed = told["texts"] / told["seconds"]
    tokens = told["characters"] / _CHARACTERS / told["seconds"]
    most = max(run["size"] for run in results["runs"])
    return f"""### The model

The embedded model reads {speed:.0f} elements a second here (about {tokens:.0f} tokens): {most} elements take
{most / speed / 60:.0f} minutes, once; what has been read is kept, also where the ingestion is killed.
"""
