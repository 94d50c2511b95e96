"""Exhaustive answers: a closed query run over every record, never over the k best."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assistant.aspects import as_words, clause_needs, needs
from assistant.borderline import NEAR, Borderline
from assistant.catalogue import Catalogue, Mask
from assistant.constraints import Constraint, Field, apply, find_constraints
from assistant.intent import Intent
from assistant.phrases import Span, blank, listed
from assistant.question import Question
from assistant.relevance import Relevance
from assistant.scope import Scope, find_scope
from assistant.scoring import NEAREST, ROW, WIDER, Scored, Scoring
from assistant.units import Wanted, find_wanted, unit_mask
from ingest.folding import fold, fold_spaces
from ingest.french import analyse
from ingest.records import Document, Node
from vectorstore.library import Library

_MAX_FILL = 3
_SEVERAL = re.compile(
    r"(?:^\s*(?:les\s+)?|quel(?:le)?s\s+(?:sont\s+les\s+)?|combien\s+d(?:e\s+|')|tou(?:te)?s\s+les\s+|listes?\s+(?:des|d(?:e\s+|'))\s*)"
    r"(?:actions|objectifs|intentions|axes|volets|oo|os)(?!\w)"
)
_OPEN = re.compile(r"(?:qu'est-ce\s+qui|que\s+reste-t-il|(?<!\w)qui\s+(?:reste|est|sont)|ce\s+qui|quoi)(?!\w)")
"""What asks for whatever is in a state: « qu'est-ce qui est en cours ? »."""
_UNDER = re.compile(listed("under"))
_NOTHING = Wanted(frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Row:
    """A record that a closed query keeps.

    Attributes:
        own: Whether its own words say so, rather than the subject that it stands under.
        score: How sure that is, 0…1. `reasons`: what gives it how much.
    """

    document: Document
    node: Node
    own: bool
    score: float = 1.0
    reasons: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """What a closed query found.

    Attributes:
        rows: Every record that answers, in reading order.
        near: A few that may.
        scope: The element that the question lists below, or None.
        wanted: The levels that it lists.
        constraints: The restrictions on fields that were applied.
        unmet: Those that no plan searched gives the field for.
        themed: Whether the question asks for a subject. `topical` whether one of them is a theme.
        unparsed: The limits that the question sets and that nothing reads.
    """

    rows: tuple[Row, ...]
    near: tuple[Row, ...] = ()
    scope: Scope | None = None
    wanted: Wanted = _NOTHING
    constraints: tuple[Constraint, ...] = ()
    unmet: tuple[Constraint, ...] = ()
    themed: bool = False
    topical: bool = False
    unparsed: tuple[str, ...] = ()

    def answers(self, question: Question) -> bool:
        """Whether a question asks for these rows, rather than for counts, for one element or for what texts say."""
        narrowed = bool(self.scope or self.constraints or self.unmet)
        leveled = bool(self.wanted.levels)
        return {
            Intent.NODE: bool(self.scope and self.scope.roots) and leveled,
            Intent.PASSAGE: narrowed or (leveled and not self.themed),
            Intent.COMPARISON: self.topical,
            Intent.STRUCTURE: narrowed or self.topical,
            Intent.COUNT: narrowed or self.themed,
            Intent.LISTING: narrowed or self.themed or leveled or question.volet is not None,
        }[question.intent]

    @property
    def ambiguous(self) -> bool:
        """Whether the element that the question names stands in several documents."""
        return self.scope is not None and len(self.scope.owners) > 1


@dataclass(frozen=True, slots=True)
class _Query:
    text: str
    scope: Scope | None
    wanted: Wanted
    constraints: tuple[Constraint, ...]
    unmet: tuple[Constraint, ...]
    spans: tuple[Span, ...]
    everywhere: Mask
    candidates: Mask


class Census:
    """Runs closed queries over a library.

    Args:
        library: The open library.
        relevance: Its word statistics.
    """

    def __init__(self, library: Library, relevance: Relevance) -> None:
        self._library = library
        self._relevance = relevance

    @cached_property
    def _catalogue(self) -> Catalogue:
        return Catalogue(self._library)

    @cached_property
    def _scoring(self) -> Scoring:
        return Scoring(self._catalogue, self._relevance)

    @cached_property
    def _borderline(self) -> Borderline:
        return Borderline(self._library, self._catalogue)

    def rows(self, question: Question) -> list[Row]:
        """Every record that answers a listing, in reading order; see `find`."""
        return list(self.find(question).rows)

    def find(self, question: Question) -> Listing:
        """Every record that answers a listing, with the few that may.

        The unit is the action; the item of a DPS, or an objective without actions, stands for one.
        """
        query = self._query(question)
        asked = needs(question, query.text, query.spans)
        head: dict[str, object] = {
            "scope": query.scope, "wanted": query.wanted, "constraints": query.constraints, "unmet": query.unmet,
            "themed": bool(asked), "topical": any(one.concept for need in asked for one in need.aspects),
            "unparsed": _unread(question, query),
        }  # fmt: skip
        if query.unmet and asked:
            head["unmet"] = ()
        if not asked:
            left = query.candidates & ~self._left_out(question, query, None)
            rows = tuple(Row(*self._catalogue.pairs[at], own=True) for at in np.flatnonzero(left))
            return Listing(rows, **head)  # type: ignore[arg-type]
        scored = self._scoring.score(asked)
        left = query.candidates & ~self._left_out(question, query, scored)
        kept = left & (scored.total >= ROW)
        if not (query.everywhere & (scored.total >= ROW)).any():  # no theme answers: what the words say may
            scored = self._scoring.score([as_words(asked)])
            kept = left & (scored.own >= ROW)
        near = left & (scored.total >= NEAR) & ~kept
        rows, fill = self._rows(kept, scored), self._fill(question, left, kept, scored)
        places = fill or self._borderline.choose(question, near, scored.total, query.candidates, len(rows))
        return Listing(rows, tuple(self._row(at, scored) for at in places), **head)  # type: ignore[arg-type]

    def _fill(self, question: Question, left: Mask, kept: Mask, scored: Scored) -> list[int]:
        """For a comparison: what comes nearest in each of the documents compared that has no row of its own."""
        if question.intent is not Intent.COMPARISON or len(question.named.documents) < 2 or not kept.any():
            return []
        places: list[int] = []
        for name in question.named.documents:
            mine = self._catalogue.of({name})
            if not (kept & mine).any():
                near = np.flatnonzero(left & mine & (scored.total >= WIDER))
                places += sorted(map(int, near), key=lambda at: -scored.total[at])[:_MAX_FILL]
        return sorted(places)

    def concerns(self, question: Question) -> bool:
        """Whether a question that was taken for one about texts may ask for rows.

        It then names several of them, a field, or an element to look under.
        """
        subject = question.wanted
        if _UNDER.search(fold(subject)):
            return True
        constraints = find_constraints(blank(question.text, question.named.spans))
        if _OPEN.search(fold(subject)) and any(one.field is Field.STATE for one in constraints):
            return True
        return _SEVERAL.search(fold(subject)) is not None and (bool(constraints) or not question.facts)

    def speaking_of(self, concept: str) -> tuple[Document, ...]:
        """The documents with a record whose own words are about a theme."""
        catalogue = self._catalogue
        held = catalogue.themed(concept)
        units = unit_mask(catalogue, _NOTHING, themed=True)
        return tuple(catalogue.documents[rank] for rank in dict.fromkeys(catalogue.owner[held[units[held]]].tolist()))

    def _left_out(self, question: Question, query: _Query, scored: Scored | None) -> Mask:
        """The records of the subjects that a question leaves out.

        What one of its own objectives gives a record weighs less than what the record says itself.
        """
        found = np.zeros(len(self._catalogue), dtype=bool)
        read = {term for one in query.constraints for term in analyse(one.words)}
        unwanted = clause_needs(one for one in question.excluded if one.topics or not set(one.terms) <= read)
        if unwanted:
            out = self._scoring.score(unwanted)
            own = np.zeros(len(self._catalogue), dtype=np.float32) if scored is None else scored.own
            found = (out.total >= NEAREST) | (out.own >= ROW) | ((out.total >= ROW) & (own < ROW))
        return found

    def candidates(self, question: Question) -> Iterator[tuple[Document, Node]]:
        """The records that a question's organisation, volet, element, level and fields leave."""
        yield from self._catalogue.rows(self._query(question).candidates)

    def _query(self, question: Question) -> _Query:
        catalogue = self._catalogue
        bare, subject = blank(question.text, question.named.spans), question.wanted
        among = np.ones(len(catalogue), dtype=bool)
        if question.named.documents:
            among = catalogue.of(set(question.named.documents))
        constraints = find_constraints(bare)
        scope = find_scope(
            blank(bare, [one.span for one in constraints]), catalogue, self._relevance, among, question.volet
        )
        spans = [one.span for one in constraints] + ([scope.span] if scope else [])
        wanted = find_wanted(bare, subject, spans, question.excluded_levels)
        themed = bool(needs(question, subject, spans))
        everywhere = unit_mask(catalogue, wanted, themed=themed)
        rows = everywhere & among
        if question.volet is not None:
            rows &= catalogue.volets(question.volet)
        for kind in question.excluded_volets:
            rows &= ~catalogue.volets(kind)
        if scope is not None:
            below = rows & catalogue.below(catalogue.position[node.id] for _, node in scope.roots)
            if scope.roots and not below.any():
                scope = None
            else:
                rows = below
        met, unmet = [], []
        for constraint in constraints:
            kept = apply(constraint, catalogue, rows)
            if kept is not None and (kept.any() or constraint.sure):
                rows = kept
                met.append(constraint)
            elif constraint.sure:
                unmet.append(constraint)
        if unmet and not themed:
            rows = np.zeros(len(catalogue), dtype=bool)
        spans = [one.span for one in (*met, *unmet)] + ([scope.span] if scope else [])
        return _Query(subject, scope, wanted, tuple(met), tuple(unmet), tuple(spans), everywhere, rows)

    def _rows(self, chosen: Mask, scored: Scored) -> tuple[Row, ...]:
        return tuple(self._row(int(at), scored) for at in np.flatnonzero(chosen))

    def _row(self, at: int, scored: Scored) -> Row:
        document, node = self._catalogue.pairs[at]
        reasons = tuple((name, round(float(part[at]), 3)) for name, part in scored.parts.items() if part[at])
        return Row(document, node, bool(scored.own[at] >= ROW), round(float(scored.total[at]), 3), reasons)


def _unread(question: Question, query: _Query) -> tuple[str, ...]:
    """The limits of a question that no restriction reads, or that no plan searched gives the field for."""
    known = [fold_spaces(one.words) for one in (*query.constraints, *query.unmet)]
    unread = [one for one in question.unparsed if not any(fold_spaces(one) in words for words in known)]
    return (*unread, *(one.words for one in query.unmet))
