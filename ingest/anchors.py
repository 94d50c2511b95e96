"""How a correction finds its node again in a document read anew: by its id, else by its words and its place."""

import re
from dataclasses import dataclass

from ingest.folding import fold
from ingest.records import Document, Level, Node

_TELLING = 4
"""From this many words on, words that stand only once in a document are enough to know a node by."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a node is known by.

    Attributes:
        id: Its id when the correction was made.
        level: Its level as it was read, not as it was corrected.
        number: The number printed with it.
        words: Its own words.
        path: The words of its ancestors, from the top down.
    """

    id: str
    level: Level
    number: str | None
    words: str
    path: tuple[str, ...]


def anchor(document: Document, node: Node) -> Anchor:
    """What a node is known by.

    Args:
        document: The document as it was read, before any correction.
        node: One of its nodes.
    """
    path = tuple(above.text for above in document.ancestors(node))
    return Anchor(node.id, node.level, node.number, node.text, path)


def find(document: Document, sought: Anchor) -> Node | None:
    """The node that an anchor means, or None where it is not certain: a correction is never applied to another node.

    An id holds the words and the path, so that the same id is the same node. Failing that, the words must be the same
    and belong to a single node, in the same place or telling enough by themselves.

    Args:
        document: The document as it was read, before any correction.
        sought: The anchor.
    """
    if sought.id in document.by_id:
        return document.by_id[sought.id]
    words = _key(sought.words)
    same = [
        node
        for node in document.nodes
        if _key(node.text) == words and (node.number == sought.number or not (node.number and sought.number))
    ]
    placed = [node for node in same if _path(document, node) == _keys(sought.path)]
    levelled = [node for node in placed if node.level is sought.level]
    for found in (levelled, placed):
        if len(found) == 1 and (words or sought.number):
            return found[0]
    if len(same) == 1 and len(words.split()) >= _TELLING:
        return same[0]
    return None


def _path(document: Document, node: Node) -> tuple[str, ...]:
    return _keys(tuple(above.text for above in document.ancestors(node)))


def _keys(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_key(words) for words in path)


def _key(words: str) -> str:
    """Words as they are compared: a changed comma, accent or capital makes no other node."""
    return " ".join(re.findall(r"\w+", fold(words)))
