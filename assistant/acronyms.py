"""The acronyms of a question and of the notes: used, spelt out, or meant by other words."""

import re
from functools import cache

from assistant.intent import words_found
from ingest.french import analyse
from ingest.vocabulary import load

_GENERAL = frozenset({"cpas"})
"""Acronyms that name who a rule is for, not what it is about."""
_WORD = re.compile(r"\w+")


def spoken(text: str, terms: tuple[str, ...]) -> dict[str, set[str]]:
    """The acronyms that a question uses or spells out, by index term, with the terms that spell them."""
    found: dict[str, set[str]] = {}
    words = set(_WORD.findall(text))  # « DIS » is one, « dis » a way of asking
    for acronym, meanings in load("acronyms").items():
        own = analyse(str(acronym))
        spelt = {term for one in meanings if (full := set(analyse(one))) <= set(terms) for term in full}
        if len(own) == 1 and own[0] not in _GENERAL and (acronym in words or own[0] in terms or spelt):
            found[own[0]] = spelt
    return found


@cache
def spellings() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Acronyms and the words that they stand for, as index terms."""
    pairs = ((analyse(str(acronym)), one) for acronym, meanings in load("acronyms").items() for one in meanings)
    return tuple((frozenset(own), frozenset(analyse(one))) for own, one in pairs if len(own) == 1)


def colloquial(text: str) -> dict[str, set[str]]:
    """The acronyms that a question means by other words, by index term, with the terms of those words."""
    return {
        analyse(acronym)[0]: {term for one in words for term in analyse(one)}
        for acronym, phrases in load("questions")["rule_subjects"].items()
        if (words := words_found(text, phrases))
    }
