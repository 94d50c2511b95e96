"""What a question shows before any search: orders to the assistant, private lives, emergencies, other subjects.

The cues are in `ingest/vocabulary/screening.yaml`; spelling slips and text-message French are forgiven.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein

from assistant.answer import Audience
from assistant.intent import has_any
from ingest.folding import fold, fold_spaces
from ingest.organisation import commune_names
from ingest.vocabulary import load

_MIN_FUZZY = 6
"""Shorter words have too many neighbours to be misspelt words of a list."""
_WORD = re.compile(r"[a-z0-9œ§]+(?:-[a-z0-9]+)*")
_STOP = re.compile(r"[.!?;:,\n]")
_SENTENCE_END = re.compile(r"[.!?\n]")
_TITLED = re.compile(
    r"(?<!\w)(?P<title>M\.|MM\.|[Mm]r\.?|[Mm]me\.?|[Mm]lle\.?|[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|M(?= [A-ZÀ-Ý]))\s+"
    r"(?P<name>(?:(?:de|van|von|di|d['’])\s*)?[\w'’-]{2,})"
)
_FULL_NAME = re.compile(
    r"(?<![\w-])([A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?)\s+([A-ZÀ-Ý][a-zà-ÿ'’]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?)"
)
_LIKE_PREFIX = "^"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to turn to in an emergency.

    Attributes:
        number: A national number, or "" for a place without one.
        what: Whose it is. `when`: at what times and prices.
    """

    number: str
    what: str
    when: str


@dataclass(frozen=True, slots=True)
class Screening:
    """What a question shows before any search.

    Attributes:
        refusal: `injection`, `personnel` or `hors_sujet` when it cannot be answered whatever the library holds.
        emergencies: Names of the groups of the vocabulary that it belongs to (`violence`, `suicide`…).
        contacts: Whom to turn to first, most urgent first.
    """

    refusal: str | None
    emergencies: tuple[str, ...]
    contacts: tuple[Contact, ...]


def screen(text: str, audience: Audience, known: Callable[[str], bool] = lambda _: False) -> Screening:
    """Look at a question before any search.

    Args:
        text: The question.
        audience: Who asks.
        known: Whether a name stands in the library: those of plans may be asked about.
    """
    words = _Words(text)
    groups = _emergencies(words, audience)
    numbers = _table("numbers")
    keys = dict.fromkeys(key for group in groups for key in _table("emergency")[group]["contacts"])
    first = ["urgences"] if "urgences" in keys and {"danger", "violence", "sexual"} & set(groups) else []
    contacts = tuple(Contact(**numbers[key]) for key in dict.fromkeys([*first, *keys]))
    return Screening(_refusal(words, known), groups, contacts)


def first_person(text: str) -> bool:
    """Whether somebody tells of a need as their own or a near one's."""
    return bool(set(_Words(text).terms) & set(_table("first_person")))


def _refusal(words: "_Words", known: Callable[[str], bool]) -> str | None:
    rules = _table("injection")
    if (
        words.any_rule(rules["rules"])
        or has_any(words.folded, rules["phrases"])
        or words.any_pattern(rules["patterns"])
    ):
        return "injection"
    if _is_personal(words, known):
        return "personnel"
    return "hors_sujet" if has_any(words.folded, _table("off_topic")) else None


def _is_personal(words: "_Words", known: Callable[[str], bool]) -> bool:
    """Whether a question asks about a private person: a named one, or somebody else of the asker's life."""
    rules = _table("personal")
    if has_any(words.folded, rules["except"]):
        return False
    if words.any_rule(rules["rules"]) or words.any_pattern(rules["patterns"]):
        return True
    private = words.any_pattern(rules["private"])
    titled = [name for one in _TITLED.finditer(words.text) if (name := _titled(one, words.text))]
    if any(private or not known(name) for name in titled):
        return True
    asks = words.any_pattern(rules["private"][:2])
    return asks and any(
        not known(f"{first} {last}") and not known(last) for first, last in _FULL_NAME.findall(words.text)
        if _may_be_person(first, last)
    )  # fmt: skip


