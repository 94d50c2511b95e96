"""Plans written as plain outlines, and the gold file that goes with each document."""

import json
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CONTENTS = Path(__file__).parent / "contents"
OUT = Path(__file__).parent.parent

LEVELS = {
    "V": ("volet", 0),
    "S": ("section", 1),
    "OS": ("os", 2),
    "OO": ("oo", 3),
    "A": ("action", 4),
    "SA": ("sous_action", 5),
    "AXE": ("axe", 0),
    "INT": ("intention", 1),
    "OBJ": ("objectif", 2),
}

_NODE = re.compile(r"^(?P<key>V|S|OS|OO|A|SA|AXE|INT|OBJ)(?: (?P<number>[^|]*?))? \|(?: (?P<text>.*))?$")
_ATTRIBUTE = re.compile(r"^ {2}@ (?P<name>\w+) = (?P<value>.*)$")


@dataclass
class Node:
    """One element of a plan, and where the generator put it."""

    key: str
    level: str
    rank: int
    text: str
    number: str | None = None
    kind: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)
    order: int = 0
    line: int | None = None
    end_line: int | None = None
    page: int | None = None

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class Plan:
    """What one content file holds: gold metadata, named blocks of prose, the tree."""

    name: str
    gold: dict[str, Any]
    blocks: dict[str, list[str]]
    roots: list[Node]
    folder: Path = OUT

    def nodes(self) -> list[Node]:
        """All nodes, parents first, in reading order."""
        return [node for root in self.roots for node in root.walk()]

    def target(self) -> Path:
        """Where the document goes."""
        return self.folder / f"{self.name}.{self.gold['format']}"


def typographic(text: str) -> str:
    """French typography: curly apostrophes, no-break spaces before double punctuation and inside guillemets."""
    text = text.replace("'", "’")
    text = re.sub(r" ([:;?!»])", "\u00a0\\1", text)
    return text.replace("« ", "«\u00a0")


def load(name: str, contents: Path = CONTENTS, folder: Path = OUT) -> Plan:
    """Reads `NAME.plan` in `contents`; the document goes into `folder`."""
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in (contents / f"{name}.plan").read_text(encoding="utf-8").splitlines():
        if line.startswith("%% "):
            current = sections.setdefault(line[3:].strip(), [])
        else:
            current.append(line)
    gold = tomllib.loads("\n".join(sections.pop("gold")))
    outline = sections.pop("plan")
    blocks = {key: _trimmed(lines) for key, lines in sections.items()}
    if gold.pop("typographic"):
        outline = [typographic_line(line) for line in outline]
        blocks = {key: [typographic(line) for line in lines] for key, lines in blocks.items()}
    return Plan(name, gold, blocks, _tree(outline), folder)


def typographic_line(line: str) -> str:
    """An outline line with its text, not its marks, made typographic."""
    match = _ATTRIBUTE.match(line)
    if match:
        return f"  @ {match['name']} = {typographic(match['value'])}"
    head, bar, text = line.partition(" |")
    return head + bar + typographic(text)


def _trimmed(lines: list[str]) -> list[str]:
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines


def _tree(outline: list[str]) -> list[Node]:
    roots: list[Node] = []
    trail: list[Node] = []
    order = 0
    for line in outline:
        if not line.strip():
            continue
        attribute = _ATTRIBUTE.match(line)
        if attribute:
            store = trail[-1].hints if attribute["name"].startswith("_") else trail[-1].attributes
            store[attribute["name"].lstrip("_")] = attribute["value"]
            if attribute["name"] == "_direct":
                _attach_to(trail[-1], attribute["value"])
            continue
        match = _NODE.match(line)
        if not match:
            raise ValueError(f"not an outline line: {line!r}")
        order += 1
        level, rank = LEVELS[match["key"]]
        number = match["number"] or None
        node = Node(match["key"], level, rank, match["text"] or "", order=order)
        if node.key == "V":
            node.kind = number
        else:
            node.number = number
        while trail and trail[-1].rank >= rank:
            trail.pop()
        if trail:
            node.parent = trail[-1]
            trail[-1].children.append(node)
        else:
            roots.append(node)
        trail.append(node)
    return roots


def _attach_to(node: Node, level: str) -> None:
    """Moves a node up to its ancestor of the given level."""
    ancestor = node.parent
    while ancestor is not None and ancestor.level != level:
        ancestor.children = [child for child in ancestor.children if child is not node]
        ancestor = ancestor.parent
    if ancestor is None:
        raise ValueError(f"no ancestor of level {level}: {node.text!r}")
    node.parent = ancestor
    ancestor.children.append(node)


