"""Exhaustive answers: a closed query run over every record, never over the k best."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.question import Clause, Question
from assistant.relevance import Relevance
from ingest.records import Document, Level, Node
from vectorstore.library import Library

_UNITS = frozenset({Level.ACTION, Level.INTENTION, Level.OBJECTIF})
_LEADS = frozenset({Level.OS, Level.OO})
_SUBJECTS = frozenset({Level.SECTION, Level.OS, Level.OO, Level.AXE, Level.ACTION})
_MAX_SUBJECT_CONCEPTS = 2
"""A heading that speaks of more themes than this is the subject of none of them."""
_MIN_COVERAGE = 0.6


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
        for clause in question.clauses:
            for row in self._clause_rows(clause, candidates):
                before = kept.get(row.node.id)
                if before is None or (row.own and not before.own):
                    kept[row.node.id] = row
        return [kept[node.id] for _, node in candidates if node.id in kept]

    def candidates(self, question: Question) -> Iterator[tuple[Document, Node]]:
        """The records that a question's organisation, volet and level leave."""
        for document in self._library.documents:
            if question.named.documents and document.id not in question.named.documents:
                continue
            for node in document.nodes:
                if _is_unit(document, node, question.level) and _in_volet(document, node, question.volet):
                    yield document, node

    def _clause_rows(self, clause: Clause, candidates: list[tuple[Document, Node]]) -> list[Row]:
        if not clause.concepts:
            return self._rows_by_terms(clause.terms, candidates)
        found = [self._rows_by_concept(concept, candidates) for concept in clause.concepts]
        common = set.intersection(*({row.node.id for row in rows} for rows in found))
        return [row for rows in found for row in rows if not common or row.node.id in common]

    def _rows_by_concept(self, concept: str, candidates: list[tuple[Document, Node]]) -> list[Row]:
        rows = []
        for document, node in candidates:
            if concept in node.themes:
                rows.append(Row(document, node, True))
            elif any(_is_subject(concept, above) for above in document.ancestors(node)):
                rows.append(Row(document, node, False))
        return rows

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


def _is_subject(concept: str, above: Node) -> bool:
    """Whether a heading is about a theme, so that all that stands under it is."""
    if concept not in above.themes or above.level not in _SUBJECTS:
        return False
    limit = 1 if above.level is Level.AXE else _MAX_SUBJECT_CONCEPTS
    return len(above.themes) <= limit
