"""Which paragraphs are headings, and how deep: by how they are set, ranked over the whole document."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.readers.marks import mark_of
from ingest.readers.paragraphs import Paragraph
from ingest.readers.printed import Style

_LARGER = 1.1
_MAX_WORDS = 30
_MAX_PLAIN_WORDS = 15
_MAX_DEPTH = 9
_MIN_CAPITALS = 4
_ENDS = (".", ";", ",")
_QUOTATION = re.compile(r"[«“\"].*[»”\"]\s*[.!?]?", re.DOTALL)


def body_style(paragraphs: Sequence[Paragraph]) -> Style:
    """How most of the text is set."""
    sizes: Counter[float] = Counter()
    styles: Counter[Style] = Counter()
    for paragraph in paragraphs:
        sizes[paragraph.style.size] += len(paragraph.text)
        styles[paragraph.style] += len(paragraph.text)
    if not sizes:
        return Style(0)
    size = sizes.most_common(1)[0][0]
    return max((style for style in styles if style.size == size), key=styles.__getitem__)


def depths(paragraphs: Sequence[Paragraph], body: Style) -> list[int]:
    """For each paragraph the depth of the heading that it is, from 1; 0 for body text.

    Larger letters stand above smaller ones; at one size capitals stand above bold, bold above colour, and what comes
    first above what comes later.

    Args:
        paragraphs: A document's paragraphs, tables aside.
        body: How most of its text is set.
    """
    looks = [_look(paragraph, body) for paragraph in paragraphs]
    first = {look: place for place, look in reversed(list(enumerate(looks))) if look is not None}
    order = sorted(first, key=lambda look: (*look[:4], first[look]))
    rank = {look: min(place, _MAX_DEPTH) for place, look in enumerate(order, start=1)}
    return [rank[look] if look is not None else 0 for look in looks]


def stands_out(paragraph: Paragraph, body: Style) -> bool:
    """Whether a paragraph is set wholly in bold, or larger than the body; a quotation in large letters is none."""
    if _QUOTATION.fullmatch(paragraph.text):
        return False
    bold = paragraph.style.bold and not body.bold and all(line.style.bold for line in paragraph.lines)
    return bold or paragraph.style.size >= _LARGER * body.size


def _look(paragraph: Paragraph, body: Style) -> tuple[float, bool, bool, bool, str] | None:
    """How a heading is set, the most telling first; None for body text."""
    style, words = paragraph.style, len(paragraph.text.split())
    if not body.size or (paragraph.frame and len(paragraph.lines) > 3):
        return None
    mark = mark_of(paragraph.text)
    if words > _MAX_WORDS or (mark and not mark[0].isalnum()):
        return None
    letters = sum(letter.isalpha() for letter in paragraph.text)
    out = stands_out(paragraph, body)
    caps = style.caps and not body.caps and letters >= _MIN_CAPITALS
    coloured = style.colour != body.colour and style.size >= body.size
    if _QUOTATION.fullmatch(paragraph.text):
        return None
    plain = words <= _MAX_PLAIN_WORDS and not paragraph.text.endswith(_ENDS)
    if letters < 2 or not (out or (plain and (caps or coloured))) or style.size < 0.9 * body.size:
        return None
    if paragraph.text.endswith(_ENDS) and style.size < _LARGER * body.size and not style.bold:
        return None
    return (-style.size, not caps, not style.bold, style.italic, style.colour)
