"""The rules behind the plans: statements of the legal notes, for questions that ask for a rule."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.acronyms import colloquial, spellings, spoken
from assistant.demands import Demand, demands
from assistant.expansion import query_terms
from assistant.genre import GenericQuestion, asks_to_draft, is_on_drafts
from assistant.intent import has_any, words_found
from assistant.meaning import Meaning
from assistant.passages import Passages
from assistant.question import Question
from assistant.ranking import Passage
from assistant.relevance import Relevance
from assistant.rules import asked_of_rules, asks_for_rule
from ingest import cardinals
from ingest.folding import fold, fold_spaces
from ingest.french import analyse
from ingest.parsers.note import DATE, SOURCE, is_statement, without_origin
from ingest.records import Level
from ingest.vocabulary import load
from vectorstore.library import Library

_MAX_STATEMENTS = 4
_ENOUGH, _ENOUGH_OF_SUBJECT = 0.65, 0.5
"""The share of a question that a statement must speak of to answer it; less will do when both name the same subject."""
_KEEP = 0.75
"""A statement is kept when its share reaches this part of the best one's."""
_REPEATED = 0.7
"""A statement of which another one already says this share adds nothing."""
_RULE_WEIGHT = 4.0
"""What of a rule is asked (its delay, a remedy) weighs as much as a rather rare word."""
_RANK_WEIGHT = 0.3
_UNKNOWN_WEIGHT = 0.5
"""Beside a subject, a word that no note holds is mostly a way of asking."""
_WORDS_WEIGHT, _PENALTY, _NEAR = 4.0, 0.5, 0.6
"""In standard deviations of the question's cosines: what its words add to a statement's meaning, what a statement on
this product, or an uncertain one, loses, and how far below the best one a statement still answers."""
_DRAFT_WEIGHT = 2.0
"""What a statement on drafts gains where somebody asks how to write theirs, in the same."""
_LEAD_WORDS, _LED = 12, 0.7
"""How long the beginning of a statement is, and the share of the thing defined that it must hold."""
_UNCERTAIN = "a verifier"
_FIGURE = re.compile(rf"\d+|\b{cardinals.WORDS}\b")
_DAY = re.compile(r"(?:(\d{2})/(\d{2})/)?((?:19|20)\d{2})")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a question asks of the rules.

    Attributes:
        subject: Acronyms and articles that it names: a statement about another one is no answer.
        terms: Its other index terms.
        rules: What of the rule it asks, as patterns that a statement's words answer to.
    """

    subject: frozenset[str]
    terms: tuple[str, ...]
    rules: tuple[re.Pattern[str], ...]


class Notes:
    """Finds what the legal notes of a library say.

    Args:
        library: The open library.
    """

    def __init__(self, library: Library) -> None:
        self._library, self._documents = library, library.notes
        self._relevance = Relevance(library, library.notes)
        self._passages = Passages(library, self._relevance, library.notes)

    def find(self, question: Question) -> list[Passage]:
        """The statements that answer a question about the rules, subject by subject, the latest source first.

        What a named organisation wrote is asked of its documents: the notes are silent then, as they are on
        questions that ask for no rule.

        Returns:
            Nothing when the notes do not answer.
        """
        if not self.concerned(question):
            return []
        wanted = self._wanted(question)
        if isinstance(question, GenericQuestion):
            return self._nearest(question, wanted)
        enough = _ENOUGH_OF_SUBJECT if wanted.subject else _ENOUGH
        shares = [
            (share, passage)
            for passage in self._statements(question)
            if self._eligible(question, wanted, passage) and (share := self._share(wanted, passage)) >= enough
        ]
        best = max((share for share, _ in shares), default=0.0)
        kept = [(share + _RANK_WEIGHT * one.score, one) for share, one in shares if share >= _KEEP * best]
        kept.sort(key=lambda pair: -pair[0])
        equal = {one.node.id for share, one in shares if share == best}
        return _by_subject(_distinct(_best_heading_first([one for _, one in kept], equal)))

    def _nearest(self, question: Question, wanted: _Wanted) -> list[Passage]:
        """The statements nearest in meaning to a question about plans as such, its own words counting beside it."""
        meaning, required = Meaning(self._library, question, usual=True), demands(question.text)
        drafting = asks_to_draft(question.text)
        product = drafting or has_any(fold_spaces(question.text), load("questions")["of_product"])
        scored = [
            (
                meaning.of(one.node)
                + _WORDS_WEIGHT * self._share(wanted, one)
                - _PENALTY * (self._of_product(one) and not product)
                + _DRAFT_WEIGHT * (drafting and is_on_drafts(one.node))
                - 2 * _PENALTY * (bool(wanted.subject) and wanted.subject.isdisjoint(self._held(one)))
                - _PENALTY * fold(one.node.text).startswith(_UNCERTAIN),
                one,
            )
            for one in self._statements(question)
            if drafting or self._gives(wanted, required, one)
        ]
        best = max((score for score, _ in scored), default=0.0)
        ranked = sorted((pair for pair in scored if pair[0] >= best - _NEAR), key=lambda pair: -pair[0])
        return _distinct([one for _, one in ranked])

    def _gives(self, wanted: _Wanted, required: Sequence[Demand], passage: Passage) -> bool:
        """Whether a statement gives the facts demanded, and of the subject that the question names."""
        other = bool(required) and bool(wanted.subject) and wanted.subject.isdisjoint(self._held(passage))
        return not other and all(demand.held([(passage.document, passage.node)]) for demand in required)

    def _statements(self, question: Question) -> list[Passage]:
        """Every statement of the notes, with its rank in a search where it has one: none is ever out of reach."""
        found = {one.node.id: one for one in self._passages.ranked(question)}
        return [
            found.get(node.id) or Passage(document, node, 0.0, 0.0)
            for document in self._documents
            for node in document.nodes
            if is_statement(node)
        ]

    def concerned(self, question: Question) -> bool:
        """Whether a question asks for a rule: in so many words, for what something is, or of an article known here."""
        if question.named.names or has_any(fold_spaces(question.text), load("questions")["of_plans"]):
            return False
        known = (term.startswith("art:") and self._relevance.knows(term) for term in query_terms(question))
        return asks_for_rule(question) or any(known)

    def _wanted(self, question: Question) -> _Wanted:
        asked = asked_of_rules(question)
        said = {term for rule in asked for one in rule.words for term in analyse(one)}
        terms = query_terms(question)
        named = {
            term: words
            for term, words in (spoken(question.text, terms) | colloquial(question.text)).items()
            if self._relevance.knows(term)
        }
        told = set().union(said, *named.values())
        if "definition" in question.facts:  # « ça désigne quoi »
            asking = words_found(question.text, load("questions")["facts"]["definition"])
            asking += words_found(question.text, load("stopwords")["exact"])
            told |= {term for one in asking for term in analyse(one)}
        subject = {term for term in terms if term.startswith("art:") and self._relevance.knows(term)}
        subject |= named.keys() - told
        return _Wanted(
            frozenset(subject),
            tuple(term for term in terms if term not in told | subject),
            tuple(rule.said for rule in asked if rule.said is not None),
        )

    def _eligible(self, question: Question, wanted: _Wanted, passage: Passage) -> bool:
        """Whether a statement is of the question's subject; of the product, where the question is."""
        if not wanted.subject <= self._held(passage):
            return False
        if "definition" in question.facts and not self._begins(wanted, passage):
            return False
        return not self._of_product(passage) or has_any(fold_spaces(question.text), load("questions")["of_product"])

    def _begins(self, wanted: _Wanted, passage: Passage) -> bool:
        """Whether a statement is about the thing of which a question asks what it is: it begins with its words."""
        lead = self._lead(passage)
        known = tuple(term for term in wanted.terms if self._relevance.knows(term))
        return wanted.subject <= lead and self._relevance.coverage(known, frozenset(lead)) >= _LED

    def _of_product(self, passage: Passage) -> bool:
        """Whether a statement tells how this product behaves; what is uncertain is of the law."""
        node, of_product = passage.node, load("questions")["of_product"]
        words = fold_spaces(without_origin(node.text))
        own = has_any(words, of_product) and has_any(fold_spaces(dict(node.attributes)[SOURCE]), of_product)
        return own and not words.startswith(_UNCERTAIN)

    def _held(self, passage: Passage) -> frozenset[str]:
        """The terms of a statement and of what it stands under, with the acronyms that these spell out."""
        held = self._relevance.path_terms(passage.document, passage.node)
        return held.union(*(own for own, spelt in spellings() if spelt <= held))

    def _lead(self, passage: Passage) -> set[str]:
        """The terms of what a statement is about: how it begins, and the name of its note."""
        words = without_origin(passage.node.text).split()[:_LEAD_WORDS]
        return {*analyse(" ".join(words)), *analyse(passage.document.identity.title)}

    def _weight(self, wanted: _Wanted, term: str) -> float:
        asked = _UNKNOWN_WEIGHT if wanted.subject and not self._relevance.knows(term) else 1.0
        return asked * self._relevance.idf(term)

    def _share(self, wanted: _Wanted, passage: Passage) -> float:
        """How much of what is wanted a statement speaks of, 0…1."""
        held, words = self._held(passage), fold(without_origin(passage.node.text))
        weights = [(self._weight(wanted, term), term in held) for term in (*wanted.subject, *wanted.terms)]
        weights += [(_RULE_WEIGHT, bool(rule.search(words))) for rule in wanted.rules]
        total = sum(weight for weight, _ in weights)
        return sum(weight for weight, found in weights if found) / total if total else 0.0


