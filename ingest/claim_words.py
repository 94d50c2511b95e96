"""The patterns of the words by which a document counts its parts: `claims.yaml`, read once."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from ingest import cardinals
from ingest.folding import fold
from ingest.vocabulary import load
from ingest.volets import volet_kinds

SPACE = r"(?>[ \t]+\n?[ \t]*|\n[ \t]*)"
"""Blanks with at most one line break. Atomic: blanks that were read one way are not tried in every other way."""


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return load("claims")


def _choices(words: Iterable[str], prefix: bool = False) -> str:
    """A pattern for words, longest first; for beginnings of words with `prefix`."""
    ordered = sorted((fold(word) for word in words), key=len, reverse=True)
    tail = r"\w*" if prefix else r"(?!\w)"
    return "|".join(re.escape(word).replace(r"\ ", SPACE) + ("" if word.endswith("'") else tail) for word in ordered)


@lru_cache
def word_pattern(name: str, prefix: bool = False) -> re.Pattern[str]:
    """A pattern for one of the vocabulary's lists of words, at the start of a word."""
    return re.compile(rf"(?<!\w)(?:{_choices(_words()[name], prefix)})")


@lru_cache(maxsize=1)
def mention_pattern() -> re.Pattern[str]:
    """A number before the name of a part: its groups say which bound, how the number is written, and which part."""
    words = _words()
    named = {f"part_{level}": names for level, names in words["parts"].items()}
    named |= {f"weak_{level}": names for level, names in words["weak_parts"].items()}
    parts = "|".join(
        f"(?P<{group}>{_choices(names)})" for group, names in sorted(named.items(), key=lambda item: -len(item[1][0]))
    )
    bounds = "|".join(f"(?P<{bound}>{_choices(names)})" for bound, names in words["bounds"].items())
    return re.compile(
        rf"(?:(?:{bounds}){SPACE}?)?"
        rf"(?:(?<![\w.,/'-])(?P<digits>\d{{1,3}}[ .]\d{{3}}|\d{{1,4}})|(?<!\w)(?P<spelled>{cardinals.WORDS})"
        rf"|une{SPACE}(?P<round>{_choices(words['round'])}){SPACE}(?:de|d'))"
        rf"(?:{SPACE}|(?<='))(?:(?:{_choices(words['neutral'])}){SPACE})*(?:{parts})"
    )


def number_of(match: re.Match[str]) -> int | None:
    """The number of a match of `mention_pattern`, or None where its words spell none."""
    if match.group("digits"):
        return int(re.sub(r"\D", "", match.group("digits")))
    if match.group("round"):
        return int(_words()["round"][match.group("round")])
    return cardinals.value(match.group("spelled"))


@lru_cache(maxsize=1)
def connecting() -> re.Pattern[str]:
    """What may stand between two counts of one announcement."""
    return re.compile(rf"(?:{_choices([*_words()['between'], *volet_kinds(), 'OS', 'OO'])})")


@lru_cache(maxsize=1)
def bound_after() -> re.Pattern[str]:
    """A bound behind the name: « 40 actions au moins », one group a bound."""
    bounds = (f"(?P<{bound}>{_choices(names)})" for bound, names in _words()["bounds_after"].items())
    return re.compile(rf"{SPACE}(?:{'|'.join(bounds)})")


@lru_cache(maxsize=1)
def repeats() -> tuple[re.Pattern[str], ...]:
    """What may stand after a name and leaves it whole: « (OS) », « internes », « au moins », « dans le volet … »."""
    again = rf"\A(?:{SPACE}\(?(?:{_choices([*volet_kinds(), 'OS', 'OO'])})\)?)+"
    volet = rf"\A{SPACE}(?:dans|pour|du|au|en)(?:{SPACE}le)?{SPACE}volet{SPACE}\w+"
    return re.compile(again), re.compile(rf"\A{bound_after().pattern}"), re.compile(volet)
