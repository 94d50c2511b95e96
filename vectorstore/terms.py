"""The index terms of every node's own words, kept with the library: reading 68,000 nodes again takes twenty seconds."""

import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from ingest.french import tokens
from ingest.records import Node
from vectorstore.context import label

_FILE = "terms.npz"

Terms = tuple[frozenset[str], list[str]]
"""The terms that carry a subject; and all but the articles, in order, as the thesaurus compares them."""


def read_terms(node: Node) -> Terms:
    """The terms of a node's own words, and of the DPS priority printed under it."""
    listed = tokens(f"{label(node)} {node.dps_priority.label if node.dps_priority else ''}")
    terms = frozenset(token.term for token in listed if not token.stop)
    return terms, [token.term for token in listed if not token.article]


def save_terms(folder: Path, nodes: Iterable[Node]) -> None:
    """Write the terms of nodes below a folder.

    Args:
        folder: The snapshot's folder.
        nodes: Its nodes, in its order.
    """
    known: dict[str, int] = {}
    places: list[int] = []
    telling: list[bool] = []
    ends: list[int] = []
    for node in nodes:
        terms, words = read_terms(node)
        places += [known.setdefault(word, len(known)) for word in words]
        telling += [word in terms for word in words]
        ends.append(len(places))
    np.savez(
        folder / _FILE,
        words=np.array(list(known), dtype=str),
        places=np.array(places, dtype=np.int32),
        telling=np.array(telling, dtype=bool),
        ends=np.array(ends, dtype=np.int64),
    )


def load_terms(folder: Path, nodes: Sequence[Node]) -> list[Terms]:
    """The terms of nodes, as `save_terms` wrote them; read anew where there is no such file, or one of other nodes.

    Args:
        folder: The snapshot's folder.
        nodes: Its nodes, in its order.
    """
    try:
        with (folder / _FILE).open("rb") as file, np.load(file, allow_pickle=False) as stored:
            words = stored["words"].tolist()
            listed = [words[place] for place in stored["places"].tolist()]
            telling, ends = stored["telling"].tolist(), stored["ends"].tolist()
    except (OSError, EOFError, KeyError, IndexError, ValueError, BadZipFile, zlib.error):
        return [read_terms(node) for node in nodes]
    if len(ends) != len(nodes) or (ends and ends[-1] != len(listed)):
        return [read_terms(node) for node in nodes]
    found: list[Terms] = []
    start = 0
    for end in ends:
        own = listed[start:end]
        found.append((frozenset(word for word, tells in zip(own, telling[start:end], strict=True) if tells), own))
        start = end
    return found
