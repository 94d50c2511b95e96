"""The cues of a question: families of words in an order, misspelt or not, and patterns of its folded text.

The families are in `ingest/vocabulary/screening.yaml`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein

from ingest.folding import fold, fold_spaces
from ingest.vocabulary import load

_MIN_FUZZY = 6
"""Shorter words have too many neighbours to be misspelt words of a list."""
WORD = re.compile(r"[a-z0-9œ§]+(?:-[a-z0-9]+)*")
_STOP = re.compile(r"[.!?;:,\n]")
_SENTENCE_END = re.compile(r"[.!?\n]")
_OPENS, _NEXT = "^", "+"


class Cues:
    """The words of a question, with where clauses and sentences begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold_spaces(text).replace("’", "'")
        folded = fold(text)
        matches = list(WORD.finditer(folded))
        self.terms = [match.group(0) for match in matches]
        self._families = [_families(term) for term in self.terms]
        for name, (before, kind) in table("personal")["promoted"].items():
            for position in range(1, len(self.terms)):
                if before in self._families[position - 1] and kind in self._families[position]:
                    self._families[position] |= {name}
        gaps = (
            [folded[: matches[0].start()], *(folded[a.end() : b.start()] for a, b in pairwise(matches))]
            if matches
            else []
        )
        self._sentence: list[int] = []
        self._opens: list[bool] = []
        for position, gap in enumerate(gaps):
            last = self._sentence[-1] if self._sentence else 0
            self._sentence.append(last + bool(_SENTENCE_END.search(gap)))
            after = position == 0 or bool(_STOP.search(gap)) or self.terms[position - 1] in set(table("openers"))
            self._opens.append(after)

    def any_pattern(self, patterns: Sequence[str]) -> bool:
        """Whether one of some regular expressions is found in the folded question."""
        return any(compiled(pattern).search(self.folded) for pattern in patterns)

    def any_rule(self, rules: Sequence[Sequence[str]]) -> bool:
        """Whether the words hold one of some rows of families, in order and near one another."""
        return any(self._holds(rule) for rule in rules)

    def _holds(self, rule: Sequence[str]) -> bool:
        opening = rule[0].startswith(_OPENS)
        first = rule[0].removeprefix(_OPENS)
        return any(
            self._is(position, first) and (not opening or self._opens[position]) and self._follows(position, rule[1:])
            for position in range(len(self.terms))
        )

    def _follows(self, position: int, wanted: Sequence[str]) -> bool:
        if not wanted:
            return True
        room = 0 if wanted[0].startswith(_NEXT) else int(table("gap"))
        last = min(len(self.terms), position + 2 + room)
        return any(
            self._sentence[after] == self._sentence[position]
            and self._is(after, wanted[0].removeprefix(_NEXT))
            and self._follows(after, wanted[1:])
            for after in range(position + 1, last)
        )

    def _is(self, position: int, family: str) -> bool:
        return family in self._families[position] or self.terms[position] == family


@lru_cache(maxsize=4096)
def _families(word: str) -> frozenset[str]:
    """The families of the vocabulary that a word belongs to, a slip forgiven in a long one."""
    parts = {word, *word.split("-")}
    return frozenset(family.name for family in _listed_families() if any(map(family.holds, parts)))


@dataclass(frozen=True, slots=True)
class _Family:
    """A family of words: whole ones, beginnings, and those that may be misspelt."""

    name: str
    whole: frozenset[str]
    beginnings: tuple[str, ...]
    long: tuple[str, ...]

    def holds(self, word: str) -> bool:
        if word in self.whole or word.startswith(self.beginnings):
            return True
        return (
            len(word) >= _MIN_FUZZY
            and word not in table("well_spelt")
            and any(
                word[0] == one[0] and DamerauLevenshtein.distance(word, one, score_cutoff=1) <= 1 for one in self.long
            )
        )


@cache
def _listed_families() -> tuple[_Family, ...]:
    families = []
    for name, entries in table("words").items():
        folded = [fold(str(one)) for one in entries]
        whole = frozenset(one for one in folded if not one.endswith("*"))
        beginnings = tuple(one[:-1] for one in folded if one.endswith("*"))
        families.append(_Family(name, whole, beginnings, tuple(one for one in whole if len(one) >= _MIN_FUZZY)))
    return tuple(families)


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the vocabulary, compiled once."""
    return re.compile(pattern)


def table(name: str) -> Any:  # noqa: ANN401 - a part of the vocabulary
    """A part of the vocabulary of screening, by its name."""
    return load("screening")[name]
