"""Exhaustive answers: a closed query run over every record, never over the k best."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from assistant.aspects import as_words, clause_needs, needs
from assistant.borderline import NEAR, Borderline
from assistant.catalogue import Catalogue, Mask
from assistant.constraints import find_constraints
from assistant.contents import find_meant
from assistant.fields import Constraint, Field, Left, lacking, restrict, values
from assistant.grouping import Grouping, find_grouping
from assistant.intent import Intent
from assistant.phrases import Span, alternatives, blank, listed
from assistant.question import Question
from assistant.relevance import Relevance
from assistant.rows import Row, Rows
from assistant.scope import Scope, find_scope
from assistant.scoring import NEAREST, ROW, WIDER, Scored, Scoring
from assistant.sought import sought
from assistant.units import Wanted, find_wanted, unit_mask
from ingest.folding import fold, fold_spaces
from ingest.french import analyse
from ingest.records import Document
from ingest.vocabulary import load
from vectorstore.library import Library

_MAX_FILL = 3
_MAX_VALUES = 12
_MAX_STATES = 100
_NOTHING = Wanted(frozenset(), frozenset())


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
        lacking: The documents that do not give a field that rows are chosen by, and the field.
        void: The restriction that no record satisfies though plans give its field, and what they say in it.
        grouping: What its rows are to be counted by, or None.
        about: What its rows are about, as said after « sur »: what was looked for, maybe less than a theme.
        themed: Whether the question asks for a subject. `topical` whether one of them is a theme.
        unparsed: The limits that the question sets and that nothing reads.
    """

    rows: Sequence[Row]
    near: tuple[Row, ...] = ()
    scope: Scope | None = None
    wanted: Wanted = _NOTHING
    constraints: tuple[Constraint, ...] = ()
    unmet: tuple[Constraint, ...] = ()
    themed: bool = False
    topical: bool = False
    unparsed: tuple[str, ...] = ()
    lacking: tuple[tuple[Field, tuple[Document, ...]], ...] = ()
    void: tuple[Constraint, tuple[str, ...]] | None = None
    grouping: Grouping | None = None
    about: str = ""

    def answers(self, question: Question) -> bool:
        """Whether a question asks for these rows, rather than for counts, for one element or for what texts say."""
        narrowed = bool(self.scope or self.constraints or self.unmet or self.void)
        narrowed |= self.grouping is not None and not self.grouping.plain
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
    left: Left
    grouping: Grouping | None
    spans: tuple[Span, ...]
    everywhere: Mask
    candidates: Mask


