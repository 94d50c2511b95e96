"""What is printed on a page, from a PDF or from a recognised picture: words and ruled lines at their places.

Places are in points, from the left and top edges of the page as it is read.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a page."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Its width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Its height in points."""
        return self.bottom - self.top

    def holds(self, other: "Box", slack: float = 1.0) -> bool:
        """Whether the middle of another rectangle's height, and all its width, lies inside this one."""
        middle = (other.top + other.bottom) / 2
        return self.x0 - slack <= other.x0 and other.x1 <= self.x1 + slack and self.top <= middle <= self.bottom

    def joined(self, other: "Box") -> "Box":
        """The smallest rectangle around both."""
        return Box(
            min(self.x0, other.x0), min(self.top, other.top), max(self.x1, other.x1), max(self.bottom, other.bottom)
        )


@dataclass(frozen=True, slots=True)
class Style:
    """How words are set.

    Attributes:
        size: In points, to the half.
        colour: Of the ink, as RRGGBB, or "".
        caps: Whether every letter is a capital.
    """

    size: float
    bold: bool = False
    italic: bool = False
    colour: str = ""
    caps: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its place.

    Attributes:
        base: Its baseline, in points from the top.
        grid: The table that stands in its place, or None for a real word.
    """

    text: str
    box: Box
    base: float
    style: Style
    grid: "Grid | None" = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on a page.

    Attributes:
        cells: Their text, row by row; one merged over rows is repeated, one merged over columns stands once.
        bands: The rows of one cell that spans the table.
        pages: The page of each row.
        edges: Where its columns begin and end, in points.
    """

    box: Box
    cells: tuple[tuple[str, ...], ...]
    bands: frozenset[int]
    pages: tuple[int, ...]
    edges: tuple[float, ...]

    def followed_by(self, other: "Grid", *, cut: bool) -> "Grid":
        """This table going on in another one.

        Args:
            other: What stands on the next page.
            cut: Whether the other one's first row goes on with this one's last row.
        """
        rows, more = list(self.cells), list(other.cells)
        pages = self.pages
        if cut:
            rows[-1] = tuple(
                f"{above}\n{below}".strip("\n") for above, below in zip(rows[-1], more.pop(0), strict=True)
            )
        shift = len(self.cells) - len(other.cells) + len(more)
        bands = self.bands | {band + shift for band in other.bands if band + shift >= len(rows)}
        return replace(
            self,
            cells=(*rows, *more),
            bands=frozenset(bands),
            pages=(*pages, *other.pages[len(other.cells) - len(more) :]),
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, horizontal or vertical."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def upright(self) -> bool:
        """Whether it is vertical."""
        return self.bottom - self.top > self.x1 - self.x0


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it is printed.

    Attributes:
        number: From 1.
        pictured: Whether pictures cover much of it.
        recognised: Whether its words were recognised in a picture.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    pictured: bool = False
    recognised: bool = False
