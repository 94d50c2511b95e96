"""Words side by side to lines of text."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.readers.marks import mark_of
from ingest.readers.printed import Box, Grid, Style, Word

_SAME_ROW = 0.5
_RAISED = 0.85
_WHOLE = 0.9
_UNITS = frozenset({"m", "dm", "cm", "mm", "km", "hm"})
_SQUARES = str.maketrans({"2": "²", "3": "³"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a column.

    Attributes:
        words: From left to right.
        column: Which column of which page it stands in: lines of one column follow one another.
        left: Where the text of its column begins, in points; `right` where it ends.
        frame: The frame around it, or None.
        grid: The table that stands here instead of words, or None.
    """

    words: tuple[Word, ...]
    box: Box
    base: float
    style: Style
    page: int = 0
    column: int = 0
    left: float = 0.0
    right: float = 0.0
    frame: Box | None = None
    grid: Grid | None = None

    @property
    def text(self) -> str:
        """Its words, spaces between."""
        return " ".join(word.text for word in self.words)

    @property
    def size(self) -> float:
        """The size of its letters, in points."""
        return self.style.size

    @property
    def indent(self) -> float:
        """Its distance from the left edge of its column."""
        return self.box.x0 - self.left

    @property
    def centred(self) -> bool:
        """Whether it stands in the middle of its column, away from both sides; an item of a list is only indented."""
        if mark_of(self.text):
            return False
        free = self.right - self.box.x1
        return self.indent > self.size and free > self.size and abs(self.indent - free) < 0.75 * self.size

    @property
    def free(self) -> float:
        """The space that its column leaves beside it."""
        return self.right - self.box.x1 + (self.indent if self.centred else 0.0)


def rows(words: Sequence[Word], page: int = 0, column: int = 0) -> list[Line]:
    """Lines of words, from the top.

    Args:
        words: The words of one column.
        page: The page that they stand on.
        column: The column's number.
    """
    if not words:
        return []
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.base, one.box.x0)):
        # Raised figures and large initials belong to the line that they stand beside.
        group = next((one for one in reversed(groups[-3:]) if _beside(one, word)), None)
        if group is None:
            groups.append([word])
        else:
            group.append(word)
    left, right = min(word.box.x0 for word in words), max(word.box.x1 for word in words)
    lines = [_line(group, page, column, left, right) for group in groups]
    return sorted(lines, key=lambda line: line.base)


def _beside(group: Sequence[Word], word: Word) -> bool:
    if word.grid or group[0].grid:
        return False
    size = max(word.style.size, max(one.style.size for one in group))
    if abs(word.base - group[0].base) <= 0.2 * size:
        return True
    top, bottom = min(one.box.top for one in group), max(one.box.bottom for one in group)
    overlap = min(bottom, word.box.bottom) - max(top, word.box.top)
    free = all(word.box.x0 >= one.box.x1 - 1 or word.box.x1 <= one.box.x0 + 1 for one in group)
    return free and overlap >= _SAME_ROW * min(word.box.height, bottom - top)


def _line(group: list[Word], page: int, column: int, left: float, right: float) -> Line:
    group.sort(key=lambda one: one.box.x0)
    box = group[0].box
    sizes: Counter[float] = Counter()
    colours: Counter[str] = Counter()
    bold = italic = letters = caps = 0
    for word in group:
        box = box.joined(word.box)
        weight = sum(letter.isalnum() for letter in word.text)
        sizes[word.style.size] += weight
        colours[word.style.colour] += weight
        bold += weight * word.style.bold
        italic += weight * word.style.italic
        alphabetic = any(letter.isalpha() for letter in word.text)
        letters += alphabetic
        caps += alphabetic and word.style.caps
    total = sum(sizes.values())
    style = Style(
        size=max(sizes, key=lambda size: (sizes[size], size)),
        bold=total > 0 and bold >= _WHOLE * total,
        italic=total > 0 and italic >= _WHOLE * total,
        colour=max(colours, key=colours.__getitem__),
        caps=letters > 0 and caps == letters,
    )
    main = [word.base for word in group if word.style.size >= _RAISED * style.size]
    base = sorted(main or [word.base for word in group])[len(main or group) // 2]
    words = tuple(_lowered(group, style.size))
    return Line(words, box, base, style, page, column, left, right, grid=group[0].grid)


def _lowered(group: list[Word], size: float) -> list[Word]:
    """The words of a line with raised endings (« 1er », « m² ») put back to theirs, without the numbers of notes."""
    words: list[Word] = []
    for word in group:
        near = words and word.box.x0 - words[-1].box.x1 < 0.15 * size
        if not near or not 0 < word.style.size < _RAISED * size:
            words.append(word)
            continue
        last = words[-1]
        raised = last.base - word.base > 0.1 * size
        if raised and word.text.strip("()[],").isdigit() and last.text.lower() not in _UNITS:
            continue
        if raised or word.base - last.base > 0.1 * size:
            text = word.text.translate(_SQUARES) if raised else word.text
            words[-1] = replace(last, text=last.text + text, box=last.box.joined(word.box))
        else:
            words.append(word)
    return words
