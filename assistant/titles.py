"""How wholly a title speaks of a theme: of nothing else, of something else too, or only in brackets."""

import re
from functools import cache, lru_cache

from assistant.phrases import blank, listed
from ingest.folding import fold
from ingest.french import Token, analyse, question_words, tokens
from ingest.themes import thesaurus, words
from ingest.vocabulary import load

_AND = re.compile(r"\s+et\s+|[,;:/]\s*|\s+[-–—]\s+")
_BRACKETS = re.compile(r"\([^)]*\)?")
_INFINITIVE = re.compile(r"(?:er|ir|re)$")
_TEXTS = 32768
"""So many titles are kept as they were read: each is asked about theme after theme."""


@lru_cache(maxsize=4096)
def is_pure(text: str, concept: str) -> bool:
    """Whether a title holds no word besides those of a theme: « Le logement »."""
    listed = [token for token in tokens(text) if not token.article]
    mentions = thesaurus().mentions([token.term for token in listed])
    covered = {at for one in mentions if one.concept == concept for at in range(one.first, one.last)}
    return not any(_is_telling(token) for at, token in enumerate(listed) if at not in covered)


@lru_cache(maxsize=4096)
def is_double(text: str, concept: str) -> bool:
    """Whether a title also has another subject, or another deed, beside « et » or a comma.

    « Favoriser un environnement de travail sain et valoriser les talents » has; « soutenir les aînés et ceux qui les
    entourent » has not.
    """
    return any(concept not in found and (found or acts) for found, acts in _parts(text))


def is_named(text: str, concept: str, places: str | None = None) -> bool:
    """Whether a text of a theme names it otherwise than in brackets or as a place: « chauffer le hall des sports ».

    Args:
        text: The text.
        concept: The theme.
        places: The theme whose buildings are places only, as a key of `listings.yaml`, or None.
    """
    rest = _BRACKETS.sub(" ", text)
    if places is not None:
        rest = blank(rest, [match.span() for match in re.finditer(listed("places", places), fold(rest))])
    return rest == text or concept in _concepts(rest)


@lru_cache(maxsize=_TEXTS)
def _parts(text: str) -> tuple[tuple[frozenset[str], bool], ...]:
    """The themes of each part of a title that says something, and whether it begins with a deed; none for one part."""
    read = [listed for part in _AND.split(text) if any(map(_is_telling, listed := tokens(part)))]
    return tuple(map(_subject, read)) if len(read) > 1 else ()


def _subject(part: list[Token]) -> tuple[frozenset[str], bool]:
    told = [token for token in part if not token.article]
    acts = bool(told) and _INFINITIVE.search(fold(told[0].surface)) is not None
    return _strong([token.term for token in told]), acts


@lru_cache(maxsize=_TEXTS)
def _concepts(text: str) -> frozenset[str]:
    return _strong(words(text))


def _strong(terms: list[str]) -> frozenset[str]:
    return frozenset(mention.concept for mention in thesaurus().mentions(terms) if mention.strong)


def _is_telling(token: Token) -> bool:
    return not token.stop and token.term.isalpha() and token.term not in _frame()


@cache
def _frame() -> frozenset[str]:
    return question_words().union(term for word in load("questions")["frame"] for term in analyse(str(word)))
