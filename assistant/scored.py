"""Scores of every node, and those that words alone give: a notion, or words without a theme."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assistant.aspects import Aspect
from assistant.catalogue import Catalogue, Mask, Scores
from assistant.relevance import Relevance
from ingest.records import Level
from ingest.themes import words
from ingest.vocabulary import load

SAID = 1.0
"""The question's very words in the record's own."""
NEAREST, FURTHER, FURTHER_SHARED = 0.9, 0.7, 0.45
"""What the nearest objective above gives; one further above to a record without a subject of its own, and when it, or
the record, speaks of something else too."""
COVERAGE = 0.6
"""The share of words without a theme, rare ones counting more, that a record and its objective must hold."""
LEADS = frozenset({Level.OS, Level.OO, Level.ACTION, Level.INTENTION})
HEADINGS = frozenset({Level.AXE, Level.SECTION, Level.VOLET})


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores of every node.

    Attributes:
        total: How much each is about what is asked, 0…1.
        own: The share that its own words give.
        parts: The scores that make it up, by name; kept for who audits a threshold.
    """

    total: Scores
    own: Scores
    parts: dict[str, Scores] = field(default_factory=dict)


def said(catalogue: Catalogue, aspect: Aspect) -> Scored:
    """How much each node is about a notion: by its own words, or by the objectives above; a deed, by its own only."""
    told = np.zeros(len(catalogue), dtype=bool)
    told[catalogue.saying(aspect.part)] = True
    if aspect.friends:
        told[catalogue.saying(aspect.friends)] = False
    if aspect.public:
        told &= ~_of_staff(catalogue)
    own = np.where(told, SAID, 0).astype(np.float32)
    if aspect.deed:
        return Scored(own, own, {"mots": own})
    leads = catalogue.at(LEADS)
    below = np.flatnonzero(catalogue.carried(told & leads))  # the others are given nothing
    given, near = np.zeros(len(below), dtype=np.float32), np.zeros(len(below), dtype=bool)
    further = np.where(catalogue.breadth[below] > 0, FURTHER_SHARED, FURTHER)
    for step in catalogue.chain:
        up = step[below]
        at = np.where(up >= 0, up, 0)
        lead = (up >= 0) & leads[at]
        lift(given, lead & told[at], np.where(near, further, NEAREST))
        near |= lead
    above = np.zeros(len(catalogue), dtype=np.float32)
    above[below] = given
    return Scored(np.maximum(own, above), own, {"mots": own, "objectif": above})


def _of_staff(catalogue: Catalogue) -> Mask:
    """The nodes that name the staff, or what is done for it, and no public."""
    staff, public = (np.zeros(len(catalogue), dtype=bool) for _ in range(2))
    for found, name in ((staff, "staff"), (public, "audience")):
        found[catalogue.saying(frozenset(tuple(words(one)) for one in load("listings")[name]))] = True
    for concept in load("listings")["of_staff"]:
        staff[catalogue.themed(concept)] = True
    return staff & ~public


def worded(catalogue: Catalogue, relevance: Relevance, terms: tuple[str, ...]) -> Scored:
    """How much of some words each node holds, alone and together with the objectives above it."""
    weights = {term: relevance.idf(term) for term in terms}
    whole = sum(weights.values()) or 1.0
    own = np.zeros(len(catalogue), dtype=np.float32)
    path = np.zeros(len(catalogue), dtype=np.float32)
    subjects = catalogue.at(LEADS | {Level.SECTION, Level.AXE})
    for term, weight in weights.items():
        holds = np.zeros(len(catalogue), dtype=bool)
        holds[catalogue.with_term(term)] = True
        own += np.where(holds, weight / whole, 0).astype(np.float32)
        path += np.where(holds | catalogue.carried(holds & subjects), weight / whole, 0).astype(np.float32)
    own_score = np.where(own >= COVERAGE, own, 0.5 * own).astype(np.float32)
    path_score = np.where(path >= COVERAGE, 0.9 * path, 0.5 * path).astype(np.float32)
    return Scored(np.maximum(own_score, path_score), own_score, {"mots": own_score, "objectif": path_score})


def lift(scores: Scores, where: Mask, values: NDArray[np.floating]) -> None:
    """Raise some scores to some values, in place; none is lowered."""
    np.maximum(scores, np.where(where, values, 0), out=scores, casting="same_kind")


def most(each: Iterable[Scores]) -> Scores:
    """The highest of some scores, node by node."""
    return np.asarray(np.maximum.reduce(list(each)), dtype=np.float32)


def merged(each: list[Scored]) -> dict[str, Scores]:
    """The parts of some scores by name, the highest of each."""
    names = dict.fromkeys(name for one in each for name in one.parts)
    return {name: np.maximum.reduce([one.parts[name] for one in each if name in one.parts]) for name in names}
