"""What each part of the search brings, as a section of the benchmarks' page."""

from bench.report import DISTURBED, Results, table


def section(results: Results) -> str:
    """The section, without its marks."""
    return "\n".join([_head(results), _table(results)])


def _head(results: Results) -> str:
    on = results["machine"]
    note = DISTURBED if results["disturbed"] else ""
    asked = ", ".join(f"{count} {kind}" for kind, count in results["questions"].items())
    files = ", ".join(f"`{one}`" for one in results["files"])
    return f"""## Search

`make bench-fusion` (`{results["command"]}`) on {on["date"]}: Python {on["python"]}; {on["libraries"]}.
The questions of {files} that a search answers ({asked}; listings and counts run over every record). Ranked are the
elements and passages of the documents that a question names, of the whole library where it names none; each figure is
nDCG at 10 / recall at 10 of the gold passages, each counted once. The fusion is the first step of the ranking: words
covered, themes and facts are weighed after it. *Path*: the titles above an element are read with its own words.
*Expansion*: what acronyms stand for (`acronyms.yaml`), and for questions of citizens what plans call the help that they
seek (`needs.yaml`). *Convex w*: min-max scaled scores, BM25's weighing w and the vectors' 1 − w; the product's is
**{results["weight"]}**. *RRF*: reciprocal rank fusion. The word lists were written with these questions in sight: the
gain of the expansion on new questions is smaller than here.{note}
"""


def _table(results: Results) -> str:
    kinds = [kind for kind in (*results["questions"], "total") if any(kind in row for row in results["rows"])]
    rows = [[row["name"], *(_cell(row, kind) for kind in kinds)] for row in results["rows"]]
    return table(["ranking", *kinds], rows)


def _cell(row: Results, kind: str) -> str:
    found = row.get(kind)
    return f"{found['ndcg']:.2f} / {found['recall']:.2f}" if found else "—"
