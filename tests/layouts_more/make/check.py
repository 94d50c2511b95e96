"""Reads each file of `tests/layouts_more` again and checks its gold tree: `python -m tests.layouts_more.make.check`.

Nothing here shares code with the modules that wrote the files, nor with the product.
"""

import csv
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.layouts.make import check
from tests.layouts.make.check import Gold, bare, pages, shape
from tests.layouts.make.model import squeeze
from tests.layouts_more.make.plans import OUT

LIMIT = 60_000


def raw(path: Path, gold: Gold) -> str:
    """The whole text of a document."""
    if gold["format"] == "csv":
        rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))
        return "\n".join(" ".join(row) for row in rows)
    return check.raw(path, gold)


def texts(gold: Gold, path: Path) -> Iterator[str]:
    """Every text, number and attribute is in the document, the texts in the order of the tree."""
    whole = raw(path, gold)
    found = squeeze(bare(whole, gold))
    words = set(re.findall(r"\w+", whole.lower()))
    at = 0
    for node in gold["nodes"]:
        wanted = squeeze(node["text"])
        place = found.find(wanted, at)
        if place < 0:
            yield f"not there, or not in this order: {node['text']}"
        else:
            at = place + len(wanted)
        if node["number"] and squeeze(node["number"]) not in squeeze(whole):
            yield f"number not in the document: {node['number']}"
        for name, value in node.get("attributes", {}).items():
            missing = [word for word in re.findall(r"\w+", value.lower()) if word not in words]
            if missing:
                yield f"{name}: {missing} not in the document"


def places(gold: Gold, path: Path) -> Iterator[str]:
    """A node stands on its lines or on its page."""
    if "line" in gold["nodes"][0]:
        lines = path.read_text(encoding="utf-8").splitlines()
        for node in gold["nodes"]:
            here = bare("\n".join(lines[node["line"] - 1 : node["end_line"]]), gold)
            if squeeze(node["text"]) not in squeeze(here):
                yield f"l.{node['line']}: {node['text']}"
    if gold["format"] == "pdf":
        printed = [squeeze(bare(page, gold)) for page in pages(path)]
        for node in gold["nodes"]:
            if squeeze(node["text"])[:18] not in printed[node["page"] - 1]:
                yield f"p.{node['page']}: {node['text']}"


def outside(gold: Gold, path: Path) -> Iterator[str]:
    """Quotations are verbatim, claims are judged rightly, what is no node is printed and is no node's text."""
    whole = " ".join(raw(path, gold).split())
    quotes = [value["evidence"] for value in gold["dates"].values()] + [claim["text"] for claim in gold["claims"]]
    quotes += [gold["organisation_evidence"]] if gold["organisation"] else []
    yield from (f"not verbatim: {quote}" for quote in quotes if " ".join(quote.split()) not in whole)
    for claim in gold["claims"]:
        if claim["true"] != all(gold["counts"].get(level) == count for level, count in claim["says"].items()):
            yield f"claim: {claim}"
    own = Counter(squeeze(node["text"]) for node in gold["nodes"])
    for text in (text for entry in gold["non_nodes"] for text in entry["texts"]):
        if squeeze(text) not in squeeze(whole):
            yield f"non-node not in the document: {text}"
        if own[squeeze(text)]:
            yield f"non-node is a node: {text}"


def main() -> int:
    bad = 0
    for gold_path in sorted(OUT.glob("*.gold.json")):
        gold = json.loads(gold_path.read_text(encoding="utf-8"))
        path = OUT / gold["file"]
        errors = [error for judge in (shape, texts, places, outside) for error in judge(gold, path)]
        if path.stat().st_size > LIMIT:
            errors.append(f"{path.stat().st_size} bytes")
        bad += len(errors)
        sys.stdout.write(f"{path.name}: {len(gold['nodes'])} nodes\n")
        sys.stdout.writelines(f"    {error}\n" for error in errors)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
