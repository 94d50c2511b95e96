"""Plain text and Markdown: the lines of the gold tree are counted while writing."""

import textwrap

from tests.layouts.make.model import Node, Plan, load, write_gold


class Lines:
    """The lines of a text, and the nodes that start on them."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, *lines: str) -> None:
        self.lines.extend(lines)

    def node(self, node: Node, *lines: str) -> None:
        node.line = len(self.lines) + 1
        self.add(*lines)
        node.end_line = len(self.lines)

    def save(self, plan: Plan, encoding: str = "utf-8", newline: str = "\n") -> None:
        text = newline.join(self.lines) + newline
        plan.target().write_bytes(text.encode(encoding))
        write_gold(plan, lines=self.lines)


def codes() -> Plan:
    """Codes `OS1`, `OO1.1`, `A1.1.1`, no volets, lines cut at 84 signs."""
    plan = load("txt-codes")
    out = Lines()
    out.add(*plan.blocks["head"], "", *plan.blocks["summary"], "")
    for line in plan.blocks["intro"]:
        out.add(*_cut(line), "")
    for node in plan.nodes():
        code = node.hints.get("code", f"{node.key}{node.number} -")
        if node.level != "action":
            out.add("")
        out.node(node, *_cut(f"{code} {node.text}"))
    for line in plan.blocks["tail"]:
        out.add("", *_cut(line))
    out.save(plan)
    return plan


def _cut(text: str) -> list[str]:
    """Cuts as old mail programs did: no hyphenation, no hanging indent, no-break spaces kept."""
    lines = textwrap.wrap(text.replace("\u00a0", "\u2060"), 84, break_long_words=False, break_on_hyphens=False)
    return [line.replace("\u2060", "\u00a0") for line in lines]


def bare() -> Plan:
    """Bare lines, restarting numbers, lists that look like objectives; cp1252 and CRLF."""
    plan = load("txt-nu")
    _raw(plan).save(plan, "cp1252", "\r\n")
    return plan


def ocr() -> Plan:
    """Markdown out of a character recognition."""
    plan = load("md-ocr")
    _raw(plan).save(plan)
    return plan


def _raw(plan: Plan) -> Lines:
    """A hand-written text: `@@` marks the first line of a node, `@+` a line that continues it, `~` a lone space."""
    out = Lines()
    nodes = iter(plan.nodes())
    current: Node | None = None
    for line in plan.blocks["raw"]:
        if line.startswith("@@"):
            current = next(nodes)
            out.node(current, line[2:])
        elif line.startswith("@+"):
            out.add(line[2:])
            if current is not None:
                current.end_line = len(out.lines)
        else:
            out.add("\u00a0" if line == "~" else line)
    if next(nodes, None) is not None:
        raise ValueError(f"{plan.name}: more nodes in the outline than in the text")
    return out


def prose() -> Plan:
    """A DPS in plain prose, by theme."""
    plan = load("dps-prose")
    out = Lines()
    out.add(*plan.blocks["head"], "")
    for line in plan.blocks["preamble"]:
        out.add(line, "")
    for node in plan.nodes():
        out.node(node, node.text)
        out.add("")
    for line in plan.blocks["closing"]:
        out.add(line, "")
    out.save(plan)
    return plan
