"""What a question asks for, from the phrases of `vocabulary/questions.yaml`."""

import re
from enum import StrEnum
from functools import lru_cache

from ingest.folding import fold, fold_spaces
from ingest.records import Level
from ingest.vocabulary import load


class Intent(StrEnum):
    """The ways in which a question can be answered."""

    LISTING = "liste"
    COUNT = "compte"
    COMPARISON = "comparaison"
    STRUCTURE = "structure"
    NODE = "noeud"
    PASSAGE = "passage"


@lru_cache(maxsize=256)
def _pattern(phrase: str) -> re.Pattern[str]:
    body = re.escape(fold_spaces(phrase)).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    return re.compile(rf"(?<![\w-]){body}(?!\w)")


def has_any(folded: str, phrases: list[str]) -> bool:
    """Whether a folded text holds one of the phrases."""
    return any(_pattern(phrase).search(folded) for phrase in phrases)


def words_found(text: str, phrases: list[str]) -> list[str]:
    """The words of a text by which it holds one of the phrases, as they stand in it."""
    folded = fold(text)
    return [text[slice(*match.span())] for phrase in phrases for match in _pattern(phrase).finditer(folded)]


def keys_found(folded: str, table: dict[str, list[str]]) -> tuple[str, ...]:
    """The keys of a table of phrases that a folded text holds, in the table's order."""
    return tuple(key for key, phrases in table.items() if has_any(folded, phrases))


def find_intent(question: str) -> Intent:
    """The intent of a question by its wording alone; what it is about may still change it."""
    folded = fold_spaces(question)
    intents = load("questions")["intents"]
    for name, intent in (
        ("structure", Intent.STRUCTURE),
        ("count", Intent.COUNT),
        ("comparison", Intent.COMPARISON),
        ("listing", Intent.LISTING),
    ):
        if has_any(folded, intents[name]):
            rows = intent is Intent.COUNT and has_any(folded, load("questions")["rows"])
            return Intent.LISTING if rows else intent
    return Intent.PASSAGE


def find_level(question: str) -> Level | None:
    """The level that a question names, the first one in the vocabulary's order when it names several."""
    found = keys_found(fold_spaces(question), load("questions")["levels"])
    return Level(found[0]) if found else None


def find_unit(question: str, of: Level | None = None) -> Level | None:
    """The level that a question counts or lists: the one that it names, or « actions » and the like.

    Args:
        question: The question.
        of: The level of the element that it asks this about, as in « les actions de l'OS 2 ».
    """
    level = find_level(question)
    if level is not None and level is not of:
        return level
    found = keys_found(fold_spaces(question), load("questions")["units"])
    return Level(found[0]) if found else level


def find_facts(question: str) -> tuple[str, ...]:
    """The kinds of facts that a question asks for."""
    return keys_found(fold_spaces(question), load("questions")["facts"])


@lru_cache(maxsize=16)
def fact_pattern(kind: str) -> re.Pattern[str]:
    """How a kind of fact looks in folded text."""
    return re.compile(load("questions")["fact_patterns"][kind])
