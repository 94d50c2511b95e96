"""Themes: which concepts of the editable thesaurus a text speaks of.

Terms are compared as sequences of French stems, so that « logements d'urgence » is found by
« logement d'urgence »; « former … agents » leaves room for a few words; a false friend cancels the term that it holds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from ingest.french import tokens
from ingest.vocabulary import load

GAP = "…"
"""In a term: up to `ROOM` words may stand here (« former … agents » finds « former l'ensemble de nos agents »)."""

ROOM = 3
_Sequence = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of the thesaurus.

    Attributes:
        id: Stable name, kept in `Node.themes`.
        label: How it reads after « sur »: « la jeunesse ».
        terms: Stem sequences that put a text in the theme. `weak` only suggest it. In a question, a
            `GAP` is always empty: the span would hide what is said in it.
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
    """A place where a text speaks of a concept: words `first` to `last` (excluded), articles left out.

    Attributes:
        strong: Whether it puts the text in the theme beyond argument.
        colloquial: Whether only questions speak so.
    """

    concept: str
    first: int
    last: int
    strong: bool
    colloquial: bool = False


class Thesaurus:
    """Finds concepts in texts.

    Args:
        concepts: The concepts to look for.
        narrower: Parts of concepts, by concept: each the sequences that name the same part.
    """

    def __init__(
        self, concepts: Iterable[Concept], narrower: Mapping[str, Iterable[frozenset[_Sequence]]] | None = None
    ) -> None:
        self.concepts = {concept.id: concept for concept in concepts}
        self._own_cancelling: dict[str, dict[str, list[tuple[_Sequence, str, bool]]]] = {}
        self._narrower = {concept: tuple(groups) for concept, groups in (narrower or {}).items()}
        tagging = [
            (sequence, concept.id, strong)
            for concept in self.concepts.values()
            for sequences, strong in ((concept.terms, True), (concept.weak - concept.terms, False))
            for sequence in sequences
        ]
        self._documents = _by_first((_closed(sequence), concept, strong) for sequence, concept, strong in tagging)
        self._gapped = _by_first(row for row in tagging if GAP in row[0])
        self._questions = _by_first(
            (sequence, concept.id, True)
            for concept in self.concepts.values()
            for sequence in concept.questions - {_closed(term) for term in concept.terms}
        )
        self._cancelling = _by_first(
            (sequence, concept.id, True) for concept in self.concepts.values() for sequence in concept.false_friends
        )

    def mentions(self, terms: list[str], *, question: bool = False) -> list[Mention]:
        """Every mention of a concept in a list of index terms.

        Args:
            terms: The index terms of a text's words, as `words` gives them.
            question: Whether the words that only questions use count too.
        """
        found = _find(terms, self._documents)
        if not question:
            found += _find(terms, self._gapped)
        else:
            known = {(mention.concept, mention.first, mention.last) for mention in found if mention.strong}
            found += [
                replace(mention, colloquial=True)
                for mention in _find(terms, self._questions)
                if (mention.concept, mention.first, mention.last) not in known
            ]
        cancelled = _find(terms, self._cancelling)
        return [
            mention
            for mention in found
            if not any(
                other.concept == mention.concept and other.first <= mention.first and mention.last <= other.last
                for other in cancelled
            )
        ]

    def part(self, concept: str, terms: Iterable[str]) -> frozenset[_Sequence]:
        """What names the part of a concept that some words ask for; nothing where they ask for all of it.

        Of two parts, the one that holds more of the words is meant: « accueil téléphonique » rather than « accueil ».

        Args:
            concept: The concept's id.
            terms: The index terms of the words, articles left out.
        """
        listed = list(terms)
        held = [
            (max((last - first for one in group for first, last in _spans(listed, one)), default=0), group)
            for group in self._narrower.get(concept, ())
        ]
        most = max((length for length, _ in held), default=0)
        return frozenset().union(*(group for length, group in held if length == most > 0))

    def parts(self, concept: str, *, least: int = 1) -> frozenset[_Sequence]:
        """Every word that names a part of a concept; none where it has fewer parts than `least`."""
        groups = self._narrower.get(concept, ())
        return frozenset().union(*groups) if len(groups) >= least else frozenset()

    def says(self, terms: list[str], sequences: Iterable[_Sequence], concept: str | None = None) -> bool:
        """Whether a text holds one of some sequences, outside what would be a false friend of a concept.

        Args:
            terms: The index terms of the text's words, as `words` gives them.
            sequences: What to look for.
            concept: The concept whose false friends do not count, or None.
        """
        found = [span for one in sequences for span in _spans(terms, one)]
        if not found or concept is None:
            return bool(found)
        index = self._cancelling_of(concept)
        cancelled = [(one.first, one.last) for one in _find(terms, index)]
        return any(not any(first <= a and b <= last for first, last in cancelled) for a, b in found)

    def _cancelling_of(self, concept: str) -> dict[str, list[tuple[_Sequence, str, bool]]]:
        if concept not in self._own_cancelling:
            friends = self.concepts[concept].false_friends
            self._own_cancelling[concept] = _by_first((one, concept, True) for one in friends)
        return self._own_cancelling[concept]

    def tag(self, text: str) -> tuple[str, ...]:
        """The concepts that a text is about beyond argument, sorted by id."""
        return tuple(sorted({mention.concept for mention in self.mentions(words(text)) if mention.strong}))


def words(text: str) -> list[str]:
    """The index terms of a text's words, articles left out: what terms of the thesaurus are compared with."""
    return [token.term for token in tokens(text) if not token.article]


@lru_cache(maxsize=1)
def thesaurus() -> Thesaurus:
    """The product's thesaurus, from `vocabulary/thesaurus.yaml` and what the staff added to it."""
    return thesaurus_of(load("thesaurus")["concepts"])


def thesaurus_of(entries: Iterable[Mapping[str, Any]]) -> Thesaurus:
    """A thesaurus of some entries of `vocabulary/thesaurus.yaml`."""
    return Thesaurus(
        (
            Concept(
                id=entry["id"],
                label=entry["label"],
                terms=_sequences(entry.get("terms")),
                weak=_sequences(entry.get("weak")),
                questions=_sequences(entry.get("questions")),
                false_friends=_sequences(entry.get("false_friends")),
            )
            for entry in entries
        ),
        {concept: [_sequences(group) for group in groups] for concept, groups in load("narrower").items()},
    )


def sequence(phrase: str) -> tuple[str, ...]:
    """A phrase of the thesaurus as what is looked for: stems, and `GAP` between them where it stands between words."""
    parts = [part for piece in phrase.split(GAP) if (part := words(piece))]
    return tuple(term for rank, part in enumerate(parts) for term in ([GAP, *part] if rank else part))


def _sequences(phrases: list[str] | None) -> frozenset[_Sequence]:
    return frozenset(found for phrase in phrases or () if (found := sequence(str(phrase))))


def _closed(sequence: _Sequence) -> _Sequence:
    return tuple(term for term in sequence if term != GAP)


def _by_first(rows: Iterable[tuple[_Sequence, str, bool]]) -> dict[str, list[tuple[_Sequence, str, bool]]]:
    index: dict[str, list[tuple[_Sequence, str, bool]]] = {}
    for row in rows:
        index.setdefault(row[0][0], []).append(row)
    return index


def _find(terms: list[str], index: dict[str, list[tuple[_Sequence, str, bool]]]) -> list[Mention]:
    return [
        Mention(concept, first, last, strong)
        for first, term in enumerate(terms)
        for sequence, concept, strong in index.get(term, ())
        if (last := _end(terms, first, sequence)) is not None
    ]


def _spans(terms: list[str], sequence: _Sequence) -> list[tuple[int, int]]:
    """Where a sequence stands in some terms."""
    head = sequence[0]
    ends = ((first, _end(terms, first, sequence)) for first, term in enumerate(terms) if term == head)
    return [(first, last) for first, last in ends if last is not None]


def _end(terms: list[str], first: int, sequence: _Sequence) -> int | None:
    """Where a sequence that starts at `first` ends, or None where it does not stand."""
    if GAP not in sequence:
        last = first + len(sequence)
        return last if tuple(terms[first:last]) == sequence else None
    at = sequence.index(GAP)
    if tuple(terms[first : first + at]) != sequence[:at]:
        return None
    rest = sequence[at + 1 :]
    ends = (_end(terms, start, rest) for start in range(first + at, first + at + ROOM + 1))
    return next((end for end in ends if end is not None), None)
