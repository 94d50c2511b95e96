"""Tables of contents: lines that only announce what stands in full further on."""

import re

from ingest.folding import fold_spaces
from ingest.layout import Block

_PAGE = re.compile(r"(?:[\s.…_·]*|\s)\d{1,4}\s*$")
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}")
_MIN_RUN = 3


def without_contents(blocks: list[Block]) -> list[Block]:
    """The blocks without the tables of contents.

    A line belongs to one when it ends with a page number or leader dots and its words come again below
    (or, in a run of such lines, when it has leader dots); three such lines in a row make a table.

    Args:
        blocks: A document's blocks.
    """
    later: dict[str, int] = {}
    for index, block in enumerate(blocks):
        later[_title(block.text)] = index
    listed = [_is_entry(block, index, later) for index, block in enumerate(blocks)]
    kept: list[Block] = []
    index = 0
    while index < len(blocks):
        last = index
        while last < len(blocks) and listed[last]:
            last += 1
        if last - index < _MIN_RUN:
            last = max(last, index + 1)
            kept += blocks[index:last]
        index = last
    return kept


def _is_entry(block: Block, index: int, later: dict[str, int]) -> bool:
    if _LEADERS.search(block.text):
        return True
    if not _PAGE.search(block.text):
        return False
    return later.get(_title(_PAGE.sub("", block.text)), -1) > index


def _title(text: str) -> str:
    """A title as it is compared: without the numbers and labels before it, nor the dots after it."""
    return re.sub(r"[^a-z]+", " ", fold_spaces(text)).strip()
