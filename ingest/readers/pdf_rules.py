"""The ruled lines of a PDF page: borders of tables and frames, edges of coloured bands."""

import ctypes
import itertools
from collections.abc import Callable, Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.printed import Rule

_MAX_OBJECTS = 30_000
_MAX_RULES = 4_000
_MAX_NESTING = 4
_MAX_SEGMENTS = 60
_STRAIGHT = 1.0
_THIN = 3.0
_SHORT = 6.0
_WHITE = (250, 250, 250)

Place = Callable[[float, float], tuple[float, float]]
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def rules_of(page: pypdfium2.PdfPage, place: Place) -> tuple[tuple[Rule, ...], float]:
    """The straight lines of a page, and the area that pictures cover, in square points.

    Args:
        page: The open page.
        place: How a point of the page's own space is found on the page as it is read.

    Returns:
        No lines where the page has more than any table needs: a map, a chart.
    """
    rules: list[Rule] = []
    pictures = 0.0
    for thing, matrix in itertools.islice(_objects(page.raw), _MAX_OBJECTS):
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures += _area(thing, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and len(rules) <= _MAX_RULES:
            rules += _path(thing, matrix, place)
    return (tuple(rules) if len(rules) <= _MAX_RULES else ()), pictures


def _objects(page: object) -> Iterator[tuple[object, Matrix]]:
    """The things drawn on a page, also those inside forms, each with how the form around it moves it."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _inside(pdfium.FPDFPage_GetObject(page, index), _SAME, _MAX_NESTING)


def _inside(thing: object, matrix: Matrix, nesting: int) -> Iterator[tuple[object, Matrix]]:
    if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_FORM:
        yield thing, matrix
    elif nesting:
        moved = _times(_matrix(thing), matrix)
        for index in range(pdfium.FPDFFormObj_CountObjects(thing)):
            yield from _inside(pdfium.FPDFFormObj_GetObject(thing, index), moved, nesting - 1)


def _matrix(thing: object) -> Matrix:
    raw = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, raw):
        return _SAME
    return (raw.a, raw.b, raw.c, raw.d, raw.e, raw.f)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _area(thing: object, matrix: Matrix) -> float:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return 0.0
    (x0, y0), (x1, y1) = _moved(left.value, bottom.value, matrix), _moved(right.value, top.value, matrix)
    return abs((x1 - x0) * (y1 - y0))


def _path(thing: object, form: Matrix, place: Place) -> Iterator[Rule]:
    """The straight lines of a path; a thin filled rectangle is one line, as word processors draw borders."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
    count = pdfium.FPDFPath_CountSegments(thing)
    if not (stroke.value or (fill.value and not _is_white(thing))) or not 1 < count <= _MAX_SEGMENTS:
        return
    matrix = _times(_matrix(thing), form)
    lines: list[list[tuple[float, float]]] = []
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(thing, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = place(*_moved(x.value, y.value, matrix))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return  # A drawing.
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not lines:
            lines.append([])
        lines[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            lines[-1].append(lines[-1][0])
    for points in lines:
        yield from _straight(points)


def _straight(points: list[tuple[float, float]]) -> Iterator[Rule]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if min(x1 - x0, bottom - top) <= _THIN:
        if max(x1 - x0, bottom - top) >= _SHORT:
            x, y = (x0 + x1) / 2, (top + bottom) / 2
            yield Rule(x0, y, x1, y) if x1 - x0 > bottom - top else Rule(x, top, x, bottom)
        return
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        if abs(ay - by) <= _STRAIGHT and abs(ax - bx) >= _SHORT:
            yield Rule(min(ax, bx), (ay + by) / 2, max(ax, bx), (ay + by) / 2)
        elif abs(ax - bx) <= _STRAIGHT and abs(ay - by) >= _SHORT:
            yield Rule((ax + bx) / 2, min(ay, by), (ax + bx) / 2, max(ay, by))


def _is_white(thing: object) -> bool:
    colour = tuple(ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(thing, *colour):
        return False
    red, green, blue, alpha = (part.value for part in colour)
    return not alpha or all(part >= least for part, least in zip((red, green, blue), _WHITE, strict=True))
