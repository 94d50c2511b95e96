"""Ruled lines to the cells that they enclose, whatever drew them: a PDF's paths, a scan's ink."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.readers.printed import Box, Rule

_SNAP = 3.0
_TOUCH = 3.0
_COVERED = 0.8
_MAX_LINES = 300
_MIN_WIDTH, _MIN_HEIGHT = 12.0, 6.0


@dataclass(frozen=True, slots=True)
class Lattice:
    """Cells that rules enclose.

    Attributes:
        xs: Where its columns begin and end; `ys` its rows.
        cells: For each row and column, the row and column in which the cell there begins.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[tuple[int, int], ...], ...]

    @property
    def box(self) -> Box:
        """The rectangle around it."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell_at(self, x: float, y: float) -> tuple[int, int]:
        """The row and column in which the cell at a point begins."""
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.cells) - 1)
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.cells[0]) - 1)
        return self.cells[row][column]

    @property
    def count(self) -> int:
        """How many cells it has."""
        return len({cell for row in self.cells for cell in row})


def lattices(rules: Iterable[Rule]) -> list[Lattice]:
    """What the rules of a page enclose: tables, and frames, which are tables of one cell; from the top.

    Args:
        rules: Straight lines, in any order.
    """
    found = [lattice for group in _groups(_merged(rules)) if (lattice := _lattice(group)) is not None]
    # A frame drawn twice, by its ground and by its border, is one.
    unique: list[Lattice] = []
    for lattice in sorted(found, key=lambda one: (-one.count, one.box.top)):
        if not any(_same(lattice.box, other.box) for other in unique):
            unique.append(lattice)
    return sorted(unique, key=lambda one: (one.box.top, one.box.x0))


def _same(one: Box, other: Box) -> bool:
    pairs = ((one.x0, other.x0), (one.top, other.top), (one.x1, other.x1), (one.bottom, other.bottom))
    return all(abs(a - b) <= 2 * _SNAP for a, b in pairs)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules of one line put together where they touch."""
    merged: list[Rule] = []
    lines: dict[tuple[bool, int], list[Rule]] = {}
    for rule in rules:
        at = rule.x0 if rule.upright else rule.top
        lines.setdefault((rule.upright, round(at / 1.5)), []).append(rule)
    for (upright, _), group in lines.items():
        group.sort(key=lambda rule: (rule.top, rule.x0) if upright else (rule.x0, rule.top))
        last = group[0]
        for rule in group[1:]:
            if (rule.top if upright else rule.x0) <= (last.bottom if upright else last.x1) + _TOUCH:
                last = Rule(last.x0, last.top, max(last.x1, rule.x1), max(last.bottom, rule.bottom))
                last = (
                    Rule(last.x0, last.top, last.x0, last.bottom)
                    if upright
                    else Rule(last.x0, last.top, last.x1, last.top)
                )
            else:
                merged.append(last)
                last = rule
        merged.append(last)
    return merged


def _groups(rules: list[Rule]) -> list[list[Rule]]:
    """Rules that cross or touch one another, directly or through others."""
    upright = [rule for rule in rules if rule.upright]
    level = [rule for rule in rules if not rule.upright]
    if len(upright) * len(level) > _MAX_LINES * _MAX_LINES * 4:
        return []
    root: dict[int, int] = {id(rule): id(rule) for rule in rules}

    def find(key: int) -> int:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    for one in upright:
        for other in level:
            if (
                other.x0 - _TOUCH <= one.x0 <= other.x1 + _TOUCH
                and one.top - _TOUCH <= other.top <= one.bottom + _TOUCH
            ):
                root[find(id(one))] = find(id(other))
    groups: dict[int, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(find(id(rule)), []).append(rule)
    return list(groups.values())


def _lattice(rules: list[Rule]) -> Lattice | None:
    upright = [rule for rule in rules if rule.upright]
    level = [rule for rule in rules if not rule.upright]
    if not upright or len(level) < 2 or max(len(upright), len(level)) > 4 * _MAX_LINES:
        return None
    # A table may have no border on its sides: its lines end there all the same.
    xs = _snapped([rule.x0 for rule in upright] + [min(r.x0 for r in level), max(r.x1 for r in level)], _MIN_WIDTH)
    ys = _snapped(
        [rule.top for rule in level] + [min(r.top for r in upright), max(r.bottom for r in upright)], _MIN_HEIGHT
    )
    if not 2 <= len(xs) <= _MAX_LINES or not 2 <= len(ys) <= _MAX_LINES:
        return None
    rows, columns = len(ys) - 1, len(xs) - 1
    walls = {
        (row, line)
        for line in range(len(xs))
        for row in range(rows)
        if _covered(
            [(r.top, r.bottom) for r in upright if abs(r.x0 - xs[line]) <= _MIN_WIDTH / 2], ys[row], ys[row + 1]
        )
    }
    floors = {
        (line, column)
        for line in range(len(ys))
        for column in range(columns)
        if _covered(
            [(r.x0, r.x1) for r in level if abs(r.top - ys[line]) <= _MIN_HEIGHT / 2], xs[column], xs[column + 1]
        )
    }
    start = [[(row, column) for column in range(columns)] for row in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if column and (row, column) not in walls:
                start[row][column] = start[row][column - 1]
            elif row and (row, column) not in floors:
                start[row][column] = start[row - 1][column]
    return Lattice(tuple(xs), tuple(ys), tuple(tuple(row) for row in start))


def _snapped(values: Sequence[float], least: float) -> list[float]:
    """Places without those that stand closer together than any cell is wide."""
    places: list[list[float]] = []
    for value in sorted(values):
        if places and value - places[-1][0] < least / 2 + _SNAP / 2:
            places[-1].append(value)
        else:
            places.append([value])
    return [sum(place) / len(place) for place in places]


def _covered(spans: list[tuple[float, float]], start: float, end: float) -> bool:
    """Whether spans cover most of a stretch."""
    total, reached = 0.0, start
    for low, high in sorted(spans):
        low, high = max(low, reached), min(high, end)
        if high > low:
            total += high - low
            reached = high
    return total >= _COVERED * (end - start)
