"""The words by which a document announces its own structure, and the lines that start with them."""

import re
from functools import lru_cache

from ingest.folding import fold
from ingest.records import Level
from ingest.vocabulary import load

MARKS = r"[\s*_]*"
_NUMBER = (
    r"(?:n\s?[o°]\.?\s*)?(?P<number>\d{1,3}(?:\s?\.\s?\d{1,3})*(?:\.[a-z](?![a-z]))?|[ivx]{1,5}(?![a-z])(?:\.\d{1,3})*"
    r"|[a-z](?:\.\d{1,3})+|[a-z](?=\s*[:)\-.]\s))?"
)
_GOES_ON = re.compile(r"(?:et|ou|a)\s+(?P<rest>.*)", re.DOTALL)
_LONG = 6
_READ_AS = {"o": "[o0]", "l": "[l1i|]", "i": "[i1l]"}
_DEFINITION = re.compile(r"objectifs?\s+(?:strategique|operationnel)s?\b")


def flexible(words: str) -> str:
    """A pattern for words of the vocabulary: any spaces or dashes between them, a last full stop or none.

    Long words also match as scanners misread them: « 0bjectif », « Ob jectif », « opérationne1 ».
    """
    parts = [_misread(part) if len(part) >= _LONG else re.escape(part) for part in fold(words).split()]
    return r"[\s\-]+".join(part + "?" if part.endswith(r"\.") else part for part in parts)


def _misread(word: str) -> str:
    return r"\s?".join(_READ_AS.get(letter, re.escape(letter)) for letter in word)


@lru_cache(maxsize=1)
def label_patterns() -> tuple[tuple[Level, re.Pattern[str]], ...]:
    """A pattern for each level, to be matched against folded text; its groups: label, number, separator, title."""
    return tuple((Level(level), label_pattern(tuple(words))) for level, words in load("labels")["levels"].items())


