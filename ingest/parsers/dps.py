"""Déclarations de politique sociale: axes, each with its intentions and its objectifs."""

from ingest.layout import Block
from ingest.parsers.builder import Draft, TreeBuilder
from ingest.parsers.dps_themes import Themes, find_themes, labelled_themes, parse_themes
from ingest.parsers.labels import Label, match_label
from ingest.parsers.prose import ProseWriter, is_heading
from ingest.parsers.unmarked import split_unmarked
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
    blocks = split_unmarked(text, blocks)
    labels = [match_label(text, block, _LEVELS) for block in blocks]
    themes = _themes(blocks, labels)
    if themes is not None:
        return parse_themes(document, text, blocks, themes)
    builder = TreeBuilder(document, text)
    prose = ProseWriter(builder)
    axe: Draft | None = None
    single: Draft | None = None  # a numbered « Engagement 3 : … », whose list holds its objectifs
    expected: Level | None = None
    inside = marked = bare = False
    numbered: dict[int, Draft] = {}
    for index, block in enumerate(blocks):
        label = labels[index]
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if label is not None and label.level is Level.AXE:
            axe = builder.add(Level.AXE, block, None, start=label.start, number=label.number)
            expected, inside, single, bare = None, True, None, _is_bare(labels, index)
            numbered.clear()
        elif label is not None and axe is not None:
            inside, marked = True, label.start < label.end
            expected, single = _add_labelled(builder, block, label, axe)
        elif single is not None and block.bullet and not block.after_rule:
            builder.add(Level.OBJECTIF, block, single, reason="puce sous un engagement")
        elif axe is not None and expected is not None and _is_item(block, marked):
            marked = marked or _is_marked(block)
            builder.add(expected, block, axe, number=block.number)
        elif bare and inside and axe is not None and _is_marked(block) and _is_item(block, True):
            _add_numbered(builder, block, axe, numbered)
        else:
            if block.heading or block.after_rule or (expected is not None and is_heading(block, following)):
                inside, single = False, None
            expected = None
            prose.add(block, axe if inside else None, following)
    return builder.build()


def _themes(blocks: list[Block], labels: list[Label | None]) -> Themes | None:
    """What a declaration is divided by where its intentions and its objectifs have no labels."""
    labelled = any(label is not None and label.level is Level.AXE for label in labels)
    return labelled_themes(blocks, labels) if labelled else find_themes(blocks)


def _add_labelled(builder: TreeBuilder, block: Block, label: Label, axe: Draft) -> tuple[Level | None, Draft | None]:
    """Add what a label names; returns the level of the list that it heads, or the engagement whose list may follow."""
    if label.start == label.end:
        return label.level, None
    element = builder.add(label.level, block, axe, start=label.start, number=label.number)
    if not label.number:
        return label.level, None
    return None, element if label.level is Level.INTENTION else None  # « Engagement 3 : … » heads no list of its kind


def _is_bare(labels: list[Label | None], axe: int) -> bool:
    """Whether an axis has no labels of its own below it, where others have."""
    following = next((label for label in labels[axe + 1 :] if label is not None), None)
    return following is None or following.level is Level.AXE


def _add_numbered(builder: TreeBuilder, block: Block, axe: Draft, numbered: dict[int, Draft]) -> None:
    """Add an item of an axis without labels: the items with the shortest numbers are intentions, others stand below."""
    if block.depth:
        for depth in [one for one in numbered if one >= block.depth]:
            del numbered[depth]
    above = numbered[min(numbered)] if numbered else None
    level = Level.INTENTION if above is None else Level.OBJECTIF
    reason = "numéro dans un axe" if block.number else "puce dans un axe"
    draft = builder.add(level, block, above or axe, number=block.number, confidence=0.9, reason=reason)
    if block.depth:
        numbered[block.depth] = draft


def _is_marked(block: Block) -> bool:
    return bool(block.bullet or block.number)


def _is_item(block: Block, marked: bool) -> bool:
    """Whether a block goes on with a list whose items so far are marked or not."""
    if block.after_rule or block.heading:
        return False
    return _is_marked(block) or not (marked and block.blank_before)