def _titled(found: re.Match[str], text: str) -> str | None:
    """The name after a title; None where the asker names themselves, or somebody by their office."""
    rules = _table("personal")
    name = found.group("name")
    before = fold_spaces(text[: found.start()]).rstrip(" ,.:-")
    if fold(name) in _listed("personal", "offices") or any(fold(name).startswith(f"{one}'") for one in "ljdcnsq"):
        return None
    if not name[0].isupper() and fold(found.group("title")).rstrip(".") in ("monsieur", "madame", "mademoiselle"):
        return None if has_any(fold(name), ["bonjour"]) else name
    return None if any(before.endswith(one) for one in rules["self"]) else name


def _may_be_person(first: str, last: str) -> bool:
    names = commune_names()
    joined = " ".join(_WORD.findall(fold(f"{first} {last}"))).replace("-", " ")
    return (
        not {fold(first), fold(last)} & _listed("personal", "no_first_names")
        and joined not in names
        and fold(last) not in names
    )


def _emergencies(words: "_Words", audience: Audience) -> tuple[str, ...]:
    mine = bool(set(words.terms) & {*_table("mine"), *(_table("ours") if audience == "citoyen" else ())})
    found = []
    for name, group in _table("emergency").items():
        said = words.any_rule(group.get("rules", ())) or has_any(words.folded, group.get("phrases", []))
        asked = audience == "citoyen" and has_any(words.folded, group.get("topics", []))
        if (said and (mine or not group.get("mine"))) or asked:
            found.append(name)
    return tuple(found)


class _Words:
    """The words of a question, with where clauses and sentences begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold_spaces(text).replace("’", "'")
        folded = fold(text)
        matches = list(_WORD.finditer(folded))
        self.terms = [match.group(0) for match in matches]
        self._families = [_families(term) for term in self.terms]
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
            after = position == 0 or bool(_STOP.search(gap)) or self.terms[position - 1] in set(_table("openers"))
            self._opens.append(after)

    def any_pattern(self, patterns: Sequence[str]) -> bool:
        """Whether one of some regular expressions is found in the folded question."""
        return any(_compiled(pattern).search(self.folded) for pattern in patterns)

    def any_rule(self, rules: Sequence[Sequence[str]]) -> bool:
        """Whether the words hold one of some rows of families, in order and near one another."""
        return any(self._holds(rule) for rule in rules)

    def _holds(self, rule: Sequence[str]) -> bool:
        opening = rule[0].startswith(_LIKE_PREFIX)
        wanted = [slot.removeprefix(_LIKE_PREFIX) for slot in rule]
        return any(
            self._is(position, wanted[0])
            and (not opening or self._opens[position])
            and self._follows(position, wanted[1:])
            for position in range(len(self.terms))
        )

    def _follows(self, position: int, wanted: Sequence[str]) -> bool:
        if not wanted:
            return True
        last = min(len(self.terms), position + 2 + int(_table("gap")))
        return any(
            self._sentence[after] == self._sentence[position]
            and self._is(after, wanted[0])
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
        return len(word) >= _MIN_FUZZY and any(
            word[0] == one[0] and DamerauLevenshtein.distance(word, one, score_cutoff=1) <= 1 for one in self.long
        )


@cache
def _listed_families() -> tuple[_Family, ...]:
    families = []
    for name, entries in _table("words").items():
        folded = [fold(str(one)) for one in entries]
        whole = frozenset(one for one in folded if not one.endswith("*"))
        beginnings = tuple(one[:-1] for one in folded if one.endswith("*"))
        families.append(_Family(name, whole, beginnings, tuple(one for one in whole if len(one) >= _MIN_FUZZY)))
    return tuple(families)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lru_cache(maxsize=8)
def _listed(section: str, name: str) -> frozenset[str]:
    return frozenset(map(str, _table(section)[name]))


def _table(name: str) -> Any:  # noqa: ANN401 - a part of the vocabulary
    return load("screening")[name]
