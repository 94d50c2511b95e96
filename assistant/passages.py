"""The best places to answer from when a question asks for something that is said, not for a list."""

from collections.abc import Collection

from assistant.branches import complete
from assistant.definitions import defining
from assistant.explanations import explaining
from assistant.genre import GenericQuestion, explains
from assistant.imprint import imprints
from assistant.intent import Intent
from assistant.merit import closest, earning, helping
from assistant.question import Question
from assistant.ranking import Passage, Ranking
from assistant.relevance import Relevance
from assistant.rules import asks_for_rule
from ingest.folding import fold
from ingest.records import Document, Level
from vectorstore.library import Library

_MAX_PASSAGES, _MAX_FOR_CITIZENS = 5, 4
_KEEP, _KEEP_FOR_CITIZENS, _KEEP_FOR_FACTS = 0.75, 0.65, 0.8
"""A passage is kept when its score reaches this share of its document's best one's."""
_MAX_EACH, _KEEP_SECOND, _KEEP_EACH = 3, 0.6, 0.75
"""The same for each of the documents that a question compares: two show better how they differ."""
_SPEAKING = 0.35
"""One of these says something when it covers this share of what the best one covers."""
_COVERED = 0.5
"""And when it covers this share of what the best one covers."""
_KEEP_DOCUMENT = 0.6
"""A document is heard when its best passage reaches this share of the best of all."""


class Passages:
    """Finds passages in a library, or in one of its shelves.

    Args:
        library: The open library.
        relevance: The word statistics of the documents searched.
        documents: The documents to search; the library's plans when not given.
    """

    def __init__(self, library: Library, relevance: Relevance, documents: Collection[Document] | None = None) -> None:
        self._library = library
        self._ranking = Ranking(library, relevance, documents)

    def find(self, question: Question, limit: int | None = None) -> list[Passage]:
        """The passages that answer a question, best first, each with what belongs to it.

        Args:
            question: The question.
            limit: How many at most, from each document where the question names several; by the asker when None.
        """
        told = imprints(question, self._library)
        if told:
            return [Passage(one.document, one.node, 1.0, 1.0, sure=True) for one in told]
        most = limit or (_MAX_FOR_CITIZENS if question.audience == "citoyen" else _MAX_PASSAGES)
        return complete(question, self._chosen(question, most), most)

    def ranked(self, question: Question) -> list[Passage]:
        """Every candidate, best first; the gate and refusals ask for those of the same question again."""
        return self._ranking.ranked(question)

    def _chosen(self, question: Question, most: int) -> list[Passage]:
        ranked = self.ranked(question)
        if asks_for_rule(question):  # a title names what it is about, and explains nothing
            ranked = [one for one in ranked if one.node.level is not Level.PASSAGE or explains(one.document, one.node)]
        by_document: dict[str, list[Passage]] = {}
        for passage in ranked:
            by_document.setdefault(passage.document.id, []).append(passage)
        groups = list(by_document.values())
        if _compares(question):
            kept = [one for group in _speaking(question, groups) for one in _best_of(question, group)]
        else:
            heard = [group for group in groups if group[0].score >= _KEEP_DOCUMENT * ranked[0].score]
            share = _share(question)
            near = [one for group in heard for one in group if one.score >= share * group[0].score]
            kept = sorted(near, key=lambda one: -one.score)[:most]
            if question.personal:
                kept = helping(kept)
            if _asks_fact(question) and kept:
                kept = earning(question, kept, self._library)
                kept += closest(question, kept, ranked, self._library) if len(kept) < most else []
        if kept and asks_for_rule(question) and kept[0].node.level is Level.PASSAGE:
            kept = [one for one in kept if one.node.level is Level.PASSAGE]  # an action is no rule
        told = defining(question, ranked)
        if told:
            known = {one.node.id for one in told}
            kept = [*told, *(one for one in kept if one.node.id not in known)][: max(most, len(told))]
        if isinstance(question, GenericQuestion) and not (kept and explains(kept[0].document, kept[0].node)):
            return explaining(question, ranked, self._library, most)
        return [passage for passage in kept if not _repeats(passage, kept)]


def _compares(question: Question) -> bool:
    """Whether each document must be heard: not where they are the plan and the declaration of one organisation."""
    several = len(question.named.documents) > 1 and len(question.named.names) != 1
    return several or question.intent is Intent.COMPARISON


def _speaking(question: Question, groups: list[list[Passage]]) -> list[list[Passage]]:
    """The documents that say something of what a question compares, each by its passages, best first."""
    covered = max((one.coverage for group in groups for one in group[:_MAX_EACH]), default=0.0)
    floor = 0.0 if question.named.documents else _KEEP_DOCUMENT * max((group[0].score for group in groups), default=0.0)
    return [
        group
        for group in groups
        if group[0].score >= floor and max(one.coverage for one in group[:_MAX_EACH]) >= _SPEAKING * covered
    ]


def _best_of(question: Question, group: list[Passage]) -> list[Passage]:
    """What one of the documents compared says: its best passages, and an element of the theme where it has one."""
    shares = (1.0, _KEEP_SECOND, *(_KEEP_EACH,) * (_MAX_EACH - 2))
    kept = [
        one
        for one, share in zip(group[:_MAX_EACH], shares, strict=False)
        if one.score >= share * group[0].score and one.coverage >= _COVERED * group[0].coverage
    ]
    themes = set(question.concepts)
    if any(themes & set(one.node.themes) and one.node.level is not Level.PASSAGE for one in kept):
        return kept
    return kept + [one for one in group if themes & set(one.node.themes) and one.node.level is not Level.PASSAGE][:1]


def _asks_fact(question: Question) -> bool:
    """Whether a question asks for one thing that is said, and not for all that may help its asker."""
    if question.personal or asks_for_rule(question):
        return False
    return question.audience != "citoyen" or bool(question.facts)


def _share(question: Question) -> float:
    if question.audience == "citoyen":
        return _KEEP_FOR_CITIZENS
    return _KEEP_FOR_FACTS if question.facts else _KEEP


def _repeats(passage: Passage, chosen: list[Passage]) -> bool:
    """Whether prose only names an element that is chosen too, as tables of contents and summaries do."""
    words = fold(passage.node.text)
    return passage.node.level is Level.PASSAGE and any(
        one.document.id == passage.document.id and one.node.level is not Level.PASSAGE and fold(one.node.text) in words
        for one in chosen
    )
