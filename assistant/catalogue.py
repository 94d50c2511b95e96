"""The nodes of every plan in columns: what a closed query computes on, without visiting each record."""

import re
from collections.abc import Collection, Iterable
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from ingest.folding import fold_spaces
from ingest.records import Document, DocumentKind, Level, Node
from ingest.themes import GAP, thesaurus
from ingest.vocabulary import load
from vectorstore.library import Library

Mask = NDArray[np.bool_]
Scores = NDArray[np.float32]
_Positions = NDArray[np.int32]

LEVELS = tuple(Level)
_CODE = {level: code for code, level in enumerate(LEVELS)}
_LEGEND = re.compile(r"(?<![\w.])(?P<short>[A-ZÀ-Ý][A-ZÀ-Ý0-9&/.-]{1,7})\s*=\s*(?P<long>[^\W\d][^=;.,\n]{3,60})")
_NOWHERE: _Positions = np.zeros(0, dtype=np.int32)


class Catalogue:
    """The nodes of a library's plans, laws left out; every array has one entry a node.

    Args:
        library: The open library.
        documents: The documents whose nodes they are; its plans when not given.

    Attributes:
        pairs: The nodes with their documents, in reading order.
    """

    def __init__(self, library: Library, documents: Collection[Document] | None = None) -> None:
        self._library = library
        chosen = library.plans if documents is None else documents
        self._listed = tuple(one for one in chosen if one.identity.kind is not DocumentKind.LOI)
        self.pairs = tuple((document, node) for document in self._listed for node in document.nodes)
        self._held: dict[tuple[frozenset[tuple[str, ...]], str | None], _Positions] = {}
        self._volets: dict[str, Mask] = {}

    def __len__(self) -> int:
        return len(self.pairs)

    @cached_property
    def origin(self) -> NDArray[np.int64]:
        """Where each node stands among all of the library's, and so in its vectors."""
        runs = [self._library.runs[document.id] for document in self.documents]
        return np.concatenate([np.arange(*run, dtype=np.int64) for run in runs] or [_NOWHERE.astype(np.int64)])

    @cached_property
    def _here(self) -> NDArray[np.int32]:
        """Where each of the library's nodes stands among these, or -1."""
        found = np.full(len(self._library.pairs), -1, dtype=np.int32)
        found[self.origin] = np.arange(len(self), dtype=np.int32)
        return found

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The documents that the nodes stand in."""
        return tuple(one for one in self._listed if one.nodes)

    @cached_property
    def owner(self) -> NDArray[np.int32]:
        """The rank of each node's document in `documents`."""
        ranks = np.arange(len(self.documents), dtype=np.int32)
        return np.repeat(ranks, [len(document.nodes) for document in self.documents])

    @cached_property
    def level(self) -> NDArray[np.int8]:
        """Each node's level, as its rank in `LEVELS`."""
        return np.array([_CODE[node.level] for _, node in self.pairs], dtype=np.int8)

    @cached_property
    def position(self) -> dict[str, int]:
        """Where each node stands, by id."""
        return {node.id: index for index, (_, node) in enumerate(self.pairs)}

    @cached_property
    def parent(self) -> NDArray[np.int32]:
        """The position of each node's parent, or -1."""
        found = [self.position[node.parent] if node.parent else -1 for _, node in self.pairs]
        return np.array(found, dtype=np.int32)

    @cached_property
    def bare(self) -> Mask:
        """Whether nothing but prose stands below a node."""
        full = np.zeros(len(self), dtype=bool)
        real = (self.parent >= 0) & ~self.at((Level.PASSAGE,))
        full[self.parent[real]] = True
        return ~full

    @cached_property
    def breadth(self) -> NDArray[np.int16]:
        """How many themes each node's own words have."""
        return np.array([len(node.themes) for _, node in self.pairs], dtype=np.int16)

    def at(self, levels: Collection[Level]) -> Mask:
        """The nodes of some levels."""
        wanted = np.zeros(len(LEVELS), dtype=bool)
        wanted[[_CODE[level] for level in levels]] = True
        return np.asarray(wanted[self.level])

    def of(self, documents: Collection[str]) -> Mask:
        """The nodes of some documents, by id."""
        wanted = np.array([document.id in documents for document in self.documents], dtype=bool)
        return np.asarray(wanted[self.owner]) if len(wanted) else wanted

    def below(self, roots: Iterable[int]) -> Mask:
        """The nodes that stand under some nodes, these left out."""
        found = np.zeros(len(self), dtype=bool)
        found[list(roots)] = True
        return self.carried(found)

    def carried(self, marked: Mask) -> Mask:
        """The nodes with a marked ancestor."""
        found = np.zeros(len(self), dtype=bool)
        known = np.append(marked, False)  # what is above the top is not marked
        for above in self.chain:
            found |= known[above]
        return found

    @cached_property
    def chain(self) -> tuple[NDArray[np.int32], ...]:
        """The positions of each node's parent, of the parent's parent, and so on; -1 beyond the top."""
        steps, above = [], self.parent
        while (above >= 0).any():
            steps.append(above)
            above = np.where(above >= 0, self.parent[above], -1).astype(np.int32)
        return tuple(steps)

    def volets(self, kind: str) -> Mask:
        """The volets of a kind, and what stands in them."""
        if kind not in self._volets:
            own = np.array([node.level is Level.VOLET and node.kind == kind for _, node in self.pairs], dtype=bool)
            found = own | self.carried(own)
            found.flags.writeable = False
            self._volets[kind] = found
        return self._volets[kind]

    def giving(self, keys: Iterable[str]) -> _Positions:
        """The nodes with one of some attributes that says something."""
        found = [self._by_key[key] for key in keys if key in self._by_key]
        if len(found) < 2:
            return found[0] if found else _NOWHERE
        given = np.zeros(len(self), dtype=bool)
        for places in found:
            given[places] = True
        return np.flatnonzero(given).astype(np.int32)

    @cached_property
    def _by_key(self) -> dict[str, _Positions]:
        return _index({key for key, value in node.attributes if is_told(value)} for _, node in self.pairs)

    def themed(self, concept: str) -> _Positions:
        """The nodes whose own words put them in a theme."""
        return self._by_theme.get(concept, _NOWHERE)

    @cached_property
    def _by_theme(self) -> dict[str, _Positions]:
        return _index((node.themes for _, node in self.pairs))

    def with_term(self, term: str) -> _Positions:
        """The nodes whose own words hold an index term."""
        here = self._here[self._library.terms.holders(term)]
        return np.sort(here[here >= 0])

    def saying(self, sequences: frozenset[tuple[str, ...]], concept: str | None = None) -> _Positions:
        """The nodes whose own words hold one of some sequences of the thesaurus.

        Args:
            sequences: What to look for.
            concept: The concept whose false friends do not count.
        """
        key = (sequences, concept)
        if key not in self._held:
            near = np.zeros(len(self), dtype=bool)
            for sequence in sequences:
                near[self._with_all(sequence)] = True
            friends = thesaurus().concepts[concept].false_friends if concept is not None else ()
            here = self._here[self._library.spans.saying(sequences, friends)]
            here = np.sort(here[here >= 0])
            self._held[key] = here[near[here]]
        return self._held[key]

    def _with_all(self, sequence: tuple[str, ...]) -> _Positions:
        """The nodes that hold every indexed term of a sequence; what is a stop word is left to the reading."""
        every = [self.with_term(term) for term in sequence if term != GAP]
        lists = sorted((held for held in every if len(held)), key=len)
        if not lists:
            return _NOWHERE
        found = lists[0]
        for other in lists[1:]:
            found = np.intersect1d(found, other, assume_unique=True)
        return found

    @cached_property
    def legends(self) -> dict[str, dict[str, str]]:
        """What the abbreviations stand for that a document explains (« TRAV = service des travaux »), by document."""
        found: dict[str, dict[str, str]] = {}
        for document, node in self.pairs:
            if "=" not in node.text:
                continue
            for match in _LEGEND.finditer(node.text):
                found.setdefault(document.id, {})[match.group("short")] = match.group("long").strip()
        return found

    def rows(self, chosen: Mask) -> list[tuple[Document, Node]]:
        """Some nodes with their documents, in reading order."""
        return [self.pairs[at] for at in np.flatnonzero(chosen)]


@lru_cache(maxsize=1 << 16)
def is_told(value: str) -> bool:
    """Whether the value of an attribute says anything: « À définir » does not."""
    folded = fold_spaces(value).strip(" .")
    return bool(folded) and folded not in load("listings")["undefined"]


def _index(keys: Iterable[Iterable[str]]) -> dict[str, _Positions]:
    """Positions by key."""
    found: dict[str, list[int]] = {}
    for position, held in enumerate(keys):
        for key in held:
            found.setdefault(key, []).append(position)
    return {key: np.array(positions, dtype=np.int32) for key, positions in found.items()}
