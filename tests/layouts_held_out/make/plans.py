"""Where these outlines are, where their documents go, and how their prose is set in Word."""

import copy
from pathlib import Path

from docx.document import Document as Doc
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from tests.layouts.make import model, word
from tests.layouts.make.model import Plan

CONTENTS = Path(__file__).parent / "contents"
OUT = Path(__file__).parent.parent


def load(name: str) -> Plan:
    return model.load(name, CONTENTS, OUT)


def pairs(plan: Plan, block: str) -> dict[str, str]:
    """A block of `KEY | text` lines."""
    return {key: text for key, _, text in (line.partition(" | ") for line in plan.blocks[block])}


def bullet(document: Doc, text: str) -> None:
    """A bullet as Word makes them: a list paragraph that carries its own numbering."""
    paragraph = document.add_paragraph(text, style="List Paragraph")
    own = word.style(document, "List Bullet").element.pPr.find(qn("w:numPr"))
    paragraph._p.get_or_add_pPr().append(copy.deepcopy(own))


def prose(document: Doc, lines: list[str], styled: bool = True) -> None:
    """`# ` starts a title (by style, or else by bold and colour), `* ` a bullet."""
    for line in lines:
        if line.startswith("* "):
            bullet(document, line[2:])
        elif not line.startswith("# "):
            document.add_paragraph(line)
        elif styled:
            document.add_heading(line[2:], 1)
        else:
            title(document, line[2:], 14)


def title(document: Doc, text: str, size: float) -> None:
    """A title without a style."""
    paragraph = word.write(document.add_paragraph(), text, bold=True, size=size)
    paragraph.paragraph_format.space_before = Pt(12)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.runs[0].font.color.rgb = RGBColor(0x1F, 0x4E, 0x79)
