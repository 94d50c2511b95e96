"""Where the outlines are, where their documents go, and on which page a node starts."""

from pathlib import Path

from tests.layouts.make import model
from tests.layouts.make.model import Plan, squeeze

CONTENTS = Path(__file__).parent / "contents"
OUT = Path(__file__).parent.parent


def load(name: str) -> Plan:
    return model.load(name, CONTENTS, OUT)


def number_pages(plan: Plan, pages: list[str], first: int) -> None:
    """Gives each node the page where it starts, in reading order from page `first` on."""
    at = first
    squeezed = [squeeze(page) for page in pages]
    for node in plan.nodes():
        mark = squeeze((node.number or "") + node.text)[:18]
        at = next(page for page in range(at, len(pages) + 1) if mark in squeezed[page - 1])
        node.page = at
