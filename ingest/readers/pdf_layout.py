"""Words at places to lines in reading order: columns, furniture, paragraphs."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

_ROW_TOLERANCE = 3.0
_GUTTER = 14.0
_MIN_COLUMN_SHARE = 0.25
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d*\s*$|…{2,}\s*\d*\s*$")
_MARK = re.compile(
    r"^(?:[-–—•●◦○▪▫■□·‣➢➤►✓✔❖*]\s?\S|\d{1,3}(?:\.\d{1,3})*\s?[.)]\s|\d{1,3}(?:\.\d{1,3})+\s|[a-z]\)\s|"
    r"(?:OS|OO|O\.S\.|O\.O\.|Objectif|Action|Axe|Volet|Partie|Intention|Priorité)\b)"
)
_SENTENCE_END = re.compile(r"[.;:!?…]$")
_EDGE = 0.12


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page.

    Attributes:
        indent: Distance in points from the left edge of its column's text.
        right: Free space in points between its end and the right edge of its column's text.
        gap: Free space above it, in points; large at the top of a column.
        edge: Whether it stands in the top or bottom margin of its page.
    """

    text: str
    page: int
    column: int
    top: float
    bottom: float
    size: float
    bold: bool
    indent: float
    right: float
    gap: float
    edge: bool

    def joined(self, following: "Line") -> "Line":
        """This line going on in the following one; a word cut at the end of a line is made whole."""
        if re.search(r"\w[-‐\u00ad]$", self.text) and following.text[:1].islower():
            words = self.text[:-1] + following.text
        else:
            words = f"{self.text} {following.text}"
        return replace(self, text=words, bottom=following.bottom, right=following.right)


def columns(words: list[dict[str, Any]], width: float, page: int) -> list[Line]:
    """The lines of a page, column after column.

    Args:
        words: pdfplumber's words, with their size and font.
        width: The page's width in points.
        page: Its number.
    """
    if not words:
        return []
    height = max(word["bottom"] for word in words)
    split = _gutter(words, width)
    left: list[dict[str, Any]] = []
    right: list[dict[str, Any]] = []
    across: list[dict[str, Any]] = []
    for word in words:
        (across if split is None else left if word["x1"] <= split else right).append(word)
    lines: list[Line] = []
    for rank, group in enumerate(group for group in (across, left, right) if group):
        lines += _lines(group, page, rank, height)
    return lines


def _gutter(words: list[dict[str, Any]], width: float) -> float | None:
    """Where a page of two columns is split: a white band in the middle third that no word crosses."""
    centre = [width * (0.35 + 0.01 * step) for step in range(31)]
    body = [word for word in words if word["x1"] - word["x0"] < width * 0.5]
    for middle in sorted(centre, key=lambda x: abs(x - width / 2)):
        low, high = middle - _GUTTER / 2, middle + _GUTTER / 2
        if any(word["x0"] < high and word["x1"] > low for word in body):
            continue
        left = [word for word in body if word["x1"] <= low]
        right = [word for word in body if word["x0"] >= high]
        if min(len(left), len(right)) < _MIN_COLUMN_SHARE * len(body):
            continue
        rows = Counter(round(word["top"] / 4) for word in left)
        facing = sum(1 for word in right if round(word["top"] / 4) in rows)
        # A list of marks or dates beside a text is no column: in two columns both sides hold full lines.
        if facing >= 0.3 * len(right) and _fill(left, low) > 0.6 and _fill(right, width) > 0.5:
            return float(middle)
    return None


def _fill(words: list[dict[str, Any]], edge: float) -> float:
    """How much of a column's width its lines fill, on average."""
    start = min(word["x0"] for word in words)
    rows: dict[int, float] = {}
    for word in words:
        key = round(word["top"] / 4)
        rows[key] = max(rows.get(key, 0.0), word["x1"])
    span = max(edge - start, 1.0)
    return float(sum((end - start) / span for end in rows.values()) / len(rows))


def _lines(words: list[dict[str, Any]], page: int, column: int, height: float) -> list[Line]:
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda one: (one["top"], one["x0"])):
        if rows and abs(word["bottom"] - rows[-1][-1]["bottom"]) <= _ROW_TOLERANCE:
            rows[-1].append(word)
        else:
            rows.append([word])
    start = min(word["x0"] for word in words)
    end = max(word["x1"] for word in words)
    lines: list[Line] = []
    for row in rows:
        row.sort(key=lambda one: one["x0"])
        letters = sum(len(word["text"]) for word in row)
        strong = sum(len(word["text"]) for word in row if _BOLD.search(word["fontname"]))
        top, bottom = min(word["top"] for word in row), max(word["bottom"] for word in row)
        lines.append(
            Line(
                text=" ".join(word["text"] for word in row),
                page=page,
                column=column,
                top=top,
                bottom=bottom,
                size=max(word["size"] for word in row),
                bold=strong >= 0.9 * letters,
                indent=row[0]["x0"] - start,
                right=end - row[-1]["x1"],
                gap=top - lines[-1].bottom if lines else height,
                edge=top < _EDGE * height or bottom > (1 - _EDGE) * height,
            )
        )
    return lines


def running(lines: Iterable[Line]) -> set[Line]:
    """Headers, footers and page numbers: lines in the margins that pages repeat, figures aside."""
    every = list(lines)
    pages = {line.page for line in every}
    edge = [line for line in every if line.edge]
    shapes: dict[str, set[int]] = {}
    for line in edge:
        shapes.setdefault(_shape(line.text), set()).add(line.page)
    need = max(2, len(pages) // 2)
    return {line for line in edge if len(shapes[_shape(line.text)]) >= need or _is_page_number(line.text)}


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.lower()).strip()


def _is_page_number(text: str) -> bool:
    return bool(
        re.fullmatch(r"(?:page\s*)?[-–|]?\s*\d{1,4}\s*[-–|]?(?:\s*(?:/|sur|de)\s*\d{1,4})?", text.strip().lower())
    )


def is_contents(line: Line) -> bool:
    """A line of a table of contents: leader dots to a page number. What it lists stands in full further on."""
    return bool(_LEADERS.search(line.text))


def body_size(lines: Iterable[Line]) -> float:
    """The size that most characters have, in points."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size, 1)] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def joins(line: Line, following: Line) -> bool:
    """Whether a paragraph goes on in the following line."""
    if _MARK.match(following.text) or abs(following.size - line.size) > 1 or following.bold != line.bold:
        return False
    turned = (following.page, following.column) != (line.page, line.column)
    if not turned and following.gap > 0.9 * following.size:
        return False
    if re.search(r"\w[-‐\u00ad]$", line.text) and following.text[:1].islower():
        return True
    if following.text[:1].islower() or following.text[:1] in "(,;«":
        return True
    full = line.right < 8 * line.size
    return full and not _SENTENCE_END.search(line.text)
