"""What a reader hands over: the source text, and what the format knows of its lines besides their characters."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.records import Level


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
        whole: Whether the line is a whole paragraph, which never goes on in the next line.
    """

    heading: int = 0
    bold: bool = False
    page: int | None = None
    level: Level | None = None
    number: str = ""
    kind: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """A document's text with the hints of its lines (by line number, from 1).

    Attributes:
        warnings: What the reader could not take over, in French, for the quality report.
    """

    text: str
    hints: Mapping[int, Hint] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


class SourceWriter:
    """Builds a source line by line."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._hints: dict[int, Hint] = {}

    def line(self, words: str, hint: Hint | None = None, *, mark: str = "", indent: int = 0) -> None:
        """Add one paragraph as one line.

        Args:
            words: Its words; line breaks inside become spaces.
            hint: What the format knows of it.
            mark: Its bullet or number, as it reads.
            indent: Its distance from the margin, in characters; spaces that the words start with add to it.
        """
        flat = " ".join(words.split())
        if not flat:
            self.blank()
            return
        margin = indent + len(words) - len(words.lstrip(" \u00a0"))
        self._lines.append(" " * margin + (f"{mark} " if mark else "") + flat)
        self._hints[len(self._lines)] = hint or Hint()

    def raw(self, line: str) -> None:
        """Add a line of text as it stands, about which the format says nothing."""
        self._lines.append(line)

    def blank(self) -> None:
        """Add an empty line, never two."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def source(self) -> Source:
        """The source so far."""
        return Source("\n".join(self._lines) + "\n", self._hints)
