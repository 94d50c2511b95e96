"""The words by which a document announces its own structure, and the lines that start with them."""

import re
from functools import lru_cache

from ingest.folding import fold
from ingest.records import Level
from ingest.vocabulary import load

MARKS = r"[\s*_]*"
_NUMBER = r"(?:n\s?[o°]\.?\s*)?(?P<number>\d{1,3}(?:\.\d{1,3})*|[ivx]{1,5}(?![a-z]))?"
_DEFINITION = re.compile(r"objectifs?\s+(?:strategique|operationnel)s?\b")


def flexible(words: str) -> str:
    """A pattern for words of the vocabulary: any spaces or dashes between them, a last full stop or none."""
    parts = [re.escape(part) for part in fold(words).split()]
    return r"[\s\-]+".join(part + "?" if part.endswith(r"\.") else part for part in parts)


@lru_cache(maxsize=1)
def label_patterns() -> tuple[tuple[Level, re.Pattern[str]], ...]:
    """A pattern for each level, to be matched against folded text; its groups: label, number, separator, title."""
    patterns = []
    for level, words in load("labels")["levels"].items():
        # Longest first, so that « objectif » never takes « objectif stratégique ».
        choices = "|".join(flexible(word) for word in sorted(words, key=len, reverse=True))
        patterns.append(
            (
                Level(level),
                re.compile(
                    rf"{MARKS}(?P<label>{choices})(?![a-z])(?:[.\-](?=\d))?{MARKS}{_NUMBER}{MARKS}"
                    rf"(?P<separator>[:.)\-]*){MARKS}(?P<title>.*)",
                    re.DOTALL,
                ),
            )
        )
    return tuple(patterns)


def is_label(match: re.Match[str]) -> bool:
    """Whether a match of `label_patterns` is a label, or only a sentence that starts with the same word."""
    number, separator = match.group("number"), match.group("separator")
    if len(match.group("label")) == 1:
        # « A 1.1.1 » and « A 2 : » are codes; « A 18 ans », « A 2.500 euros » are words.
        parts = number.split(".") if number else []
        return all(len(part) < 3 for part in parts) and (len(parts) > 1 or bool(parts and ":" in separator))
    if not number and separator == "-" and match.start("title") - match.end("label") == 1:
        return False  # « Action-pilote »
    if not number and _DEFINITION.match(match.group("title")):
        return False  # « OS : objectif stratégique »
    return bool(number or separator or not match.group("title"))


@lru_cache(maxsize=1)
def _other_starts() -> re.Pattern[str]:
    vocabulary = load("labels")
    prefixes, volets = ("|".join(map(fold, vocabulary[name])) for name in ("volet_prefixes", "volet"))
    sources = "|".join(flexible(name) for name in vocabulary["priority_source"])
    fields = "|".join(map(flexible, vocabulary["fields"]))
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
    if not line[:1].isupper():
        return False
    folded = fold(line)
    matches = (pattern.match(folded) for _, pattern in label_patterns())
    return any(match and is_label(match) for match in matches) or bool(_other_starts().match(folded))


def titled(line: str) -> bool:
    """Whether a line is a label with its title: what « OS 1 : ÊTRE UN CPAS QUI » goes on with is below."""
    folded = fold(line)
    matches = (pattern.match(folded) for _, pattern in label_patterns())
    return any(match and is_label(match) and bool(match.group("title")) for match in matches)
