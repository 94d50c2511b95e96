"""What a printed plan is made of, whatever the format: headings, paragraphs, tables, in order."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

_SPACES = re.compile(r"[^\S\u00a0\u202f]+")  # French puts spaces that do not break before its signs.
_BEFORE_SIGN, _AFTER_SIGN = re.compile(r" (?=[:;!?»%€])"), re.compile(r"(?<=«) ")

Role = Literal["", "strong", "todo", "note", "quote"]
Style = Literal["body", "bullet", "mention", "title", "subtitle", "note"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one kind.

    Attributes:
        role: `strong`, `todo` (« à définir »), `note` (smaller), `quote` (a source's own words), or "".
        target: The anchor that they lead to, or "".
    """

    text: str
    role: Role = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `anchor` is the name that links reach it by, or ""."""

    runs: tuple[Run, ...]
    style: Style = "body"
    anchor: str = ""

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A title of a part, from 1 to 4."""

    depth: int
    text: str
    anchor: str


Cell = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header is repeated on each page.

    Attributes:
        title: What it lists, for who hears it rather than sees it.
        header: The names of its columns.
        widths: The share of each column, in percent.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: the headings down to a depth."""

    title: str
    depth: int


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Block = Heading | Paragraph | Table | Contents | PageBreak


@dataclass(frozen=True, slots=True)
class Printed:
    """A plan as it is printed.

    Attributes:
        title: Its title, for the file's properties and the footer.
        author: Whose it is, or "".
        mention: « Projet — brouillon », or "" for a plan that is none.
        day: The date that it bears, or None.
        blocks: All that it says, the cover first.
    """

    title: str
    author: str
    mention: str
    day: date | None
    blocks: tuple[Block, ...]

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Its titles, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Heading))


def printable(text: str) -> str:
    """Words on one line, without control characters nor halves of characters."""
    kept = "".join(one if one.isprintable() or one.isspace() or one in "\u00ad\u200b\u200d" else " " for one in text)
    return _SPACES.sub(" ", kept).strip()


def paragraph(*runs: Run | str, style: Style = "body", anchor: str = "") -> Paragraph:
    """A paragraph of runs; plain words stand as they are, with the spaces at their edges."""
    return Paragraph(tuple(Run(one) if isinstance(one, str) else one for one in runs), style, anchor)


def cell(*runs: Run | str) -> Cell:
    """A cell of one paragraph."""
    return (paragraph(*runs),)


def typeset(block: Block) -> Block:
    """A block with the spaces that French does not break a line at; the words of sources stay as they are."""
    if isinstance(block, Heading):
        return replace(block, text=_unbroken(block.text))
    if isinstance(block, Paragraph):
        return _typeset(block)
    if isinstance(block, Table):
        rows = tuple(tuple(tuple(map(_typeset, one)) for one in row) for row in block.rows)
        return replace(block, rows=rows)
    return block


def _typeset(block: Paragraph) -> Paragraph:
    runs = (run if run.role == "quote" else replace(run, text=_unbroken(run.text)) for run in block.runs)
    return replace(block, runs=tuple(runs))


def _unbroken(text: str) -> str:
    return _BEFORE_SIGN.sub("\u00a0", _AFTER_SIGN.sub("\u00a0", text))
