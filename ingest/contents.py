"""Tables of contents: lines that only announce what stands in full further on."""

import re
from functools import lru_cache

from ingest.announce import announces
from ingest.folding import fold_spaces
from ingest.layout import Block
from ingest.vocabulary import load

_PAGE = re.compile(r"(?<![\s.…_·])[\s.…_·]*(?<=[\s.…_·\D])\d{1,4}\s*$")
_LEADERS = re.compile(
    r"(?<![\s.…_·])(?P<leaders>[\s.…_·]{2,})(?:p(?:age|\.)?\s?)?\d{0,4}$", re.IGNORECASE
)  # the dots are taken all at once: a line of nothing but dots costs no more than its length
_SPACED = re.compile(r"(?<=\w)(?:\s\.){2,}\s+\d{1,4}$")
_MIN_RUN = 3


def without_contents(blocks: list[Block]) -> list[Block]:
    """The blocks without the tables of contents.

    A line belongs to one when it ends with a page number or leader dots and its words come again below
    (or, in a run of such lines, when it has leader dots); three such lines in a row make a table. So do the labelled
    lines under « Sommaire » whose labels come again below.

    Args:
        blocks: A document's blocks.
    """
    later: dict[str, int] = {}
    for index, block in enumerate(blocks):
        if not _PAGE.search(block.text) or _title(block.text) not in later:
            later[_title(block.text)] = index
    listed = [_is_entry(block, index, later) for index, block in enumerate(blocks)]
    for index, block in enumerate(blocks):
        if not block.bullet and heads_contents(block.text):
            _list_labels(blocks, index + 1, listed)
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


def has_leaders(text: str) -> bool:
    """Whether words end with leader dots, a page number after them or not: « Emploi ........ 12 »."""
    match = _LEADERS.search(text.rstrip())
    leaders = match["leaders"] if match else ""
    # A title that nearly fills its line leaves room for a few dots only: « … propriétaires âgés . . . 6 ».
    spaced = _SPACED.search(text.rstrip()) is not None
    return spaced or leaders.count(".") > 3 or "……" in leaders or leaders.count("_") > 4


def heads_contents(text: str) -> bool:
    """Whether words are the title of a table of contents: « Sommaire »."""
    return fold_spaces(text).strip(" .:") in _titles()


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return frozenset(fold_spaces(name) for name in load("labels")["contents"])


def _list_labels(blocks: list[Block], first: int, listed: list[bool]) -> None:
    """Under « Sommaire », mark the lines that announce elements which stand again further on, by their numbers."""
    last = first
    seen: set[str] = set()
    while last < len(blocks) and announces(blocks[last].text) and not has_leaders(blocks[last].text):
        if _label(blocks[last].text) in seen:  # the plan itself starts here
            break
        seen.add(_label(blocks[last].text))
        last += 1
    if last - first < _MIN_RUN:
        return
    after = {_label(block.text) for block in blocks[last:] if announces(block.text)}
    for index in range(first, last):
        listed[index] = listed[index] or _label(blocks[index].text) in after


def _label(text: str) -> str:
    """A label with its number, as it is compared: « os1 »."""
    match = re.match(r"\D*\d+(?:\.\d+)*", fold_spaces(text))
    return re.sub(r"[^a-z0-9.]+", "", match.group(0)) if match else fold_spaces(text)


def _is_entry(block: Block, index: int, later: dict[str, int]) -> bool:
    if has_leaders(block.text):
        return True
    if not _PAGE.search(block.text):
        return False
    return later.get(_title(_PAGE.sub("", block.text)), -1) > index


def _title(text: str) -> str:
    """A title as it is compared: without the numbers and labels before it, nor the dots after it."""
    return re.sub(r"[^a-z]+", " ", fold_spaces(text)).strip()
