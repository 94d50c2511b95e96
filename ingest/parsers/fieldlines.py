"""The lines of a plan that name a field of the element above them: « Responsable : la directrice »."""

from collections import Counter
from collections.abc import Sequence

from ingest.entries import TO_DEFINE, entry_of
from ingest.folding import fold
from ingest.layout import Block
from ingest.parsers.labels import Label
from ingest.parsers.shapes import is_field

_MIN_REPEATED = 3
_MAX_NAME_WORDS = 5


def field_lines(blocks: Sequence[Block], labels: Sequence[Label | None]) -> set[int]:
    """The blocks that are field lines.

    A name that is a word of titles too (« Plan : … », « Catégorie : … ») counts beside a line that is surely a field,
    or where several lines of the document start with it. So does any other name between two such lines.

    Args:
        blocks: The blocks.
        labels: Their labels: a labelled line is an element.
    """
    found = {index for index, block in enumerate(blocks) if labels[index] is None and is_field(fold(block.text))}
    soft = {
        index: name
        for index, block in enumerate(blocks)
        if index not in found and labels[index] is None and (name := _soft_name(block)) is not None
    }
    often = Counter(soft.values())
    found |= {index for index, name in soft.items() if name == TO_DEFINE or often[name] >= _MIN_REPEATED}
    for order in (sorted(soft), sorted(soft, reverse=True)):
        found |= {index for index in order if _spreads(found, index)}
    between = {
        index
        for index, block in enumerate(blocks)
        if index not in found and labels[index] is None and {index - 1, index + 1} <= found and _is_named(block)
    }
    return found | between


def _spreads(found: set[int], index: int) -> bool:
    if index - 1 in found or index + 1 in found:
        found.add(index)
        return True
    return False


def _soft_name(block: Block) -> str | None:
    entry = entry_of(block.text) if _is_plain(block) else None
    return entry[0] if entry is not None and entry[1] else None


def _is_named(block: Block) -> bool:
    name, colon, value = block.text.partition(" : ")
    return bool(colon and value) and len(name.split()) <= _MAX_NAME_WORDS and _is_plain(block)


def _is_plain(block: Block) -> bool:
    return not (block.bullet or block.number or block.heading or block.level)
