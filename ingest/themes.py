"""Themes: which concepts of the editable thesaurus a text speaks of.

Terms are compared as sequences of French stems, so that « logements d'urgence » is found by
« logement d'urgence »; a false friend cancels the term that it holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ingest.french import analyse
from ingest.vocabulary import load

_Sequence = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of the thesaurus.

    Attributes:
        id: Stable name, kept in `Node.themes`.
        label: How it reads after « sur »: « la jeunesse ».
        terms: Stem sequences that put a text in the theme. `weak` only suggest it.
        questions: Stem sequences that occur in questions about it, never used on documents.
        false_friends: Stem sequences that hold a term and mean something else.
    """

    id: str
    label: str
    terms: frozenset[_Sequence]
    weak: frozenset[_Sequence]
    questions: frozenset[_Sequence]
    false_friends: frozenset[_Sequence]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text speaks of a concept: index terms `first` to `last` (excluded)."""

    concept: str
    first: int
    last: int
    strong: bool


class Thesaurus:
    """Finds concepts in texts.

    Args:
        concepts: The concepts to look for.
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts = {concept.id: concept for concept in concepts}
        self._documents = self._index(questions=False)
        self._questions = self._index(questions=True)
        self._cancelling = _by_first(
            (sequence, concept.id, True) for concept in self.concepts.values() for sequence in concept.false_friends
        )

    def _index(self, *, questions: bool) -> dict[str, list[tuple[_Sequence, str, bool]]]:
        rows: list[tuple[_Sequence, str, bool]] = []
        for concept in self.concepts.values():
            strong = concept.terms | concept.questions if questions else concept.terms
            rows += [(sequence, concept.id, True) for sequence in strong]
            rows += [(sequence, concept.id, False) for sequence in concept.weak - strong]
        return _by_first(rows)

    def mentions(self, terms: list[str], *, question: bool = False) -> list[Mention]:
        """Every mention of a concept in a list of index terms.

        Args:
            terms: Index terms, as `analyse` gives them.
            question: Whether the words that only questions use count too.
        """
        found = _find(terms, self._questions if question else self._documents)
        cancelled = _find(terms, self._cancelling)
        return [
            mention
            for mention in found
            if not any(
                other.concept == mention.concept and other.first <= mention.first and mention.last <= other.last
                for other in cancelled
            )
        ]

    def tag(self, text: str) -> tuple[str, ...]:
        """The concepts that a text is about beyond argument, sorted by id."""
        return tuple(sorted({mention.concept for mention in self.mentions(analyse(text)) if mention.strong}))


@lru_cache(maxsize=1)
def thesaurus() -> Thesaurus:
    """The product's thesaurus, from `vocabulary/thesaurus.yaml`."""
    return Thesaurus(
        Concept(
            id=entry["id"],
            label=entry["label"],
            terms=_sequences(entry.get("terms")),
            weak=_sequences(entry.get("weak")),
            questions=_sequences(entry.get("questions")),
            false_friends=_sequences(entry.get("false_friends")),
        )
        for entry in load("thesaurus")["concepts"]
    )


def _sequences(phrases: list[str] | None) -> frozenset[_Sequence]:
    return frozenset(sequence for phrase in phrases or () if (sequence := tuple(analyse(str(phrase)))))


def _by_first(rows: Iterable[tuple[_Sequence, str, bool]]) -> dict[str, list[tuple[_Sequence, str, bool]]]:
    index: dict[str, list[tuple[_Sequence, str, bool]]] = {}
    for row in rows:
        index.setdefault(row[0][0], []).append(row)
    return index


def _find(terms: list[str], index: dict[str, list[tuple[_Sequence, str, bool]]]) -> list[Mention]:
    found = []
    for first, term in enumerate(terms):
        for sequence, concept, strong in index.get(term, ()):
            last = first + len(sequence)
            if tuple(terms[first:last]) == sequence:
                found.append(Mention(concept, first, last, strong))
    return found
