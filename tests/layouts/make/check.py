"""Checks every gold tree against the text of its document: `python -m tests.layouts.make.check`.

Nothing here shares code with the generators but `squeeze`: each format is read again from its file.
"""

import csv
import datetime
import html
import io
import json
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.layouts.make.model import LEVELS, OUT, squeeze

RANKS = dict(LEVELS.values())
SCHEMA = OUT.parents[2] / "shared" / "ecomptes" / "schema_import_ecomptes_201805V1.xsd"
Gold = dict[str, Any]


def pages(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


def _zipped(path: Path) -> str:
    """All the words of a DOCX or an ODF, tags and notes off, headers included."""
    texts = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if re.search(r"(document|header\d*|footer\d*|content|comments)\.xml$", name):
                texts.append(archive.read(name).decode("utf-8"))
    joined = re.sub(r"<text:note .*?</text:note>", "", " ".join(texts), flags=re.DOTALL)
    joined = re.sub(r"<(?:w:br|w:tab|text:line-break|text:tab)\b[^>]*>|</(?:w:p|text:p|text:h|w:tc)>", " ", joined)
    return html.unescape(re.sub(r"<[^>]+>", "", joined))


def _cells(path: Path) -> str:
    book = load_workbook(path)
    values = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None)
    return " ".join(f"{v:%d/%m/%Y}" if isinstance(v, datetime.date) else str(v) for v in values)


def _page_source(path: Path) -> str:
    source = re.sub(r"<br>|</(?:li|p|h\d|summary|button|div)>", " ", path.read_text(encoding="utf-8"))
    return html.unescape(re.sub(r"<(?!script)[^>]+>", "", source))


def raw(path: Path, gold: Gold) -> str:
    """The whole text of a document, whatever is hidden or repeated in it."""
    readers: dict[str, Callable[[Path], str]] = {
        "docx": _zipped,
        "odt": _zipped,
        "ods": _zipped,
        "xlsx": _cells,
        "html": _page_source,
        "csv": lambda p: " ".join(
            " ".join(row) for row in csv.reader(io.StringIO(p.read_text("cp1252")), delimiter=";")
        ),
        "xml": lambda p: " ".join(str(text) for text in etree.parse(p).getroot().itertext()),
        "pdf": lambda p: "\n".join(pages(p)),
    }
    reader = readers.get(gold["format"], lambda p: p.read_bytes().decode(gold.get("encoding", "utf-8")))
    return reader(path)


def bare(text: str, gold: Gold) -> str:
    """The text without the lines that every page repeats."""
    furniture = {squeeze(re.sub(r"\d+", "#", line)) for line in gold.get("furniture", [])}
    kept = [
        line for line in text.splitlines() if not line.strip() or squeeze(re.sub(r"\d+", "#", line)) not in furniture
    ]
    return "\n".join(kept)


def shape(gold: Gold, path: Path) -> Iterator[str]:
    nodes = gold["nodes"]
    if not 30 <= len(nodes) <= 120:
        yield f"{len(nodes)} nodes"
    if path.stat().st_size > 200_000:
        yield f"{path.stat().st_size} bytes"
    if dict(Counter(node["level"] for node in nodes)) != gold["counts"]:
        yield "counts differ from the nodes"
    if [node["order"] for node in nodes] != list(range(1, len(nodes) + 1)):
        yield "orders are not 1, 2, 3…"
    place = "line" if "line" in nodes[0] else "order"
    seen: dict[int, Gold] = {}
    for node in nodes:
        if node["parent"] is not None and node["parent"] not in seen:
            yield f"parent after child: {node['text']}"
        elif node["parent"] is not None and RANKS[seen[node["parent"]]["level"]] >= RANKS[node["level"]]:
            yield f"parent of a lower level: {node['text']}"
        if ("kind" in node) != (node["level"] == "volet"):
            yield f"kind: {node['text']}"
        seen[node[place]] = node


