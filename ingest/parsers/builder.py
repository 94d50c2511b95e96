"""Collect the nodes of a tree while a parser walks the blocks, then give them stable ids."""

import hashlib
from dataclasses import dataclass, replace

from ingest.elements import merged
from ingest.folding import fold_spaces
from ingest.layout import Block, clean
from ingest.records import Level, Node, Priority

_ADDED = "champs_proposes"
_EDGE_MARKS = "*_"


@dataclass(slots=True)
class Draft:
    """A node under construction; its parent is another draft, `item` says that it is an item of a list."""

    node: Node
    parent: "Draft | None"
    item: bool = False


class TreeBuilder:
    """Builds one document's tree.

    Args:
        document: The document's id, the prefix of every node's id.
        text: The source text that offsets point into.
    """

    def __init__(self, document: str, text: str) -> None:
        self._document = document
        self._text = text
        self._drafts: list[Draft] = []

    def add(
        self,
        level: Level,
        block: Block,
        parent: Draft | None,
        *,
        start: int | None = None,
        end: int | None = None,
        number: str | None = None,
        kind: str | None = None,
        attributes: tuple[tuple[str, str], ...] = (),
        confidence: float = 1.0,
        reason: str = "",
    ) -> Draft:
        """Add a node made of a block's words, or of a part of them.

        Args:
            level: The node's level.
            block: Where the words stand.
            parent: The draft above, or None at the top.
            start: First character of the node's words when the block starts with a label.
            end: One past the last character, when the node ends before the block.
            number: The number printed with the node.
            kind: See `Node.kind`.
            attributes: Names and values kept with the node; those of its row in a table where none are given.
            confidence: How sure the level is, from 0 to 1.
            reason: What it was inferred from.

        Returns:
            The draft, to be given as parent to what stands below.
        """
        first, last = self._trim(block.start if start is None else start, block.end if end is None else end)
        words = clean(self._text[first:last])
        if not words:  # A label without a title: the label itself is the place to show.
            first, last = self._trim(block.start, block.end)
        node = Node(
            id="",
            parent=None,
            level=level,
            number=number or None,
            text=words,
            start=first,
            end=last,
            line=block.line,
            end_line=block.end_line,
            kind=kind,
            page=block.page,
            attributes=attributes or block.attributes,
            confidence=confidence,
            reason=reason,
        )
        draft = Draft(node, parent)
        self._drafts.append(draft)
        return draft

    def title(self, draft: Draft, block: Block) -> None:
        """Give a node whose label had no title the words of the line below."""
        first, last = self._trim(block.start, block.end)
        draft.node = replace(
            draft.node, text=clean(self._text[first:last]), start=first, end=last, end_line=block.end_line
        )

    def prioritise(self, draft: Draft, block: Block, number: str, start: int) -> None:
        """Attach a « Priorité n de la DPS » mark to the node that it stands under."""
        first, last = self._trim(start, block.end)
        mark = Priority(number, clean(self._text[first:last]), *self._trim(block.start, block.end))
        draft.node = replace(draft.node, dps_priority=mark)

    def attribute(self, draft: Draft, name: str, value: str) -> None:
        """Attach a field of an action's sheet to it; the first value of a name stays, the names of fields add up."""
        if name == _ADDED:
            draft.node = replace(draft.node, attributes=merged(draft.node.attributes, [(name, value)]))
        elif name not in dict(draft.node.attributes):
            draft.node = replace(draft.node, attributes=(*draft.node.attributes, (name, value)))

    def build(self) -> tuple[Node, ...]:
        """The nodes in reading order, with their ids and their parents' ids."""
        seen: dict[str, int] = {}
        for draft in self._drafts:
            node = draft.node
            above = draft.parent.node.id if draft.parent else ""
            key = "\x1f".join((above, node.level, node.number or "", fold_spaces(node.text)))
            digest = hashlib.sha256(key.encode()).hexdigest()[:10]
            seen[digest] = seen.get(digest, 0) + 1
            suffix = f"-{seen[digest]}" if seen[digest] > 1 else ""
            draft.node = replace(node, id=f"{self._document}#{node.level}-{digest}{suffix}", parent=above or None)
        return tuple(draft.node for draft in self._drafts)

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        while start < end and _is_edge(self._text[start]):
            start += 1
        while end > start and _is_edge(self._text[end - 1]):
            end -= 1
        return start, end


def _is_edge(character: str) -> bool:
    return character in _EDGE_MARKS or character.isspace()