def write_gold(plan: Plan, lines: list[str] | None = None, pages: list[str] | None = None) -> Path:
    """Writes `NAME.gold.json`; `lines` for line formats, `pages` (their texts) for PDF."""
    source = plan.gold
    gold: dict[str, Any] = {"file": plan.target().name, "layout": source["layout"], "format": source["format"]}
    gold["kind"] = source["kind"]
    gold["kind_accept"] = source.get("kind_accept", [source["kind"]])
    gold["organisation"] = source.get("organisation")
    accepted = [source["organisation"]] if "organisation" in source else [None]
    gold["organisation_accept"] = source.get("organisation_accept", accepted)
    if gold["organisation"] is None and None not in gold["organisation_accept"]:
        gold["organisation_accept"] = [None, *gold["organisation_accept"]]
    gold["organisation_evidence"] = _typed(plan, source.get("organisation_evidence"))
    gold["body"] = source["body"]
    gold["period"] = source.get("period")
    gold["dates"] = {
        key: {"date": value["date"], "evidence": _typed(plan, value["evidence"])}
        for key, value in source.get("dates", {}).items()
    }
    for optional in ("encoding", "automatic_numbers"):
        if optional in source:
            gold[optional] = source[optional]
    if "furniture" in source:
        gold["furniture"] = [_typed(plan, text) for text in source["furniture"]]
    gold["counts"] = dict(Counter(node.level for node in plan.nodes()))
    gold["claims"] = [_claim(plan, claim, lines, pages) for claim in source.get("claims", [])]
    gold["nodes"] = [_entry(node, lines is not None) for node in plan.nodes()]
    gold["non_nodes"] = [row for entry in source.get("non_nodes", []) for row in _non_nodes(plan, entry, lines)]
    gold["notes"] = source["notes"]
    target = plan.folder / f"{plan.name}.gold.json"
    target.write_text(dump(gold), encoding="utf-8")
    return target


def _typed(plan: Plan, text: str | None) -> str | None:
    """A quotation as the document prints it: typographic wherever the plan is."""
    if text is None:
        return None
    curly = any("’" in node.text for node in plan.nodes())
    return typographic(text) if curly else text


def _entry(node: Node, by_line: bool) -> dict[str, Any]:
    place: dict[str, Any]
    if by_line:
        parent = node.parent.line if node.parent else None
        place = {"line": node.line, "end_line": node.end_line, "order": node.order}
    else:
        parent = node.parent.order if node.parent else None
        place = {"order": node.order}
    if node.page is not None:
        place["page"] = node.page
    entry = place | {"level": node.level, "parent": parent, "number": node.number}
    if node.kind:
        entry["kind"] = node.kind
    entry["text"] = node.text
    if node.attributes:
        entry["attributes"] = node.attributes
    return entry


def _claim(plan: Plan, claim: dict[str, Any], lines: list[str] | None, pages: list[str] | None) -> dict[str, Any]:
    text = _typed(plan, claim["text"]) or ""
    entry: dict[str, Any] = {"text": text}
    if lines is not None:
        entry["line"] = locate(lines, text)
    if pages is not None:
        entry["page"] = next((at for at, page in enumerate(pages, 1) if squeeze(text) in squeeze(page)), None)
    return entry | {"says": claim["says"], "true": claim["true"]}


def _non_nodes(plan: Plan, entry: dict[str, Any], lines: list[str] | None) -> list[dict[str, Any]]:
    """One entry, or one for each occurrence where nodes stand between the texts."""
    texts = [_typed(plan, text) or "" for text in entry["texts"]]
    if lines is None:
        return [{"texts": texts, "why": entry["why"]}]
    found = [locate(lines, text) for text in texts]
    first, last = min(found), max(found)
    if not any(first <= (node.line or 0) <= last for node in plan.nodes()):
        return [{"texts": texts, "lines": [first, last], "why": entry["why"]}]
    return [
        {"texts": [text], "lines": [at, at], "why": entry["why"]}
        for text in texts
        for at, line in enumerate(lines, 1)
        if squeeze(line) == squeeze(text)
    ]


def squeeze(text: str) -> str:
    """Letters and digits only, lower case: what two printings of one text share."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())


def locate(lines: list[str], text: str) -> int:
    """The first line where the text starts, even if it ends on the next ones."""
    wanted = squeeze(text)
    for at in range(len(lines)):
        here = squeeze(lines[at])
        if wanted in here:
            return at + 1
        if (
            here
            and wanted in squeeze("".join(lines[at : at + 4]))
            and wanted not in squeeze("".join(lines[at + 1 : at + 5]))
        ):
            return at + 1
    raise ValueError(f"not in the document: {text!r}")


def dump(gold: dict[str, Any]) -> str:
    """JSON with one node, claim or non-node a line."""
    parts = []
    for key, value in gold.items():
        if key in {"nodes", "claims", "non_nodes", "notes"} and value:
            rows = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in value)
            parts.append(f' "{key}": [\n{rows}\n ]')
        else:
            parts.append(f' "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"
