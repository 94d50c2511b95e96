"""Prose: paragraphs and the headings over them, as `passage` nodes."""

import re

from ingest.layout import Block
from ingest.parsers.builder import Draft, TreeBuilder
from ingest.records import Level

_MAX_HEADING_WORDS = 12
_HEADING_END = re.compile(r"[.;,…]$")


class ProseWriter:
    """Adds prose blocks to a tree, each under the heading that it stands below."""

    def __init__(self, builder: TreeBuilder) -> None:
        self._builder = builder
        self._heading: Draft | None = None

    def add(self, block: Block, parent: Draft | None = None, following: Block | None = None) -> Draft:
        """Add one block.

        Args:
            block: The block.
            parent: The structural node that it stands in, if any; headings are then not looked for.
            following: The next block, which tells a heading from a lone short line.
        """
        number = block.number or None
        if parent is None and is_heading(block, following):
            self._heading = self._builder.add(Level.PASSAGE, block, None, number=number, kind="titre")
            return self._heading
        return self._builder.add(Level.PASSAGE, block, parent or self._heading, number=number)


def is_heading(block: Block, following: Block | None) -> bool:
    """Whether a block heads what follows: marked as such, or a short line that ends no sentence."""
    if block.bullet:
        return False
    if block.heading:
        return True
    short = len(block.text.split()) <= _MAX_HEADING_WORDS and not _HEADING_END.search(block.text)
    if not short or following is None:
        return False
    if block.number:
        return block.indent == 0 and (not following.number or following.depth > block.depth)
    return block.bold or (len(following.text) > len(block.text) and not following.heading)
