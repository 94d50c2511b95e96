"""A corrected title: the source's own words where they stand there, else a mention beside them."""

import re
from bisect import bisect_right
from dataclasses import replace

from ingest.folding import fold
from ingest.layout import clean
from ingest.records import Node
from ingest.themes import thesaurus

CORRECTED_TITLE = "intitule_corrige"
"""The attribute that holds a title of which the words do not stand in the source: it is shown, never quoted."""

_LINES_AROUND = 4
_WORD = re.compile(r"\w+")


def retitle(text: str, node: Node, title: str) -> Node:
    """Give a node another title.

    A node's text is always the source's at its place. Where the new words stand near the node (a title cut too early,
    too late, or taken from the line beside it), the node is moved onto them; else its text stays and the new title
    is kept as an attribute.

    Args:
        text: The source text.
        node: The node.
        title: The title as the staff want it.
    """
    place = _place(text, node, title)
    kept = tuple(pair for pair in node.attributes if pair[0] != CORRECTED_TITLE)
    if place is None:
        return replace(node, attributes=(*kept, (CORRECTED_TITLE, title)))
    start, end = place
    words = clean(text[start:end])
    starts = _line_starts(text)
    return replace(
        node,
        text=words,
        start=start,
        end=end,
        line=bisect_right(starts, start),
        end_line=bisect_right(starts, end - 1),
        attributes=kept,
        themes=thesaurus().tag(words),
        references=tuple(one for one in node.references if start <= one.start and one.end <= end),
    )


def _place(text: str, node: Node, title: str) -> tuple[int, int] | None:
    """Where the words of a title stand around a node: the occurrence nearest to it."""
    wanted = _WORD.findall(fold(title))
    if not wanted:
        return None
    starts = _line_starts(text)
    first = starts[max(0, node.line - 1 - _LINES_AROUND)]
    after = node.end_line + _LINES_AROUND
    last = starts[after] if after < len(starts) else len(text)
    words = list(_WORD.finditer(fold(text[first:last])))
    found = [
        (first + words[index].start(), first + words[index + len(wanted) - 1].end())
        for index in range(len(words) - len(wanted) + 1)
        if [word.group() for word in words[index : index + len(wanted)]] == wanted
    ]
    if not found:
        return None
    start, end = min(found, key=lambda place: abs(place[0] - node.start))
    tail = re.search(r"[^\w\s]*$", title)
    closing = tail.group() if tail else ""
    return (start, end + len(closing)) if text.startswith(closing, end) else (start, end)


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]
