"""Pictures of pages made ready for recognition: straight, large enough, without the lines of tables."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.readers.printed import Rule
from ingest.readers.scan_rules import rules_in, without_rules

_PAGE_WIDTH = 8.27
_MIN_DPI = 200
_GOOD_DPI = 300
_MAX_SKEW = 5.0
_STEP = 0.25
_MIN_SKEW = 0.2
_PROBE = 900


@dataclass(frozen=True, slots=True)
class Scan:
    """A page's picture.

    Attributes:
        image: In shades of grey, without its ruled lines, which recognition takes for letters.
        dpi: Its points per inch.
        ink: Where it is dark.
        rules: Its ruled lines.
    """

    image: Image.Image
    dpi: float
    ink: NDArray[np.bool_]
    rules: tuple[Rule, ...] = ()


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
    rules = rules_in(np.asarray(image), known)
    clean = without_rules(image, rules, known)
    return Scan(clean, known, _ink(clean), rules)


def _resolution(image: Image.Image) -> float:
    """The points per inch that the file says where they are likely, else what an A4 sheet would have."""
    width = min(image.width, image.height)
    guess = width / _PAGE_WIDTH
    stated = image.info.get("dpi", (0, 0))[0]
    likely = stated > 0 and 0.6 < guess / float(stated) < 1.7
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
    """By how many degrees to turn a picture for its lines to lie level: rows of ink and paper then alternate most."""
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
