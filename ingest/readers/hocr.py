"""Tesseract's markup (hOCR) to words at places, their size and weight measured."""

import re
from collections import Counter
from dataclasses import replace
from statistics import median

import numpy as np
from lxml import html
from lxml.html import HtmlElement
from numpy.typing import NDArray

from ingest.readers.glyphs import repaired
from ingest.readers.printed import Box, Style, Word
from ingest.readers.scan import Scan

_POINTS = 72.0
_MIN_CONFIDENCE = 15
_SAME_SIZE = 0.09
_CAP_HEIGHT = 0.68
_BOLD = 1.22
_MIN_SIGNS = 3
_SPECK = re.compile(r"[\W_]{1,2}")
_MISREAD_BULLETS = {
    "e": "•",
    "°": "•",
    "«": "•",
    "¢": "•",
    "*": "•",
    "©": "•",
    "®": "•",
    "+": "•",
    "»": "•",
    "®.": "•",
    "o": "•",
}
_MIN_BULLETS = 2


def read_hocr(markup: bytes, scan: Scan) -> tuple[tuple[Word, ...], float]:
    """The words of a recognised page, and the mean confidence of their letters, from 0 to 100.

    Args:
        markup: Tesseract's hOCR.
        scan: The page's picture, which the weight of its letters is measured on.
    """
    tree = html.document_fromstring(markup)
    scale = _POINTS / scan.dpi
    lines = [
        line
        for one in tree.xpath("//*[@class and contains(@class, 'ocr_') and .//*[@class='ocrx_word']]")
        if one.get("class") in _LINES and (line := _line(one, scan, scale))
    ]
    sizes = _clustered([size for _, size, _ in lines])
    weights = [weight for words, _, _ in lines for _, weight, _ in words if weight]
    usual = median(weights) if weights else 0.0
    found: list[Word] = []
    signs = confident = 0.0
    for words, size, base in lines:
        set_ = sizes[size]
        bold = [weight for _, weight, _ in words if weight]
        heavy = bool(bold) and bool(usual) and median(bold) > _BOLD * usual
        for (text, box), _, confidence in words:
            signs += len(text)
            confident += confidence * len(text)
            caps = text.isupper() and any(letter.isalpha() for letter in text)
            found.append(Word(text, box, base, Style(set_, heavy, caps=caps)))
    return tuple(found), confident / signs if signs else 0.0


_LINES = frozenset({"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"})
"""What Tesseract calls its lines."""

_Measured = tuple[list[tuple[tuple[str, Box], float, float]], float, float]


def _line(element: HtmlElement, scan: Scan, scale: float) -> _Measured | None:
    """The words of a line with their weight and confidence, the line's size and its baseline."""
    x0, top, x1, bottom = _numbers(element, "bbox")[:4]
    slope, drop = (*_numbers(element, "baseline"), 0.0, 0.0)[:2]
    base = (bottom + drop + slope * (x1 - x0) / 2) * scale
    rows = _numbers(element, "x_size")
    size = (rows[0] if rows else bottom - top) * scale
    words: list[tuple[tuple[str, Box], float, float]] = []
    for word in element.xpath(".//*[@class='ocrx_word']"):
        text = repaired("".join(word.itertext()).strip())
        confidence = (*_numbers(word, "x_wconf"), 0.0)[0]
        if not text or confidence < _MIN_CONFIDENCE and _SPECK.fullmatch(text):
            continue
        left, high, right, low = (round(value) for value in _numbers(word, "bbox")[:4])
        box = Box(left * scale, high * scale, right * scale, low * scale)
        weight = _weight(scan.ink[high:low, left:right]) / max(size / scale, 1.0) if len(text) >= _MIN_SIGNS else 0.0
        words.append(((text, box), weight, confidence))
    return (words, size, base) if words else None


def _numbers(element: HtmlElement, name: str) -> list[float]:
    match = re.search(rf"\b{name} ([-\d. ]+)", element.get("title", ""))
    return [float(number) for number in match.group(1).split()] if match else []


def _weight(ink: NDArray[np.bool_]) -> float:
    """How thick strokes are, in dots: twice their area over their outline."""
    area = int(ink.sum())
    if not area:
        return 0.0
    padded = np.pad(ink, 1)
    outline = int((padded[1:] != padded[:-1]).sum() + (padded[:, 1:] != padded[:, :-1]).sum())
    return 2.0 * area / outline


def _clustered(sizes: list[float]) -> dict[float, float]:
    """For each measured size the one that it stands for: lines of one font measure a little differently."""
    counts = Counter(round(size, 1) for size in sizes)
    centres: list[float] = []
    for size, _ in counts.most_common():
        if not any(abs(size - centre) <= _SAME_SIZE * centre for centre in centres):
            centres.append(size)
    return {size: round(2 * min(centres, key=lambda one: abs(one - size))) / 2 for size in sizes}
