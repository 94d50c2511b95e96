"""Which element of a tree the staff mean: « OO 2.3 », « ligne 42 », an id or the end of one."""

import re

from ingest.errors import CorrectionError
from ingest.folding import fold
from ingest.nouns import called, noun
from ingest.records import Document, Level, Node

_LINE = re.compile(r"(?:ligne|l\.?)?\s*(\d+)")
_MAX_SHOWN = 6


def find_node(document: Document, reference: str) -> Node:
    """The element that a reference names.

    Args:
        document: The document.
        reference: A node's id, what stands after `#` in it, a level with its number (« OO 2.3 »), a line of the source
            (« ligne 42 ») or an element's exact words.

    Raises:
        CorrectionError: If no element answers to it, or more than one.
    """
    text = reference.strip()
    for found in (
        _by_id(document, text),
        _by_number(document, text),
        _by_line(document, text),
        _by_words(document, text),
    ):
        if len(found) == 1:
            return found[0]
        if found:
            names = " ; ".join(f"{called(one)} (ligne {one.line}, {short_id(one)})" for one in found[:_MAX_SHOWN])
            raise CorrectionError(f"« {text} » désigne plusieurs éléments.", f"Précisez lequel : {names}.")
    raise CorrectionError(
        f"« {text} » n'est pas un élément de « {document.id} ».",
        f"Donnez « OO 2.3 », « ligne 42 » ou un identifiant : « pst tree {document.id} --raisons » les montre.",
    )


def short_id(node: Node) -> str:
    """A node's id without its document's."""
    return node.id.rsplit("#", 1)[-1]


def _by_id(document: Document, text: str) -> list[Node]:
    return [node for node in document.nodes if text in (node.id, short_id(node))]


def _by_number(document: Document, text: str) -> list[Node]:
    folded = fold(text)
    for level in Level:
        for name in (noun(level), level.value):
            if folded.startswith(f"{fold(name)} "):
                number = folded.removeprefix(fold(name)).strip()
                return [one for one in document.nodes if one.level is level and fold(one.number or "") == number]
    return []


def _by_line(document: Document, text: str) -> list[Node]:
    match = _LINE.fullmatch(fold(text))
    if match is None:
        return []
    line = int(match.group(1))
    on_line = [node for node in document.nodes if node.line <= line <= node.end_line]
    starting = [node for node in on_line if node.line == line]
    return starting or on_line


def _by_words(document: Document, text: str) -> list[Node]:
    wanted = fold(text).strip()
    return [node for node in document.nodes if node.text and fold(node.text).strip() == wanted]
