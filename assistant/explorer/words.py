"""What a reader looks for: words in any of their forms, and exact phrases between quotation marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.folding import fold, fold_spaces
from ingest.french import analyse, tokens

_PHRASE = re.compile(r"«\s*([^«»]+?)\s*»|\"\s*([^\"]+?)\s*\"|“\s*([^“”]+?)\s*”")
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """A search.

    Attributes:
        terms: The index terms that must all be there; stop words count where nothing else is asked for.
        phrases: Folded texts that must all be there as they are.
    """

    terms: tuple[str, ...]
    phrases: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.terms or self.phrases)

    def fits(self, text: str) -> bool:
        """Whether a text holds all that is looked for."""
        if self.terms and not set(self.terms) <= terms_of(text):
            return False
        folded = fold_spaces(text)
        return all(one in folded for one in self.phrases)


def words_of(query: str) -> Words:
    """What a query looks for: « logement "premiers secours" » is a word and a phrase.

    Args:
        query: As typed.
    """
    phrases = tuple(dict.fromkeys(words for match in _PHRASE.finditer(query) if (words := fold_spaces(_inside(match)))))
    rest = _PHRASE.sub(" ", query)
    terms = analyse(rest) or [one.term for one in tokens(rest) if not one.article]
    return Words(tuple(dict.fromkeys(terms)), phrases)


def terms_of(text: str) -> frozenset[str]:
    """The index terms of a text, stop words included."""
    return frozenset(one.term for one in tokens(text))


def marked(text: str, words: Words) -> Iterator[tuple[str, bool]]:
    """A text in pieces, each with whether it is what was looked for; together they are the text.

    Args:
        text: The text.
        words: The search.
    """
    folded = fold(text)
    spans = [match.span() for one in words.phrases for match in re.finditer(_spaced(one), folded)]
    wanted = set(words.terms)
    for match in _WORD.finditer(text) if wanted else ():
        if not wanted.isdisjoint(one.term for one in tokens(match.group())):
            spans.append(match.span())
    at = 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        start = max(start, at)
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def _inside(match: re.Match[str]) -> str:
    return next((one for one in match.groups() if one), "")


def _spaced(phrase: str) -> str:
    return r"\s+".join(map(re.escape, phrase.split()))
