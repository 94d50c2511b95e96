"""How much each record is about an aspect: one score for all nodes at once, with the parts that it is made of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.aspects import Aspect, Need
from assistant.catalogue import Catalogue, Mask, Scores
from assistant.relevance import Relevance
from assistant.titles import is_double, is_pure, outside_brackets
from ingest.records import Level
from ingest.themes import thesaurus, words
from ingest.vocabulary import load

ROW = 0.5
"""Score from which a record is a row; `borderline` says what may be one. Set on the development cases of both
libraries: the own words of a record and those of its nearest objective put it in; an objective further above does
unless something between them speaks of another subject."""
TAGGED, SAID, COVERED, SUGGESTED = 1.0, 1.0, 0.8, 0.35
"""A theme in the own words; the question's very words; a theme that the asked one holds; a word that only suggests."""
ASIDE = 0.45
"""A theme that only stands in brackets, in a record whose objective and whose own words have another subject."""
WIDER = 0.2
"""A record of the whole theme where the question asks for a part of it."""
NEAREST, NEAREST_BROAD = 0.9, 0.45
"""What the nearest objective above gives: one of few subjects, one of many."""
FURTHER, FURTHER_OWN, FURTHER_SHARED, FURTHER_BLOCKED = 0.7, 0.5, 0.45, 0.4
"""What an objective further above gives: to a record without a subject of its own; to one with another subject; when
it speaks of something else too; behind an objective with another subject."""
HEADING, HEADING_PURE, HEADING_BLOCKED = 0.6, 0.55, 0.25
"""What an axis, a section or a volet gives: to a record without a subject of its own; when it is nothing but the
asked theme; to others."""
UNNARROWED = 0.6
"""What is left of a record that does not hold the word that narrows the theme."""
MANY = 3
"""From so many themes on, a heading is the subject of none of them beyond argument."""
COVERAGE = 0.6
"""The share of words without a theme, rare ones counting more, that a record and its objective must hold."""
MINOR_IDF = 4.5
"""IDF from which a word alone, beside a theme, is a subject: one that five nodes of 500 hold."""

_LEADS = frozenset({Level.OS, Level.OO, Level.ACTION, Level.INTENTION})
_HEADINGS = frozenset({Level.AXE, Level.SECTION, Level.VOLET})


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


