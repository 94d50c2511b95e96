"""Exhaustive answers: a closed query run over every record, never over the k best."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.question import Clause, Question, Topic
from assistant.relevance import Relevance
from ingest.records import Document, Level, Node
from vectorstore.library import Library

_UNITS = frozenset({Level.ACTION, Level.INTENTION, Level.OBJECTIF})
_LEADS = frozenset({Level.OS, Level.OO})
_SUBJECTS = frozenset({Level.SECTION, Level.OS, Level.OO, Level.AXE, Level.ACTION})
_MAX_SUBJECT_CONCEPTS = 2
"""A heading that speaks of more themes than this is the subject of none of them."""
_MIN_COVERAGE = 0.6
_MIN_RARITY = 4.5
"""IDF from which a word alone is a subject: in a library of 500 nodes, a word held by five or fewer."""


@dataclass(frozen=True, slots=True)
class Row:
    """A record that a closed query keeps.

    Attributes:
        own: Whether its own words say so, rather than the subject that it stands under.
    """

    document: Document
    node: Node
    own: bool


class Census:
    """Runs closed queries over a library.

    Args:
        library: The open library.
        relevance: Its word statistics.
    """

    def __init__(self, library: Library, relevance: Relevance) -> None:
        self._library = library
        self._relevance = relevance

    def rows(self, question: Question) -> list[Row]:
        """Every record that answers a listing, in reading order.

        The unit is the action; the item of a DPS, or an objective without actions, stands for one.
        """
        kept: dict[str, Row] = {}
        candidates = list(self.candidates(question))
        if not question.clauses:
            return [Row(document, node, True) for document, node in candidates]
        for clause in self._telling(question.clauses):
            for row in self._clause_rows(clause, candidates):
                before = kept.get(row.node.id)
                if before is None or (row.own and not before.own):
                    kept[row.node.id] = row
        return [kept[node.id] for _, node in candidates if node.id in kept]

    def _telling(self, clauses: tuple[Clause, ...]) -> list[Clause]:
        """Beside a theme, words alone count only where they are rare: « locaux » or « créer » tell nothing."""
        themed = any(clause.topics for clause in clauses)
        return [
            clause
            for clause in clauses
            if clause.topics or not themed or max(map(self._relevance.idf, clause.terms)) >= _MIN_RARITY
        ]

    def candidates(self, question: Question) -> Iterator[tuple[Document, Node]]:
        """The records that a question's organisation, volet and level leave."""
        for document in self._library.plans:
            if question.named.documents and document.id not in question.named.documents:
                continue
            for node in document.nodes:
                if _is_unit(document, node, question.level) and _in_volet(document, node, question.volet):
                    yield document, node

    def _clause_rows(self, clause: Clause, candidates: list[tuple[Document, Node]]) -> list[Row]:
        if not clause.topics:
            return self._rows_by_terms(clause.terms, candidates)
        found = [self._rows_by_topic(topic, candidates) for topic in clause.topics]
        common = set.intersection(*({row.node.id for row in rows} for rows in found))
        return [row for rows in found for row in rows if not common or row.node.id in common]

    def _rows_by_topic(self, topic: Topic, candidates: list[tuple[Document, Node]]) -> list[Row]:
        rows = []
        for document, node in candidates:
            if topic.concept in node.themes:
                rows.append(Row(document, node, True))
            elif self._subject(topic, document, node):
                rows.append(Row(document, node, False))
        return rows

    def _subject(self, topic: Topic, document: Document, node: Node) -> bool:
        """Whether what a record stands under puts it in a theme.

        The nearest heading with a theme of its own decides; a wider one above it does too when the question
        uses its very words.
        """
        decided = False
        for above in reversed(document.ancestors(node)):
            if above.level not in _SUBJECTS or not above.themes:
                continue
            if topic.concept in above.themes:
                named = set(topic.words) <= self._relevance.own_terms[above.id]
                narrow = len(above.themes) <= (1 if above.level is Level.AXE else _MAX_SUBJECT_CONCEPTS)
                if named or (narrow and not decided):
                    return True
            decided = True
        return False

    def _rows_by_terms(self, terms: tuple[str, ...], candidates: list[tuple[Document, Node]]) -> list[Row]:
        rows = []
        for document, node in candidates:
            own = self._relevance.own_terms[node.id]
            if self._relevance.coverage(terms, own) >= _MIN_COVERAGE:
                rows.append(Row(document, node, True))
                continue
            subjects = [above for above in document.ancestors(node) if above.level in _LEADS | {Level.SECTION}]
            if any(
                self._relevance.coverage(terms, self._relevance.own_terms[one.id]) >= _MIN_COVERAGE for one in subjects
            ):
                rows.append(Row(document, node, False))
        return rows


def _is_unit(document: Document, node: Node, level: Level | None) -> bool:
    if level is not None:
        return node.level is level
    if node.level in _UNITS:
        return True
    return node.level in _LEADS and not any(
        child.level is not Level.PASSAGE for child in document.children.get(node.id, ())
    )


def _in_volet(document: Document, node: Node, kind: str | None) -> bool:
    return kind is None or any(one.level is Level.VOLET and one.kind == kind for one in document.ancestors(node))
