"""The words that a listing of a theme goes by besides the thesaurus, as sequences of index terms, read once."""

from functools import cache

from ingest.themes import sequence, words
from ingest.vocabulary import load


@cache
def internal_words(concept: str) -> frozenset[tuple[str, ...]]:
    """What speaks of a theme in the volet on the organisation itself."""
    return frozenset(tuple(words(word)) for word in load("listings")["internal"].get(concept, ()))


@cache
def proofs(concept: str) -> frozenset[tuple[str, ...]]:
    """What speaks of a theme beyond doubt in a listing, though it tags nothing."""
    return frozenset(sequence(one) for one in load("listings")["proofs"].get(concept, ()))


@cache
def transversal() -> frozenset[str]:
    """The themes that say how something is done, and are no subject."""
    return frozenset(load("listings")["transversal"])


@cache
def place_words(concept: str) -> frozenset[str]:
    """The index terms of the nouns of a theme's buildings: who names one asks for what is done there."""
    places = load("listings")["places"].get(concept, ())
    return frozenset(words(str(one).replace("*", ""))[0] for one in places)
