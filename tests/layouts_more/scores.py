"""F1 on the edges of the documents of this folder, compared as `tests/test_layouts.py` compares them."""

import json
from collections.abc import Iterable
from pathlib import Path
from statistics import mean
from typing import Any

from ingest.document import read_document
from ingest.errors import PstError
from ingest.records import Document
from tests.test_layouts import f1, found_edges, gold_edges, has_hyphens

FOLDER = Path(__file__).parent


def scores(folder: Path = FOLDER) -> dict[str, tuple[str, float]]:
    """The format and the F1 of each document; 0 for one that the product refuses."""
    found = {}
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        try:
            document = read_document(folder / gold["file"], gold["file"])
        except PstError:
            found[gold["file"]] = (gold["format"], 0.0)
        else:
            found[gold["file"]] = (gold["format"], _score(document, gold))
    return found


def _score(document: Document, gold: dict[str, Any]) -> float:
    hyphens = has_hyphens(gold)
    return f1(found_edges(document, hyphens=hyphens), gold_edges(gold))


def by_format(rows: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The mean of each format."""
    groups: dict[str, list[float]] = {}
    for kind, score in rows:
        groups.setdefault(kind, []).append(score)
    return {kind: mean(values) for kind, values in sorted(groups.items())}
