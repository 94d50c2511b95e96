"""What a question asks for, from the phrases of `vocabulary/questions.yaml`."""

import re
from enum import StrEnum
from functools import lru_cache

from assistant.phrases import phrases_pattern
from ingest.folding import fold, fold_spaces
from ingest.records import Level
from ingest.vocabulary import load

_NO_DEFINITION = frozenset({"montant", "contact", "horaire", "date", "pilote", "lieu", "age", "partenaires", "public"})
_QUOTED = re.compile(r"[«“][^»”]{2,200}[»”]")
_HEAD = re.compile(r"(?:^|[.?!,:;]\s*)(?:\w+\s+){0,3}$")
_COURTESY = re.compile(
    r"\s+(?:me |nous )?(?:savoir|avoir|voir|connaitre|obtenir|lister|citer|dire|donner|trouver|faire la liste)\b"
)


class Intent(StrEnum):
    """The ways in which a question can be answered."""

    LISTING = "liste"
    COUNT = "compte"
    COMPARISON = "comparaison"
    STRUCTURE = "structure"
    NODE = "noeud"
    PASSAGE = "passage"


def has_any(folded: str, phrases: list[str]) -> bool:
    """Whether a folded text holds one of the phrases."""
    return phrases_pattern(tuple(phrases)).search(folded) is not None


def words_found(text: str, phrases: list[str]) -> list[str]:
    """The words of a text by which it holds one of the phrases, as they stand in it."""
    return [text[start:end] for start, end in spans_found(text, phrases)]


def spans_found(text: str, phrases: list[str]) -> list[tuple[int, int]]:
    """Where a text holds one of the phrases."""
    folded = fold(text)
    return [match.span() for phrase in phrases for match in phrases_pattern((phrase,)).finditer(folded)]


def keys_found(folded: str, table: dict[str, list[str]]) -> tuple[str, ...]:
    """The keys of a table of phrases that a folded text holds, in the table's order."""
    return tuple(key for key, phrases in table.items() if has_any(folded, phrases))


def find_intent(question: str) -> Intent:
    """The intent of a question by its wording alone; what it is about may still change it."""
    folded = fold_spaces(question)
    vocabulary = load("questions")
    intents = vocabulary["intents"]
    bare = phrases_pattern(tuple(vocabulary["no_request"])).sub(" ", folded)
    rows = has_any(bare, vocabulary["rows"])
    for name, intent in (("structure", Intent.STRUCTURE), ("count", Intent.COUNT), ("comparison", Intent.COMPARISON)):
        if not has_any(folded, intents[name]):
            continue
        counts = intent is Intent.COUNT or (intent is Intent.STRUCTURE and has_any(folded, intents["count"]))
        return Intent.LISTING if counts and rows else intent
    if is_personal(folded) or _asks_a_rule(folded):
        return Intent.PASSAGE
    if has_any(bare, intents["listing"]) or _asks_who(folded):
        return Intent.LISTING
    if has_any(folded, vocabulary["about_rules"]) or find_facts(question):
        return Intent.PASSAGE
    return Intent.LISTING if has_any(bare, intents["mention"]) else Intent.PASSAGE


def _asks_who(folded: str) -> bool:
    """Whether a question asks which plans want something: « qui veut céder … », « un PC : qui le prévoit ? »."""
    wanting = phrases_pattern(tuple(load("questions")["who_wants"]))
    return any(re.search(r"(?:^|[.?!,:;])\s*(?:et\s+)?$", folded[: one.start()]) for one in wanting.finditer(folded))


def _asks_a_rule(folded: str) -> bool:
    """Whether a question begins by asking what one may or must do; not « peut-on savoir … », a way of asking."""
    rules = phrases_pattern(tuple(load("questions")["about_rules"]))
    return any(
        _HEAD.search(folded[: match.start()]) and not _COURTESY.match(folded, match.end())
        for match in rules.finditer(folded)
    )


def is_personal(folded: str) -> bool:
    """Whether a folded text tells of its writer's own life: a need to be helped, and no list of what plans say."""
    vocabulary = load("questions")
    bare = phrases_pattern(tuple(vocabulary["courtesy"])).sub(" ", folded)
    return has_any(bare, vocabulary["first_person"]) and not has_any(bare, vocabulary["of_documents"])


def find_level(question: str) -> Level | None:
    """The level that a question names, the first one in the vocabulary's order when it names several.

    A level that only says where to look is not the one asked for (« les actions sous l'objectif stratégique … »).
    """
    vocabulary = load("questions")
    folded = fold_spaces(question)
    holder = phrases_pattern(tuple(vocabulary["holders"]))
    actions = has_any(folded, vocabulary["units"]["action"])
    for level, phrases in vocabulary["levels"].items():
        for phrase in phrases:
            for match in phrases_pattern((phrase,)).finditer(folded):
                plural = match.group(0).rstrip().endswith("s")
                if not (actions and not plural and _ends_with(holder, folded[: match.start()])):
                    return Level(level)
    return None


def _ends_with(pattern: re.Pattern[str], text: str) -> bool:
    return any(match.end() == len(text.rstrip()) for match in pattern.finditer(text))


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
    """The kinds of facts that a question asks for, and no title that it quotes (« Une vie digne à chaque âge »)."""
    vocabulary = load("questions")
    folded = _conjunctions().sub(" ", fold_spaces(_QUOTED.sub(" ", question)))
    found = keys_found(folded, vocabulary["facts"])
    dropped = set()
    if has_any(folded, [*vocabulary["intents"]["count"], *vocabulary["times"]]) or "montant" in found:
        dropped.add("quantite")
    if set(found) & _NO_DEFINITION:
        dropped.add("definition")  # « c'est quoi le numéro de … »
    return tuple(kind for kind in found if kind not in dropped)


@lru_cache(maxsize=1)
def _conjunctions() -> re.Pattern[str]:
    """« Quand on évalue le PST, … »: what asks for no date."""
    return re.compile("|".join(load("questions")["conjunctions"]))


@lru_cache(maxsize=64)
def fact_pattern(kind: str) -> re.Pattern[str]:
    """How a kind of fact looks in folded text."""
    return re.compile(load("questions")["fact_patterns"][kind])
