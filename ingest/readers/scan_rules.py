"""The ruled lines of a page's picture: pale or dotted by the scanner, they are still darker than both their sides."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from ingest.readers.printed import Rule

_POINTS = 72.0
_WINDOW = 2.0
_STEP = 1.0
_REACH = 2.0
_DARKER = 12.0
_MIN_LENGTH = 28.0
_MIN_HEIGHT = 13.0
_SOLID = 0.92
_LONG = 100.0
_NEAR = 5.0
_MAX_RULES = 1500
_WIPE = 1.2
_PAPER = 255


def rules_in(grey: NDArray[np.uint8], dpi: float) -> tuple[Rule, ...]:
    """The ruled lines of a straightened page; none where there are more than any table has.

    Args:
        grey: Its shades, row by row.
        dpi: Its points per inch.
    """
    level = _lines(grey, dpi, _MIN_LENGTH)
    upright = _lines(np.ascontiguousarray(grey.T), dpi, _MIN_HEIGHT)
    rules = [Rule(x0, y, x1, y) for y, x0, x1 in level] + [Rule(x, y0, x, y1) for x, y0, y1 in upright]
    met = _meeting(rules) if len(rules) <= 2 * _MAX_RULES else []
    return tuple(met) if len(met) <= _MAX_RULES else ()


def _meeting(rules: list[Rule]) -> list[Rule]:
    """The lines that are long, or that end at others: a short one that ends nowhere is a row of dense letters."""

    def ends(rule: Rule) -> bool:
        across = [other for other in rules if other.upright is not rule.upright]
        if rule.upright:
            near = [o for o in across if o.x0 - _NEAR <= rule.x0 <= o.x1 + _NEAR]
            return all(any(abs(o.top - end) <= _NEAR for o in near) for end in (rule.top, rule.bottom))
        near = [o for o in across if o.top - _NEAR <= rule.top <= o.bottom + _NEAR]
        return all(any(abs(o.x0 - end) <= _NEAR for o in near) for end in (rule.x0, rule.x1))

    return [rule for rule in rules if max(rule.x1 - rule.x0, rule.bottom - rule.top) >= _LONG or ends(rule)]


def without_rules(image: Image.Image, rules: tuple[Rule, ...], dpi: float) -> Image.Image:
    """A picture with its ruled lines painted over."""
    if not rules:
        return image
    clean = image.copy()
    pen, scale = ImageDraw.Draw(clean), dpi / _POINTS
    for rule in rules:
        wide, high = (_WIPE, 0.0) if rule.upright else (0.0, _WIPE)
        pen.rectangle(
            (
                (rule.x0 - wide) * scale,
                (rule.top - high) * scale,
                (rule.x1 + wide) * scale,
                (rule.bottom + high) * scale,
            ),
            fill=_PAPER,
        )
    return clean


def _lines(grey: NDArray[np.uint8], dpi: float, length: float) -> list[tuple[float, float, float]]:
    """Level lines: their height, start and end, in points."""
    scale = dpi / _POINTS
    window, step, reach = (max(1, round(part * scale)) for part in (_WINDOW, _STEP, _REACH))
    height, width = grey.shape
    if width <= window + step or height <= 4 * reach:
        return []
    # The mean shade of short stretches of each row: noise goes, a thin line stays.
    total = np.pad(grey.cumsum(axis=1, dtype=np.float32 if width < 60_000 else np.float64), ((0, 0), (1, 0)))
    shade = (total[:, window::step] - total[:, :-window:step]) / window
    sides = np.full_like(shade, -1.0)
    sides[reach:-reach] = np.minimum(shade[2 * reach :], shade[: -2 * reach])
    dark = sides - shade > _DARKER
    joined = dark.copy()
    joined[1:] |= dark[:-1]  # A line may sink by a dot on its way.
    joined[:-1] |= dark[1:]
    least = max(2, round(length / _STEP))
    runs = _runs(joined, least)
    found = []
    for rows, start, end in _grouped(runs):
        y = _darkest(shade, rows, start, end)
        found.append((y / scale, start * step / scale, ((end - 1) * step + window) / scale))
    return found


def _runs(marked: NDArray[np.bool_], least: int) -> list[tuple[int, int, int]]:
    """Long stretches of marked places: row, start, end."""
    if marked.shape[1] < least:
        return []
    total = np.pad(marked.cumsum(axis=1, dtype=np.int32), ((0, 0), (1, 0)))
    solid = total[:, least:] - total[:, :-least] >= _SOLID * least
    found = []
    for y in np.flatnonzero(solid.any(axis=1)):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], solid[y].astype(np.int8), [0]))))
        found += [(int(y), int(a), int(b) + least - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return found


def _grouped(runs: list[tuple[int, int, int]]) -> list[tuple[range, int, int]]:
    """Stretches on neighbouring rows as one line each: its rows, start and end."""
    groups: list[list[tuple[int, int, int]]] = []
    current: list[list[tuple[int, int, int]]] = []
    for run in runs:
        current = [group for group in current if run[0] - group[-1][0] <= 1]
        near = next((one for one in current if run[1] < one[-1][2] and one[-1][1] < run[2]), None)
        if near is None:
            groups.append([run])
            current.append(groups[-1])
        else:
            near.append(run)
    return [
        (range(group[0][0], group[-1][0] + 1), min(a for _, a, _ in group), max(b for *_, b in group))
        for group in groups
    ]


def _darkest(shade: NDArray[np.float32], rows: range, start: int, end: int) -> int:
    means = shade[rows.start : rows.stop, start:end].mean(axis=1)
    return rows.start + int(means.argmin())
