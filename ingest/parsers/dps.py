"""Déclarations de politique sociale: axes, each with its intentions and its objectifs."""

from ingest.layout import Block
from ingest.parsers.builder import Draft, TreeBuilder
from ingest.parsers.labels import match_label
from ingest.parsers.prose import ProseWriter
from ingest.records import Level, Node

_LEVELS = frozenset({Level.AXE, Level.INTENTION, Level.OBJECTIF})


def parse(document: str, text: str, blocks: list[Block]) -> tuple[Node, ...]:
    """Turn the blocks of a DPS into its tree.

    An item counts with or without a bullet: what stands under « Intentions » is an intention.

    Args:
        document: The document's id.
        text: The source text.
        blocks: Its layout blocks.

    Returns:
        The nodes in reading order.
    """
    builder = TreeBuilder(document, text)
    prose = ProseWriter(builder)
    axe: Draft | None = None
    expected: Level | None = None
    for index, block in enumerate(blocks):
        label = match_label(text, block, _LEVELS)
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if label is not None and label.level is Level.AXE:
            axe = builder.add(Level.AXE, block, None, start=label.start, number=label.number)
            expected = None
        elif label is not None and axe is not None:
            expected = label.level
            if label.start < label.end:
                builder.add(label.level, block, axe, start=label.start, number=label.number)
        elif axe is not None and expected is not None and not block.after_rule and not block.heading:
            builder.add(expected, block, axe, number=block.number)
        else:
            if block.heading or block.after_rule:
                axe = expected = None
            prose.add(block, axe, following)
    return builder.build()
