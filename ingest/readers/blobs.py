"""Bullets of scanned lists, told from letters by the shape of their ink: recognition misreads or misses them."""

import numpy as np
from numpy.typing import NDArray

from ingest.readers.scan import Scan

_FULL = 0.7
_SQUARE = 0.86
_SQUARISH = (0.66, 1.5)
_SIZES = (0.12, 1.2)
_REACH = 3.0
_DASH = (1.7, 1.1)
_THIN = 0.2

Place = tuple[int, ...]


def bullet_in(scan: Scan, place: Place, height: float) -> str:
    """The bullet that a place shows, or "".

    Args:
        scan: The page's picture.
        place: Left, top, right and bottom, in dots.
        height: That of the line's letters.
    """
    found = _blob(scan.ink, place)
    return _sign(found, height) if found else ""


def bullet_before(scan: Scan, place: Place, height: float) -> tuple[str, Place] | None:
    """The bullet that stands before a line, alone, and its place.

    Args:
        scan: The page's picture.
        place: The place of the line's first word.
        height: That of the line's letters.
    """
    left, top, _, bottom = place
    start, end = max(0, left - round(_REACH * height)), left - round(0.15 * height)
    if end - start < height:
        return None
    inked = scan.ink[max(0, top) : bottom, start:end].any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inked.astype(np.int8), [0]))))
    if len(edges) != 2:
        return None  # Nothing, or more than one sign: words of another column.
    above, below = max(0, top - round(0.3 * height)), bottom + round(0.3 * height)
    near = (start + int(edges[0]), above, start + int(edges[1]), below)
    if edges[0] < 0.3 * height and start > 0:
        return None  # It goes on further left.
    found = _blob(scan.ink, near)
    if found and (found[0][1] <= above or found[0][3] >= below):
        return None  # A line or a dark ground that goes on above or below.
    sign = _sign(found, height) if found else ""
    return (sign, found[0]) if found and sign else None


def _blob(ink: NDArray[np.bool_], place: Place) -> tuple[Place, float] | None:
    """The rectangle around the ink of a place, and how much of it is ink."""
    left, top, right, bottom = place
    left, top = max(0, left), max(0, top)
    crop = ink[top:bottom, left:right]
    # A speck of dust is no part of it: rows and columns with a dot or two are left out.
    rows, columns = np.flatnonzero(crop.sum(axis=1) > 1), np.flatnonzero(crop.sum(axis=0) > 1)
    if not len(rows) or not len(columns):
        return None
    box = (left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1)
    return box, float(ink[box[1] : box[3], box[0] : box[2]].mean())


def _sign(found: tuple[Place, float], height: float) -> str:
    (left, top, right, bottom), full = found
    wide, high = right - left, bottom - top
    if full >= _FULL and _DASH[0] * high <= wide <= _DASH[1] * height and high <= _THIN * height:
        return "–"
    if full < _FULL or not _SQUARISH[0] <= wide / high <= _SQUARISH[1]:
        return ""
    if not _SIZES[0] * height <= high <= _SIZES[1] * height:
        return ""
    return "■" if full >= _SQUARE else "•"
