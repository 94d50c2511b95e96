"""What a sentence states that admits no paraphrase: figures, dates, names, addresses.

A model that words things anew may change everything but these: each has to stand in the sentence's sources as it is.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from ingest.folding import fold
from ingest.vocabulary import load

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+|(?:https?://|www\.)[^\s)\]»]+", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[ \u00a0\u202f.']\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<![\w'’-])[A-ZÀ-ÝŒ][\w’'-]*[\w](?![\w])|(?<=[dlDL]['’])[A-ZÀ-ÝŒ][\w’'-]*")
_WORD = re.compile(r"[\w]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PAIRED = 2
_BESIDE = 12
"""Characters between a figure and its year."""
_OPENING = re.compile(r"[\s«\"“(*•:–—-]*")


def numbers(text: str) -> set[str]:
    """The numbers of a text, each written in one way: « 12 000,50 » and « 12.000,50 » are « 12000,5 »."""
    return {_plain(match.group(0)) for match in _NUMBER.finditer(text)}


def hard_facts(text: str) -> Iterator[str]:
    """The figures, names and addresses of a sentence, as it writes them.

    A word that begins a sentence is a name only where it is written in capitals.

    Args:
        text: A sentence without marks.
    """
    rest = text
    for match in _ADDRESS.finditer(text):
        yield match.group(0)
        rest = rest.replace(match.group(0), " ")
    for match in _NUMBER.finditer(rest):
        yield match.group(0)
    opening = _OPENING.match(rest)
    first = opening.end() if opening else 0
    for match in _NAME.finditer(rest):
        name = match.group(0)
        begins = match.start() == first or re.search(r"[:.!?«“]\s*$", rest[: match.start()]) is not None
        acronym = len(name) > 1 and name.isupper()
        if (not begins or acronym) and fold(name) not in _known_names():
            yield name


def holds(evidence: str, fact: str) -> bool:
    """Whether the text of sources holds a fact.

    Args:
        evidence: The sources' text.
        fact: A figure, a name or an address.
    """
    if _ADDRESS.fullmatch(fact):
        return fold(fact).rstrip(".,;") in fold(evidence)
    if fact[0].isdigit():
        return _plain(fact) in numbers(evidence)
    held = set(_WORD.findall(fold(evidence)))
    parts = [part for part in _WORD.findall(fold(fact)) if len(part) > 1]
    return all(part in held or part.rstrip("s") in held for part in parts)


def breaks_series(evidence: str, sentence: str) -> bool:
    """Whether a sentence tears apart figures that a source gives year by year: « 15 en 2018 et 13 en 2019 ».

    A year that it takes over has to keep a figure of its own, and a figure its year.

    Args:
        evidence: A source's text.
        sentence: A sentence that rests on it.
    """
    said = numbers(sentence)
    for passage in re.split(r"(?<=[.!?;])\s|\n", evidence):
        series = _series(passage)
        years = set(series.values())
        if len(series) < _PAIRED or len(years) < _PAIRED:
            continue
        kept = {number: year for number, year in series.items() if number in said}
        if any(year not in said for year in kept.values()) or (kept and (years & said) - set(kept.values())):
            return True
    return False


def _series(passage: str) -> dict[str, str]:
    """The figures of a passage that stand beside a year, and that year: all before theirs, or all after it."""
    found = list(_NUMBER.finditer(passage))
    before, after = dict[str, str](), dict[str, str]()
    first = ""
    for one, other in pairwise(found):
        if other.start() - one.end() > _BESIDE or (_is_year(one) == _is_year(other)):
            continue
        first = first or ("year" if _is_year(one) else "figure")
        if _is_year(other):
            before[_plain(one.group(0))] = other.group(0)
        else:
            after[_plain(other.group(0))] = one.group(0)
    return before if first == "figure" else after


def _is_year(number: re.Match[str]) -> bool:
    return _YEAR.fullmatch(number.group(0)) is not None


def counted(text: str) -> set[int]:
    """The whole numbers that a sentence says in figures or letters; they may only count its own sources."""
    words = load("generation")["numbers"]
    skipped = set(load("generation")["articles"])
    said = {int(one) for one in re.findall(r"(?<![\d.,])\d{1,3}(?![\d.,]*\d)", text)}
    return said | {int(words[word]) for word in _WORD.findall(fold(text)) if word in words and word not in skipped}


def _plain(number: str) -> str:
    plain = re.sub(r"[ \u00a0\u202f.'](?=\d{3}(?!\d))", "", number)
    plain = plain.replace(".", ",")
    if "," in plain and plain.count(",") == 1:
        plain = plain.rstrip("0").rstrip(",")
    return plain.lstrip("0") or "0"


@cache
def _known_names() -> frozenset[str]:
    return frozenset(map(str, load("generation")["known_names"]))
