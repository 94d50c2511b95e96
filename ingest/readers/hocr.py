"""Tesseract's markup (hOCR) to words at places, their size and weight measured."""

import itertools
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
from lxml import html
from lxml.html import HtmlElement

from ingest.readers.blobs import bullet_before, bullet_in
from ingest.readers.glyphs import repaired
from ingest.readers.printed import Box, Page, Style, Word
from ingest.readers.scan import Scan

_POINTS = 72.0
_MIN_CONFIDENCE = 15
_SAME_SIZE = 0.1
_BOLD = 1.16
_BLUR = 0.4
_EM = 1.37
_MIN_SIGNS = 3
_MAX_BULLET_SIGNS = 3
_BARS = "|¦_"
_STUCK = re.compile(r"[°*•+]?_+(?=\w)")
_SPECK = re.compile(r"[\W_]{1,2}")
_SAME_PARAGRAPH = 0.2
_CONTRAST = 40

_Found = tuple[str, Box, float, float]
"""A word, its place, how heavy its strokes are, and how sure Tesseract is of it."""


def read_hocr(markup: bytes, scan: Scan) -> tuple[tuple[Word, ...], float]:
    """The words of a recognised page, and the mean confidence of their letters, from 0 to 100.

    Args:
        markup: Tesseract's hOCR.
        scan: The page's picture, which the weight of its letters is measured on.
    """
    tree = html.document_fromstring(markup)
    paragraphs = [
        [line for one in paragraph if (line := _line(one, scan)) is not None]
        for paragraph in tree.xpath("//*[@class='ocr_par']")
    ]
    lines = [line for paragraph in paragraphs for line in _of_one_size(paragraph)]
    heavier = _heavier(lines)
    found: list[Word] = []
    signs = confident = 0.0
    for line in lines:
        style = Style(round(line.size * 2) / 2, heavier(line))
        for text, box, _, confidence in line.words:
            signs += len(text)
            confident += confidence * len(text)
            caps = text.isupper() and any(letter.isalpha() for letter in text)
            found.append(Word(text, box, line.base, replace(style, caps=caps)))
    return tuple(found), confident / signs if signs else 0.0


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as Tesseract found it; `size` is that of its font, from the height of its letters without tails."""

    words: tuple[_Found, ...]
    size: float
    base: float


def _line(element: HtmlElement, scan: Scan) -> _Line | None:
    scale = _POINTS / scan.dpi
    x0, top, x1, bottom = _numbers(element, "bbox")[:4]
    slope, drop = (*_numbers(element, "baseline"), 0.0, 0.0)[:2]
    base = (bottom + drop + slope * (x1 - x0) / 2) * scale
    height = (*_numbers(element, "x_size"), bottom - top)[0]
    tails = (*_numbers(element, "x_descenders"), 0.2 * height)[0]  # Guessed where no letter has one.
    words: list[_Found] = []
    for word in element.xpath(".//*[@class='ocrx_word']"):
        text = repaired("".join(word.itertext()).strip())
        confidence = (*_numbers(word, "x_wconf"), 0.0)[0]
        stuck = _STUCK.match(text)
        if not text.strip(_BARS) or (confidence < _MIN_CONFIDENCE and _SPECK.fullmatch(text)):
            continue
        place = tuple(round(value) for value in _numbers(word, "bbox")[:4])
        weight = _weight(scan, place) * scale if len(text) >= _MIN_SIGNS else 0.0
        box = Box(*(value * scale for value in place))
        if not words and len(text) <= _MAX_BULLET_SIGNS and (bullet := bullet_in(scan, place, height)):
            text, weight = bullet, 0.0
        if stuck and not words:
            words.append(("•", replace(box, x1=box.x0), 0.0, confidence))
        words.append((text[stuck.end() :] if stuck else text, box, weight, confidence))
    if words and (missed := bullet_before(scan, tuple(round(value / scale) for value in _sides(words[0][1])), height)):
        sign, place = missed
        words.insert(0, (sign, Box(*(value * scale for value in place)), 0.0, 100.0))
    return _Line(tuple(words), _EM * (height - tails) * scale, base) if words else None


def _sides(box: Box) -> tuple[float, float, float, float]:
    return box.x0, box.top, box.x1, box.bottom


def _of_one_size(lines: list[_Line]) -> list[_Line]:
    """The lines of a paragraph with one size, that of most letters: a line without tall letters measures less."""
    if not lines:
        return []
    sizes = sorted((line.size, sum(len(word[0]) for word in line.words)) for line in lines)
    half = sum(weight for _, weight in sizes) / 2
    reached = list(itertools.accumulate(weight for _, weight in sizes))
    size = next((one for (one, _), sum_ in zip(sizes, reached, strict=True) if sum_ >= half), sizes[0][0])
    return [replace(line, size=size) if abs(line.size - size) <= _SAME_PARAGRAPH * size else line for line in lines]


def _numbers(element: HtmlElement, name: str) -> list[float]:
    match = re.search(rf"\b{name} ([-\d. ]+)", element.get("title", ""))
    return [float(number) for number in match.group(1).split()] if match else []


def _weight(scan: Scan, place: tuple[int, ...]) -> float:
    """How thick strokes are, in dots: twice their area over their outline. Pale ink counts like black."""
    left, top, right, bottom = place
    grey = np.asarray(scan.image.crop((left, top, right, bottom)))
    if not grey.size:
        return 0.0
    paper, dark = np.percentile(grey, (95, 3))
    if paper - dark < _CONTRAST:
        return 0.0
    ink = grey < (paper + dark) / 2
    padded = np.pad(ink, 1)
    outline = int((padded[1:] != padded[:-1]).sum() + (padded[:, 1:] != padded[:, :-1]).sum())
    return 2.0 * float(ink.sum()) / outline if outline else 0.0


def _heavier(lines: list[_Line]) -> Callable[[_Line], bool]:
    """Tells bold lines: their strokes are thicker than those of most, their size allowed for."""
    strokes = [(line.size, len(line.words), _stroke(line)) for line in lines if _stroke(line)]
    if not strokes:
        return lambda line: False
    size = median([size for size, count, _ in strokes for _ in range(count)])
    # The blur of a scan thickens small letters more than large ones.
    usual = median(
        [stroke / (_BLUR + (1 - _BLUR) * own / size) for own, count, stroke in strokes for _ in range(count)]
    )
    return lambda line: _stroke(line) > _BOLD * usual * (_BLUR + (1 - _BLUR) * line.size / size)


def _stroke(line: _Line) -> float:
    own = [weight for _, _, weight, _ in line.words if weight]
    return median(own) if own else 0.0


def levelled(pages: list[Page]) -> list[Page]:
    """Recognised pages with one size for all lines of one font, which measure a little differently."""
    counts: Counter[float] = Counter()
    for page in pages:
        for word in page.words:
            counts[word.style.size] += len(word.text)
    centres: list[float] = []
    for size, _ in counts.most_common():
        if not any(abs(size - centre) <= _SAME_SIZE * centre for centre in centres):
            centres.append(size)
    nearest = {size: min(centres, key=lambda one: abs(one - size)) for size in counts}
    return [
        replace(
            page,
            words=tuple(replace(word, style=replace(word.style, size=nearest[word.style.size])) for word in page.words),
        )
        for page in pages
    ]
