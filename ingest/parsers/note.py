"""Legal notes: headings and statements, each statement with the source and the date that it ends with.

The notes are written for the project (see `corpus/droit/manifest.yaml`). They are prose: nothing in them is an
element of a plan, whatever words they use, so that no count nor listing ever takes one of their lines.
"""

import re
from itertools import zip_longest

from ingest.folding import fold
from ingest.layout import Block
from ingest.parsers.builder import TreeBuilder
from ingest.parsers.prose import ProseWriter
from ingest.records import Document, DocumentKind, Evidence, Identity, Node

SOURCE, DATE = "source", "date"
STATE = "etat_des_sources"
"""The name, among a document's dates, of the day that its sources were last known for."""

_ORIGIN = re.compile(r"\(\s*source\s*:\s*(?P<source>.+)\s;\s*date\s*:\s*(?P<date>[^;]+)\s*\)\W*$", re.DOTALL)
_STATE = re.compile(r"\betat des sources\s*:\s*(?P<day>\d{2})/(?P<month>\d{2})/(?P<year>\d{4})")


def parse(document: str, text: str, blocks: list[Block]) -> tuple[Node, ...]:
    """Build a note's tree: headings of kind `titre`, and under them one passage a statement.

    Args:
        document: The document's id.
        text: The source text.
        blocks: Its layout blocks.

    Returns:
        The nodes. A statement's origin stays in its words, and is kept in its attributes `source` and `date` too.
    """
    builder = TreeBuilder(document, text)
    writer = ProseWriter(builder)
    for block, following in zip_longest(blocks, blocks[1:]):
        draft = writer.add(block, None, following)
        for name, value in origin(block.text):
            builder.attribute(draft, name, value)
    return builder.build()


def origin(words: str) -> tuple[tuple[str, str], ...]:
    """The source and the date that a statement ends with, « (Source : … ; date : …) »; nothing without them."""
    match = _ORIGIN.search(fold(words))
    return tuple((name, words[slice(*match.span(name))].strip()) for name in (SOURCE, DATE)) if match else ()


def without_origin(words: str) -> str:
    """A statement's words without the origin that they end with."""
    match = _ORIGIN.search(fold(words))
    return words[: match.start()].rstrip() if match else words


def identity(text: str, blocks: list[Block]) -> Identity:
    """Identify a note: no organisation's document, of no period, with the day that its sources were last known for.

    Args:
        text: The source text.
        blocks: Its layout blocks.
    """
    state = None
    for block in blocks:
        match = None if state else _STATE.search(fold(block.text))
        if match:
            day = "-".join(match.group("year", "month", "day"))
            state = Evidence(day, text[block.start : block.end], block.start, block.end)
    return Identity(
        kind=DocumentKind.AUTRE,
        kind_evidence=None,
        title=blocks[0].text if blocks else "",
        organisation=None,
        period=None,
        period_evidence=None,
        dates=((STATE, state),) if state else (),
    )


def is_statement(node: Node) -> bool:
    """Whether a node of a note states something: only what has a source is ever quoted."""
    return any(name == SOURCE for name, _ in node.attributes)


def state_of(document: Document) -> str | None:
    """The « état des sources » of a note, as an ISO date."""
    return next((evidence.value for name, evidence in document.identity.dates if name == STATE), None)
