"""Numbered sources: each quote is cut from the source text, checked, and numbered once."""

import re
from itertools import pairwise

from assistant.answer import Citation
from assistant.verify import quote_state
from ingest.layout import clean
from ingest.records import Document, Node
from vectorstore.context import breadcrumb

_MAX_QUOTE = 600
_MARK_OR_LINK = re.compile(r"(?<=\d)\]|\](?=\()")
_SENTENCE = re.compile(r"(?<=[.!?…;])\s+(?=[A-ZÀ-ÝÉ«•\-])")


class Citations:
    """The frozen, numbered list of an answer's sources."""

    def __init__(self) -> None:
        self._list: list[Citation] = []
        self._numbers: dict[tuple[str, int, int], int] = {}

    def __len__(self) -> int:
        return len(self._list)

    def add(self, document: Document, node: Node, span: tuple[int, int] | None = None) -> int | None:
        """Cite a node, or a part of it.

        Args:
            document: The node's document.
            node: The node.
            span: The characters to quote, when not the node's own words.

        Returns:
            The number of the source, the same one for the same words; None when the quote does not stand
            verification, and must not be shown.
        """
        start, end = span or (node.start, node.end)
        key = (document.id, start, end)
        if key in self._numbers:
            return self._numbers[key]
        quote = document.text[start:end]
        state = quote_state(document.text, start, end, quote)
        if state is None:
            return None
        number = len(self._list) + 1
        organisation = document.identity.organisation
        self._numbers[key] = number
        self._list.append(
            Citation(
                n=number,
                document=document.id,
                title=document.identity.title,
                organisation=organisation.value if organisation else None,
                breadcrumb=breadcrumb(document, node),
                node=node.id,
                level=node.level.value,
                quote=quote,
                start=start,
                end=end,
                line=document.text.count("\n", 0, start) + 1,
                page=node.page,
                state=state,
            )
        )
        return number

    def list(self) -> tuple[Citation, ...]:
        """The sources, in the order of their numbers."""
        return tuple(self._list)


def sentences(document: Document, node: Node) -> list[tuple[int, int]]:
    """The spans of a node's sentences, in order; together they cover the node."""
    raw = document.quote(node)
    bounds = [0, *(match.end() for match in _SENTENCE.finditer(raw)), len(raw)]
    return [
        (node.start + first, node.start + first + len(raw[first:last].rstrip()))
        for first, last in pairwise(bounds)
        if raw[first:last].strip()
    ]


def needs_cutting(document: Document, node: Node) -> bool:
    """Whether a node is too long to be quoted whole."""
    return len(document.quote(node)) > _MAX_QUOTE


def readable(quote: str) -> str:
    """Words of a document as they read inside a sentence: on one line, without layout marks.

    What a document writes as `[3]` or as a link stays text: only the answer's own marks lead to sources.
    """
    return _MARK_OR_LINK.sub(r"\\]", clean(quote))
