"""What a reader hands over: the source text, and what the format knows of its lines besides their characters."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.given import Given, rendered
from ingest.records import DocumentKind, Level


@dataclass(frozen=True, slots=True)
class Hint:
    """What a format says of one line.

    Attributes:
        heading: Depth of a heading style (1-9), 0 for none.
        bold: Whether the line is set wholly in bold, or larger than the body.
        page: The page that it stands on, from 1, or None.
        level: The level that a table's column or an export's field gives it, or None.
        number: The number that goes with `level`, or "".
        kind: The kind of a volet.
        attributes: Fields of an action's sheet: responsable, échéance, budget…
        joined: Whether the line goes on with the paragraph above it, whatever stands between.
        whole: Whether the line is a whole paragraph, which never goes on in the next line.
        parent: The line (from 1) of the element that the line's element belongs to, where a table or an export says
            so; None where the order of the lines tells it.
        outside: Whether the line stands outside the content: a running header, a footnote, a row of totals, the values
            of a menu. It may say who the document is; it makes no node.
        style: The name of the paragraph's style, as its author called it (« PST OO »), or "".

    A line with `attributes` and without `level` gives them to the element above it.
    """

    heading: int = 0
    bold: bool = False
    page: int | None = None
    level: Level | None = None
    number: str = ""
    kind: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    whole: bool = True
    joined: bool = False
    parent: int | None = None
    outside: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class KindHint:
    """The kind that a document's form gives away: the columns of a plan, the type of an export.

    Attributes:
        evidence: The document's words that say so: the header of its table, the element that names its type.
    """

    kind: DocumentKind
    evidence: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document's text with the hints of its lines (by line number, from 1).

    Attributes:
        warnings: What the reader could not take over, in French, for the quality report.
        kind: The kind that the form gives away; the document's own title goes before it.
        given: The plan, where the file says all of it by itself: nothing is inferred then, and there are no hints.
    """

    text: str
    hints: Mapping[int, Hint] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    kind: KindHint | None = None
    given: Given | None = None


@dataclass(slots=True)
class Context:
    """What a writer knows of the plan so far, for tables that name an element again.

    Attributes:
        scanned: The last line looked at.
        opened: The last line outside tables that opens a part of the plan.
        elements: The lines of the elements that tables gave, by parent, level, number and folded words.
    """

    scanned: int = 0
    opened: int = 0
    elements: dict[tuple[int, Level, str, str], int] = field(default_factory=dict)


class SourceWriter:
    """Builds a source line by line."""

    def __init__(self) -> None:
        self.context = Context()
        self._lines: list[str] = []
        self._hints: dict[int, Hint] = {}
        self._warnings: list[str] = []
        self._kind: KindHint | None = None
        self._given: Given | None = None

    def line(self, words: str, hint: Hint | None = None, *, mark: str = "", indent: int = 0) -> int:
        """Add one paragraph as one line.

        Args:
            words: Its words; line breaks inside become spaces.
            hint: What the format knows of it.
            mark: Its bullet or number, as it reads.
            indent: Its distance from the margin, in characters; spaces that the words start with add to it.

        Returns:
            The line's number, from 1; 0 where there are no words.
        """
        flat = " ".join(words.split())
        if not flat:
            self.blank()
            return 0
        margin = indent + len(words) - len(words.lstrip(" \u00a0"))
        self._lines.append(" " * margin + (f"{mark} " if mark else "") + flat)
        self._hints[len(self._lines)] = hint or Hint()
        return len(self._lines)

    def outside(self, words: str, page: int | None = None) -> None:
        """Add a line that stands outside the content."""
        self.line(words, Hint(page=page, outside=True))

    def raw(self, line: str) -> None:
        """Add a line of text as it stands, about which the format says nothing."""
        self._lines.append(line)

    def blank(self) -> None:
        """Add an empty line, never two."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def hint(self, line: int) -> Hint:
        """What the format says of a line."""
        return self._hints.get(line, Hint())

    def amend(self, line: int, hint: Hint) -> None:
        """Say something else of a line that stands already."""
        self._hints[line] = hint

    @property
    def lines(self) -> int:
        """How many lines there are so far."""
        return len(self._lines)

    def words(self, line: int) -> str:
        """The words of a line, from 1."""
        return self._lines[line - 1].strip()

    def warn(self, warning: str) -> None:
        """Note what could not be taken over, in French, once."""
        if warning not in self._warnings:
            self._warnings.append(warning)

    def is_a(self, kind: DocumentKind, evidence: str) -> None:
        """Note the kind that the form gives away; the first evidence counts."""
        self._kind = self._kind or KindHint(kind, evidence)

    def give(self, given: Given) -> None:
        """Say that the file gives the whole plan by itself: what was written so far does not count."""
        self._given = given

    def source(self) -> Source:
        """The source so far."""
        if self._given is not None:
            text, placed = rendered(self._given)
            if placed.draft:
                self.warn("ce fichier est un projet de plan (brouillon), pas un plan adopté")
            return Source(text, warnings=tuple(self._warnings), given=placed)
        return Source("\n".join(self._lines) + "\n", self._hints, tuple(self._warnings), self._kind)