class Scoring:
    """Scores the nodes of a catalogue.

    Args:
        catalogue: The nodes.
        relevance: Their word statistics.
    """

    def __init__(self, catalogue: Catalogue, relevance: Relevance) -> None:
        self._catalogue = catalogue
        self._relevance = relevance
        self._others: dict[str, Mask] = {}
        self._asides: dict[str, NDArray[np.int32]] = {}

    def score(self, asked: list[Need]) -> Scored:
        """How much each node is about what a question asks: the best of its needs."""
        each = [self.need(one) for one in asked]
        return Scored(_most(one.total for one in each), _most(one.own for one in each), _merged(each))

    def need(self, need: Need) -> Scored:
        """How much each node fits a clause: the least of what has to fit together, the best of what either gives."""
        groups = []
        for aspects in need.groups:
            each = [self.aspect(one) for one in aspects]
            groups.append(Scored(_most(one.total for one in each), _most(one.own for one in each), _merged(each)))
        total = np.minimum.reduce([one.total for one in groups])
        if len(groups) > 1:  # what one subject leaves open, another beyond argument settles
            best = np.maximum.reduce([one.total for one in groups])
            settled = (total >= FURTHER_BLOCKED) & (best >= FURTHER)
            total = np.where(settled, np.maximum(total, ROW), total)
        own = np.minimum.reduce([one.own for one in groups])
        if need.minor:
            rare = max(self._relevance.idf(term) for aspect in need.groups[0] for term in aspect.words) >= MINOR_IDF
            total = np.where(own >= ROW, total, 0) if rare else np.zeros_like(total)
        return Scored(total.astype(np.float32), own, _merged(groups))

    def aspect(self, aspect: Aspect) -> Scored:
        """How much each node is about one aspect: its own words, or what it stands under."""
        if aspect.concept is None:
            return self._worded(aspect.words)
        own = self._own(aspect)
        above = self._inherited(aspect, own)
        total = np.maximum(own, above)
        if aspect.narrowing is not None:
            total = np.where(self._held(aspect.narrowing), total, UNNARROWED * total).astype(np.float32)
        if aspect.forms:
            held = np.logical_or.reduce([self._held(term) for term in aspect.forms])
            total = np.where(held, total, 0).astype(np.float32)
        return Scored(total, own, {"mots": own, "objectif": above})

    def _own(self, aspect: Aspect) -> Scores:
        """What a node's own words say of a theme, or of the part of it that is asked for."""
        catalogue, concept = self._catalogue, aspect.concept
        own = np.zeros(len(catalogue), dtype=np.float32)
        if concept is None:
            return own
        known = thesaurus().concepts[concept]
        if aspect.part:
            own[catalogue.themed(concept)] = WIDER
            own[catalogue.saying(aspect.part, concept)] = SAID
            return own
        _raise(own, catalogue.saying(known.weak, concept), SUGGESTED)
        inside = catalogue.saying(_internal_words(concept), concept)
        _raise(own, inside[self._internal[inside]], COVERED)
        phrases = frozenset(one for one in thesaurus().parts(concept) if len(one) > 1)
        _raise(own, catalogue.saying(phrases, concept), COVERED)
        for covered in load("listings")["covers"].get(concept, ()):
            _raise(own, catalogue.themed(covered), COVERED)
        _raise(own, catalogue.themed(concept), TAGGED)
        if aspect.literal:
            _raise(own, catalogue.saying(frozenset({aspect.words}), concept), SAID)
        aside = self._aside(concept)
        own[aside] = np.minimum(own[aside], ASIDE)
        return own

    def _inherited(self, aspect: Aspect, own: Scores) -> Scores:
        """What the objectives and headings above a node give it, the nearest first."""
        catalogue = self._catalogue
        told = own >= COVERED
        elsewhere, themed = self._elsewhere(aspect.concept or ""), self._themed(aspect)
        found = np.zeros(len(catalogue), dtype=np.float32)
        busy = elsewhere & ~told
        foreign = (catalogue.breadth > 0) & ~told
        few = (catalogue.breadth < MANY) | self._titled(aspect)
        pure, double = self._pure(aspect), self._double(aspect, told)
        leads, headings = catalogue.at(_LEADS), catalogue.at(_HEADINGS)
        # What an action is to its objective, an OO is to its OS only where it says nothing else itself.
        passed = catalogue.at({Level.OO})
        blocked = passed & busy
        for above in catalogue.chain:
            here = above >= 0
            up = np.where(here, above, 0)
            speaks = here & told[up]
            is_lead, is_heading = here & leads[up], here & headings[up]
            _lift(found, speaks & is_lead & ~passed, np.where(few[up], NEAREST, NEAREST_BROAD))
            shared = double[up] | ~few[up]
            free = np.where(shared, FURTHER_SHARED, FURTHER)
            own_subject = np.where(shared, 0, FURTHER_OWN)
            behind = np.where(shared, 0, FURTHER_BLOCKED)
            _lift(found, speaks & is_lead & passed, np.where(blocked, behind, np.where(busy, own_subject, free)))
            gives = np.where(foreign | (catalogue.breadth[up] > 1), HEADING_BLOCKED, HEADING)
            _lift(found, speaks & is_heading, np.where(pure[up], np.maximum(gives, HEADING_PURE), gives))
            passed |= is_lead
            same = is_lead & themed[up]
            busy &= ~same
            blocked = (blocked & ~same) | (is_lead & ~same & elsewhere[up] & ~told[up])
            foreign |= here & is_lead & (catalogue.breadth[up] > 0) & ~told[up]
        return found

    def _aside(self, concept: str) -> NDArray[np.int32]:
        """The nodes that name a theme in brackets only, under an objective with another subject of theirs."""
        if concept not in self._asides:
            pairs, parent = self._catalogue.pairs, self._catalogue.parent
            leads, foreign = self._catalogue.at(_LEADS), self._elsewhere(concept)
            found = [
                at
                for at in self._catalogue.themed(concept)
                if "(" in (text := pairs[at][1].text)
                and (above := parent[at]) >= 0
                and leads[above]
                and foreign[above]
                and set(pairs[at][1].themes) & set(pairs[above][1].themes)
                and not outside_brackets(text, concept)
            ]
            self._asides[concept] = np.array(found, dtype=np.int32)
        return self._asides[concept]

    @cached_property
    def _internal(self) -> Mask:
        return self._catalogue.volets("interne")

    def _themed(self, aspect: Aspect) -> Mask:
        found = np.zeros(len(self._catalogue), dtype=bool)
        found[self._catalogue.themed(aspect.concept or "")] = True
        return found

    def _elsewhere(self, concept: str) -> Mask:
        """The nodes whose own words have another subject than a theme; how something is done is no subject."""
        if concept not in self._others:
            listings = load("listings")
            near = {concept, *listings["covers"].get(concept, ()), *listings["akin"].get(concept, ())}
            found = np.zeros(len(self._catalogue), dtype=bool)
            for other in thesaurus().concepts:
                if other not in near and other not in _transversal():
                    found[self._catalogue.themed(other)] = True
            self._others[concept] = found
        return self._others[concept]

    def _double(self, aspect: Aspect, told: Mask) -> Mask:
        """The objectives that speak of something else too: « … un environnement sain et valoriser les talents »."""
        found = np.zeros(len(self._catalogue), dtype=bool)
        for at in np.flatnonzero(told & self._catalogue.at(_LEADS) & ~self._catalogue.bare):
            found[at] = is_double(self._catalogue.pairs[at][1].text, aspect.concept or "")
        return found

    def _titled(self, aspect: Aspect) -> Mask:
        """The nodes that hold the question's very words."""
        found = np.zeros(len(self._catalogue), dtype=bool)
        if aspect.literal:
            found[self._catalogue.saying(frozenset({aspect.words}), aspect.concept)] = True
        return found

    def _pure(self, aspect: Aspect) -> Mask:
        """The headings that speak of nothing but the theme: « Le logement »."""
        found = np.zeros(len(self._catalogue), dtype=bool)
        for at in np.flatnonzero(self._themed(aspect) & self._catalogue.at(_HEADINGS)):
            found[at] = is_pure(self._catalogue.pairs[at][1].text, aspect.concept or "")
        return found

    def _held(self, term: str) -> Mask:
        """The nodes that hold a term, or stand under one that does."""
        found = np.zeros(len(self._catalogue), dtype=bool)
        found[self._catalogue.with_term(term)] = True
        leads = self._catalogue.at(_LEADS)
        return found | self._catalogue.carried(found & leads)

    def _worded(self, terms: tuple[str, ...]) -> Scored:
        """How much of some words each node holds, alone and together with the objectives above it."""
        catalogue = self._catalogue
        weights = {term: self._relevance.idf(term) for term in terms}
        whole = sum(weights.values()) or 1.0
        own = np.zeros(len(catalogue), dtype=np.float32)
        path = np.zeros(len(catalogue), dtype=np.float32)
        subjects = catalogue.at(_LEADS | {Level.SECTION, Level.AXE})
        for term, weight in weights.items():
            holds = np.zeros(len(catalogue), dtype=bool)
            holds[catalogue.with_term(term)] = True
            own += np.where(holds, weight / whole, 0).astype(np.float32)
            path += np.where(holds | catalogue.carried(holds & subjects), weight / whole, 0).astype(np.float32)
        own_score = np.where(own >= COVERAGE, own, 0.5 * own).astype(np.float32)
        path_score = np.where(path >= COVERAGE, 0.9 * path, 0.5 * path).astype(np.float32)
        return Scored(np.maximum(own_score, path_score), own_score, {"mots": own_score, "objectif": path_score})


def _raise(scores: Scores, at: NDArray[np.int32], value: float) -> None:
    scores[at] = np.maximum(scores[at], np.float32(value))


def _lift(scores: Scores, where: Mask, values: NDArray[np.floating]) -> None:
    np.maximum(scores, np.where(where, values, 0), out=scores, casting="same_kind")


def _most(each: Iterable[Scores]) -> Scores:
    return np.asarray(np.maximum.reduce(list(each)), dtype=np.float32)


def _merged(each: list[Scored]) -> dict[str, Scores]:
    names = dict.fromkeys(name for one in each for name in one.parts)
    return {name: np.maximum.reduce([one.parts[name] for one in each if name in one.parts]) for name in names}


@cache
def _internal_words(concept: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words(word)) for word in load("listings")["internal"].get(concept, ()))


@cache
def _transversal() -> frozenset[str]:
    return frozenset(load("listings")["transversal"])
