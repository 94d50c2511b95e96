"""Déclarations de politique sociale: axes, each with its intentions and its objectifs."""

from ingest.layout import Block
from ingest.parsers.builder import Draft, TreeBuilder
from ingest.parsers.dps_themes import find_themes, labelled_themes, parse_themes
from ingest.parsers.labels import match_label
from ingest.parsers.prose import ProseWriter, is_heading
from ingest.records import Level, Node

_LEVELS = frozenset({Level.AXE, Level.INTENTION, Level.OBJECTIF})


def parse(document: str, text: str, blocks: list[Block]) -> tuple[Node, ...]:
    """Turn the blocks of a DPS into its tree.

    An item counts with or without a bullet: what stands under « Intentions » is an intention. A blank line
    and a paragraph end a list of bullets; what a heading there heads is prose until the next label.

    Args:
        document: The document's id.
        text: The source text.
        blocks: Its layout blocks.

    Returns:
        The nodes in reading order.
    """
    labels = [match_label(text, block, _LEVELS) for block in blocks]
    labelled = any(label is not None and label.level is Level.AXE for label in labels)
    themes = labelled_themes(blocks, labels) if labelled else find_themes(blocks)
    if themes is not None:
        return parse_themes(document, text, blocks, themes)
    builder = TreeBuilder(document, text)
    prose = ProseWriter(builder)
    axe: Draft | None = None
    single: Draft | None = None  # a numbered « Engagement 3 : … », whose list holds its objectifs
    expected: Level | None = None
    inside = marked = False
    for index, block in enumerate(blocks):
        label = labels[index]
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if label is not None and label.level is Level.AXE:
            axe = builder.add(Level.AXE, block, None, start=label.start, number=label.number)
            expected, inside, single = None, True, None
        elif label is not None and axe is not None:
            expected = label.level
            inside, marked, single = True, label.start < label.end, None
            if marked and label.number:  # « Engagement 3 : … » is one element, no list's header
                expected = None
            if marked:
                element = builder.add(label.level, block, axe, start=label.start, number=label.number)
                single = element if label.number and label.level is Level.INTENTION else None
        elif single is not None and axe is not None and block.bullet and not block.after_rule:
            builder.add(Level.OBJECTIF, block, single, reason="puce sous un engagement")
        elif axe is not None and expected is not None and _is_item(block, marked):
            marked = marked or _is_marked(block)
            builder.add(expected, block, axe, number=block.number)
        else:
            if block.heading or block.after_rule or (expected is not None and is_heading(block, following)):
                inside, single = False, None
            expected = None
            prose.add(block, axe if inside else None, following)
    return builder.build()


def _is_marked(block: Block) -> bool:
    return bool(block.bullet or block.number)


def _is_item(block: Block, marked: bool) -> bool:
    """Whether a block goes on with a list whose items so far are marked or not."""
    if block.after_rule or block.heading:
        return False
    return _is_marked(block) or not (marked and block.blank_before)