class Census:
    """Runs closed queries over a library.

    Args:
        library: The open library.
        relevance: Its word statistics.
        documents: The documents that it reviews; the library's plans when not given.
    """

    def __init__(self, library: Library, relevance: Relevance, documents: Collection[Document] | None = None) -> None:
        self._library, self._relevance, self._documents = library, relevance, documents
        self._last: tuple[str, list[Constraint]] | None = None

    @cached_property
    def _catalogue(self) -> Catalogue:
        return Catalogue(self._library, self._documents)

    @cached_property
    def _scoring(self) -> Scoring:
        return Scoring(self._catalogue, self._relevance)

    @cached_property
    def _borderline(self) -> Borderline:
        return Borderline(self._library, self._catalogue)

    def find(self, question: Question) -> Listing:
        """Every record that answers a listing, with the few that may.

        The unit is the action; the item of a DPS, or an objective without actions, stands for one.
        """
        query = self._query(question)
        asked = needs(question, query.text, query.spans)
        head: dict[str, object] = {
            "scope": query.scope, "wanted": query.wanted, "constraints": tuple(query.left.met),
            "unmet": tuple(query.left.unmet), "grouping": query.grouping,
            "themed": bool(asked), "topical": any(one.concept or one.part for need in asked for one in need.aspects),
            "about": sought(asked), "unparsed": _unread(question, query), "lacking": tuple(query.left.lacking.items()),
        }  # fmt: skip
        if query.left.unmet and asked:
            head["unmet"] = ()
        if query.left.void is not None:
            every = self._catalogue.of({one.id for one in self._searched(question)})
            head["void"] = query.left.void, values(query.left.void.field, self._catalogue, every, _MAX_VALUES)
            return Listing((), **head)  # type: ignore[arg-type]
        if not asked:
            left = query.candidates & ~self._left_out(question, query, None)
            return Listing(Rows(self._catalogue, np.flatnonzero(left)), **head)  # type: ignore[arg-type]
        scored = self._scoring.score(asked)
        left = query.candidates & ~self._left_out(question, query, scored)
        kept = left & (scored.total >= ROW)
        if not (query.everywhere & (scored.total >= ROW)).any():  # no theme answers: what the words say may
            scored = self._scoring.score([as_words(asked)])
            head["about"] = ""
            kept = left & (scored.own >= ROW)
        near = left & (scored.total >= NEAR) & ~kept
        rows, fill = Rows(self._catalogue, np.flatnonzero(kept), scored), self._fill(question, left, kept, scored)
        places = fill or self._borderline.choose(question, near, scored.total, query.candidates, len(rows))
        beside = Rows(self._catalogue, np.array(places, dtype=np.intp), scored)
        return Listing(rows, tuple(beside), **head)  # type: ignore[arg-type]

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
        folded, constraints = fold(subject), self._constraints(blank(question.text, question.named.spans))
        if re.search(listed("under"), folded):
            return True
        if re.search(listed("open"), folded) and any(one.field is Field.STATE for one in constraints):
            return True
        return _several().search(folded) is not None and (bool(constraints) or not question.facts)

    def _constraints(self, bare: str) -> list[Constraint]:
        """The restrictions of a question, kept for who asks for those of the same one next."""
        last = self._last
        if last is None or last[0] != bare:
            last = self._last = bare, find_constraints(bare, self._states)
        return last[1]

    @cached_property
    def _states(self) -> tuple[str, ...]:
        every = np.ones(len(self._catalogue), dtype=bool)
        return values(Field.STATE, self._catalogue, every, _MAX_STATES)

    def _searched(self, question: Question) -> list[Document]:
        names = question.named.documents
        return [one for one in self._catalogue.documents if not names or one.id in names]

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
        read = {term for one in query.left.met for term in analyse(one.words)}
        clauses = [one for one in question.excluded if one.topics or not set(one.terms) <= read]
        unwanted = clause_needs(clauses, question.text)
        if unwanted:
            out = self._scoring.score(unwanted)
            own = total = np.zeros(len(self._catalogue), dtype=np.float32)
            if scored is not None:
                own, total = scored.own, scored.total
            held = {one for name in question.concepts for one in load("listings")["covers"].get(name, ())}
            inside = any(one.concept in held for need in unwanted for one in need.aspects)
            # « Le logement, sauf le logement d'urgence »: of what it holds, all is left out; of another theme, what is
            # nearer decides (« l'insertion sociale, pas la mise à l'emploi »).
            above = (out.total >= NEAREST) & ((total <= out.total) | inside)
            found = (out.own >= ROW) | above | ((out.total >= ROW) & (own < ROW) & (total <= out.total))
        return found

    def _query(self, question: Question) -> _Query:
        catalogue = self._catalogue
        bare, subject = blank(question.text, question.named.spans), question.wanted
        among = np.ones(len(catalogue), dtype=bool)
        if question.named.documents:
            among = catalogue.of(set(question.named.documents))
        meant = None if question.named.documents else find_meant(bare, catalogue)
        if meant is not None:
            bare, among = blank(bare, [meant.span]), meant.nodes
        held = [] if meant is None else [meant.span]
        constraints = self._constraints(bare)
        grouping = find_grouping(blank(bare, [one.span for one in constraints]))
        grouped = [*held, *([] if grouping is None else [grouping.span])]
        scope = find_scope(
            blank(bare, [*(one.span for one in constraints), *grouped]),
            catalogue,
            self._relevance,
            among,
            question.volet,
        )
        spans = [one.span for one in constraints] + grouped + ([scope.span] if scope else [])
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
        rows, left = restrict(constraints, catalogue, rows)
        if grouping is not None and grouping.field is not None and not themed:
            silent = lacking(grouping.field, catalogue, rows)
            if rows.any() and len(silent) == len(np.unique(catalogue.owner[rows])):
                left.unmet.append(Constraint(grouping.field, bare[slice(*grouping.span)], grouping.span, bool))
        if left.unmet and not themed:
            rows = np.zeros(len(catalogue), dtype=bool)
        read = [*left.met, *left.unmet, *([left.void] if left.void else [])]
        spans = [one.span for one in read] + grouped + ([scope.span] if scope else [])
        return _Query(subject, scope, wanted, left, grouping, tuple(spans), everywhere, rows)


def _unread(question: Question, query: _Query) -> tuple[str, ...]:
    """The limits of a question that no restriction reads, or that no plan searched gives the field for."""
    limits = [one for one in query.left.dropped if one.field in (Field.YEAR, Field.BUDGET)]
    known = [fold_spaces(one.words) for one in (*query.left.met, *query.left.unmet, *limits)]
    unread = [one for one in question.unparsed if not any(fold_spaces(one) in words for words in known)]
    return (*unread, *(one.words for one in (*query.left.unmet, *limits)))


@cache
def _several() -> re.Pattern[str]:
    """What asks for several elements: « quelles actions », « combien d'objectifs »."""
    elements, asking = alternatives(load("listings")["elements"]), listed("several")
    return re.compile(rf"(?:^\s*(?:les\s+)?|{asking}\s*)(?:{elements})")
