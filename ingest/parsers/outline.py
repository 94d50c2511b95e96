"""Infer the levels of unlabelled lists from the way they nest."""

import re

from ingest.layout import Block
from ingest.records import Level

_LEVELS = (Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION)
_ROMAN = re.compile(r"[IVX]+")
_Mark = tuple[int, int, str]
_Shape = tuple[int, _Mark]


class Outline:
    """The nesting depth of every list item.

    Items are compared by indent, then by family of mark: an item is below another when it is indented
    more, has a deeper number or a number of a lower family, or has a bullet where the other has a number.

    Args:
        blocks: The document's blocks.
        boundaries: Indexes of blocks that end every open list (labels, volets, sections).
    """

    def __init__(self, blocks: list[Block], boundaries: set[int]) -> None:
        self._depths: dict[int, int] = {}
        self._runs: dict[int, int] = {}
        self._run_depth: dict[int, int] = {}
        stack: list[_Shape] = []
        run = 0
        for index, block in enumerate(blocks):
            if index in boundaries:
                stack, run = [], run + 1
            elif block.bullet or block.number:
                shape = _shape(block)
                while stack and stack[-1] != shape and not _below(shape, stack[-1]):
                    stack.pop()
                if not stack or stack[-1] != shape:
                    stack.append(shape)
                self._depths[index] = len(stack) - 1
                self._runs[index] = run
                self._run_depth[run] = max(self._run_depth.get(run, 0), len(stack))

    def level(self, index: int, anchor: Level | None, announced: Level | None = None) -> Level | None:
        """The level of an item.

        Args:
            index: The item's block.
            anchor: The labelled level that it stands below (None: a volet or nothing).
            announced: The level that the header of its list names (« Objectifs opérationnels : »), if it has one.

        Returns:
            The level, or None where the nesting is too deep to be named.
        """
        depth, total = self._depths[index], self._run_depth[self._runs[index]]
        if announced is None and anchor is Level.OS and total == 1:
            # A flat list of bullets straight below an OS holds what will be done, not a further objective.
            return Level.ACTION
        first = _LEVELS.index(announced) if announced else (_LEVELS.index(anchor) + 1 if anchor else 0)
        names = _LEVELS[first:]
        return names[depth] if depth < len(names) else None


def _shape(block: Block) -> _Shape:
    """An item's indent, and its mark by rank: « I. » over « 1. » over « 1.1 » over « a) » over bullets."""
    number = block.number
    if not number:
        return block.indent, (3, 0, block.bullet)
    if "." in number or number.isdigit():
        return block.indent, (1, block.depth, "")
    return block.indent, (0 if _ROMAN.fullmatch(number) else 2, 0, "")


def _below(shape: _Shape, other: _Shape) -> bool:
    (indent, mark), (other_indent, other_mark) = shape, other
    if indent != other_indent:
        return indent > other_indent
    return mark[:2] > other_mark[:2]
