"""What pages left in a plain text: their numbers, and the lines that all of them repeat."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.announce import announces
from ingest.folding import fold

_PAGE = re.compile(
    r"[\s\-–—|\[(]*(?P<word>page|p\.)?\s*(?P<page>\d{1,3})\s*(?P<of>(?:/|sur|de)\s*\d{1,3})?[\s\-–—|\])]*",
    re.IGNORECASE,
)
_PAGE_INSIDE = re.compile(r"\bpage\s*\d+|\b\d+\s*/\s*\d+\s*$|\s{3,}\d+\s*$", re.IGNORECASE)
_MIN_REPEATS = 3
_MAX_RUNNING = 100
_MIN_PAGES, _MAX_STEP, _MIN_PAGE_LINES = 2, 12, 3
_SURE = 3
_NEAR = 2
_BREAK = "\f"


@dataclass(frozen=True, slots=True)
class Pagination:
    """The lines of a text that are its pages' own, counted from 0.

    Attributes:
        numbers: Those with nothing but the number of a page.
        running: The headers and footers: for each, all the lines that it stands on.
    """

    numbers: frozenset[int]
    running: tuple[tuple[int, ...], ...]

    @property
    def lines(self) -> frozenset[int]:
        """All of them."""
        return self.numbers.union(*self.running)


def pagination(lines: Sequence[str]) -> Pagination:
    """Find what pages left in a text.

    Args:
        lines: The lines of a plain text.
    """
    numbered = _page_numbers(lines)
    filled = [index for index, line in enumerate(lines) if line.strip()]
    rank = {index: position for position, index in enumerate(filled)}
    masks: dict[str, list[int]] = {}
    for index in filled:
        if index not in numbered and len(lines[index]) <= _MAX_RUNNING:
            masks.setdefault(re.sub(r"\d+", "#", fold(lines[index]).strip()), []).append(index)
    positions = {rank[index] for index in numbered}
    running: list[tuple[int, ...]] = []
    for mask, where in masks.items():
        words = lines[where[0]].strip()
        if len(where) < _MIN_REPEATS or announces(words) or re.match(r"[-–—•*#|]", words) or words.endswith(":"):
            continue
        inside = "#" in mask and all(_PAGE_INSIDE.search(lines[index]) for index in where)
        beside = sum(any(rank[index] + step in positions for step in range(-_NEAR, _NEAR + 1)) for index in where)
        if inside or 2 * beside > len(where):
            running.append(tuple(where))
    return Pagination(frozenset(numbered), tuple(running))


def _page_numbers(lines: Sequence[str]) -> set[int]:
    """Lines with nothing but a page's number, at least two of them, going up as pages do.

    Figures of a table that was pasted as text also stand alone; they jump, or come closer than pages are long. So do
    the numbers of titles that a copy put on lines of their own; the title follows at once, below a blank line.
    """
    found: list[int] = []
    last = bare = 0
    for index, line in enumerate(lines):
        words = line.strip()
        match = _PAGE.fullmatch(words) if words and len(words) <= _MAX_RUNNING else None
        if match is None:
            continue
        page = int(match.group("page"))
        if not found or 0 < page - last <= _MAX_STEP:
            found.append(index)
            last = page
            bare += match.group("word") is None and match.group("of") is None
    if len(found) < _MIN_PAGES or (bare == len(found) and _are_marks(lines, found)):
        return set()
    return set(found)


def _are_marks(lines: Sequence[str], found: list[int]) -> bool:
    """Whether bare numbers belong to what stands around them rather than to pages."""
    near = sum(second - first < _MIN_PAGE_LINES for first, second in pairwise(found))
    tight = [index for index in found if _is_tight(lines, index)]
    if 2 * near >= len(found) or (len(found) < _SURE and tight):
        return True
    titles = {lines[index + 1].strip() for index in tight if index == 0 or not lines[index - 1].strip()}
    return 2 * len(titles) > len(found)


def _is_tight(lines: Sequence[str], index: int) -> bool:
    """Whether text stands right below a number on the same page."""
    below = lines[index + 1] if index + 1 < len(lines) else ""
    return bool(below.strip()) and not lines[index].startswith(_BREAK) and not below.startswith(_BREAK)
