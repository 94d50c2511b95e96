"""The themes of the library's elements after a change of the thesaurus, without reading the documents again."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.holdings import Holdings, check_model
from ingest.correction_files import digest_of, load_corrections
from ingest.corrections import apply, original
from ingest.document import parser_version
from ingest.records import Document, Node
from ingest.themes import Thesaurus, thesaurus
from vectorstore.shelf import Shelf
from vectorstore.snapshot import Progress


def retag(shelf: Shelf, corrections: Path, progress: Progress) -> tuple[int, int]:
    """Put the current thesaurus' themes on every element and publish the library.

    Args:
        shelf: Where the library lives; its documents are those of the current reading (see `is_read_as`).
        corrections: Where the staff's corrections are kept.
        progress: Told of the stages.

    Returns:
        How many elements changed their themes, of how many.

    Raises:
        PstError: If the library is busy or was built with another model.
    """
    with shelf.lock():
        check_model(shelf)
        library = shelf.open()
        before, entries = library.documents, {one.document: one for one in library.manifest.entries}
        library.close()
        tags, parser = thesaurus(), parser_version()
        after: dict[str, Document] = {}
        for rank, document in enumerate(before):
            progress("themes", rank, len(before))
            after[document.id] = retagged(document, tags, corrections)
            digest = digest_of(corrections, document.id, parser)
            entries[document.id] = entries[document.id].model_copy(update={"corrections": digest})
        shelf.publish(*Holdings(after, entries, parser).ordered(), parser, progress).close()
    pairs = [
        (node.themes, after[document.id].by_id[node.id].themes)
        for document in before
        for node in document.nodes
        if node.id in after[document.id].by_id
    ]
    return sum(old != new for old, new in pairs), len(pairs)


def retagged(document: Document, tags: Thesaurus, corrections: Path) -> Document:
    """A document with the themes of a thesaurus; its corrections, made on what was read, are made again."""
    read = original(document)
    fresh = replace(read, nodes=_tagged(read.nodes, tags))
    if document.corrections:
        return apply(fresh, load_corrections(corrections, document.id))
    return replace(fresh, shown_to=document.shown_to)  # one whose corrections cannot be read is held as internal


def _tagged(nodes: Sequence[Node], tags: Thesaurus) -> tuple[Node, ...]:
    return tuple(replace(node, themes=tags.tag(node.text)) for node in nodes)
