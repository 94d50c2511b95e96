"""Infer the levels of unlabelled lists from the way they nest."""

from ingest.layout import Block
from ingest.records import Level

_BELOW: dict[Level | None, tuple[Level, ...]] = {
    None: (Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION),
    Level.OS: (Level.OO, Level.ACTION, Level.SOUS_ACTION),
    Level.OO: (Level.ACTION, Level.SOUS_ACTION),
}
_Shape = tuple[int, str]


class Outline:
    """The nesting depth of every list item.

    Items are compared by indent and by family of mark (hierarchical number by its depth, number,
    bullet): an item is below another when it is indented more, has a deeper number, or has a bullet
    where the other has a number.

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

    def level(self, index: int, anchor: Level | None) -> Level | None:
        """The level of an item below a labelled level (None: below a volet or nothing).

        Returns:
            The level, or None where the nesting is too deep to be named or too flat to be read.
        """
        names = _BELOW[anchor]
        depth, total = self._depths[index], self._run_depth[self._runs[index]]
        if anchor is Level.OS and total == 1:
            # A flat list of bullets straight below an OS holds what will be done, not a further objective.
            return Level.ACTION
        return names[depth] if depth < len(names) else None


def _shape(block: Block) -> _Shape:
    return (block.indent, f"number{block.depth}" if block.number else block.bullet)


def _below(shape: _Shape, other: _Shape) -> bool:
    (indent, mark), (other_indent, other_mark) = shape, other
    if indent != other_indent:
        return indent > other_indent
    if other_mark.startswith("number") and mark.startswith("number"):
        return mark > other_mark
    return other_mark.startswith("number")
