"""Items of a list that lost their bullet: the lines that layout read as going on with the item above."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.announce import is_unfinished
from ingest.folding import fold
from ingest.layout import Block, clean
from ingest.parsers.shapes import is_infinitive

_FULL, _ROOM, _MIN_FULL, _MIN_WIDTH, _MAX_WIDTH = 0.85, 0.93, 6, 50, 140
_MIN_ITEM = 4
_OPEN = re.compile(r"[,(/&+:–-]\s*$")
_MONEY = r"(?:€|eur\b|euros?\b)"
_AMOUNT = re.compile(rf"(?:\.\s?){{3,}}\s*\d[\d.,\s]*{_MONEY}?\s*$|\s{{2,}}\d[\d., ]*{_MONEY}\s*$", re.IGNORECASE)


def is_amount_row(text: str) -> bool:
    """Whether a line is a row of a budget: a label, leaders or a gap, and an amount."""
    return bool(_AMOUNT.search(text))


def split_unmarked(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Give each item of a list its own block, with its bullet or without.

    A line without a mark below an item starts an item of its own when it starts with a capital below a finished line,
    is not set in under the item's words, and was not cut for want of room. It takes the bullet of the item above, but
    for two or three words that may be the heading of what follows.

    Args:
        text: The source text.
        blocks: Its blocks.

    Returns:
        The blocks, in reading order; those of formats that know their paragraphs are left as they are.
    """
    width = _width(text)
    found: list[Block] = []
    for block in blocks:
        if block.whole or block.joined or block.end_line == block.line or not (block.bullet or block.number):
            found.append(block)
        else:
            found.extend(_split(text, block, width))
    return found


def _split(text: str, block: Block, width: int | None) -> list[Block]:
    starts, start, line = [(block.start, block.line)], block.start, block.line
    above = text[text.rfind("\n", 0, block.start) + 1 :].split("\n", 1)[0]
    while (end := text.find("\n", start, block.end)) >= 0:
        start, line = end + 1, line + 1
        raw = text[start : block.end].split("\n", 1)[0]
        if raw.strip() and _starts(above, raw, block, width, text[starts[-1][0] : end]):
            starts.append((start + len(raw) - len(raw.lstrip()), line))
        above = raw or above
    if len(starts) == 1:
        return [block]
    ends = [*(one for one, _ in starts[1:]), block.end]
    return [
        _part(text, block, first, last, number, index)
        for index, ((first, number), last) in enumerate(zip(starts, ends, strict=True))
    ]


def _part(text: str, block: Block, start: int, end: int, line: int, index: int) -> Block:
    words = text[start:end].rstrip()
    last = line + words.count("\n")
    piece = replace(block, text=clean(words), start=start, end=start + len(words), line=line, end_line=last)
    if index == 0:
        return piece
    titled = len(piece.text.split()) < _MIN_ITEM and not is_infinitive(fold(piece.text).split())
    return replace(piece, bullet="" if titled else block.bullet, number="", blank_before=False, after_rule=False)


def _starts(above: str, raw: str, block: Block, width: int | None, item: str) -> bool:
    words = raw.strip()
    if not words[0].isupper() or len(raw) - len(raw.lstrip()) > block.indent:
        return False
    if is_unfinished(above) or _OPEN.search(above) or item.count("(") > item.count(")"):
        return False
    return width is None or len(above.rstrip()) + 1 + len(words.split()[0]) <= _ROOM * width


def _width(text: str) -> int | None:
    """The column at which the lines of a text were cut, or None where they were not."""
    lengths = [len(line.rstrip()) for line in text.split("\n") if line.strip()]
    width = max(lengths, default=0)
    full = sum(length > _FULL * width for length in lengths)
    return width if _MIN_WIDTH <= width <= _MAX_WIDTH and full >= _MIN_FULL else None
