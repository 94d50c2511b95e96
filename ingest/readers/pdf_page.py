"""A page of a PDF to the words and ruled lines that are printed on it."""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.glyphs import repaired
from ingest.readers.pdf_rules import rules_of
from ingest.readers.printed import Box, Page, Style, Word

MAX_CHARACTERS = 100_000
"""On one page: no plan comes near it, and each costs a call."""

_BEYOND = 0.05
_GAP = 0.22
_DROP = 0.5
_RAISED = 0.1
_SMALL = 0.85
_BOLD_WEIGHT = 650
_BOLD_FLAG, _ITALIC_FLAG = 1 << 18, 1 << 6
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_ITALIC_NAMES = ("italic", "oblique")
_STROKED = 2
_PICTURE_SHARE = 0.4

Place = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Ink:
    """What a run of characters has in common."""

    angle: float
    size: float
    bold: bool
    italic: bool
    colour: str
    symbols: bool


_Character = tuple[str, _Ink | None, tuple[float, float, float, float], tuple[float, float]]
"""A character with its ink, its box and its origin; a space that stands for a gap or a new line has no ink."""


@dataclass(slots=True)
class _Run:
    """The characters of a word under construction."""

    ink: _Ink
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    letters: list[str] = field(default_factory=list)
    inks: Counter[_Ink] = field(default_factory=Counter)


def read_page(page: pypdfium2.PdfPage, number: int) -> Page:
    """The words and ruled lines of a page.

    Args:
        page: The open page.
        number: Its number, from 1.
    """
    text = page.get_textpage()
    try:
        characters = list(_characters(page, text))
    finally:
        text.close()
    turn = _turn(characters, page)
    place, width, height = _places(page, turn)
    around = Box(-_BEYOND * width, -_BEYOND * height, (1 + _BEYOND) * width, (1 + _BEYOND) * height)
    words = tuple(word for word in _words(characters, turn, place) if around.holds(word.box))
    rules, pictures = rules_of(page, place)
    return Page(number, width, height, words, rules, pictures > _PICTURE_SHARE * width * height)


def _characters(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> Iterator[_Character]:
    """The characters of a page with their ink, box and origin; made-up spaces have no ink."""
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    inks: dict[int, _Ink] = {}
    for index in range(min(text.count_chars(), MAX_CHARACTERS)):
        character = chr(pdfium.FPDFText_GetUnicode(text, index))
        thing = pdfium.FPDFText_GetTextObject(text, index)
        if not thing or character in "\r\n":
            if not thing and pdfium.FPDFText_IsHyphen(text, index):
                continue
            yield " ", None, (0, 0, 0, 0), (0, 0)
            continue
        key = ctypes.cast(thing, ctypes.c_void_p).value or 0
        if key not in inks:
            inks[key] = _ink(text, index, thing)
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        # A hyphen that pdfium takes for the end of a cut line comes as a control character.
        shown = "-" if character in "\x02\ufffe" else character
        yield shown, inks[key], (box.left, box.bottom, box.right, box.top), (x.value, y.value)


def _ink(text: pypdfium2.PdfTextPage, index: int, thing: object) -> _Ink:
    matrix, name, flags = pdfium.FS_MATRIX(), ctypes.create_string_buffer(256), ctypes.c_int()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    pdfium.FPDFText_GetFontInfo(text, index, name, 256, flags)
    font = name.value.decode("latin-1").lower()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
    stroked = pdfium.FPDFTextObj_GetTextRenderMode(thing) == _STROKED
    heavy = pdfium.FPDFText_GetFontWeight(text, index) >= _BOLD_WEIGHT or bool(flags.value & _BOLD_FLAG)
    return _Ink(
        angle=math.degrees(math.atan2(matrix.b, matrix.a)),
        size=pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d),
        bold=stroked or heavy or any(part in font for part in _BOLD_NAMES),
        italic=bool(flags.value & _ITALIC_FLAG) or any(part in font for part in _ITALIC_NAMES),
        colour=f"{red.value:02x}{green.value:02x}{blue.value:02x}",
        symbols=any(part in font for part in ("symbol", "dingbat")),
    )


def _turn(characters: list[_Character], page: pypdfium2.PdfPage) -> int:
    """By how many degrees the page is turned for its text to stand upright: 0, 90, 180 or 270."""
    angles = Counter(round(ink.angle / 90) * 90 % 360 for letter, ink, *_ in characters if ink and letter.strip())
    return angles.most_common(1)[0][0] if angles else int(page.get_rotation())


def _places(page: pypdfium2.PdfPage, turn: int) -> tuple[Place, float, float]:
    """How a point of the page's own space is found on the page as it is read, and that page's width and height."""
    left, bottom, right, top = page.get_cropbox()
    width, height = right - left, top - bottom
    place: Place = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }[turn]
    return (place, height, width) if turn in (90, 270) else (place, width, height)


def _words(
    characters: list[_Character],
    turn: int,
    place: Place,
) -> Iterator[Word]:
    """Characters put together into words: by spaces, gaps and jumps."""
    run: _Run | None = None
    seen: set[tuple[str, int, int]] = set()
    last: tuple[int, ...] = ()
    for letter, ink, (left, bottom, right, top), origin in characters:
        if ink is None or letter.isspace():
            if run:
                yield _word(run)
            run = None
            continue
        if abs((ink.angle - turn + 180) % 360 - 180) > 10 or ink.size <= 0:
            continue  # A stamp across the page, a note up its margin.
        ax, ay = place(left, bottom)
        bx, by = place(right, top)
        x0, x1, high, low = (ax, bx, by, ay) if not turn else (min(ax, bx), max(ax, bx), min(ay, by), max(ay, by))
        at, base = place(*origin)
        mark = (letter, round(at), round(base))
        if mark in seen and mark[1:] != last:
            continue  # The same letter twice at one place is bold for old printers; « tt » of one glyph is not.
        seen.add(mark)
        last = mark[1:]
        if run and (x0 - run.x1 > _GAP * ink.size or x1 < run.x1 - ink.size or _jumps(run, ink, base)):
            yield _word(run)
            run = None
        run = run or _Run(ink, x0, high, x1, low, base)
        run.x0, run.top = min(run.x0, x0), min(run.top, high)
        run.x1, run.bottom = max(run.x1, x1), max(run.bottom, low)
        run.letters.append(letter)
        run.inks[ink] += 1
    if run:
        yield _word(run)


def _jumps(run: _Run, ink: _Ink, base: float) -> bool:
    """Whether a character stands on another line, or raised and small: the number of a note."""
    drop = abs(base - run.base)
    return drop > _DROP * run.ink.size or (drop > _RAISED * run.ink.size and ink.size < _SMALL * run.ink.size)


def _word(run: _Run) -> Word:
    ink = run.inks.most_common(1)[0][0]
    text = repaired("".join(run.letters), symbols=ink.symbols)
    letters = [letter for letter in text if letter.isalpha()]
    style = Style(round(ink.size * 2) / 2, ink.bold, ink.italic, ink.colour, bool(letters) and text.isupper())
    return Word(text, Box(run.x0, run.top, run.x1, run.bottom), run.base, style)
