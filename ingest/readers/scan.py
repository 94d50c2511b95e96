"""Pictures of pages made ready for recognition: straight, large enough; and the ruled lines in their ink."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.readers.printed import Rule

_POINTS = 72.0
_PAGE_WIDTH = 8.27
_MIN_DPI = 200
_GOOD_DPI = 300
_MAX_SKEW = 5.0
_STEP = 0.25
_MIN_SKEW = 0.2
_PROBE = 900
_MIN_RULE = 24.0
_GAP = 1.5
_THICK = 4.0
_SOLID = 0.85
_MAX_RULES = 1500


@dataclass(frozen=True, slots=True)
class Scan:
    """A page's picture.

    Attributes:
        image: In shades of grey.
        dpi: Its points per inch.
        ink: Where it is dark.
    """

    image: Image.Image
    dpi: float
    ink: NDArray[np.bool_]


def prepared(image: Image.Image, dpi: float | None = None) -> Scan:
    """A picture straightened, and enlarged where its letters are small.

    Args:
        image: In shades of grey.
        dpi: Its points per inch, where known better than from the file.
    """
    known = dpi or _resolution(image)
    if known < _MIN_DPI:
        scale = _GOOD_DPI / known
        image = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)
        known = _GOOD_DPI
    skew = _skew(image)
    if abs(skew) >= _MIN_SKEW:
        image = image.rotate(skew, Image.Resampling.BICUBIC, expand=False, fillcolor=255)
    return Scan(image, known, _ink(image))


def _resolution(image: Image.Image) -> float:
    """The points per inch that the file says where they are likely, else what an A4 sheet would have."""
    width = min(image.width, image.height)
    guess = width / _PAGE_WIDTH
    stated = image.info.get("dpi", (0, 0))[0]
    likely = 0 < stated and 0.6 < guess / float(stated) < 1.7
    return float(stated) if likely else max(guess, 50.0)


def _ink(image: Image.Image) -> NDArray[np.bool_]:
    grey = np.asarray(image)
    return np.asarray(grey < _threshold(grey))


def _threshold(grey: NDArray[np.uint8]) -> float:
    """The shade that parts ink from paper best (Otsu's method)."""
    counts = np.bincount(grey.ravel()[:: max(1, grey.size // 1_000_000)], minlength=256).astype(float)
    below = counts.cumsum()
    above = below[-1] - below
    sums = (counts * np.arange(256)).cumsum()
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = below * above * (sums / below - (sums[-1] - sums) / above) ** 2
    return float(np.nan_to_num(spread).argmax()) + 1


def _skew(image: Image.Image) -> float:
    """By how many degrees to turn a picture for its lines to lie level: then rows of ink and of paper alternate most."""
    small = image.copy()
    small.thumbnail((_PROBE, _PROBE))
    dark = Image.fromarray((_ink(small) * 255).astype(np.uint8))

    def contrast(angle: float) -> float:
        turned = np.asarray(dark.rotate(angle, Image.Resampling.NEAREST)) > 0
        return float(np.square(np.diff(turned.sum(axis=1).astype(float))).sum())

    coarse = max(np.arange(-_MAX_SKEW, _MAX_SKEW + 0.5, 1.0), key=contrast)
    fine = np.arange(coarse - 1, coarse + 1 + _STEP / 2, _STEP)
    best = max(fine, key=contrast)
    # Straight unless another angle is clearly better.
    return float(best) if contrast(float(best)) > 1.02 * contrast(0.0) else 0.0


def rules_in(scan: Scan) -> tuple[Rule, ...]:
    """The ruled lines of a page's picture: long straight runs of ink, thinner than any letter's bow."""
    scale = _POINTS / scan.dpi
    level = _runs(scan.ink, scan.dpi)
    upright = _runs(scan.ink.T, scan.dpi)
    rules = [Rule(x0 * scale, y * scale, x1 * scale, y * scale) for y, x0, x1 in level]
    rules += [Rule(x * scale, y0 * scale, x * scale, y1 * scale) for x, y0, y1 in upright]
    return tuple(rules) if len(rules) <= _MAX_RULES else ()


def _runs(ink: NDArray[np.bool_], dpi: float) -> list[tuple[float, float, float]]:
    """Level lines: their height, start and end, in dots."""
    least, thick = round(_MIN_RULE * dpi / _POINTS), round(_THICK * dpi / _POINTS)
    # A line that sinks by a dot on its way is one line: rows are looked at two by two.
    joined = ink | np.roll(ink, 1, axis=0) | np.roll(ink, -1, axis=0)
    total = np.pad(joined.cumsum(axis=1, dtype=np.int32), ((0, 0), (1, 0)))
    if joined.shape[1] <= least:
        return []
    solid = total[:, least:] - total[:, :-least] >= 0.97 * least
    found: list[tuple[int, int, int]] = []
    for y in np.flatnonzero(solid.any(axis=1)):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], solid[y].astype(np.int8), [0]))))
        found += [(int(y), int(a), int(b) + least - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return _thin(found, thick)


def _thin(runs: list[tuple[int, int, int]], thick: int) -> list[tuple[float, float, float]]:
    """Runs on neighbouring rows as one line each; what is thicker than a line is a coloured ground: its edges."""
    groups: list[list[tuple[int, int, int]]] = []
    open_: list[list[tuple[int, int, int]]] = []
    for run in sorted(runs):
        open_ = [group for group in open_ if run[0] - group[-1][0] <= 2]
        near = next((one for one in open_ if run[1] <= one[-1][2] and one[-1][1] <= run[2]), None)
        if near is None:
            groups.append([run])
            open_.append(groups[-1])
        else:
            near.append(run)
    lines: list[tuple[float, float, float]] = []
    for group in groups:
        first, last = group[0][0], group[-1][0]
        start, end = float(np.median([a for _, a, _ in group])), float(np.median([b for *_, b in group]))
        lines += (
            [((first + last) / 2, start, end)] if last - first <= thick else [(first, start, end), (last, start, end)]
        )
    return lines
