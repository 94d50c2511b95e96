"""Plans whose file says all by itself: each line's level, place and fields, with nothing left to infer.

The product's own files (a draft's JSON, its workbook, its XML) are read so: their words are taken as they stand, where
a plan written by hand is weighed line by line. The source text is a rendering of them, in which each node is quoted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.packing import items_of
from ingest.records import DocumentKind, Evidence, Identity, Level, Node, Period
from ingest.vocabulary import load

REASON = "donné par le fichier"
_DEPTH = {Level.VOLET: 0, Level.SECTION: 1, Level.OS: 1, Level.OO: 2, Level.ACTION: 3, Level.SOUS_ACTION: 4}
LEVELS = frozenset(_DEPTH)
"""The levels of a plan."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a plan as its file gives it.

    Attributes:
        id: Its own id in the file; `parent` is the id of the line above, or None.
        attributes: Its fields, by the keys of `columns.yaml`.
        start: Where its words stand in the rendering, once there is one; `end` likewise, `row` its line from 1.
    """

    id: str
    parent: str | None
    level: Level
    text: str
    number: str = ""
    kind: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    start: int = 0
    end: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Given:
    """A plan as its file gives it.

    Attributes:
        evidence: The file's words that say what it is.
        organisation: Whose plan it is, or None; `period` likewise.
        lines: Its lines, each after the one above it.
        record: The file's own content, where it says more than a document can hold; or "".
    """

    evidence: str
    title: str
    organisation: str | None
    period: Period | None
    lines: tuple[Line, ...]
    record: str = ""

    @property
    def draft(self) -> bool:
        """Whether the file calls itself a draft, which its readers must know."""
        return self.evidence == str(load("exports")["draft"])


def rendered(given: Given) -> tuple[str, Given]:
    """A plan as text, one line an element, its fields below; and the plan with its lines' places in that text."""
    cover = load("exports")["cover"]
    rows = [flat(given.title) or load("exports")["title"]]
    if given.organisation:
        rows.append(f"{cover['organisation']} : {flat(given.organisation)}")
    if given.period:
        rows.append(f"{cover['period']} : {given.period}")
    rows.append("")
    offset = sum(len(row) + 1 for row in rows)
    placed = []
    for line in given.lines:
        label, words = _label(line), flat(line.text)
        margin = "  " * _DEPTH[line.level]
        before = f"{margin}{label} – " if label and words else margin
        start, shown = offset + len(before), words or label
        placed.append(replace(line, start=start, end=start + len(shown), row=len(rows) + 1))
        fields = [f"{margin}    {_name(key)} : {' ; '.join(items_of(value))}" for key, value in line.attributes]
        for row in (before + shown, *fields):
            rows.append(row)
            offset += len(row) + 1
    return "\n".join(rows) + "\n", replace(given, lines=tuple(placed))


def identity(given: Given, text: str) -> Identity:
    """What such a file says of itself."""
    label = f"{load('exports')['cover']['organisation']} : "
    organisation = None
    if given.organisation and (value := flat(given.organisation)):
        start = text.index(f"\n{label}") + 1 + len(label)
        organisation = Evidence(value, text[start : start + len(value)], start, start + len(value))
    return Identity(
        kind=DocumentKind.PST,
        kind_evidence=given.evidence,
        title=text.partition("\n")[0],
        organisation=organisation,
        period=given.period,
        period_evidence=str(given.period) if given.period else None,
    )


def nodes(given: Given, document: str, text: str) -> tuple[Node, ...]:
    """The tree of such a file, in its own order; ids are the document's with the file's own.

    Args:
        given: The plan, with its lines' places.
        document: The document's id.
        text: The stored text.
    """
    return tuple(
        Node(
            id=f"{document}#{line.id}",
            parent=f"{document}#{line.parent}" if line.parent is not None else None,
            level=line.level,
            number=line.number or None,
            text=text[line.start : line.end] if flat(line.text) else "",
            start=line.start,
            end=line.end,
            line=line.row,
            end_line=line.row,
            kind=line.kind,
            attributes=line.attributes,
            reason=REASON,
        )
        for line in given.lines
    )


def ordered(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Lines with each one after the line above it and before the next of its rank; those above none come first.

    A line whose parent is not there, or that would stand below itself, stands at the top.
    """
    known = {line.id: line for line in lines}
    below: dict[str | None, list[Line]] = {}
    for line in lines:
        below.setdefault(line.parent if _hangs(line, known) else None, []).append(line)
    found: list[Line] = []
    pending = below.get(None, [])[::-1]
    while pending:
        line = pending.pop()
        found.append(line if line.parent in known and _hangs(line, known) else replace(line, parent=None))
        pending += below.get(line.id, [])[::-1]
    return tuple(found)


def _hangs(line: Line, known: Mapping[str, Line]) -> bool:
    """Whether a line leads up to the top by lines that are there."""
    seen = {line.id}
    while line.parent is not None:
        if line.parent not in known or line.parent in seen:
            return False
        seen.add(line.parent)
        line = known[line.parent]
    return True


def flat(words: str) -> str:
    """Words on one line, with single spaces."""
    return " ".join(words.split())


def _label(line: Line) -> str:
    """« OO 1.1 » before a line's words; a volet or a section that has a title needs none."""
    code, name = load("exports")["levels"][line.level.value]
    if line.level in (Level.VOLET, Level.SECTION):
        return f"{name} {line.number}".strip() if line.number or not flat(line.text) else ""
    return f"{code} {line.number}".strip()


def _name(key: str) -> str:
    names = load("columns")["names"]
    return str(names.get(key, key.replace("_", " "))).capitalize()
