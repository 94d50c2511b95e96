"""Precision and recall of theme tagging over nodes tagged by hand."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict

HALVES = {"dev": "gold-dev.jsonl", "held-out": "gold-held-out.jsonl"}


class TaggedNode(BaseModel):
    """A node as a reader filed it.

    Attributes:
        document: File that the node comes from, in `corpus/` or `tests/layouts/`.
        level: Its level in the tree.
        text: Its own words, all that the tagger may see.
        parent: The words of its parent, for whoever reviews the tags.
        themes: Concepts that its own words put it in.
        doubtful: Concepts on which two readers may differ: they count neither way.
        themes_with_parent: Concepts that only its parent's words reveal; not scored.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: str
    level: str
    text: str
    parent: str | None
    themes: frozenset[str]
    doubtful: frozenset[str] = frozenset()
    themes_with_parent: frozenset[str] = frozenset()


@dataclass(slots=True)
class Score:
    """Counts of tags, over nodes: found and right, found and wrong, not found.

    Attributes:
        right: By concept.
        wrong: By concept, with the texts.
        missed: By concept, with the texts.
        doubtful: Tags found among the doubtful ones: they count neither way, and say how lenient the figures are.
    """

    right: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, list[str]] = field(default_factory=dict)
    missed: dict[str, list[str]] = field(default_factory=dict)
    doubtful: int = 0

    @property
    def precision(self) -> float:
        """The share of tags that are right, doubtful ones left out (micro average)."""
        return _share(self.right.total(), _total(self.wrong))

    @property
    def strict_precision(self) -> float:
        """The same with every doubtful tag held wrong: a lower bound."""
        return _share(self.right.total(), _total(self.wrong) + self.doubtful)

    @property
    def recall(self) -> float:
        """The share of the reader's tags that are found, doubtful ones left out (micro average)."""
        return _share(self.right.total(), _total(self.missed))


def read(half: str) -> list[TaggedNode]:
    """The hand-tagged nodes of a half: `dev` (the thesaurus may be improved on it) or `held-out` (it may not)."""
    lines = (Path(__file__).parent / HALVES[half]).read_text(encoding="utf-8").splitlines()
    return [TaggedNode.model_validate(json.loads(line)) for line in lines]


def score(nodes: Iterable[TaggedNode], tag: Callable[[str], Iterable[str]]) -> Score:
    """Sets the tags of each node's own words against the reader's."""
    result = Score()
    for node in nodes:
        found = set(tag(node.text))
        result.right.update(found & node.themes)
        result.doubtful += len(found & node.doubtful)
        for concept in found - node.themes - node.doubtful:
            result.wrong.setdefault(concept, []).append(node.text)
        for concept in node.themes - found:
            result.missed.setdefault(concept, []).append(node.text)
    return result


def _total(texts: dict[str, list[str]]) -> int:
    return sum(map(len, texts.values()))


def _share(right: int, others: int) -> float:
    return right / (right + others) if right + others else 1.0