@lru_cache(maxsize=32)
def label_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern of the labels that start with one of some words; see `label_patterns`."""
    vocabulary = load("labels")
    # Longest first, so that « objectif » never takes « objectif stratégique ».
    choices = "|".join(_acronym(word) for word in sorted(words, key=len, reverse=True))
    before = "|".join(re.escape(fold(word)) for word in vocabulary["determiners"])
    after = "|".join(flexible(word) for word in vocabulary["afterwords"])
    return re.compile(
        rf"{MARKS}(?:(?:{before})\s?(?=[a-z]{{4}}))?(?P<label>{choices})(?![a-z])(?:\s+(?:{after})(?=\s*:?\s*[*_]*$))?"
        rf"(?:[.\-](?=\d))?{MARKS}{_NUMBER}{MARKS}(?P<separator>[:.)\-]*){MARKS}(?P<title>.*)",
        re.DOTALL,
    )


def _acronym(word: str) -> str:
    """« OS » as scanners misread it: « 0S »."""
    pattern = flexible(word)
    return re.sub(r"(?<![\[a-z])o(?=\\?[.so])", "[o0]", pattern) if len(word) <= 4 else pattern


def is_label(match: re.Match[str]) -> bool:
    """Whether a match of `label_patterns` is a label, or only a sentence that starts with the same word."""
    number, separator = match.group("number"), match.group("separator")
    if len(match.group("label")) == 1:
        # « A 1.1.1 » and « A 2 : » are codes; « A 18 ans », « A 2.500 euros » are words.
        parts = number.split(".") if number else []
        tight = bool(parts) and bool(separator) and match.start("number") == match.end("label")  # « A1. Restaurer »
        return all(len(part) < 3 for part in parts) and (len(parts) > 1 or tight or bool(parts and ":" in separator))
    if number and not separator and _goes_on(match.group("title")):
        return False
    if not number and separator == "-" and match.start("title") - match.end("label") == 1:
        return False  # « Action-pilote »
    if not number and _DEFINITION.match(match.group("title")):
        return False  # « OS : objectif stratégique »
    return bool(number or separator or not match.group("title"))


def _goes_on(title: str) -> bool:
    """Whether what follows a number makes it part of a sentence: « OS 2, sans créer de droits », « OS 1.1 et OO 2.1 ».

    « OO 1.1 À chaque âge sa place » is a title: only another number, or another numbered label, goes on.
    """
    if title[:1] in (",", ";", ")", "%"):
        return True
    match = _GOES_ON.match(title)
    rest = match["rest"] if match else ""
    others = (pattern.match(rest) for _, pattern in label_patterns())
    return rest[:1].isdigit() or any(other and other["number"] for other in others)


@lru_cache(maxsize=1)
def _other_starts() -> re.Pattern[str]:
    vocabulary = load("labels")
    prefixes, volets = ("|".join(map(fold, vocabulary[name])) for name in ("volet_prefixes", "volet"))
    sources = "|".join(flexible(name) for name in vocabulary["priority_source"])
    fields = "|".join(map(flexible, field_names()))
    return re.compile(
        rf"(?:(?:{prefixes})\s+[ivx\d]+\W+(?:l[ea]\s+)?)?(?:{volets})\s"
        rf"|{fold(vocabulary['priority'])}\s+\d+\s+.{{0,8}}(?:{sources})"
        rf"|(?:{fields})\s?:"
    )


def announces(line: str) -> bool:
    """Whether a line starts a part of the structure, so that it never goes on with the sentence above it.

    Args:
        line: The line's words, without layout marks.
    """
    folded = fold(line)
    matches = [match for _, pattern in label_patterns() if (match := pattern.match(folded))]
    if not (line[:1].isupper() or line[:1] == "0"):
        # « a4.1.2 - Tester » is a code with a slip, « action de fond » goes on with a sentence
        return any(match.group("separator") and "." in (match.group("number") or "") for match in matches)
    if any(is_label(match) for match in matches) or _other_starts().match(folded) or ends_matter(line):
        return True
    return any((match := pattern.match(folded)) and match.group("number") and is_label(match) for pattern in _rarer())


@lru_cache(maxsize=1)
def _rarer() -> tuple[re.Pattern[str], ...]:
    """The labels of some plans only: « Projet 1.2 », « Axe 3 » count with their number."""
    vocabulary = load("labels")
    groups = [group["words"] for group in vocabulary["synonyms"]]
    return tuple(label_pattern(tuple(words)) for words in (*groups, vocabulary["sections"]))


@lru_cache(maxsize=1)
def field_names() -> frozenset[str]:
    """The folded names of the fields of an action's sheet: the columns that are fields and may stand on a line."""
    vocabulary = load("columns")
    names = {
        word for key, words in vocabulary["fields"].items() if key not in vocabulary["never_lines"] for word in words
    }
    return frozenset(fold(name) for name in names)


def ends_matter(words: str) -> bool:
    """Whether words head what stands after the matter: « Conclusion », « Annexe 2 : … », « Suivi du PST ».

    « Gouvernance » alone may be a theme: of the words that only start such headings, one is not enough.
    """
    name = re.split(r"\s*[:\d(]", fold(words), maxsplit=1)[0].strip(" .")
    whole, starts, known, plans = _back_matter()
    if name in whole:
        return True
    found = re.findall(r"[a-z-]+", name)
    several = sum(word in starts for word in found) > 1 or bool(plans & set(found))
    return bool(found) and found[0] in starts and several and known.issuperset(found[1:])


@lru_cache(maxsize=1)
def _back_matter() -> tuple[frozenset[str], ...]:
    vocabulary = load("labels")
    names = ("back_matter", "back_starts", "back_words", "back_plans")
    return tuple(frozenset(fold(word) for word in vocabulary[name]) for name in names)


def titled(line: str) -> bool:
    """Whether a line is a label with its title: what « OS 1 : ÊTRE UN CPAS QUI » goes on with is below."""
    folded = fold(line)
    matches = (pattern.match(folded) for _, pattern in label_patterns())
    return any(match and is_label(match) and bool(match.group("title")) for match in matches)


def is_unfinished(line: str) -> bool:
    """Whether a line ends with a word that a sentence cannot end with: « … en accord avec la »."""
    words = re.split(r"\s+", fold(line).strip())
    last = words[-1] if words else ""
    return last in _unfinished() or last[-2:] in ("d'", "l'")


@lru_cache(maxsize=1)
def _unfinished() -> frozenset[str]:
    return frozenset(fold(word) for word in load("labels")["unfinished"])
