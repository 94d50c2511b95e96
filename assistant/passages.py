"""The best places to answer from when a question asks for something that is said, not for a list."""

from collections.abc import Collection
from dataclasses import dataclass

from assistant.intent import fact_pattern
from assistant.question import Question
from assistant.relevance import Relevance
from ingest.folding import fold
from ingest.french import analyse, question_words
from ingest.records import Document, Level, Node
from ingest.vocabulary import load
from vectorstore.library import Hit, Library

_CANDIDATES = 60
_MAX_PASSAGES = 6
_KEEP = 0.7
"""A passage is kept when its score reaches this share of its document's best one's."""
_KEEP_DOCUMENT = 0.6
"""A document is heard when its best passage reaches this share of the best of all."""
_COVERAGE_WEIGHT, _OWN_THEME_WEIGHT, _SUBJECT_THEME_WEIGHT, _FACT_WEIGHT = 0.6, 0.3, 0.15, 0.3
_HEADINGS = frozenset({Level.VOLET, Level.SECTION})


@dataclass(frozen=True, slots=True)
class Passage:
    """A node to answer from.

    Attributes:
        score: Its rank's reason: fused score, words covered, themes, facts held.
        coverage: Share of the question's words in the node and its path.
    """

    document: Document
    node: Node
    score: float
    coverage: float


class Passages:
    """Finds passages in a library, or in one of its shelves.

    Args:
        library: The open library.
        relevance: The word statistics of the documents searched.
        documents: The documents to search; the library's plans when not given.
    """

    def __init__(self, library: Library, relevance: Relevance, documents: Collection[Document] | None = None) -> None:
        self._library = library
        self._relevance = relevance
        self._documents = library.plans if documents is None else documents

    def find(self, question: Question, limit: int = _MAX_PASSAGES) -> list[Passage]:
        """The passages that stand out for a question, best first."""
        best: dict[str, float] = {}
        kept: list[Passage] = []
        for passage in self.ranked(question):
            own_best = best.setdefault(passage.document.id, passage.score)
            floor = max(_KEEP * own_best, _KEEP_DOCUMENT * next(iter(best.values())))
            if passage.score >= floor and len(kept) < limit:
                kept.append(passage)
        return kept

    def ranked(self, question: Question) -> list[Passage]:
        """Every candidate, best first."""
        terms, searched = query_terms(question), self._searched(question)
        if searched == []:
            return []
        hits = self._library.search(question.text, _CANDIDATES, searched, expand(terms))
        scored = [self._score(question, terms, hit) for hit in hits if hit.node.text and not _is_heading(hit)]
        return sorted(scored, key=lambda passage: -passage.score)

    def _searched(self, question: Question) -> list[str] | None:
        """Ids of the documents to look into; None for the whole library."""
        named = set(question.named.documents)
        chosen = [document.id for document in self._documents if not named or document.id in named]
        return chosen if named or len(chosen) < len(self._library.documents) else None

    def _score(self, question: Question, terms: tuple[str, ...], hit: Hit) -> Passage:
        document, node = hit.document, hit.node
        concepts = set(question.concepts)
        own = bool(concepts & set(node.themes))
        subject = any(concepts & set(one.themes) for one in document.ancestors(node))
        words = self._relevance.coverage(terms, self._relevance.path_terms(document, node))
        support, _ = self._relevance.support(question, [(document, node)])
        coverage = max(words, support) if question.topics else words
        text = fold(document.quote(node))
        fact = any(fact_pattern(kind).search(text) for kind in question.facts)
        score = (
            hit.score
            + _COVERAGE_WEIGHT * coverage
            + _OWN_THEME_WEIGHT * own
            + _SUBJECT_THEME_WEIGHT * subject
            + _FACT_WEIGHT * fact
        )
        return Passage(document, node, score, coverage)


def query_terms(question: Question) -> tuple[str, ...]:
    """The index terms of a question, without the words that only say how it is asked nor the organisations."""
    names = {term for name in question.named.names for term in analyse(name)}
    terms = [term for term in analyse(question.text) if term not in question_words() and term not in names]
    return tuple(dict.fromkeys(terms))


def expand(terms: tuple[str, ...]) -> list[str]:
    """Index terms with the terms that acronyms stand for."""
    expanded = list(terms)
    for acronym, meanings in load("acronyms").items():
        if analyse(str(acronym)) and set(analyse(str(acronym))) <= set(terms):
            expanded += [term for meaning in meanings for term in analyse(meaning)]
    return expanded


def _is_heading(hit: Hit) -> bool:
    return hit.node.level in _HEADINGS or hit.node.kind == "titre"
