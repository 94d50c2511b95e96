"""How much each record is about an aspect: one score for all nodes at once, with the parts that it is made of."""

from collections.abc import Callable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.aspect_readings import terms_of
from assistant.aspects import Aspect, Need
from assistant.catalogue import Catalogue, Mask, Scores
from assistant.relevance import Relevance
from assistant.scored import (
    FURTHER,
    FURTHER_SHARED,
    HEADINGS,
    LEADS,
    NEAREST,
    SAID,
    Scored,
    lift,
    merged,
    most,
    said,
    worded,
)
from assistant.theme_words import internal_words, place_words, proofs, transversal
from assistant.titles import is_double, is_named, is_pure
from ingest.records import Level
from ingest.themes import thesaurus
from ingest.vocabulary import load

__all__ = ["FURTHER", "NEAREST", "ROW", "WIDER", "Scored", "Scoring"]

ROW = 0.5
"""Score from which a record is a row; `borderline` says what may be one. Set on the development cases of both
libraries: the own words of a record and those of its nearest objective put it in; an objective further above does
unless something between them speaks of another subject."""
TAGGED, COVERED, SUGGESTED = 1.0, 0.8, 0.35
"""A theme in the own words; a theme that the asked one holds; a word that only suggests."""
ASIDE = 0.45
"""A theme that only stands in brackets or names a place, in a record whose objective and own words have another
subject."""
WIDER = 0.2
"""A record of the whole theme where the question asks for a part of it."""
NEAREST_BROAD = 0.45
"""What the nearest objective above gives that has many subjects."""
FURTHER_OWN, FURTHER_BLOCKED = 0.5, 0.4
"""What an objective further above gives to a record with another subject; behind an objective with another subject."""
HEADING, HEADING_PURE, HEADING_BLOCKED = 0.6, 0.55, 0.25
"""What an axis, a section or a volet gives: to a record without a subject of its own; when it is nothing but the
asked theme; to others."""
UNNARROWED = 0.6
"""What is left of a record that does not hold the word that narrows the theme."""
MANY = 3
"""From so many themes on, a heading is the subject of none of them beyond argument."""
_OWN_PLACES = frozenset({("maisons-repos", "maisons-repos"), ("petite-enfance", "petite-enfance")})
"""Themes that are places: who asks for these wants all that is done there."""
MINOR_IDF = 4.5
"""IDF from which a word alone, beside a theme, is a subject: one that five nodes of 500 hold."""


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
        self._known: dict[tuple[str, str], NDArray[np.int8]] = {}
        self._asides: dict[tuple[str, str], NDArray[np.int32]] = {}

    def score(self, asked: list[Need]) -> Scored:
        """How much each node is about what a question asks: the best of its needs."""
        each = [self.need(one) for one in asked]
        return Scored(most(one.total for one in each), most(one.own for one in each), merged(each))

    def need(self, need: Need) -> Scored:
        """How much each node fits a clause: the least of what has to fit together, the best of what either gives."""
        groups = []
        for aspects in need.groups:
            each = [self.aspect(one) for one in aspects]
            groups.append(Scored(most(one.total for one in each), most(one.own for one in each), merged(each)))
        total = np.minimum.reduce([one.total for one in groups])
        if len(groups) > 1:  # what one subject leaves open, another beyond argument settles
            best = np.maximum.reduce([one.total for one in groups])
            settled = (total >= FURTHER_BLOCKED) & (best >= FURTHER)
            total = np.where(settled, np.maximum(total, ROW), total)
        own = np.minimum.reduce([one.own for one in groups])
        if need.minor:
            rare = max(self._relevance.idf(term) for aspect in need.groups[0] for term in aspect.words) >= MINOR_IDF
            total = np.where(own >= ROW, total, 0) if rare else np.zeros_like(total)
        return Scored(total.astype(np.float32), own, merged(groups))

    def aspect(self, aspect: Aspect) -> Scored:
        """How much each node is about one aspect: its own words, or what it stands under."""
        if aspect.concept is None:
            if aspect.part:
                return said(self._catalogue, aspect)
            return worded(self._catalogue, self._relevance, aspect.words)
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
            if not set(aspect.words) & place_words(concept):
                aside = self._aside(concept, concept)
                own[aside] = np.minimum(own[aside], ASIDE)
            return own
        _raise(own, catalogue.saying(known.weak, concept), SUGGESTED)
        inside = catalogue.saying(internal_words(concept), concept)
        _raise(own, inside[self._internal[inside]], COVERED)
        _raise(own, catalogue.saying(proofs(concept), concept), COVERED)
        phrases = frozenset(one for one in thesaurus().parts(concept) if len(one) > 1)
        _raise(own, catalogue.saying(phrases, concept), COVERED)
        for covered in load("listings")["covers"].get(concept, ()):
            _raise(own, catalogue.themed(covered), COVERED)
        _raise(own, catalogue.themed(concept), TAGGED)
        if aspect.literal:
            _raise(own, catalogue.saying(frozenset({aspect.words}), concept), SAID)
        for named in (concept, *load("listings")["covers"].get(concept, ())):
            if set(aspect.words) & place_words(named):
                continue
            aside = self._aside(named, concept)
            own[aside] = np.minimum(own[aside], ASIDE)
        if aspect.public:
            inner = self._of_inside(concept)
            own[inner] = np.minimum(own[inner], ASIDE)
        return own

    def _inherited(self, aspect: Aspect, own: Scores) -> Scores:
        """What the objectives and headings above a node give it, the nearest first."""
        catalogue = self._catalogue
        told = own >= COVERED
        leads, headings = catalogue.at(LEADS), catalogue.at(HEADINGS)
        total = np.zeros(len(catalogue), dtype=np.float32)
        below = np.flatnonzero(catalogue.carried(told & (leads | headings)))  # the others are given nothing
        if not len(below):
            return total
        elsewhere, themed = self._elsewhere(aspect.concept or ""), self._themed(aspect)
        mine, breadth = told[below], catalogue.breadth
        found = np.zeros(len(below), dtype=np.float32)
        busy = elsewhere[below] & ~mine
        foreign = (breadth[below] > 0) & ~mine
        few = (breadth < MANY) | self._titled(aspect)
        pure, double = self._pure(aspect), self._double(aspect, told)
        # What an action is to its objective, an OO is to its OS only where it says nothing else itself.
        passed = catalogue.at({Level.OO})[below]
        blocked = passed & busy
        for step in catalogue.chain:
            above = step[below]
            here = above >= 0
            if not here.any():
                break
            up = np.where(here, above, 0)
            speaks = here & told[up]
            is_lead, is_heading = here & leads[up], here & headings[up]
            lift(found, speaks & is_lead & ~passed, np.where(few[up], NEAREST, NEAREST_BROAD))
            shared = double[up] | ~few[up]
            free = np.where(shared, FURTHER_SHARED, FURTHER)
            own_subject = np.where(shared, 0, FURTHER_OWN)
            behind = np.where(shared, 0, FURTHER_BLOCKED)
            lift(found, speaks & is_lead & passed, np.where(blocked, behind, np.where(busy, own_subject, free)))
            gives = np.where(foreign | (breadth[up] > 1), HEADING_BLOCKED, HEADING)
            lift(found, speaks & is_heading, np.where(pure[up], np.maximum(gives, HEADING_PURE), gives))
            passed |= is_lead
            same = is_lead & themed[up]
            busy &= ~same
            blocked = (blocked & ~same) | (is_lead & ~same & elsewhere[up] & ~told[up])
            foreign |= here & is_lead & (breadth[up] > 0) & ~told[up]
        total[below] = found
        return total

    def _aside(self, concept: str, asked: str) -> NDArray[np.int32]:
        """The nodes that name a theme in brackets or as a place only, beside another subject.

        What stands in brackets has to share its objective's subject; where something else is done (« chauffer le hall
        des sports »), the objective must not be about the theme.

        Args:
            concept: The theme.
            asked: The theme that a question asks for: this one, or one that holds it.
        """
        key = (concept, asked)
        if key not in self._asides:
            pairs, parent = self._catalogue.pairs, self._catalogue.parent
            leads, foreign = self._catalogue.at(LEADS), self._elsewhere(asked)
            listings = load("listings")
            places = concept if concept in listings["places"] and key not in _OWN_PLACES else None
            near = {*listings["places"], *listings["of_buildings"], *listings["akin"].get(asked, ()), asked}
            found = []
            held = self._catalogue.themed(concept)
            over_held = parent[held]
            beside = (over_held >= 0) & leads[over_held] & foreign[over_held]
            for at in held.tolist() if places is not None else held[beside].tolist():
                above = parent[at]
                themes = set(pairs[at][1].themes)
                over = set(pairs[above][1].themes) if above >= 0 and leads[above] else set()
                aside = above >= 0 and leads[above] and foreign[above] and bool(themes & over)
                elsewhere = places is not None and bool(themes - near) and not over & {concept, asked}
                text = pairs[at][1].text
                if (aside and not is_named(text, concept)) or (elsewhere and not is_named(text, concept, places)):
                    found.append(at)
            self._asides[key] = np.array(found, dtype=np.int32)
        return self._asides[key]

    def _of_inside(self, concept: str) -> Mask:
        """The nodes on the organisation's own side of a theme that name no public: its boilers, not people's bills."""
        catalogue = self._catalogue
        found, public = (np.zeros(len(catalogue), dtype=bool) for _ in range(2))
        for inner, outer in load("listings")["twins"].items():
            if outer == concept:
                found[catalogue.themed(inner)] = True
        for term in terms_of("audience"):
            public[catalogue.with_term(term)] = True
        return found & ~public

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
                if other not in near and other not in transversal():
                    found[self._catalogue.themed(other)] = True
            self._others[concept] = found
        return self._others[concept]

    def _double(self, aspect: Aspect, told: Mask) -> Mask:
        """The objectives that speak of something else too: « … un environnement sain et valoriser les talents »."""
        places = np.flatnonzero(told & self._catalogue.at(LEADS) & ~self._catalogue.bare)
        return self._read(is_double, aspect.concept or "", places)

    def _titled(self, aspect: Aspect) -> Mask:
        """The nodes that hold the question's very words."""
        found = np.zeros(len(self._catalogue), dtype=bool)
        if aspect.literal:
            found[self._catalogue.saying(frozenset({aspect.words}), aspect.concept)] = True
        return found

    def _pure(self, aspect: Aspect) -> Mask:
        """The headings that speak of nothing but the theme: « Le logement »."""
        places = np.flatnonzero(self._themed(aspect) & self._catalogue.at(HEADINGS))
        return self._read(is_pure, aspect.concept or "", places)

    def _read(self, test: Callable[[str, str], bool], concept: str, places: NDArray[np.intp]) -> Mask:
        """Which of some nodes' words pass a test for a theme; each is read once."""
        known = self._known.setdefault((test.__name__, concept), np.full(len(self._catalogue), -1, dtype=np.int8))
        for at in places[known[places] < 0].tolist():
            known[at] = test(self._catalogue.pairs[at][1].text, concept)
        found = np.zeros(len(self._catalogue), dtype=bool)
        found[places] = known[places] > 0
        return found

    def _held(self, term: str) -> Mask:
        """The nodes that hold a term, or stand under one that does."""
        found = np.zeros(len(self._catalogue), dtype=bool)
        found[self._catalogue.with_term(term)] = True
        leads = self._catalogue.at(LEADS)
        return found | self._catalogue.carried(found & leads)


def _raise(scores: Scores, at: NDArray[np.int32], value: float) -> None:
    scores[at] = np.maximum(scores[at], np.float32(value))
