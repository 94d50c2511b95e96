"""Many documents out of a few hundred parsed ones: versions that differ in words, whose offsets all hold."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random

from bench.documents import write_mixed
from ingest.document import read_document
from ingest.layout import clean
from ingest.records import Document, Node

_FORMATS = ("txt", "md", "html", "csv")
"""Those that are read fastest: what is measured afterwards does not depend on them."""
_WORD = re.compile(r"\b[a-zà-ÿ]{5,}\b")
_SWAPPED = 0.2

Pool = dict[int, list[str]]


def parsed(folder: Path, count: int, most: int = 0) -> list[Document]:
    """Plans written out in text formats and read as the product reads them.

    Args:
        folder: Where the files are written.
        count: How many plans.
        most: How many elements of each are kept at most, in reading order; 0 for all.
    """
    paths = [written.path for written in write_mixed(folder, count, _FORMATS)]
    with ProcessPoolExecutor() as pool:
        documents = list(pool.map(_read, paths, chunksize=8))
    return [replace(one, nodes=one.nodes[:most]) for one in documents] if most else documents


def versions(documents: Sequence[Document], count: int) -> Iterator[Document]:
    """So many documents: those given, then version after version of them.

    In a version one word in five of five letters or more is another one of the same length, from all documents: the
    offsets hold, and hardly any two texts are the same.

    Args:
        documents: Parsed documents.
        count: How many to give.
    """
    pool = _pool(documents)
    for rank in range(count):
        version, place = divmod(rank, len(documents))
        yield _version(documents[place], version, pool) if version else documents[place]


def _read(path: Path) -> Document:
    return read_document(path, path.name)


def _pool(documents: Sequence[Document]) -> Pool:
    words = sorted({word for document in documents for word in _WORD.findall(document.text)})
    pool: Pool = {}
    for word in words:
        pool.setdefault(len(word), []).append(word)
    return pool


def _version(document: Document, version: int, pool: Pool) -> Document:
    rng = Random(f"{version}:{document.id}")

    def other(match: re.Match[str]) -> str:
        return rng.choice(pool[len(match.group())]) if rng.random() < _SWAPPED else match.group()

    text = _WORD.sub(other, document.text)
    for proof in (document.identity.organisation, *(proof for _, proof in document.identity.dates)):
        if proof is not None:  # what proves whose document it is stays
            text = text[: proof.start] + document.text[proof.start : proof.end] + text[proof.end :]
    name = f"version-{version:02}-{document.id}"
    return replace(
        document,
        id=name,
        file=name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        nodes=tuple(_node(node, text, version) for node in document.nodes),
    )


def _node(node: Node, text: str, version: int) -> Node:
    return replace(
        node,
        id=_named(node.id, version),
        parent=_named(node.parent, version) if node.parent else None,
        text=clean(text[node.start : node.end]),
    )


def _named(node: str, version: int) -> str:
    return f"version-{version:02}-{node}"