def texts(gold: Gold, path: Path) -> Iterator[str]:
    whole = raw(path, gold)
    found = squeeze(bare(whole, gold))
    words = Counter(re.findall(r"\w+", whole.lower()))
    at = 0
    for node in gold["nodes"]:
        wanted = squeeze(node["text"])
        if wanted not in found:
            yield f"text not in the document: {node['text']}"
        at = max(at, found.find(wanted, at))
        if node["number"] and not gold.get("automatic_numbers") and squeeze(node["number"]) not in found:
            yield f"number not in the document: {node['number']}"
        for name, value in node.get("attributes", {}).items():
            missing = [word for word in re.findall(r"\w+", value.lower()) if not words[word]]
            if missing:
                yield f"{name}: {missing} not in the document"


def places(gold: Gold, path: Path) -> Iterator[str]:
    """Lines and pages: the node's text is where the gold says."""
    if "line" in gold["nodes"][0]:
        lines = path.read_bytes().decode(gold.get("encoding", "utf-8")).splitlines()
        for node in gold["nodes"]:
            here = bare("\n".join(lines[node["line"] - 1 : node["end_line"]]), gold)
            if squeeze(node["text"]) not in squeeze(here):
                yield f"l.{node['line']}: {node['text']}"
    if gold["format"] == "pdf":
        printed = [squeeze(bare(page, gold)) for page in pages(path)]
        for node in gold["nodes"]:
            if squeeze(node["text"])[:18] not in printed[node["page"] - 1]:
                yield f"p.{node['page']}: {node['text']}"


def identity(gold: Gold, path: Path) -> Iterator[str]:
    whole = " ".join(raw(path, gold).split())
    quotes = [value["evidence"] for value in gold["dates"].values()] + [claim["text"] for claim in gold["claims"]]
    if gold["organisation_evidence"]:
        quotes.append(gold["organisation_evidence"])
    for quote in quotes:
        if " ".join(quote.split()) not in whole:
            yield f"not verbatim in the document: {quote}"
    if gold["organisation"] is None and gold["organisation_evidence"]:
        yield "an evidence without an organisation"
    if gold["organisation"] not in gold["organisation_accept"]:
        yield "organisation not among the accepted ones"
    said = gold["claims"]
    for claim in said:
        right = all(gold["counts"].get(level) == count for level, count in claim["says"].items())
        if right != claim["true"]:
            yield f"claim: {claim}"


def outside(gold: Gold, path: Path) -> Iterator[str]:
    found = squeeze(raw(path, gold))
    own = {squeeze(node["text"]) for node in gold["nodes"]}
    for text in (text for entry in gold["non_nodes"] for text in entry["texts"]):
        if squeeze(text) not in found:
            yield f"non-node not in the document: {text}"
        if squeeze(text) in own:
            yield f"non-node is a node: {text}"
    for entry in gold["non_nodes"]:
        first, last = entry.get("lines", (0, -1))
        if any(first <= node.get("line", 0) <= last for node in gold["nodes"]):
            yield f"a node inside the non-node {entry}"


def schema(gold: Gold, path: Path) -> Iterator[str]:
    if gold["format"] == "xml" and SCHEMA.exists():
        validator = etree.XMLSchema(etree.fromstring(SCHEMA.read_bytes()))
        if not validator.validate(etree.parse(path)):
            yield str(validator.error_log)


def main() -> int:
    bad = 0
    for gold_path in sorted(OUT.glob("*.gold.json")):
        gold = json.loads(gold_path.read_text(encoding="utf-8"))
        path = OUT / gold["file"]
        errors = [error for check in (shape, texts, places, identity, outside, schema) for error in check(gold, path)]
        bad += len(errors)
        counts = " ".join(f"{level} {count}" for level, count in gold["counts"].items())
        sys.stdout.write(f"{path.name}: {len(gold['nodes'])} nodes ({counts})\n")
        sys.stdout.writelines(f"    {error}\n" for error in errors)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