def is_enacted(passage: Passage) -> bool:
    """Whether a place of a law stands in one of its articles: its title and its preamble enact nothing."""
    chain = (passage.node, *passage.document.ancestors(passage.node))
    return any(one.level is Level.ARTICLE for one in chain)


def _best_heading_first(ranked: list[Passage], equal: set[str]) -> list[Passage]:
    """What stands under the best statement's heading, the latest first, so that differing sources show together.

    Then what ranks nearly as high under other headings, or says as much of the question (`equal`, node ids).
    """
    if not ranked:
        return []
    best = [one for one in ranked if _heading(one) == _heading(ranked[0])]
    others = [one for one in ranked if _heading(one) != _heading(ranked[0])]
    floor = _KEEP * max(one.score for one in ranked)
    return [*sorted(best, key=_age), *(one for one in others if one.score >= floor or one.node.id in equal)]


def _heading(passage: Passage) -> tuple[str, str | None]:
    return passage.document.id, passage.node.parent


def _distinct(ranked: list[Passage]) -> list[Passage]:
    """The best statements, each adding something to those before it; another figure always does."""
    kept: list[Passage] = []
    said: list[tuple[set[str], set[int]]] = []
    for passage in ranked:
        words = without_origin(passage.node.text)
        terms, figures = set(analyse(words)), _figures(words)
        repeated = any(len(terms & one) >= _REPEATED * len(terms) and figures <= others for one, others in said)
        if len(kept) < _MAX_STATEMENTS and not repeated:
            kept.append(passage)
            said.append((terms, figures))
    return kept


def _figures(words: str) -> set[int]:
    """The numbers that a statement tells, in figures or in words; « un » is the article."""
    told = (match.group() for match in _FIGURE.finditer(fold(words)))
    numbers = (int(one) if one.isdecimal() else cardinals.value(one) for one in told)
    return {number for number in numbers if number is not None}


def _by_subject(kept: list[Passage]) -> list[Passage]:
    """Statements under one heading together, the latest first; headings, then notes, by their best statement."""
    subjects = list(dict.fromkeys(map(_heading, kept)))
    notes = list(dict.fromkeys(name for name, _ in subjects))
    return sorted(
        kept,
        key=lambda one: (
            notes.index(one.document.id),
            subjects.index(_heading(one)),
            *_age(one),
        ),
    )


def _age(passage: Passage) -> tuple[bool, int]:
    """Sorts the latest first, what is uncertain after the rest."""
    return fold(passage.node.text).startswith(_UNCERTAIN), -_day(passage).toordinal()


def _day(passage: Passage) -> date:
    """The day of a statement's source; of its year alone, the first; without one, before all others."""
    match = _DAY.search(dict(passage.node.attributes).get(DATE, ""))
    if match is None:
        return date.min
    day, month, year = match.groups()
    try:
        return date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return date.min
