"""Texts copied from a PDF: lines cut at a width, page feet in the middle of everything."""

import textwrap
from collections.abc import Callable

from tests.layouts.make.model import Node, Plan
from tests.layouts.make.texts import Lines
from tests.layouts_held_out.make.plans import load, pairs


class Pages(Lines):
    """Lines with the foot of a page after every `height` of them."""

    def __init__(self, width: int, height: int, foot: Callable[[int], list[str]]) -> None:
        super().__init__()
        self.width, self.height, self.foot = width, height, foot
        self.page, self.used = 1, 0

    def add(self, *lines: str) -> None:
        for line in lines:
            if self.used == self.height:
                self.lines.extend(self.foot(self.page))
                self.page, self.used = self.page + 1, 0
            self.lines.append(line)
            self.used += 1

    def text(self, text: str) -> None:
        self.add(*self.cut(text))

    def cut(self, text: str) -> list[str]:
        return textwrap.wrap(text, self.width, break_long_words=False, break_on_hyphens=False) or [""]

    def node(self, node: Node, *lines: str) -> None:
        if self.used == self.height:
            self.add("")
        super().node(node, *lines)


def _set(out: Pages, lines: list[str]) -> None:
    """Prose as it stands; contents and signature lines are wider and stay whole."""
    for line in lines:
        if "....." in line or "     " in line:
            out.add(line)
        else:
            out.text(line)


def running_codes() -> Plan:
    """OS1., OO1., A1. on three counters; the foot names the administration."""
    plan = load("codes-continus")
    out = Pages(76, 38, lambda page: ["", f"Administration communale d'Anhée - PST 2018-2024 - page {page}", ""])
    _set(out, plan.blocks["head"])
    for node in plan.nodes():
        if node.level != "action":
            out.add("")
        out.node(node, *out.cut(f"{node.key}{node.number}. {node.text}"))
    out.add("")
    _set(out, plan.blocks["tail"])
    out.save(plan)
    return plan


def cut_lines() -> Plan:
    """Bare numbers under labelled OS; the foot is « n/3 » alone."""
    plan = load("lignes-coupees")
    out = Pages(90, 28, lambda page: [f"{page}/3"])
    _set(out, plan.blocks["head"])
    contexts = pairs(plan, "contexts")
    for node in plan.nodes():
        if node.level in {"volet", "os"}:
            out.add("")
        if node.level == "volet":
            out.node(node, node.text)
        elif node.level == "os":
            out.node(node, *out.cut(f"OBJECTIF STRATEGIQUE {node.number}. {node.text}"))
            out.text(contexts[node.number or ""])
        else:
            out.node(node, *out.cut(f"{node.number}. {node.text}"))
    out.add("")
    _set(out, plan.blocks["tail"])
    out.lines.extend(out.foot(out.page))
    out.save(plan)
    return plan
