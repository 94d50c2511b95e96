"""References of elements: « OS.1 », « OO 2.1 – », « A.4 - SA.5 - », « 1.2.1.a »."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.folding import fold, fold_spaces
from ingest.records import Level
from ingest.vocabulary import load

_NUMBER = r"\d{1,3}(?:[.,\-/]\d{1,2})*(?:[.\-]?[a-z](?![a-z]))?"
# Texts are folded first: every dash is « - ».
_SEPARATOR = r"\s*(?:[:.)°]|\s-|-(?=\s))[\s\-:]*"
_BY_DEPTH = (Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION)


@dataclass(frozen=True, slots=True)
class Code:
    """A reference.

    Attributes:
        number: Its number, with full stops: `2.1`.
        level: The level that its letters name, or None where it has no letters.
        skipped: Whether its letters say that it is no element of the plan: a link to another one, a task.
    """

    number: str
    level: Level | None = None
    skipped: bool = False

    @property
    def depth(self) -> int:
        """Components of the number: 3 for `1.2.1`."""
        return self.number.count(".") + 1


@dataclass(frozen=True, slots=True)
class Titled:
    """A title taken apart.

    Attributes:
        codes: The references that it starts with, outermost first: two for « A.4 - SA.5 - … ».
        text: The words after them.
    """

    codes: tuple[Code, ...]
    text: str

    @property
    def code(self) -> Code | None:
        """The element's own reference."""
        return self.codes[-1] if self.codes else None


def parse_code(cell: str) -> Code | None:
    """The reference that a cell holds and nothing else, or None."""
    match = _whole().fullmatch(fold(cell))
    return _code(match) if match else None


def parse_prefixed(cell: str) -> Code | None:
    """The reference whose letter names a part of the plan rather than a level: « E1.2 » in the volet externe."""
    match = re.fullmatch(rf"\s*([a-z])[\s.\-]?({_NUMBER})\s*", fold(cell))
    return Code("".join(cell.split())) if match else None


def split_title(words: str) -> Titled:
    """Take the references off the start of a title.

    « 2 studios », « 1.500 euros » and « A 18 ans » start with a word of the title, not with a reference.
    """
    words = " ".join(words.split())
    codes: list[Code] = []
    while True:
        folded = fold(words)
        # A second reference has letters: « OO 2.1 - 3 ateliers » has one.
        patterns = _leading()[:2] if codes else _leading()
        match = next((found for pattern in patterns if (found := pattern.match(folded))), None)
        if match is None:
            break
        codes.append(_code(match))
        words = words[match.end() :]
    return Titled(tuple(codes), words)


def level_of_depth(depth: int, first: Level = Level.OS) -> Level | None:
    """The level of a hierarchical number of a depth, where depth 1 is `first`."""
    names = (Level.VOLET, *_BY_DEPTH)
    index = names.index(first) + depth - 1
    return names[index] if index < len(names) else None


def level_named(cell: str) -> Level | None:
    """The level that a cell names by a word, a code's letters or a rank (« OO », « Action », « 2 »)."""
    folded = fold_spaces(cell).strip(" .:")
    names = load("columns")
    for level, words in (*names["levels"].items(), *names["codes"].items()):
        if level in tuple(Level) and folded in {fold_spaces(word).strip(" .") for word in words}:
            return Level(level)
    return level_of_depth(int(folded)) if folded in ("1", "2", "3", "4") else None


def _code(match: re.Match[str]) -> Code:
    name = _letters().get(re.sub(r"[^a-z]", "", match.groupdict().get("letters") or ""))
    number = re.sub(r"[\-/,]", ".", match.group("number"))
    number = re.sub(r"(?<=\d)(?=[a-z]$)", ".", number)
    level = Level(name) if name in tuple(Level) else None
    return Code(number.upper() if number.isalpha() else number, level, skipped=name is not None and level is None)


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    codes = load("columns")["codes"]
    return {re.sub(r"[^a-z]", "", fold(word)): name for name, words in codes.items() for word in words}


def _choices(*, single: bool) -> str:
    words = {fold(word) for words in load("columns")["codes"].values() for word in words}
    chosen = sorted((word for word in words if single is (len(word) == 1)), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"[\s\-]+") for word in chosen)


@lru_cache(maxsize=1)
def _whole() -> re.Pattern[str]:
    letters = f"{_choices(single=False)}|{_choices(single=True)}"
    return re.compile(rf"\s*(?:(?P<letters>{letters})[\s.\-]*)?(?:n[°o]\s*)?(?P<number>{_NUMBER})\s*[:.)\-]?\s*")


@lru_cache(maxsize=1)
def _leading() -> tuple[re.Pattern[str], ...]:
    """Patterns of a reference before a title: letters and a number, one letter and a clear number, a number."""
    deep = r"\d{1,2}(?:\.\d{1,2})+(?:\.?[a-z](?![a-z]))?"
    return (
        re.compile(
            rf"(?P<letters>{_choices(single=False)})(?![a-z])[\s.\-]*(?:n[°o]\s*)?"
            rf"(?P<number>{_NUMBER}|[ivx]{{1,5}}(?![a-z]))(?:{_SEPARATOR}|\s+|$)"
        ),
        re.compile(
            rf"(?P<letters>{_choices(single=True)})(?![a-z])[\s.\-]*"
            rf"(?:(?P<number>{deep}(?=\s)|{_NUMBER}(?={_SEPARATOR})))(?:{_SEPARATOR}|\s+)"
        ),
        re.compile(
            rf"(?P<number>{deep}(?={_SEPARATOR}|\s+[^\W\d])|\d{{1,3}}(?=\s?[.)°]\s|\s[-:]\s(?!\d)))(?:{_SEPARATOR}|\s+)"
        ),
    )
